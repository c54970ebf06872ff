"""Consultations and their life: made, opened, extended, closed, published."""

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import selectinload

from accounts.models import Person
from accounts.rules import Ability, Audience, may
from consultations import rules
from consultations.envelopes import envelope_bytes
from consultations.models import AudienceChoice, Consultation, Extension, RollEntry
from consultations.rules import Mode, Status
from consultations.store.keys import make_key
from consultations.store.log import forget_corrections
from consultations.store.papers import find_draft, get_paper, list_clauses, list_questions
from consultations.store.roll import copy_roll, count_who_would_be_asked, of_unit
from core import clock, codes
from core.db import db
from core.errors import Refused
from core.i18n import _l

# Built once: putting a statement together costs about as much as running it.
_OF_SCHOOL = select(Consultation).where(
    Consultation.id == bindparam("id"), Consultation.school_id == bindparam("school_id")
)


def get_consultation(school_id, consultation_id):
    """Raises NoResultFound when the school has no such consultation."""
    return db.session.scalars(_OF_SCHOOL, {"id": consultation_id, "school_id": school_id}).one()


def get_any(consultation_id):
    """One of whichever school, for the server's command line. Raises NoResultFound."""
    return db.session.scalars(select(Consultation).where(Consultation.id == consultation_id)).one()


def find_any(consultation_id):
    """The same, or None: for what strangers are shown."""
    return db.session.get(Consultation, consultation_id)


def get_by_token(token):
    """The consultation whose open link holds `token`: none before the opening. Raises NoResultFound."""
    return db.session.scalars(
        select(Consultation).where(Consultation.open_token == token, Consultation.opened_at.is_not(None))
    ).one()


def list_consultations(school_id):
    """All of a school's, the newest first."""
    return db.session.scalars(
        select(Consultation)
        .where(Consultation.school_id == school_id)
        .order_by(Consultation.made_at.desc(), Consultation.id.desc())
        .options(selectinload(Consultation.audiences))
    ).all()


def list_for_unit(who):
    """Rows (consultation, roll entry) of what asks or asked `who`, the latest deadline first."""
    return db.session.execute(
        select(Consultation, RollEntry)
        .join(RollEntry, RollEntry.consultation_id == Consultation.id)
        .where(of_unit(who), RollEntry.left_on.is_(None), Consultation.opened_at.is_not(None))
        .order_by(Consultation.deadline.desc(), Consultation.id.desc())
    ).all()


def list_open():
    """The open consultations of every school; for jobs."""
    now = clock.now()
    return db.session.scalars(
        select(Consultation)
        .where(
            Consultation.opened_at.is_not(None),
            Consultation.closes_at > now,
            Consultation.published_at.is_(None),
        )
        .order_by(Consultation.id)
    ).all()


def list_due_to_open():
    """Those of every school whose hour of opening has come; for the clock's job."""
    return db.session.scalars(
        select(Consultation)
        .where(Consultation.opened_at.is_(None), Consultation.opens_at <= clock.now())
        .order_by(Consultation.id)
    ).all()


def list_sealed():
    """Rows (id, school_id, title, key_check) of every school whose envelopes are not opened yet."""
    return db.session.execute(
        select(Consultation.id, Consultation.school_id, Consultation.title, Consultation.key_check)
        .where(
            Consultation.mode == Mode.ANONYMOUS,
            Consultation.opened_at.is_not(None),
            Consultation.released_at.is_(None),
        )
        .order_by(Consultation.id)
    ).all()


def list_due_for_release():
    """Ids of the consultations of every school whose envelopes are to be opened now."""
    return db.session.scalars(
        select(Consultation.id)
        .where(
            Consultation.mode == Mode.ANONYMOUS,
            Consultation.released_at.is_(None),
            Consultation.closes_at <= clock.now() - rules.GRACE,
        )
        .order_by(Consultation.id)
    ).all()


def last_release():
    """When envelopes were opened last, of any school; None: never."""
    return db.session.scalar(select(func.max(Consultation.released_at)))


def list_responsible(school_id):
    """Staff who may run a consultation, by name."""
    staff = db.session.scalars(
        select(Person)
        .where(Person.school_id == school_id, Person.left_on.is_(None))
        .order_by(Person.full_name, Person.id)
    )
    return [person for person in staff if may(person.role, Ability.ANSWER)]


def make_consultation(school_id, fields, *, audiences, class_ids):
    """A new Consultation of `fields` ({column: value}); `audiences`, `class_ids`: see choose_audiences."""
    _refuse_small_groups(fields)
    consultation = Consultation(school_id=school_id, made_at=clock.now(), **fields)
    db.session.add(consultation)
    choose_audiences(consultation, audiences, class_ids)
    db.session.flush()
    return consultation


def _refuse_small_groups(fields):
    """Raises Refused where submissions would be told apart by groups in which one could be guessed."""
    if wrong := rules.wrong_with_smallest_group(fields.get("smallest_group", rules.SMALLEST_GROUP)):
        raise Refused(wrong, 422)


