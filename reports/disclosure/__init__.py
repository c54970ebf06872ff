"""Disclosure control: what may be told apart (`groups`), what of a Summary is not told (`withheld`), and what
one after another would tell (`sequence`)."""

from reports.disclosure.groups import Block, Node, blocks, levels, may_be_shown, summed, tells_few_apart
from reports.disclosure.sequence import after, partition, together
from reports.disclosure.withheld import withheld

__all__ = [
    "Block",
    "Node",
    "after",
    "blocks",
    "levels",
    "may_be_shown",
    "partition",
    "summed",
    "tells_few_apart",
    "together",
    "withheld",
]
