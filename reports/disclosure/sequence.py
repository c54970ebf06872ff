"""Successive summaries: what a later one would tell by being subtracted from an earlier one.

Whoever holds two knows what those said who came, or went, between them. Where these are too few the later one
tells the figures of the earlier one again: what has come since waits until there is more of it.
"""

from dataclasses import replace

from reports.disclosure.groups import Block, Node, may_be_shown, tells_few_apart
from reports.summary import Stances

#: In Summary.kept_back: the cross-table by what was answered to a question.
BY_ANSWER = "answer"


def partition(blocks):
    """Blocks of the last level as a Summary keeps them: (keys of the smallest groups, how many answered)."""
    return tuple((tuple(sorted(block.keys)), block.size) for block in blocks)


def together(earlier):
    """Sets of keys that stay one, for `levels`: those that were told as one in any of `earlier`."""
    return [frozenset(keys) for one in _told(earlier) for keys, _size in one.partition]


def after(summary, earlier):
    """`summary` with what follows from the `earlier` Summaries of the same consultation, the oldest first."""
    told, told_outside = _told(earlier), [one for one in earlier if _tells_outside(one)]
    is_close = any(_tells_few(one, summary) for one in told)
    is_close_outside = any(
        _is_few(summary.community, one.community, summary.smallest) for one in told_outside
    )
    return replace(
        summary,
        carried_from=told[-1].number if is_close else 0,
        community_from=told_outside[-1].number if is_close_outside else 0,
        kept_back=tuple(_kept_back(summary, told)),
    )


def carried(summary, earlier):
    """`summary` with the counts of the Summary `earlier`; the words stay those of today.

    On another wording of the draft they are about something else: then there are none.
    """
    if summary.version != earlier.version:
        nothing = replace(earlier, clauses=(), questions=(), cuts=(), speakers=())
        return replace(_carried(summary, nothing), is_withheld=True)
    return _carried(summary, earlier)


def _carried(summary, earlier):
    then = {clause.clause_id: clause for clause in earlier.clauses}
    return replace(
        summary, is_carried=True, questions=earlier.questions, cuts=earlier.cuts, speakers=earlier.speakers,
        clauses=tuple(_clause(one, then.get(one.clause_id)) for one in summary.clauses),
        themes=tuple(
            replace(own, themes=tuple(map(_without_groups, own.themes))) for own in summary.themes
        ),
    )  # fmt: skip


def _without_groups(theme):
    """The words, which stay, tell as much of a theme; but not who said them."""
    return replace(theme, groups=())


def _clause(now, then):
    old = {one.version: one.stances for one in then.earlier} if then else {}
    return replace(
        now, stances=then.stances if then else Stances(), no_answer=then.no_answer if then else 0,
        earlier=tuple(replace(one, stances=old.get(one.version, Stances())) for one in now.earlier),
    )  # fmt: skip


def _told(earlier):
    """Those whose own figures were told."""
    return [one for one in earlier if not one.carried_from and _is_shown(one.speaking, one.smallest)]


def _tells_outside(summary):
    return not summary.community_from and _is_shown(summary.community, summary.smallest)


def _is_shown(number, k):
    return number > 0 and may_be_shown(number, k)


def _is_few(now, then, k):
    return 0 < abs(now - then) < k


def _tells_few(then, now):
    if _is_few(now.speaking, then.speaking, now.smallest):
        return True
    if not (then.partition and now.partition):
        return False
    return tells_few_apart(_blocks(then), _blocks(now), now.smallest)


def _blocks(summary):
    """The partition of a Summary as Blocks again."""
    return [
        Block(tuple(Node(key, size if at == 0 else 0) for at, key in enumerate(keys)))
        for keys, size in summary.partition
    ]


def _kept_back(summary, told):
    """Names of the groups picked by an answer that have grown or shrunk by too few."""
    if any(_is_cut_close(summary, one) for one in told):
        yield BY_ANSWER
    for question in summary.questions:
        for one in told:
            then = next((own for own in one.questions if own.question_id == question.question_id), None)
            is_led_to = then and (question.not_shown or then.not_shown) and name_of(then) not in one.kept_back
            if is_led_to and _is_few(question.shown, then.shown, summary.smallest):
                yield name_of(question)
                break


def name_of(question):
    """In Summary.kept_back: a question that a condition leads to."""
    return f"question {question.question_id}"


def _is_cut_close(summary, then):
    before, now = then.cut("answer"), summary.cut("answer")
    if before is None or now is None or BY_ANSWER in then.kept_back:
        return False
    sizes = {group.names: group.size for group in before.groups}
    return sizes.keys() != {group.names for group in now.groups} or any(
        _is_few(group.size, sizes[group.names], summary.smallest) for group in now.groups
    )
