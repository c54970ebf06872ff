"""Sealed intake: what is said without a name lies in an envelope until all are opened at once (release).

One transaction locks the consultation, ticks the unit and puts its envelope. An envelope is found by the
receipt code alone, opened, changed and sealed anew; afterwards nothing of it stays in memory.
"""

from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError, NoResultFound

from consultations import store as consultations
from consultations.models import Consultation
from consultations.rules import Mode, release_due_at
from core import clock
from core.db import db, execute, start_writing, stop_writing
from core.errors import Refused
from feedback.contents import Contents
from feedback.models import Envelope, Participation
from feedback.rules import Refusal
from feedback.sealing import Damaged, Sealer, TooFull
from feedback.store.own import answerer_value, participation_of, tag_of, two_tags

#: Posts at the same moment: when the table refuses, the other one is stored and can be found. Who is refused
#: again has taken part with another code.
TRIES = 3

_consultation, _envelope = Consultation.__table__.c, Envelope.__table__.c
_STATE = select(
    _consultation.id, _consultation.mode, _consultation.opened_at, _consultation.closes_at,
    _consultation.released_at, _consultation.key_check, _consultation.envelope_bytes, _consultation.version,
).where(_consultation.id == bindparam("about"))  # fmt: skip
# Posts do not wait for each other here, only for the release, which then finds them or has shut them out.
_STATE_LOCKED = _STATE.with_for_update(read=True)
_BY_TAGS = select(_envelope.tag, _envelope.sealed).where(
    # The form's code and the phone's, as in `own`.
    or_(_envelope.tag == bindparam("first_tag"), _envelope.tag == bindparam("second_tag")),
    _envelope.consultation_id == bindparam("about"),
)
_BY_TAGS_LOCKED = _BY_TAGS.with_for_update()
_NEW = insert(Envelope.__table__)
_CHANGE = update(Envelope.__table__).where(_envelope.tag == bindparam("own")).values(sealed=bindparam("anew"))
_DESTROY = delete(Envelope.__table__).where(_envelope.tag == bindparam("own"))
_NEW_PARTICIPATION = insert(Participation.__table__).returning(Participation.__table__.c.id)


class Held(NamedTuple):
    """An opened envelope. code: the receipt code that leads to it; tag: where it lies, None: nowhere yet."""

    contents: Contents
    code: str
    tag: str | None


def find(respondent, given):
    """Held of what `respondent` holds a code to, or None; also where it cannot be opened.

    At the door of a unit only its own, at the others whatever the code leads to.
    """
    state = execute(_STATE, {"about": respondent.consultation_id}).one()
    if not _is_sealed(state):
        return None
    try:
        return _find(_sealer(state), respondent, given)
    except Refused:
        return None


def leads_to(code):
    """(consultation_id, Contents) of the envelope with the receipt `code`, in whichever consultation."""
    for row in consultations.list_sealed():
        try:
            sealer = _sealer(execute(_STATE, {"about": row.id}).one())
        except Refused:
            continue
        tag = sealer.tag(code)
        if found := execute(_BY_TAGS, two_tags([tag]) | {"about": row.id}).one_or_none():
            return row, _open(sealer, found)
    return None


def change(respondent, given, say):
    """Let `say` (Contents → None) change what was said, and begin it if need be; gives the Contents.

    Raises Refused, and NoResultFound where a code alone leads to nothing.
    """

    def write(sealer, held):
        contents = held.contents if held else _begin(sealer, respondent, given[0])
        say(contents)
        contents.is_withdrawn = False
        if not contents.is_sent:
            _take_part(sealer, respondent, contents)
        _put(sealer, respondent, contents, held, given[0])
        return contents

    return _write(respondent, given, write, directly=respondent.has_unit)


def put_begun(respondent, code, values, page):
    """Keep a survey answered in part; it is no participation. Raises Refused."""

    def write(sealer, held):
        contents = held.contents if held else _begin(sealer, respondent, code)
        contents.begun = values, page
        _put(sealer, respondent, contents, held, code)

    _write(respondent, [code], write)


def forget_begun(respondent, given):
    """What was answered in part goes; what was sent before stays."""

    def write(sealer, held):
        if held is None:
            return
        held.contents.begun = None
        if held.contents.is_sent:
            _put(sealer, respondent, held.contents, held, held.code)
        else:
            execute(_DESTROY, {"own": held.tag})

    _write(respondent, given, write)


