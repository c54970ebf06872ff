"""Words and dates. Vietnamese is the language of the source; translations/en holds the English."""

import enum

import flask_babel
from flask import g, has_request_context, request
from flask_babel import Babel
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from core import clock

LOCALES = {"vi": "Tiếng Việt", "en": "English"}
LANGUAGE_COOKIE = "lang"


def is_vietnamese():
    """Whether the page speaks the language of the source, so that nothing has to be looked up."""
    try:
        speaks = g.speaks_vietnamese
    except (AttributeError, RuntimeError):
        speaks = _speaks_vietnamese()
    # A letter and a CSV are Vietnamese whatever language their maker reads (force_locale).
    return speaks or flask_babel.get_locale() is None or flask_babel.get_locale().language == "vi"


def _speaks_vietnamese():
    """Of the visitor, remembered for this request: a page asks for every word. Nobody visits a command."""
    if not has_request_context():
        return False
    g.speaks_vietnamese = choose_locale() == "vi"
    return g.speaks_vietnamese


def gettext(text, /, **values):
    """`text` in the visitor's language. A Vietnamese page needs no catalogue, which halves its cost."""
    if is_vietnamese():
        return text % values if values else text
    return flask_babel.gettext(text, **values)


def ngettext(one, many, number, /, **values):
    """Vietnamese has one form: `one` and `many` are the same text, with %(num)s."""
    if is_vietnamese():
        return many % {"num": number, **values}
    return flask_babel.ngettext(one, many, number, **values)


def lazy_gettext(text, /, **values):
    """gettext, looked up when it is shown; for texts that stand in modules."""
    return LazyString(gettext, text, **values)


_ = gettext
_l = lazy_gettext
_n = ngettext

WEEKDAYS = [
    _l("thứ Hai"),
    _l("thứ Ba"),
    _l("thứ Tư"),
    _l("thứ Năm"),
    _l("thứ Sáu"),
    _l("thứ Bảy"),
    _l("Chủ nhật"),
]


def choose_locale():
    """The language the visitor chose; Vietnamese unless they did (a phone's own setting says little here)."""
    if not has_request_context():
        return "vi"
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    return chosen if chosen in LOCALES else "vi"


babel = Babel(locale_selector=choose_locale)


def _markup(text, /, **values):
    """gettext for templates: `values` are escaped, our own words are not."""
    markup = Markup(text if is_vietnamese() else flask_babel.gettext(text))
    return markup % values if values else markup


def _markup_of(one, many, number, /, **values):
    markup = Markup(many if is_vietnamese() else flask_babel.get_translations().ungettext(one, many, number))
    return markup % {"num": number, **values}


def init_app(app):
    """Connect Babel, and give templates the same words as the code."""
    babel.init_app(app, locale_selector=choose_locale)
    # Not Jinja's own: those look themselves up again for each word, which was a tenth of a page.
    app.jinja_env.globals.update(_=_markup, gettext=_markup, _n=_markup_of, ngettext=_markup_of)


class Labelled(enum.Enum):
    """An enum whose members carry a stored value and a label: `AGREE = "agree", _l("Nhất trí")`."""

    def __new__(cls, value, label):
        member = object.__new__(cls)
        member._value_ = value
        member.label = label
        return member

    def __str__(self):
        return str(self.label)


def day(value):
    """21/10/2026, as Vietnamese papers write it; None gives an empty string."""
    return f"{value.day:02d}/{value.month:02d}/{value.year}" if value else ""


def long_day(value):
    """ "thứ Tư, 21/10/2026"."""
    return f"{WEEKDAYS[value.weekday()]}, {day(value)}"


def moment(value):
    """ "14:05, 21/10/2026", Vietnamese time; None gives an empty string."""
    if value is None:
        return ""
    there = clock.local(value)
    return f"{there:%H:%M}, {day(there.date())}"


def decimal(value, places):
    """`value` with a decimal comma in Vietnamese, a point in English; None gives a dash."""
    if value is None:
        return "–"
    text = f"{value:.{places}f}"
    return text if choose_locale() == "en" else text.replace(".", ",")
