"""Suggestions in a process of their own: `python -m reports.themes.process`, JSON in, JSON out.

scikit-learn and its memory live and end with it, so neither the web nor the clock ever holds them.
"""

import json
import sys
from collections import Counter, defaultdict

from reports.themes.cluster import OTHER
from reports.themes.codebook import gives_no_reason
from reports.themes.suggest import suggest

#: Comments shown for a group.
EXAMPLES = 5


def answer(task):
    """{"found": [[id, theme, confidence]]}, or of a grouping {"groups": [{name, words, number, examples}]}.

    task: {"texts": {id: text}, "labels": {id: theme}, "seeds": [[theme, word]], "nothing": theme for comments
    that give no reason, "other": theme for those that no theme fits, "is_grouping"}.
    """
    texts, labels = task["texts"], task["labels"]
    silent = {one for one, text in texts.items() if one not in labels and gives_no_reason(text)}
    told = {one: text for one, text in texts.items() if one not in silent}
    if task["is_grouping"]:
        return {"groups": _groups(suggest(told))}
    found = [[one, task["nothing"], 1.0] for one in silent]
    known = {*labels.values(), *(theme for theme, _word in task["seeds"])}
    if known:
        # What no theme fits is "Khác" to the engine, whatever the codebook calls it.
        found += [
            [one.id, one.theme if one.theme in known else task["other"], one.confidence]
            for one in suggest(told, labels, [tuple(pair) for pair in task["seeds"]])
        ]
    else:
        found += [[one, task["other"], 0.0] for one in told]
    return {"found": sorted(found)}


def _groups(suggested):
    number, examples = Counter(one.theme for one in suggested), defaultdict(list)
    for one in sorted(suggested, key=lambda one: (-one.confidence, one.id)):
        if len(examples[one.theme]) < EXAMPLES:
            examples[one.theme].append(one.id)
    return [
        {
            "name": theme.split(",")[0].capitalize(),
            "words": theme,
            "number": times,
            "examples": examples[theme],
        }
        for theme, times in number.most_common()
        if theme != OTHER
    ]


if __name__ == "__main__":
    json.dump(answer(json.load(sys.stdin)), sys.stdout)
