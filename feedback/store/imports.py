"""Bringing in tables of answers that were collected elsewhere: never the same row twice."""

import json
from dataclasses import dataclass, field

from flask import current_app
from sqlalchemy import literal, select
from sqlalchemy.exc import IntegrityError

from accounts import sheets
from accounts import store as accounts
from accounts.rules import Audience
from consultations import store as consultations
from consultations.rules import Mode
from core import clock, codes
from core.db import db, start_writing
from core.errors import Refused
from core.i18n import _, _l
from core.text import fold
from feedback import columns, pasted
from feedback.keyed import whose
from feedback.models import (
    Answer,
    Authorship,
    Batch,
    ClauseStance,
    ColumnMap,
    Comment,
    ImportedRow,
    Participation,
)
from feedback.rules import Refusal, Respondent
from feedback.store import sealed
from feedback.store.asked import list_asked, respondent_of
from feedback.store.entries import say_entry
from feedback.store.own import tag_of
from feedback.store.writing import write_once

TOO_FEW = _l(
    "Đợt này không nêu tên: mỗi lần đưa vào cần ít nhất %(least)d dòng, để không đoán được dòng nào của ai."
)


@dataclass
class Report:
    """What bringing a table in does, or would do."""

    rows: int = 0
    added: int = 0
    #: Of them: without a unit of the roll.
    unidentified: int = 0
    #: Brought in before.
    known: int = 0
    #: Left alone, because the unit has said something there already.
    kept: list = field(default_factory=list)
    blank: int = 0
    #: (line, sentence): what could not be read; the rest of the row is taken.
    wrong: list = field(default_factory=list)
    #: (line, sentence): whose it is could not be told.
    unknown: list = field(default_factory=list)

    def as_dict(self):
        return {
            "rows": self.rows, "added": self.added, "unidentified": self.unidentified, "known": self.known,
            "kept": self.kept, "blank": self.blank, "wrong": self.wrong, "unknown": self.unknown,
        }  # fmt: skip


def read_table(data, *, is_text=False):
    """The columns.Table in a file's bytes; is_text: of messages copied out of a group. Raises Refused."""
    if is_text:
        data = columns.as_csv(pasted.read_messages(sheets.decode(data)))
    found = [table for sheet in sheets.read_tables(data) if (table := columns.table_of(sheet.rows))]
    if not found:
        raise Refused(columns.NO_TABLE, 422)
    return max(found, key=lambda table: len(table.rows))


def remembered(consultation, table):
    """Targets of the columns of `table` as they were chosen for this form before; None: never."""
    row = _map_of(consultation, table)
    if row is None:
        return None
    chosen = json.loads(row.targets)
    allowed = {target for target, _label in columns.targets_of(consultations.get_paper(consultation))}
    return [chosen.get(name, "") if chosen.get(name, "") in allowed else "" for name in table.names]


def _map_of(consultation, table):
    return db.session.get(ColumnMap, (consultation.id, table.fingerprint))


def _remember(consultation, table, targets):
    chosen = json.dumps(dict(zip(table.names, targets, strict=True)), ensure_ascii=False)
    if row := _map_of(consultation, table):
        row.targets = chosen
        return
    db.session.add(
        ColumnMap(
            consultation_id=consultation.id, fingerprint=table.fingerprint, school_id=consultation.school_id,
            targets=chosen,
        )
    )  # fmt: skip


def import_rows(consultation, table, targets, *, channel, title, by, dry_run, replace=False):
    """Report of bringing `table` in, with its columns meaning `targets`. Raises Refused.

    replace: what a unit has said before gives way; else such a row is left alone. Of one file the last
    row of a unit stands.
    """
    if not consultation.takes_paper():
        raise Refused(Refusal.CLOSED if consultation.opened_at else Refusal.NOT_OPEN)
    if not columns.says_something(targets):
        raise Refused(columns.OTHER_FORM, 422)
    if dry_run:
        return _Import(consultation, table, targets, channel, replace).run()
    _refuse_too_few(consultation, table, targets, channel, replace)
    start_writing()
    consultation_id, by_id = consultation.id, by.id
    for is_last in (False, True):
        try:
            consultation = consultations.get_any(consultation_id)
            return _Import(consultation, table, targets, channel, replace, title, by_id).run()
        except IntegrityError:
            # Somebody on the roll answered at this moment: all of the file once more.
            db.session.rollback()
            if is_last:
                raise
    return None


def _refuse_too_few(consultation, table, targets, channel, replace):
    """Without names what comes in hides among what comes in with it."""
    if consultation.mode is Mode.NAMED:
        return
    least = consultation.smallest_group
    if 0 < _Import(consultation, table, targets, channel, replace).run().added < least:
        raise Refused(TOO_FEW % {"least": least}, 422)


