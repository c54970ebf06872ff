"""The counts hold whatever people do, and pages ask the database no more for it."""

from collections import Counter
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, insert

from accounts.rules import Audience, Role
from consultations.models import RollEntry
from consultations.rules import Mode, Unit
from core import codes
from core.db import db
from core.errors import Refused
from feedback import store
from feedback.models import (
    Answer,
    Authorship,
    ClauseStance,
    Comment,
    Envelope,
    Participation,
    Receipt,
    Submission,
)
from feedback.rules import Answerer, Respondent, Stance
from tests.feedback.conftest import carried, rows, send

STATEMENTS_MAX = 12


@contextmanager
def statements():
    """The SQL statements sent meanwhile, transaction control left out."""
    sent = []

    def note(_connection, _cursor, statement, *_more):
        if not statement.startswith(("BEGIN", "PRAGMA", "ROLLBACK", "COMMIT")):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def add_others(asked, number):
    """`number` submissions of others, each with a comment and a stance on every clause and an answer."""
    shared = {"school_id": asked.school.id, "audience": Audience.COMMUNITY, "consultation_id": asked.id}
    ids = [codes.random_id() for _one in range(number)]
    db.session.execute(
        insert(Submission), [{"id": one, "group": "", "is_withdrawn": False, **shared} for one in ids]
    )
    pairs = [(one, clause) for one in ids for clause in asked.clauses]
    db.session.execute(
        insert(ClauseStance),
        [{"submission_id": one, "clause_id": clause, "stance": Stance.OTHER} for one, clause in pairs],
    )
    db.session.execute(
        insert(Comment),
        [
            {
                "submission_id": one, "clause_id": clause, "stance": Stance.OTHER, "reason": "Vì thế.",
                "school_id": asked.school.id, "id": codes.random_id(), "proposed": "", "folded": "vi the.",
            }
            for one, clause in pairs
        ],
    )  # fmt: skip
    db.session.execute(
        insert(Answer),
        [{"submission_id": one, "question_id": asked.questions["scale"][0], "number": 3} for one in ids],
    )
    db.session.commit()


@pytest.mark.parametrize("mode", list(Mode))
def test_participant_pages_cost_the_same_with_5_and_with_200_comments(ask, visit, mode):
    asked = ask(survey=True, mode=mode, unit=Unit.HOUSEHOLD, open_token="lien-ket")
    family, holder, neighbour = visit(Role.PARENT), visit(), visit()
    send(family, f"{asked.url}/muc/{asked.clauses[0]}", stance="other", reason="Vì thế.")
    code = family.get(f"{asked.url}/tiep-nhan").select_one(".code b").text
    holder.post("/tra-cuu", status=303, code=code)
    send(neighbour, f"/m/lien-ket/muc/{asked.clauses[0]}", stance="other", reason="Vì thế.")
    doors = [(family, asked.url), (holder, f"/tra-cuu/{asked.id}"), (neighbour, "/m/lien-ket")]
    pages = ["", f"/muc/{asked.clauses[0]}", "/muc/0", "/khao-sat", "/tiep-nhan", "/rut"]

    def cost():
        found = {}
        for visitor, door in doors:
            for page in pages:
                with statements() as sent:
                    visitor.get(door + page)
                found[door + page] = len(sent)
            data = carried(visitor.get(f"{door}/muc/{asked.clauses[0]}"))
            with statements() as sent:
                again = data | {"stance": "other", "reason": "Vì thế."}
                visitor.post(f"{door}/muc/{asked.clauses[0]}", status=303, data=again)
            found[f"POST {door}"] = len(sent)
        return found

    add_others(asked, 5)
    with_5 = cost()
    add_others(asked, 195)
    with_200 = cost()
    assert with_5 == with_200
    assert max(with_200.values()) <= STATEMENTS_MAX, with_200


class Model:
    """What a careful clerk with a notebook would count."""

    def __init__(self):
        self.said = {}  # unit → {clause: stance}
        self.answered = {}  # unit → number
        self.codes = {}  # unit → code
        self.empty = set()  # units that withdrew with the code alone
        self.words = {}  # (unit, clause) → words that stand


UNITS = st.integers(0, 3)
CLAUSES = st.integers(0, 2)
STEPS = st.one_of(
    st.tuples(
        st.just("comment"), UNITS, CLAUSES, st.sampled_from(list(Stance)), st.sampled_from(["", "Vì thế."])
    ),
    st.tuples(st.just("again"), UNITS, CLAUSES, st.sampled_from(list(Stance)), st.booleans()),
    st.tuples(st.just("agree"), UNITS),
    st.tuples(st.just("answer"), UNITS, st.integers(1, 5)),
    st.tuples(st.just("withdraw"), UNITS, st.booleans()),
)