def update_consultation(consultation, fields):
    _refuse_small_groups(fields)
    for name, value in fields.items():
        setattr(consultation, name, value)


def choose_audiences(consultation, audiences, class_ids):
    """Ask `audiences`; of the parents only those of `class_ids` (empty: of all classes).

    Raises Refused once it is open.
    """
    refuse_when_opened(consultation)
    wanted = [(audience, None) for audience in audiences if audience is not Audience.PARENTS or not class_ids]
    if Audience.PARENTS in audiences:
        wanted += [(Audience.PARENTS, class_id) for class_id in class_ids]
    kept = {(choice.audience, choice.class_id): choice for choice in consultation.audiences}
    consultation.audiences = [
        kept.get(key) or AudienceChoice(audience=key[0], class_id=key[1]) for key in wanted
    ]
    if Audience.COMMUNITY not in audiences:
        consultation.open_token = None
    elif consultation.open_token is None:
        consultation.open_token = codes.token()


def refuse_when_opened(consultation):
    """Raises Refused: what people were asked must stay what it was when they were asked."""
    if consultation.opened_at is not None:
        raise Refused(
            _l("Đợt lấy ý kiến đã mở, phần này không sửa được nữa: mọi người góp ý trên cùng một nội dung.")
        )


def missing_before_opening(consultation):
    """Sentences about what still stands between `consultation` and its opening."""
    asks_community = any(choice.audience is Audience.COMMUNITY for choice in consultation.audiences)
    on_roll = count_who_would_be_asked(consultation)
    return rules.missing_before_opening(
        has_audience=bool(consultation.audiences),
        asked=on_roll + asks_community,
        too_few=rules.too_few_to_hide(
            mode=consultation.mode, on_roll=on_roll, smallest_group=consultation.smallest_group
        ),
        clauses=sum(not clause.is_left_out for clause in list_clauses(find_draft(consultation))),
        questions=len(list_questions(consultation)),
        responsible=consultation.responsible_id,
        deadline=consultation.deadline,
        today=clock.today(),
    )


def plan_opening(consultation, opens_at):
    """Let the clock open it at `opens_at`; None: by hand only. Raises Refused."""
    refuse_when_opened(consultation)
    if opens_at is not None:
        _refuse_when_incomplete(consultation)
        if opens_at <= clock.now():
            raise Refused(_l("Giờ mở phải ở phía sau. Muốn mở ngay, xin bấm “Mở lấy ý kiến ngay”."), 422)
        if clock.local(opens_at).date() > consultation.deadline:
            raise Refused(_l("Giờ mở phải trước khi hết thời hạn góp ý."), 422)
    consultation.opens_at = opens_at


def open_consultation(consultation):
    """Copy the roll and open; draft, questions and audiences are fixed from now on. Raises Refused."""
    db.session.flush()
    db.session.refresh(consultation, with_for_update=True)
    if consultation.opened_at is not None:
        raise Refused(_l("Đợt lấy ý kiến này đã mở từ trước."))
    _refuse_when_incomplete(consultation)
    copy_roll(consultation)
    forget_corrections(find_draft(consultation))
    if consultation.mode is Mode.ANONYMOUS:
        seal(consultation)
    consultation.opened_at = clock.now()
    consultation.closes_at = clock.end_of(consultation.deadline)
    db.session.flush()


def seal(consultation):
    """Fix the size of the envelopes and write their key, before the first may come. Raises Refused."""
    consultation.envelope_bytes = envelope_bytes(get_paper(consultation))
    make_key(consultation)


def _refuse_when_incomplete(consultation):
    if missing := missing_before_opening(consultation):
        raise Refused(" ".join(map(str, missing)))


def close_now(consultation):
    """Close before the deadline. Raises Refused unless it is open."""
    _lock_open(consultation)
    consultation.closes_at = clock.now()


def extend(consultation, new_deadline, reason):
    """Take answers until the end of `new_deadline`; `reason` is shown to respondents. Raises Refused."""
    _lock_open(consultation)
    if new_deadline <= consultation.deadline:
        raise Refused(_l("Thời hạn mới phải sau thời hạn đang có."), 422)
    consultation.extensions.append(
        Extension(
            old_deadline=consultation.deadline, new_deadline=new_deadline, reason=reason, at=clock.now()
        )
    )
    consultation.deadline = new_deadline
    consultation.closes_at = clock.end_of(new_deadline)


def _lock_open(consultation):
    db.session.refresh(consultation, with_for_update=True)
    if consultation.status is not Status.OPEN:
        raise Refused(_l("Chỉ làm được khi đang lấy ý kiến."))


def set_published(consultation, now):
    """Raises Refused unless it is closed and not yet published."""
    db.session.refresh(consultation, with_for_update=True)
    if consultation.status is not Status.CLOSED:
        raise Refused(_l("Chỉ công khai được kết quả khi đã đóng lấy ý kiến."))
    consultation.published_at = now