class _Import:
    """One file on its way in; by_id None: only looked at."""

    def __init__(self, consultation, table, targets, channel, replace, title="", by_id=None):
        self.consultation, self.table, self.targets = consultation, table, targets
        self.channel, self.replace, self.title, self.by_id = channel, replace, title, by_id
        self.report = Report(rows=len(table.rows))
        #: Without names neither a name, nor a code, nor a class in the file is looked at.
        self.is_named = consultation.mode is Mode.NAMED
        self.asked = list_asked(consultation) if self.is_named else []
        self.by_household = {one.household_id: one for one in self.asked if one.household_id}
        self.said = _list_said(consultation.id)
        self.paper = consultations.get_paper(consultation)
        self.known = set(
            db.session.scalars(select(ImportedRow.tag).where(ImportedRow.consultation_id == consultation.id))
        )
        #: Units of whom a row of this file was taken: a later one is the same person once more.
        self.own = set()

    def run(self):
        batch_id = None
        if self.by_id:
            _remember(self.consultation, self.table, self.targets)
        readings = columns.read_rows(self.table, self.targets, self.paper, is_named=self.is_named)
        for reading in readings:
            self.report.wrong += [(reading.number, message) for message in reading.errors]
            tag = self._tag(reading)
            if tag in self.known:
                self.report.known += 1
            elif not (reading.said or reading.rows):
                self.report.blank += 1
            elif (one := self._whose(reading)) and self._is_kept(reading, one):
                self.report.kept.append((reading.number, one.name))
            else:
                if self.by_id and self.is_named:
                    batch_id = batch_id or self._batch()
                    self._write(reading, one, tag, batch_id)
                elif self.by_id:
                    self._seal(reading, tag)
                self._count(one)
        return self.report

    def _tag(self, reading):
        return codes.tag(current_app.config["HASH_KEY"], f"row:{self.consultation.id}:{reading.identity}")

    def _count(self, one):
        self.report.added += 1
        if one is None:
            self.report.unidentified += 1
            return
        self.own.add(one.entry_id)

    def _whose(self, reading):
        """The Asked of a row, or None; why it cannot be told is reported."""
        if not self.is_named:
            return None
        if reading.code:
            household = accounts.find_household_by_code(reading.code)
            if household and household.id in self.by_household:
                return self.by_household[household.id]
            self.report.unknown.append((reading.number, _("Mã gia đình không có trong danh sách được hỏi.")))
        here = self.asked
        if reading.class_name:
            here = [one for one in self.asked if fold(one.class_name) == fold(reading.class_name)] or here
        one, wrong = whose(reading.who, here)
        if wrong:
            self.report.unknown.append((reading.number, str(wrong)))
        return one

    def _is_kept(self, reading, one):
        """Whether the unit has said something before on anything that the row speaks of."""
        if self.replace or one.entry_id in self.own:
            return False
        before = self.said.get(one.entry_id, set())
        return bool(before & {clause_id for clause_id, _stance, _words in reading.said}) or (
            bool(reading.rows) and "answers" in before
        )

    def _batch(self):
        batch = Batch(
            school_id=self.consultation.school_id, consultation_id=self.consultation.id,
            channel=self.channel, title=self.title, pile=None, made_by_id=self.by_id, made_at=clock.now(),
        )  # fmt: skip
        db.session.add(batch)
        db.session.flush()
        return batch.id

    def _write(self, reading, one, tag, batch_id):
        respondent = respondent_of(self.consultation, one, None, self.channel)
        code = codes.draw()

        def say(own):
            say_entry(
                own, respondent, tag_of(code), said=reading.said, rows=list(reading.rows), by_id=self.by_id,
                batch_id=batch_id, replace=True, version=self.paper.version,
            )  # fmt: skip

        write_once(respondent, [code], say)
        self._keep(tag)

    def _seal(self, reading, tag):
        """A row without a name: an envelope of nobody on the roll, as by the open link."""
        respondent = Respondent(
            school_id=self.consultation.school_id, consultation_id=self.consultation.id,
            audience=Audience.COMMUNITY, is_named=False,
        )  # fmt: skip

        def say(contents):
            for clause_id, stance, words in reading.said:
                contents.put_comment(clause_id, stance, "", words, self.paper.version)
            contents.put_answers(reading.rows)

        sealed.change(respondent, [codes.draw()], say)
        self._keep(tag)

    def _keep(self, tag):
        """So that the row is not brought in again."""
        db.session.add(
            ImportedRow(consultation_id=self.consultation.id, tag=tag, school_id=self.consultation.school_id)
        )


def _list_said(consultation_id):
    """{entry of the roll: {clause ids, None for the whole draft, "answers"}} of what units have said."""
    found = {}
    units = (
        select(Participation.roll_entry_id, Authorship.submission_id)
        .join(Authorship, Authorship.participation_id == Participation.id)
        .where(Participation.consultation_id == consultation_id)
        .subquery()
    )
    stances = select(units.c.roll_entry_id, ClauseStance.clause_id).join(
        ClauseStance, ClauseStance.submission_id == units.c.submission_id
    )
    words = (
        select(units.c.roll_entry_id, Comment.clause_id)
        .join(Comment, Comment.submission_id == units.c.submission_id)
        .where(Comment.is_superseded.is_(False))
    )
    answers = (
        select(units.c.roll_entry_id, literal("answers"))
        .join(Answer, Answer.submission_id == units.c.submission_id)
        .distinct()
    )
    for query in (stances, words, answers):
        for entry_id, what in db.session.execute(query):
            found.setdefault(entry_id, set()).add(what)
    return found
