"""What of a Summary is not told: counts of all who answered, of the open link, or of those a condition led to
a question, where they are too few. Cross-tables hold no small group to begin with.

Where no names are given this holds for everybody, else for what leaves the staff. How many were asked and how
many answered always stays, and so do the words, which then stand without a group.
"""

from dataclasses import replace

from reports.disclosure.groups import may_be_shown
from reports.disclosure.sequence import BY_ANSWER, carried, name_of
from reports.summary import Portion, Stances


def withheld(summary, earlier=None):
    """`summary` without the counts of groups smaller than summary.smallest.

    earlier: the Summary `carried_from`, as it may be told; it stands for what has changed by too few since.
    """
    all_hidden = not may_be_shown(summary.speaking, summary.smallest)
    community_hidden = bool(summary.community_from) or not may_be_shown(summary.community, summary.smallest)
    told = _withheld(summary, all_hidden, community_hidden)
    return carried(told, earlier) if summary.carried_from and not all_hidden else told


def _withheld(summary, all_hidden, community_hidden):
    return replace(
        summary,
        is_withheld=all_hidden,
        is_community_withheld=community_hidden,
        clauses=tuple(_clause(one, all_hidden, community_hidden) for one in summary.clauses),
        themes=tuple(_themes(one, all_hidden, community_hidden) for one in summary.themes),
        questions=() if all_hidden else _questions(summary.questions, summary.smallest, summary.kept_back),
        cuts=tuple(one for one in summary.cuts if one.kind != "answer" or BY_ANSWER not in summary.kept_back),
        community_questions=()
        if community_hidden
        else _questions(summary.community_questions, summary.smallest, ()),
    )


def _clause(clause, all_hidden, community_hidden):
    if not (all_hidden or community_hidden):
        return clause
    return replace(
        clause,
        no_answer=0 if all_hidden else clause.no_answer,
        earlier=tuple(_without(old, all_hidden, community_hidden) for old in clause.earlier),
        **_hidden(all_hidden, community_hidden),
    )


def _themes(own, all_hidden, community_hidden):
    if not (all_hidden or community_hidden):
        return own
    hidden = {"asked": all_hidden, "community": community_hidden}
    nothing = {name: Portion() for name, is_hidden in hidden.items() if is_hidden}
    return replace(
        own, waiting=0 if all_hidden else own.waiting,
        themes=tuple(replace(one, **nothing) for one in own.themes),
    )  # fmt: skip


def _without(figures, all_hidden, community_hidden):
    return replace(figures, **_hidden(all_hidden, community_hidden))


def _hidden(all_hidden, community_hidden):
    hidden = {"stances": all_hidden, "community": community_hidden}
    return {name: Stances() for name, is_hidden in hidden.items() if is_hidden}


def _questions(questions, k, kept_back):
    """A question that a condition showed to a few only was answered by a group picked by another question."""
    return tuple(
        replace(
            one, choices=(), scales=(), ranks=(), numbers=None, days=None, is_withheld=True,
            answered=one.answered + one.no_opinion, no_opinion=0,
        )
        if (one.not_shown and not may_be_shown(one.shown, k)) or name_of(one) in kept_back
        else one
        for one in questions
    )  # fmt: skip