def withdraw(respondent, given):
    """As feedback.store.withdraw. A unit takes back its participation only with its own envelope."""

    def write(sealer, held):
        if held is None or not held.contents.is_sent:
            raise NoResultFound
        participation_id = participation_of(respondent)
        if participation_id is not None and held.contents.unit == _unit(sealer, respondent):
            execute(_DESTROY, {"own": held.tag})
            db.session.execute(delete(Participation).where(Participation.id == participation_id))
            return True
        held.contents.empty()
        _put(sealer, respondent, held.contents, held, held.code)
        return False

    return _write(respondent, given, write)


def _write(respondent, given, write, *, directly=False):
    """directly: as feedback.store.writing.write."""
    for _turn in range(TRIES):
        start_writing(directly=directly)
        try:
            sealer = _lock(respondent.consultation_id)
            return write(sealer, _find(sealer, respondent, given, lock=True))
        except IntegrityError:
            stop_writing()
        except BaseException:
            stop_writing()
            raise
    raise Refused(Refusal.HAS_TAKEN_PART)


def _lock(consultation_id):
    """The Sealer, with the consultation held against its release. Raises Refused when it takes nothing."""
    state = execute(_STATE_LOCKED, {"about": consultation_id}).one()
    if state.opened_at is None:
        raise Refused(Refusal.NOT_OPEN)
    if not _is_sealed(state) or clock.now() >= release_due_at(state.closes_at):
        raise Refused(Refusal.CLOSED)
    return _sealer(state)


def _is_sealed(state):
    return state.mode is Mode.ANONYMOUS and state.opened_at is not None and state.released_at is None


def _sealer(state):
    """Raises Refused when the key is missing or another one's."""
    key = consultations.read_key(state.id, state.key_check)
    return Sealer(state.id, key, state.envelope_bytes)


def _find(sealer, respondent, given, *, lock=False):
    tags = {sealer.tag(code): code for code in given}
    query = _BY_TAGS_LOCKED if lock else _BY_TAGS
    rows = execute(query, two_tags(list(tags)) | {"about": sealer.consultation_id}).all() if tags else []
    held = [Held(_open(sealer, row), tags[row.tag], row.tag) for row in rows]
    own = [one for one in held if _may_open(sealer, respondent, one.contents)]
    return min(own, key=lambda one: given.index(one.code), default=None)


def _open(sealer, row):
    try:
        return Contents.unpack(sealer.open(row.tag, row.sealed))
    except Damaged as damaged:
        raise Refused(consultations.WRONG_KEY, 503) from damaged


def _may_open(sealer, respondent, contents):
    if respondent.by_code_alone:
        return True
    return contents.audience is respondent.audience and contents.unit == _unit(sealer, respondent)


def _unit(sealer, respondent):
    if not respondent.has_unit:
        return ""
    return sealer.unit(respondent.roll_entry_id, answerer_value(respondent))


def _begin(sealer, respondent, code):
    if respondent.by_code_alone:
        raise NoResultFound
    owner = (respondent.roll_entry_id, answerer_value(respondent)) if respondent.has_unit else None
    return Contents(
        audience=respondent.audience, group=respondent.group, receipt_tag=tag_of(code),
        unit=_unit(sealer, respondent), owner=owner,
    )  # fmt: skip


def _take_part(sealer, respondent, contents):
    """Tick the unit, in the transaction that puts what it says. The table refuses a second tick.

    Not looked up before: between two looks another post of the same code may have been stored.
    """
    if contents.owner:
        roll_entry_id, answerer = contents.owner
        execute(
            _NEW_PARTICIPATION,
            {
                "school_id": respondent.school_id, "consultation_id": sealer.consultation_id,
                "roll_entry_id": roll_entry_id, "answerer": answerer,
            },
        )  # fmt: skip
    contents.is_sent, contents.owner = True, None


def _put(sealer, respondent, contents, held, code):
    """Seal `contents` where they were, or as a new envelope under `code`. Raises Refused."""
    tag = held.tag if held else sealer.tag(code)
    try:
        sealed = sealer.seal(tag, contents.pack())
    except TooFull as full:
        raise Refused(Refusal.FULL, 422) from full
    if held:
        execute(_CHANGE, {"own": tag, "anew": sealed})
    else:
        execute(
            _NEW,
            {
                "tag": tag, "school_id": respondent.school_id, "sealed": sealed,
                "consultation_id": sealer.consultation_id,
            },
        )  # fmt: skip
