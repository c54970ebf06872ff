"""A school to measure on: a draft of 40 clauses, a survey of 10 questions, families with sessions."""

import hashlib
import os
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

from flask.sessions import SecureCookieSessionInterface
from flask_migrate import upgrade

from accounts.models import Child, Household, Person, School, SchoolClass, SchoolSettings
from accounts.rules import AgeGroup, Audience, Role
from app import create_app
from consultations import store as consultations
from consultations.models import AudienceChoice, Clause, Consultation, Draft, Option, Question
from consultations.rules import Kind, Mode, QuestionKind, Unit
from core import clock, codes
from core.db import db, step
from tests.servers import serve

WORDS = (
    "Gia đình đưa trẻ đến lớp đúng giờ, bàn giao trẻ cho giáo viên và báo tình hình sức khỏe của trẻ "
    "trong ngày; giáo viên ghi vào sổ theo dõi và trả lời gia đình khi được hỏi về việc ăn, ngủ, học, chơi"
)


class Ground:
    """The database in `folder`, the rows on it, and ways to visit it."""

    def __init__(self, folder, households, database_url=None):
        self.folder = folder
        database_url = database_url or f"sqlite:///{folder / 'bench.db'}"
        self.env = {"DATA_DIR": str(folder), "DATABASE_URL": database_url}
        os.environ.update(self.env)
        self.app = create_app()
        with self.app.app_context():
            upgrade()
            with step():
                self._fill(households)
            self.households = [
                household.get_id() for household in db.session.query(Household).order_by(Household.id)
            ]
            self.principal = db.session.query(Person).one().get_id()
            db.session.rollback()

    def _fill(self, households):
        school = School(slug="do-dac", made_at=clock.now())
        db.session.add(school)
        db.session.flush()
        db.session.add(
            SchoolSettings(
                school_id=school.id, valid_from=clock.today(), superior_body="UBND xã",
                school_name="Trường Mầm non Đo Đạc", symbol_suffix="TrMN", place="Xã", receivers="UBND xã",
                signer_title="HIỆU TRƯỞNG", contact="văn phòng",
            )
        )  # fmt: skip
        class_ = SchoolClass(school_id=school.id, name="5 tuổi A", age_group=AgeGroup.FIVE)
        person = Person(
            school_id=school.id, staff_code="1", full_name="Hiệu trưởng", login="ht", role=Role.PRINCIPAL,
            audience=Audience.MANAGERS,
        )  # fmt: skip
        db.session.add_all([class_, person])
        for number in range(households):
            household = Household(school_id=school.id, family_code=str(number), code_tag=codes.random_id())
            child = Child(
                school_id=school.id, class_=class_, child_code=str(number), full_name=f"Trẻ {number}"
            )
            household.children.append(child)
            db.session.add(household)
        db.session.flush()
        self.consultation_id = self._consultation(school, person).id
        self.school_id, self.principal = school.id, person.get_id()

    def _consultation(self, school, person):
        made = Consultation(
            school_id=school.id, title="Nội quy đón, trả trẻ và an toàn cổng trường", summary=WORDS,
            purpose=WORDS, method=WORDS, mode=Mode.NAMED, unit=Unit.HOUSEHOLD,
            deadline=clock.today() + timedelta(days=9), responsible_id=person.id, made_at=clock.now(),
        )  # fmt: skip
        made.audiences.append(AudienceChoice(audience=Audience.PARENTS))
        db.session.add(made)
        db.session.flush()
        draft = Draft(school_id=school.id, consultation_id=made.id, title="NỘI QUY Đón, trả trẻ")
        db.session.add(draft)
        db.session.flush()
        self.clause_id = self._clauses(school, draft)
        for position in range(10):
            kind = QuestionKind.SINGLE if position % 3 == 2 else QuestionKind.SCALE
            question = Question(
                school_id=school.id, consultation_id=made.id, position=position, kind=kind,
                text=f"Việc thứ {position + 1} của nhà trường trong đón và trả trẻ",
            )  # fmt: skip
            if kind is QuestionKind.SINGLE:
                question.options = [Option(position=at, text=f"Cách thứ {at + 1}") for at in range(4)]
            db.session.add(question)
        db.session.flush()
        consultations.open_consultation(made)
        return made

    def _clauses(self, school, draft):
        words, first = WORDS.split(), None
        for article in range(8):
            parent = Clause(
                school_id=school.id, draft_id=draft.id, position=article * 10, kind=Kind.ARTICLE,
                label=f"Điều {article + 1}.", heading=f"Việc thứ {article + 1} của nội quy",
            )  # fmt: skip
            db.session.add(parent)
            db.session.flush()
            for item in range(5):
                turn = article * 5 + item
                text = " ".join(words[turn % 20 :] + words[: turn % 20])
                clause = Clause(
                    school_id=school.id, draft_id=draft.id, parent_id=parent.id,
                    position=article * 10 + item + 1, kind=Kind.ITEM, label=f"{item + 1}.",
                    text=f"{text} ({turn}).",
                )  # fmt: skip
                db.session.add(clause)
                db.session.flush()
                first = first or clause.id
        return first

    def cookie(self, user_id):
        """A session cookie of `user_id`, as it is after entering with the code and the first page."""
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        token = hashlib.sha1(user_id.encode()).hexdigest()
        return signer.dumps({"_user_id": user_id, "_fresh": True, "_permanent": True, "csrf_token": token})

    @contextmanager
    def served(self, **env):
        """The production server on this ground: its base address."""
        with serve({**self.env, **env}) as base:
            yield base

    def path(self, name):
        with self.app.test_request_context():
            from flask import url_for

            known = {"consultation_id": self.consultation_id}
            if name == "feedback.clause":
                known["clause_id"] = self.clause_id
            return urlsplit(url_for(name, **known)).path
