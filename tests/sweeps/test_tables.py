"""Closed tables: what can be asked, said, heard and decided is named, read, counted and printed."""

import csv
from io import BytesIO, StringIO
from unittest.mock import MagicMock

import pytest
from docx import Document
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from accounts import rules as accounts
from accounts.rules import Audience, Role
from consultations import rules as consultations
from consultations.kinds import ClauseKind
from consultations.models import Clause, Draft
from consultations.rules import GRACE, TEXTS, Kind, QuestionKind, Unit
from core import clock
from core.db import db
from core.i18n import Labelled
from feedback import rules as feedback
from feedback.models import Authorship
from feedback.rules import Channel, Stance
from feedback.sheet import READERS, Sheet
from reports import answers, store
from reports import rules as reports
from reports.printers import csv as csv_printer
from reports.printers import words
from reports.rules import Decision
from tests.feedback.conftest import Asked, carried, send

#: Table → the members it must know.
TABLES = {
    "readers of questions": (READERS, set(QuestionKind)),
    "figures of questions": (answers.FIGURES, set(QuestionKind) - set(TEXTS)),
    "limits of texts": (TEXTS, {QuestionKind.SHORT, QuestionKind.LONG}),
    "stances as parents see them": (feedback.PLAIN, set(Stance)),
    "who answered": (words.ANSWERED, set(Audience) - {Audience.COMMUNITY}),
    "voices": (words.VOICES, set(Audience)),
    "how parents are counted": (words.AUDIENCE_COUNTED, set(Unit)),
    "steps after the opening": (
        consultations.AFTER_OPENING,
        set(consultations.Status) - {consultations.Status.PREPARING},
    ),
    "too few options": (consultations.OPTIONS_FEW, consultations.WITH_OPTIONS),
    "who is reminded": (reports.STEP_NEEDS, set(reports.Step)),
    "audiences of roles": (
        accounts.AUDIENCE_OF,
        {Role.PRINCIPAL, Role.OFFICER, Role.TEACHER, Role.EMPLOYEE, Role.PARENT},
    ),
    "abilities of roles": (accounts._MAY, set(Role)),
}


def gaps(name):
    table, members = TABLES[name]
    return members ^ set(table)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_knows_all_its_members_and_no_other(name):
    assert gaps(name) == set()


