"""Two versions of a law of 100 Điều and 130,000 characters: matched, published, and what changed shown."""

import contextvars
import random
import time
from statistics import quantiles

from bench.ground import WORDS
from consultations import store as consultations
from consultations.difference import runs_of
from consultations.importers import parse_text
from core.db import step

ARTICLES, ITEMS, CHARS = 100, 4, 325
SEED = 5
#: Syllables, as many as a law has.
ONSETS = "bcdđghklmnprstvx"
RHYMES = [f"{vowel}{end}" for vowel in "aăâeêioôơuư" for end in ("", "n", "ng", "t")]


def take(ground, full):
    chance = random.Random(SEED)
    first = law(chance)
    second = edited(first, chance)
    size = f"a law of {ARTICLES} Điều, {len(printed(first)):,} characters"
    with ground.app.app_context():
        consultation_id = _opened(ground, printed(first))
        matched = _publish(consultation_id, printed(second))
        yield f"{size}: its next version matched, processor time", f"{matched:.2f} s", "1 s"
        for what, base in (("respondents", "y-kien"), ("staff", "dot")):
            seconds = _page(ground, f"/{base}/{consultation_id}/thay-doi", what == "staff", 20 if full else 8)
            yield f"{size}: page of changes for {what}, processor time, p95", f"{seconds:.2f} s", "1 s"
        matched = _publish(consultation_id, printed(law(chance)))
        yield f"{size}: matched with another law, processor time", f"{matched:.2f} s", "1 s"
    for what, old, new in slow_pairs(chance):
        start = time.process_time()
        runs_of(old, new)
        yield (
            f"difference of two clauses of 50,000 characters, {what}, processor time",
            _seconds(start),
            "1 s",
        )


def _seconds(start):
    return f"{time.process_time() - start:.2f} s"


def law(chance):
    """[[text of each khoản] of each Điều], every one in other words."""
    vocabulary = [f"{onset}{rhyme}" for onset in ONSETS for rhyme in RHYMES]
    chance.shuffle(vocabulary)
    vocabulary = vocabulary[:150]
    return [[_sentence(chance, vocabulary, CHARS) for _item in range(ITEMS)] for _ in range(ARTICLES)]


def _sentence(chance, vocabulary, length):
    words = []
    while sum(map(len, words)) + len(words) < length:
        words.append(f"{chance.choice(vocabulary)}{chance.choice(['', '', '', ','])}")
    return " ".join(words).capitalize().rstrip(",") + "."


def edited(law_, chance):
    """A third of the khoản with other words, five Điều taken out, five put in, all renumbered."""
    vocabulary = WORDS.split()
    kept = [
        [_reworded(text, chance, vocabulary) if chance.random() < 0.33 else text for text in article]
        for article in law_
    ]
    for _time in range(5):
        del kept[chance.randrange(len(kept))]
        kept.insert(chance.randrange(len(kept)), law(chance)[0])
    return kept


def _reworded(text, chance, vocabulary):
    words = text.split()
    for _time in range(chance.randint(1, 8)):
        at = chance.randrange(len(words) - 1)
        words[at : at + chance.randrange(3)] = chance.choices(vocabulary, k=chance.randrange(1, 3))
    return " ".join(words)


def printed(law_):
    lines = ["LUẬT NUÔI DẠY TRẺ NHỎ"]
    for number, article in enumerate(law_, 1):
        lines.append(f"Điều {number}. Việc thứ {number}")
        lines += [f"{item}. {text}" for item, text in enumerate(article, 1)]
    return "\n".join(lines)


def slow_pairs(chance):
    vocabulary = WORDS.split()
    long = [chance.choice(vocabulary) for _ in range(11_000)]
    other = [chance.choice(vocabulary) for _ in range(11_000)]
    yield "nothing in common", " ".join(long), " ".join(other)
    yield "one word again and again", "và " * 16_000, "và hoặc " * 8_000
    changed = [word if chance.random() < 0.8 else "khác" for word in long]
    yield "every fifth word another", " ".join(long), " ".join(changed)


def _opened(ground, text):
    with step():
        copy = consultations.copy_consultation(consultations.get_any(ground.consultation_id))
        copy.deadline = consultations.get_any(ground.consultation_id).deadline
        consultations.put_draft(copy, parse_text(text), file_name="", original=None)
        consultations.open_consultation(copy)
        return copy.id


def _publish(consultation_id, text):
    """Seconds that matching took."""
    with step():
        consultation = consultations.get_any(consultation_id)
        consultations.put_version(consultation, parse_text(text), file_name="", original=None)
        start = time.process_time()
        proposal = consultations.get_proposal(consultation)
        seconds = time.process_time() - start
        consultations.publish_version(consultation, note="Sửa.", decided={}, descents=[], seen=proposal.seen)
    return seconds


def _page(ground, path, is_staff, times):
    client = ground.app.test_client()
    who = ground.principal if is_staff else ground.households[0]
    client.set_cookie(ground.app.config["SESSION_COOKIE_NAME"], ground.cookie(who))
    taken = []
    for _time in range(times):
        start = time.process_time()
        # A context of its own: else Flask-Login remembers who came before.
        response = contextvars.Context().run(client.get, path)
        taken.append(time.process_time() - start)
        assert response.status_code == 200, response.status_code
    return quantiles(taken, n=20)[-1]
