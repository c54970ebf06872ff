"""Two summaries of one consultation side by side: the figures that are not the same in both."""

from decimal import Decimal
from itertools import groupby

from reports.printers import csv, words

NUMBER = int | Decimal


def changed(before, after):
    """[(part, item, content, [(indicator, before, after, difference)])] of the rows of csv that differ, in
    the order of `after`; what only one has is None in the other. Both as they may leave the staff, so that
    the difference tells no more than the two do (reports.disclosure.sequence)."""
    old, new = _figures(before), _figures(after)
    order = [*new, *(key for key in old if key not in new)]
    found = [(key, old.get(key), new.get(key)) for key in order if old.get(key) != new.get(key)]
    return [
        (*place, [(key[3], then, now, _less(now, then)) for key, then, now in own])
        for place, own in groupby(found, key=lambda one: one[0][:3])
    ]


def _figures(summary):
    titles = {words.cut_title(cut) for cut in summary.cuts}
    return {
        tuple(map(str, row[:4])): row[4]
        for row in csv.rows(summary)
        if row[0] != str(csv.ABOUT) and row[0] not in titles
    }


def _less(now, then):
    known = isinstance(now, NUMBER) and isinstance(then, NUMBER)
    return now - then if known else None
