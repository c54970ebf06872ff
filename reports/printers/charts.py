"""Bars beside the tables, in SVG attributes only; hidden from screen readers, for the table says it all."""

from markupsafe import Markup

#: Differ in lightness and pattern, so that they can be told apart in black and white.
#: The patterns are drawn in templates/reports/_figures.html.
STANCE_FILLS = ("#1d5937", "url(#f2)", "#e9a31b", "url(#f4)", "#fffdf9")
#: Between the stances and the silent: what was said on older words.
EARLIER_FILL = "url(#f5)"
#: The unhappy side is hatched.
SCALE_FILLS = ("url(#f6)", "url(#f7)", "#ece5d4", "#b5d3ad", "#1d5937")
SHARE_FILLS = ("#1d5937", "#fffdf9")


def stances(figures):
    """Of a ClauseFigures: its stances, those on older words, and the silent, together everybody asked."""
    numbers = [number for _s, number, _p in figures.stances.items()]
    numbers += [figures.said_earlier, figures.no_answer]
    return _bar(numbers, (*STANCE_FILLS[:-1], EARLIER_FILL, STANCE_FILLS[-1]))


def group_stances(own, group):
    """Of one group's Stances: those, and those of the group who are silent on the clause."""
    numbers = [number for _s, number, _p in own.items()]
    return _bar([*numbers, group.size - own.said], STANCE_FILLS)


def scale(figures):
    return _bar(figures.counts, SCALE_FILLS)


def share(part, whole):
    return _bar([part, max(0, whole - part)], SHARE_FILLS)


def dots(share, interval):
    """A share of 100 as a dot, with the line of its interval; ticks at 0, 50 and 100."""
    return _dots(share, interval, 0, 100, (0, 50, 100))


def mean_dots(mean, interval, most=5):
    """A mean between 1 and `most` as a dot, with the line of its interval; a tick at every step."""
    return _dots(mean, interval, 1, most, range(1, most + 1))


def _dots(value, interval, least, most, ticks):
    if value is None:
        return ""

    def at(number):
        return f"{5 + 200 * float(number - least) / (most - least):.1f}"

    parts = [Markup('<path d="M%s 2v16" stroke="#7d7765"/>') % at(tick) for tick in ticks]
    parts.append(Markup('<path d="M5 10h200" stroke="#ded6c4"/>'))
    if interval:
        low, high = map(at, interval)
        parts.append(Markup('<path d="M%s 5v10M%s 10H%sM%s 5v10" stroke="#1d5937" stroke-width="3"/>')
                     % (low, low, high, high))  # fmt: skip
    parts.append(Markup('<circle cx="%s" cy="10" r="5" fill="#1d5937" stroke="#fffdf9"/>') % at(value))
    return Markup('<svg class="dots" viewBox="0 0 210 20" aria-hidden="true" focusable="false">%s</svg>') % (
        Markup().join(parts)
    )


def _bar(numbers, fills):
    whole = sum(numbers) or 1
    parts, at = [], 0
    for number, fill in zip(numbers, fills, strict=True):
        if number:
            parts.append(
                Markup('<rect x="%s%%" width="%s%%" height="100%%" fill="%s" stroke="#fffdf9"/>')
                % (f"{100 * at / whole:.2f}", f"{100 * number / whole:.2f}", fill)
            )
        at += number
    frame = Markup('<rect width="100%" height="100%" fill="none" stroke="#7d7765"/>')
    return Markup('<svg class="bar" aria-hidden="true" focusable="false">%s%s</svg>') % (
        Markup().join(parts),
        frame,
    )
