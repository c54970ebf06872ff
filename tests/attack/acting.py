"""What people do, by the real pages. The attacker sees every step: whose it is and which kind."""

import contextvars
import re
from dataclasses import dataclass, field
from enum import Enum

from accounts.models import Household
from accounts.rules import Role
from core import clock
from core.db import db
from feedback.said import YES
from tests.attack.matching import Human, Step


class Way(Enum):
    """How a family takes part: its first step, and the one for which it comes back, if it does."""

    COMMENT = Step.WRITE, None
    CHANGES = Step.WRITE, Step.CHANGE
    SURVEY = Step.BEGIN, Step.FINISH
    UNFINISHED = Step.BEGIN, None
    #: By the receipt code alone, from anywhere: an empty submission stays.
    WITHDRAWS = Step.WRITE, Step.WITHDRAW
    #: Signed in: the tick goes as well.
    TAKES_BACK = Step.WRITE, Step.TAKE_BACK
    PAPER = Step.TICK, Step.SHEET


@dataclass(kw_only=True)
class Family(Human):
    way: Way
    household_id: int
    entry_id: int
    #: Of its receipt; of a sheet, which nobody is given.
    code: str
    #: What the page carries hidden that lies open on the phone.
    form: dict = field(default_factory=dict)
    #: Is ticked, at the end; its submission is an empty one.
    has_part: bool = False
    is_empty: bool = False


def write(world, family):
    world.post(
        _phone(world, family), f"/y-kien/{world.id}/muc/{world.clause_id}", stance="disagree",
        reason=world.words(family), receipt=family.code,
    )  # fmt: skip


def begin(world, family):
    late, why, _how = world.questions
    fields = {"phan": 1, "receipt": family.code, f"q{late}": YES, f"q{why}": world.words(family, most=100)}
    reply = world.post(_phone(world, family), f"/y-kien/{world.id}/khao-sat", 200, **fields)
    form = reply.text[reply.text.index("<form") :]
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form)
    family.form = dict(hidden)
    assert {"carried", "receipt", "phan"} <= family.form.keys(), family.form


def finish(world, family):
    fields = family.form | {"live": "1", f"q{world.questions[-1]}": "4"}
    world.post(_phone(world, family), f"/y-kien/{world.id}/khao-sat", **fields)


def withdraw(world, family):
    anybody = world.school.app.test_client()
    world.post(anybody, "/tra-cuu", code=family.code)
    world.post(anybody, f"/tra-cuu/{world.id}/rut")


def take_back(world, family):
    world.post(_phone(world, family), f"/y-kien/{world.id}/rut", receipt=family.code)


def tick(world, family):
    world.post(_desk(world), f"{_box(world)}/danh-dau", unit=f"{family.entry_id}:", sure="1")


def open_the_box(world):
    world.post(_desk(world), f"{_box(world)}/hom")


def enter(world, family):
    fields = {f"c{world.clause_id}": "3", f"w{world.clause_id}": world.words(family)}
    world.post(_desk(world), f"{_box(world)}/nhap", receipt=family.code, **fields)


DO = {
    Step.WRITE: write, Step.CHANGE: write, Step.BEGIN: begin, Step.FINISH: finish, Step.WITHDRAW: withdraw,
    Step.TAKE_BACK: take_back, Step.TICK: tick, Step.SHEET: enter,
}  # fmt: skip


def _box(world):
    return f"/dot/{world.id}/hom-phieu/parents"


def _phone(world, family):
    return _client(world, Household(id=family.household_id, code_issue=1))


def _desk(world):
    return _client(world, world.school.people[Role.OFFICER])


def _client(world, who):
    client = world.school.app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = who.get_id(), True
    return client


def post(client, address, status, fields):
    """The reply, and the line that a server would log of it."""
    db.session.rollback()
    reply = contextvars.Context().run(lambda: client.post(address, data=fields))
    assert reply.status_code == status, (address, reply.status_code, reply.text[-900:])
    return reply, f"{clock.now()} POST {address} {reply.status_code} {len(reply.data)}".encode()
