"""The form base: our own words for WTForms' messages, tidied text, and the page a form lives on."""

from flask import render_template
from flask_wtf import FlaskForm
from wtforms import validators
from wtforms.fields import SelectChoice, StringField, TextAreaField

from core.i18n import _l
from core.text import one_line, tidy

#: Secrets and tokens: typed or made anew, so never carried through a sign-in, and never shown.
NEVER_CARRIED = ("csrf_token", "password", "password_again", "current_password", "setup_token")
#: Beside those, what nobody should read off a screen or has not written: codes, and a form's own luggage.
NEVER_SHOWN = (*NEVER_CARRIED, "code", "receipt", "shown", "carried", "next", "content")

_MESSAGES = {
    "This field is required.": _l("Xin điền mục này."),
    "Not a valid integer value.": _l("Xin ghi một số nguyên."),
    "Not a valid decimal value.": _l("Xin ghi một số."),
    "Not a valid date value.": _l("Xin ghi ngày theo dạng ngày/tháng/năm."),
    "Not a valid datetime value.": _l("Xin ghi ngày và giờ."),
    "Not a valid choice.": _l("Xin chọn một mục trong danh sách."),
    "Not a valid choice": _l("Xin chọn một mục trong danh sách."),
    "Invalid Choice: could not coerce.": _l("Xin chọn một mục trong danh sách."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l(
        "Xin chọn các mục trong danh sách."
    ),
    "'%(value)s' is not a valid choice for this field.": _l("Xin chọn các mục trong danh sách."),
    "'%(value)s' are not valid choices for this field.": _l("Xin chọn các mục trong danh sách."),
    "Invalid input.": _l("Nội dung chưa đúng."),
    "CSRF token missing.": _l("Phiên đã kết thúc. Xin gửi lại."),
}


class _Words:
    """WTForms has no Vietnamese; this stands in for its catalogue."""

    def gettext(self, text):
        return str(_MESSAGES.get(text, text))

    def ngettext(self, one, many, number):
        return self.gettext(one if number == 1 else many)


class Form(FlaskForm):
    """A form that speaks the visitor's language. CSRF tokens live as long as the session (config)."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form):
            return _Words()


class Line(StringField):
    """One line of text, tidied before any limit is judged."""

    def process_formdata(self, values):
        self.data = one_line(values[0]) if values else ""


class Text(TextAreaField):
    """Several lines of text, tidied before any limit is judged."""

    def process_formdata(self, values):
        self.data = tidy(values[0]) if values else ""


def typed_words(fields):
    """Of (name, value) pairs the values that look like a person's words, to be shown back."""
    return [
        value
        for name, value in fields
        if name not in NEVER_SHOWN and (len(value) > 12 or " " in value.strip())
    ]


def required(message=None):
    return validators.DataRequired(message or _l("Xin điền mục này."))


def at_most(limit):
    return validators.Length(max=limit, message=_l("Xin viết ngắn hơn: nhiều nhất %(max)d chữ cái."))


def choices_of(kind, *, only=None):
    """Choices of a Labelled enum, in its order."""
    return [SelectChoice(value=member.value, label=member.label) for member in (only or kind)]


def coerce_to(kind):
    """Coerce posted values to members of `kind`; leaves members and None alone."""

    def coerce(value):
        return value if value is None or isinstance(value, kind) else kind(value)

    return coerce


def form_page(template, form, **context):
    """The page with `form`: 200 when it is shown, 422 when it came back wrong."""
    return render_template(template, form=form, **context), 422 if form.errors else 200
