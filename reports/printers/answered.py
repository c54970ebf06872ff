"""What the school answered, laid out for one reader: the clauses they spoke on first, then the rest."""

from dataclasses import dataclass

from feedback.rules import Stance


@dataclass(frozen=True)
class Line:
    """A clause (None: the whole draft) with its Outcome or None, and what the reader said of it or None."""

    clause: object
    outcome: object
    stance: Stance | None = None
    comment: object = None

    @property
    def is_plain(self):
        """Nothing to read beside the title: plain agreement or silence, and nothing was to be decided."""
        return self.outcome is None and self.comment is None and self.stance in (None, Stance.AGREE)


@dataclass(frozen=True)
class Answered:
    """own: Lines of the reader, each with what they said. rest: the others that were decided. Both in the
    order of the draft, the whole draft first. agreed, untouched: of each the clauses with nothing to read."""

    own: tuple[Line, ...]
    agreed: tuple[Line, ...]
    rest: tuple[Line, ...]
    untouched: tuple[Line, ...]

    @property
    def nothing_decided(self):
        return not any(line.outcome for line in (*self.own, *self.rest))


def answered_clauses(summary, outcomes, stances, comments):
    """Answered. outcomes: {clause_id or None: Outcome}; stances: {clause_id: Stance} and comments:
    {clause_id or None: Comment} of the reader; empty for who said nothing."""
    lines = [Line(None, outcomes.get(None), getattr(comments.get(None), "stance", None), comments.get(None))]
    lines += [
        Line(one, outcomes.get(one.clause_id), stances.get(one.clause_id), comments.get(one.clause_id))
        for one in summary.clauses
    ]
    spoke = [line for line in lines if line.stance or line.comment]
    silent = [line for line in lines if not (line.stance or line.comment)]
    return Answered(
        own=tuple(line for line in spoke if not line.is_plain),
        agreed=tuple(line for line in spoke if line.is_plain),
        rest=tuple(line for line in silent if not line.is_plain),
        untouched=tuple(line for line in silent if line.is_plain and line.clause),
    )