@pytest.mark.parametrize("mode", list(Mode))
def test_no_order_of_submissions_edits_and_withdrawals_breaks_the_counts(ask, school, mode):
    asked = ask(survey=True, mode=mode, unit=Unit.PERSON)
    question = asked.questions["scale"][0]
    entries = _entries(asked)
    respondents = [
        Respondent(
            school_id=school.id, consultation_id=asked.id, audience=Audience.PARENTS,
            is_named=mode is Mode.NAMED, roll_entry_id=entries[number // 2],
            answerer=(Answerer.MOTHER, Answerer.FATHER)[number % 2], group=f"nhóm {number % 2}",
        )
        for number in range(4)
    ]  # fmt: skip
    by_code = Respondent(
        school_id=school.id, consultation_id=asked.id, audience=Audience.PARENTS,
        is_named=mode is Mode.NAMED, by_code_alone=True,
    )  # fmt: skip

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.lists(STEPS, max_size=14))
    def check(steps):
        for table in (
            ClauseStance,
            Comment,
            Answer,
            Receipt,
            Authorship,
            Submission,
            Participation,
            Envelope,
        ):
            db.session.execute(delete(table))
        if mode is Mode.ANONYMOUS:
            asked.consultation.released_at = None
            asked.seal()
        db.session.commit()
        model = Model()
        for step in steps:
            _take(step, model, asked, respondents, by_code, question, mode)
            db.session.commit()
            db.session.expire_all()
        asked.settle()
        _compare(model, asked, respondents, question)

    check()


def _entries(asked):
    return [entry.id for entry in rows(RollEntry) if entry.consultation_id == asked.id]


def _take(step, model, asked, respondents, by_code, question, mode):
    action, unit, *more = step
    who = respondents[unit]
    code = model.codes.get(unit)
    if action == "withdraw":
        return _withdraw(model, unit, who, by_code, by_code_alone=more[0])
    if action == "again":
        return _say_from_a_second_device(model, unit, who, asked, mode, *more)
    given = [code or codes.draw()]
    said = model.said.setdefault(unit, {})
    model.codes[unit] = given[0]
    model.empty.discard(unit)
    if action == "comment":
        clause, stance, words = more
        store.put_comment(who, given, asked.clauses[clause], stance=stance, reason=words)
        store.put_comment(who, given, asked.clauses[clause], stance=stance, reason=words)
        said[clause] = stance
        model.words[unit, clause] = words
    elif action == "agree":
        store.agree_with_rest(who, given, asked.clauses)
        for clause in range(3):
            said.setdefault(clause, Stance.AGREE)
    else:
        store.put_answers(who, given, [(question, 0, None, more[0], None)])
        model.answered[unit] = more[0]


def _withdraw(model, unit, who, by_code, *, by_code_alone):
    if unit not in model.codes:
        return
    store.withdraw(by_code if by_code_alone else who, [model.codes[unit]])
    model.said.pop(unit)
    model.answered.pop(unit, None)
    for clause in range(3):
        model.words.pop((unit, clause), None)
    if by_code_alone:
        model.empty.add(unit)
        model.said[unit] = {}
    else:
        model.codes.pop(unit)
        model.empty.discard(unit)


def _say_from_a_second_device(model, unit, who, asked, mode, clause, stance, replace):
    if unit not in model.codes:
        return
    stood = model.said[unit].get(clause)
    try:
        store.put_comment(
            who, [codes.draw()], asked.clauses[clause], stance=stance, reason="Khác.", replace=replace
        )
    except Refused:
        assert mode is Mode.ANONYMOUS or (stood is not None and not replace)
        return
    assert mode is Mode.NAMED
    model.said[unit][clause] = stance
    model.words[unit, clause] = "Khác."
    model.empty.discard(unit)


def _compare(model, asked, respondents, question):
    active = set(model.codes) - model.empty
    stances = Counter(
        (asked.clauses[clause], respondents[unit].group, stance.value)
        for unit in active
        for clause, stance in model.said[unit].items()
    )
    slips = [slip for batch in store.each_batch(asked.id) for slip in batch]
    said = Counter(
        (clause, slip.group, stance) for slip in slips for clause, stance, _version in slip.stances
    )
    assert said == stances
    answers = Counter(model.answered.values())
    assert Counter(number // 100 for slip in slips for *_row, number, _text in slip.answers) == answers
    texts = Counter(asked.clauses[clause] for (_unit, clause), words in model.words.items() if words)
    assert {row.clause_id: row.n for row in store.count_texts(asked.id)} == texts
    assert sum(row.n for row in store.count_participation(asked.id)) == len(model.codes)
    assert sum(row.n for row in store.count_households(asked.id)) == len({unit // 2 for unit in model.codes})
    submissions = Counter()
    for row in store.count_submissions(asked.id):
        submissions[row.is_withdrawn] += row.n
    assert (submissions[False], submissions[True]) == (len(active), len(model.empty))


def test_comments_are_listed_page_by_page(ask, visit):
    asked = ask(survey=True)
    add_others(asked, 7)
    assert (
        store.list_comments(asked.id, asked.clauses[0]) == []
    )  # nothing is shown before it is looked through
    store.lay_out_all(asked.id)
    seen, after = [], None
    while page := store.list_comments(asked.id, asked.clauses[0], after=after, limit=3):
        seen += [row.id for row in page]
        after = page[-1].id
    assert len(seen) == len(set(seen)) == 7
    assert store.list_comments(asked.id) == []
    assert [row.n for row in store.count_texts(asked.id)] == [7, 7, 7]


def test_channels_and_who_has_taken_part(ask, visit, school):
    asked = ask()
    send(visit(Role.PARENT), f"{asked.url}/muc/{asked.clauses[0]}", stance="agree")
    assert [(row.channel.value, row.n) for row in store.count_channels(asked.id)] == [("web", 1)]
    assert store.has_taken_part(asked.id, school.households[0])
    assert not store.has_taken_part(asked.id, school.households[1])
    assert store.list_taken_part(school.people[Role.TEACHER]) == set()
    assert [(row.audience, row.class_name, row.n) for row in store.count_participation(asked.id)] == [
        (Audience.PARENTS, "3 tuổi A", 1)
    ]
