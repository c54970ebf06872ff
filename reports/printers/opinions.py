"""The annex's rows: comments by clause, identical ones as one with all their voices."""

import unicodedata
from collections import Counter
from dataclasses import dataclass

from core.i18n import _
from core.text import fold
from reports.printers import words


@dataclass(frozen=True)
class Opinion:
    """What one or several said alike. voices: "12 gia đình; 1 giáo viên"."""

    voices: str
    stance: str
    text: str
    number: int
    #: Of the comments it stands for.
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """A clause with what was said of it, and its outcome (None: no answer yet)."""

    title: str
    heading: str
    opinions: tuple[Opinion, ...]
    outcome: object
    #: Words of the opinion against it that was weighed; empty: there was none, or it was taken back.
    dissent: str = ""
    #: None: the whole draft.
    clause_id: int | None = None


def groups_of(summary, outcomes, comments):
    """Groups in the order of the draft, the whole draft first; clauses nobody spoke about are left out."""
    by_clause = {}
    for comment in comments:
        by_clause.setdefault(comment.clause_id, []).append(comment)
    by_id = {comment.id: comment for comment in comments}
    groups = []
    if general := by_clause.get(None):
        groups.append(Group(_("Chung"), "", merge(general, summary), outcomes.get(None)))
    for clause in summary.clauses:
        outcome = outcomes.get(clause.clause_id)
        opinions = merge(by_clause.get(clause.clause_id, ()), summary)
        if not opinions and (clause.is_contested or outcome):
            opinions = (_wordless(clause),)
        if opinions:
            weighed = outcome and by_id.get(outcome.dissent_id)
            dissent = text_of(weighed).rstrip(".") if weighed else ""
            groups.append(Group(clause.title, clause.heading, opinions, outcome, dissent, clause.clause_id))
    return groups


def merge(comments, summary):
    """Opinions of `comments`, the most frequent first: copied texts, with slips or without dấu, are one.

    Those on an older wording of a clause, not confirmed since, stand apart and say so.
    """
    opinions = []
    for about, same in _alike(comments):
        units = {comment.submission_id: comment for comment in same}
        voices = Counter(comment.audience and comment.audience.value for comment in units.values())
        stances = {comment.stance for comment in same}
        label = str(same[0].stance.label) if len(stances) == 1 and same[0].stance else ""
        text = text_of(_clearest(same))
        if about:
            text = f"({words.on_older_words(about)}) {text}"
        opinions.append(
            Opinion(words.voices(voices, summary), label, text, len(units), tuple(one.id for one in same))
        )
    return tuple(sorted(opinions, key=lambda opinion: (-opinion.number, opinion.text)))


@dataclass(frozen=True)
class Folded:
    """A comment, and how many of those read with it say the same, it among them."""

    comment: object
    number: int


def folded(comments):
    """Folded of `comments`, in their order: those of one kin (as on the reading desk) and of the same stance,
    audience and wording are one, in the clearest spelling."""
    groups = {}
    for one in comments:
        key = one.kin_id, one.about, one.stance, one.audience, one.version
        groups.setdefault(key, []).append(one)
    return [Folded(_clearest(own), len(own)) for own in groups.values()]


def _alike(comments):
    """(version of older words or None, comments that say the same): of one kin, or word for word the same."""
    groups, of_words, of_kin = {}, {}, {}
    for comment in comments:
        words_said = _bare(comment.proposed), _bare(comment.reason)
        kin = of_words.get(words_said) or of_kin.get(comment.kin_id) or comment.kin_id
        of_words[words_said] = of_kin[comment.kin_id] = kin
        about = comment.about
        groups.setdefault((about, kin), []).append(comment)
    return [(about, same) for (about, _kin), same in groups.items()]


@dataclass(frozen=True)
class Led:
    """A Change of the final text with the opinions that led to it, and its Outcome or None."""

    change: object
    opinions: tuple[Opinion, ...]
    outcome: object


def led_to(found, causes, outcomes, summary, list_some):
    """Led of every Change. causes: {thread: comment ids}."""
    ids = [one for own in causes.values() for one in own]
    rows = {comment.id: comment for comment in list_some(summary, ids)}
    return [
        Led(
            change,
            merge([rows[one] for one in causes.get(change.id, ()) if one in rows], summary),
            outcomes.get(change.id),
        )
        for change in found.changes
    ]


def by_place(change, summary, list_page, most):
    """[(name of the place, Opinions)] that may have led to a Change: said of the clause itself, of those
    it shares words with, of the whole draft; at most `most` of each."""
    places = []
    for piece in (change.piece, *change.others):
        clause = summary.clause(piece.id)
        if clause is not None and clause.in_words:
            places.append((clause.title, clause.clause_id))
    if summary.general:
        places.append((_("Chung cho toàn văn bản"), None))
    return [
        (name, merge(list_page(summary, clause_id, limit=most * 5)[0], summary)[:most])
        for name, clause_id in places
    ]


def _clearest(comments):
    """Of the same words the spelling with the most dấu; written in capitals only when all are."""
    return max(
        comments, key=lambda c: (not _whole(c).isupper(), len(unicodedata.normalize("NFD", _whole(c))), c.id)
    )


def _whole(comment):
    return comment.proposed + comment.reason


def _bare(text):
    return " ".join(fold(text).split()).strip(" .,;:!?-–")


def text_of(comment):
    """Its words: what is proposed, and why."""
    if comment.proposed and comment.reason:
        return _(
            "Đề nghị sửa thành: “%(text)s”. Lý do: %(reason)s", text=comment.proposed, reason=comment.reason
        )
    if comment.proposed:
        return _("Đề nghị sửa thành: “%(text)s”.", text=comment.proposed)
    return comment.reason


def _wordless(clause):
    """The row of a contested clause about which nobody wrote."""
    said = [
        f"{words.stance_label(stance)}: {number + getattr(clause.community, stance)}"
        for stance, number, _share in clause.stances.items()
        if stance != "agree" and number + getattr(clause.community, stance)
    ]
    said += [words.said_earlier(old) for old in clause.earlier]
    return Opinion(
        "", "", "\n".join([*said, _("Không ghi nội dung góp ý.")]) if said else _("Không có góp ý."), 0
    )
