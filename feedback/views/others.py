"""What others said, for those who were asked: only where the school chose so, and what it has approved."""

from flask import abort, render_template, request

from consultations import store as consultations
from feedback import store

ON_A_PAGE = 10
#: Letters on a page, so that it stays light on a weak network.
MOST_CHARS = 4000


def others(seat):
    consultation = seat.consultation
    if not consultation.shows_comments:
        abort(404)
    rows = store.list_approved(
        consultation.id, after=request.args.get("sau", 0, type=int), limit=ON_A_PAGE + 1
    )
    shown = _that_fit(rows[:ON_A_PAGE])
    threads = consultations.list_threads(consultation)
    return render_template(
        "feedback/others.html", seat=seat, consultation=consultation, rows=shown,
        names={thread.piece.id: thread.piece.name for thread in threads},
        audiences=_large_enough(consultation),
        last=shown[-1].line_id if len(rows) > len(shown) else None,
    )  # fmt: skip


def _that_fit(rows):
    """The first of `rows` that make a light page; one at least."""
    letters, kept = 0, []
    for row in rows:
        letters += len(row.proposed) + len(row.reason)
        if kept and letters > MOST_CHARS:
            break
        kept.append(row)
    return kept


def _large_enough(consultation):
    """Audiences of which so many spoke that naming one points at nobody."""
    spoken = {}
    for row in store.count_submissions(consultation.id):
        spoken[row.audience] = spoken.get(row.audience, 0) + row.n
    return {audience for audience, number in spoken.items() if number >= consultation.smallest_group}