@pytest.mark.parametrize(
    ("name", "member"),
    # In one order in every process, or those that share the tests out would not agree on them.
    [(name, one) for name in TABLES for one in sorted(TABLES[name][1], key=lambda member: member.name)],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_member_taken_out_of_a_table_is_noticed(name, member, monkeypatch):
    monkeypatch.delitem(TABLES[name][0], member)
    assert gaps(name) == {member}


LABELLED = sorted(
    {
        kind
        for module in (accounts, consultations, feedback, reports)
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Labelled) and kind is not Labelled
    },
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("kind", LABELLED, ids=lambda kind: kind.__name__)
def test_everything_has_a_label_of_its_own(kind, app):
    labels = [str(member) for member in kind]
    assert all(labels) and len(set(labels)) == len(labels)


def test_the_importers_know_the_kinds_of_the_rules():
    assert {kind.value for kind in ClauseKind} == {kind.value for kind in Kind}


# From the form to the letter


@pytest.fixture
def database_url(sqlite_url):
    """One database is enough: what is printed does not depend on it."""
    return sqlite_url


TYPED = {QuestionKind.NUMBER: "7", QuestionKind.DATE: "05/09/2026"}
DECISION_OF = dict(zip(list(Stance)[1:], Decision, strict=True))


class Told:
    """A consultation with a clause and a question of every kind, where everything was said once."""

    def __init__(self, school, visit):
        self.school, self.visit = school, visit
        # One of each has spoken: nobody is put together with others here.
        self.asked = Asked(school, open_token="ai-cung-doc", smallest_group=1)
        self._draft()
        self.questions = {
            kind: self.asked.add_question(kind, f"Hỏi theo kiểu {kind.value}", _options(kind))[0]
            for kind in QuestionKind
        }
        people = {
            Audience.TEACHERS: Role.TEACHER,
            Audience.STAFF: Role.EMPLOYEE,
            Audience.MANAGERS: Role.PRINCIPAL,
        }
        self.asked.ask(*school.households)
        for audience, role in people.items():
            self.asked.ask(school.people[role], audience=audience)
        self.said = dict(zip(Stance, self.clauses.values(), strict=False))
        for number, (stance, clause) in enumerate(self.said.items()):
            words = {"proposed": f"Xin sửa {stance.value}.", "reason": f"Vì {stance.value}."}
            send(
                visit(school.households[number]),
                f"{self.asked.url}/muc/{clause}",
                stance=stance.value,
                **words,
            )
        first = next(iter(self.clauses.values()))
        for role in people.values():
            send(visit(role), f"{self.asked.url}/muc/{first}", stance="agree", reason=f"Tôi là {role.value}.")
        send(visit(), f"/m/ai-cung-doc/muc/{first}", stance="agree", reason="Chúng tôi ở gần trường.")
        self.family = visit(school.households[4])
        self.form = self.family.get(f"{self.asked.url}/khao-sat")
        filled = _fill(self.form, self.questions)
        sent = self.family.post(f"{self.asked.url}/khao-sat", 303, data=filled)
        self.receipt = self.family.get(sent.location).get_text(" ")
        self.draft = self.family.get(self.asked.url).get_text(" ")
        self._hear_by_every_channel()
        self._report()

    def _draft(self):
        draft = Draft(school_id=self.school.id, consultation_id=self.asked.id, title="QUY CHẾ")
        draft.clauses = [
            Clause(
                school_id=self.school.id, position=at, kind=kind, label=f"{at}.",
                heading=f"Đầu đề {kind.value}", text=f"Lời của {kind.value}.",
            )
            for at, kind in enumerate(Kind, 1)
        ]  # fmt: skip
        db.session.add(draft)
        db.session.flush()
        self.clauses = {clause.kind: clause.id for clause in draft.clauses}

    def _hear_by_every_channel(self):
        heard = db.session.scalars(select(Authorship).order_by(Authorship.submission_id)).all()
        for authorship, channel in zip(heard, Channel, strict=False):
            authorship.channel = channel
        assert len(heard) >= len(Channel)
        db.session.commit()

    def _report(self):
        with clock.stopped(self.asked.consultation.closes_at + GRACE):
            snapshot = store.make_snapshot(self.asked.consultation)
            self.summary = store.summary_of(snapshot)
            for stance, decision in DECISION_OF.items():
                store.put_outcome(
                    self.asked.consultation, self.said[stance], decision=decision,
                    reason=f"Đáp {stance.value}.", decided_by=self.school.people[Role.PRINCIPAL],
                )  # fmt: skip
            store.publish(self.asked.consultation)
            db.session.commit()
            principal = self.visit(Role.PRINCIPAL)
            address = f"/dot/{self.asked.id}"
            self.page = principal.get(f"{address}/tong-hop").get_text(" ")
            self.results = self.visit(self.school.households[1]).get(f"{address}/ket-qua").get_text(" ")
            text = principal.open(f"{address}/so-lieu.csv").data.decode("utf-8-sig")
            self.csv = list(csv.reader(StringIO(text)))
            principal.post(f"{address}/bao-cao", 303, proposals="")
            preview = principal.get(f"{address}/bao-cao/xem-truoc")
            seen = preview.find("input", attrs={"name": "seen"})["value"]
            principal.post(f"{address}/bao-cao/xem-truoc", 303, seen=seen)
            word = Document(BytesIO(principal.open(f"{address}/bao-cao/1.docx").data))
            cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
            self.letter = "\n".join([*(one.text for one in word.paragraphs), *cells])


def _options(kind):
    return ["Điều thứ nhất", "Điều thứ hai"] if kind in consultations.WITH_OPTIONS else ()


def _fill(form, questions):
    """What a family sends that answers every question of the form, whatever its kind."""
    fields, used = MultiDict(carried(form)), set()
    for one in form.select("main form input, main form select, main form textarea"):
        name = one.get("name", "")
        if not name.startswith("q") or name in used:
            continue
        used.add(name)
        kind = next(kind for kind, number in questions.items() if name.split("-")[0] == f"q{number}")
        if one.name == "select":
            taken = [value for key, value in fields.items() if key.split("-")[0] == name.split("-")[0]]
            offered = [option.get("value", option.text) for option in one.select("option")]
            fields.add(name, next(value for value in offered if value and value not in taken))
        elif one.get("type") in ("radio", "checkbox"):
            fields.add(name, one["value"])
        else:
            fields.add(name, TYPED.get(kind, "Một lời bằng chữ"))
    return fields


@pytest.fixture(scope="module")
def kept():
    return []


@pytest.fixture
def told(kept, request):
    """Made once for all tests that only read what was printed."""
    if not kept:
        kept.append(Told(request.getfixturevalue("school"), request.getfixturevalue("visit")))
    return kept[0]


def test_a_question_of_every_kind_is_shown_read_counted_and_printed(told):
    figures = {question.kind: question for question in told.summary.questions}
    for kind in QuestionKind:
        text, one = f"Hỏi theo kiểu {kind.value}", figures[kind.value]
        assert text in told.form.get_text(" "), kind
        assert text in told.receipt, f"{kind} is not read, or not spoken of on the receipt"
        assert one.answered == 1, kind
        assert kind in TEXTS or one.shares or one.scales or one.ranks or one.numbers or one.days, kind
        for place, whole in (("page", told.page), ("letter", told.letter)):
            assert text in whole, f"{kind} is missing in the {place}"
        rows = [row for row in told.csv if text in row[2]]
        counts = ("Trả lời", "Không có ý kiến", "Không trả lời", "Số trả lời")
        assert kind in TEXTS or [row for row in rows if row[3] not in counts and row[4] not in ("", "0")], (
            kind
        )


def test_every_stance_is_printed_with_its_words(told):
    for stance, clause in told.said.items():
        figures = told.summary.clause(clause)
        assert getattr(figures.stances, stance.value) >= 1, stance
        assert str(stance.plain) in told.page and str(stance.label) in told.letter, stance
        assert [figures.title, str(stance.label)] in [[row[1], row[3]] for row in told.csv], stance
        for words_said in (f"Xin sửa {stance.value}.", f"Vì {stance.value}."):
            assert words_said in told.page and words_said.rstrip(".") in told.letter, stance
    assert str(Stance.AGREE_CHANGES.plain) in told.results


def test_every_audience_is_counted_by_its_name(told):
    names = {row[1] for row in told.csv if row[0] in ("Người được hỏi", "Tính riêng")}
    for audience in Audience:
        voice = words.VOICES[audience](1)
        assert voice in told.letter, f"the annex does not say {voice}"
        assert str(audience.label) in told.page, audience
        assert any(str(audience.label) in name for name in names), audience


def test_every_channel_is_named(told):
    for channel in Channel:
        label = str(channel.label)
        assert label in told.page and label in told.letter, channel
        assert ["Kênh tiếp nhận", label] in [row[:2] for row in told.csv], channel


def test_every_kind_of_clause_can_be_read_and_has_its_figures(told):
    for kind, clause in told.clauses.items():
        assert f"Lời của {kind.value}." in told.draft, kind
        figures = told.summary.clause(clause)
        assert figures.name and figures.title in told.page and figures.title in told.letter, kind
        assert figures.title in [row[1] for row in told.csv], kind


def test_every_outcome_is_published_and_in_the_letter(told):
    for stance, decision in DECISION_OF.items():
        for whole in (told.results, told.page, told.letter):
            assert str(decision.label) in whole and f"Đáp {stance.value}." in whole, decision


# A break in the real tables and templates, one at a time


@pytest.mark.parametrize("kind", QuestionKind, ids=lambda kind: kind.value)
def test_without_its_reader_no_question_is_read(kind, monkeypatch):
    monkeypatch.delitem(READERS, kind)
    question = MagicMock(id=1, kind=kind, options=(), tests=())
    with pytest.raises(KeyError):
        Sheet([question]).read(MultiDict())


def test_without_its_figures_a_question_is_found_out(monkeypatch, school, visit):
    monkeypatch.delitem(answers.FIGURES, QuestionKind.RANKING)
    with pytest.raises(AssertionError):
        test_a_question_of_every_kind_is_shown_read_counted_and_printed(Told(school, visit))


@pytest.mark.parametrize(
    ("module", "name", "test"),
    [
        (csv_printer, "_question", test_a_question_of_every_kind_is_shown_read_counted_and_printed),
        (csv_printer, "_clause", test_every_stance_is_printed_with_its_words),
        (csv_printer, "_roll", test_every_channel_is_named),
    ],
)
def test_a_printer_that_leaves_something_out_is_found_out(module, name, test, monkeypatch, school, visit):
    monkeypatch.setattr(module, name, lambda *_: ())
    with pytest.raises(AssertionError):
        test(Told(school, visit))
