"""Disclosure control: what may be told apart (`groups`), what of a Summary is not told (`withheld`)."""

from reports.disclosure.groups import Block, Node, blocks, levels, may_be_shown, summed, tells_few_apart
from reports.disclosure.withheld import withheld

__all__ = [
    "Block",
    "Node",
    "blocks",
    "levels",
    "may_be_shown",
    "summed",
    "tells_few_apart",
    "withheld",
]
