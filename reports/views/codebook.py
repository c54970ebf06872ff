"""A codebook's themes, one by one: the school's, and those of a consultation."""

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from accounts.access import needs
from accounts.rules import Ability
from core.errors import Refused
from core.forms import form_page
from core.i18n import _
from reports.forms import MergeForm, ThemeForm
from reports.rules import ThemeKind
from reports.store import codebooks
from reports.themes import codebook as rules
from reports.views.blueprint import bp

_ONE = "/chu-de/<int:codebook_id>"


@bp.get("/chu-de")
@needs(Ability.DECIDE)
def school_themes():
    codebook = codebooks.find_codebook(current_user.school_id)
    if codebook is None:
        return render_template("reports/themes_start.html", consultation=None, is_school=True, has_own=False)
    lines = rules.lines(codebooks.list_themes(codebook))
    return render_template(
        "reports/school_themes.html", codebook=codebook, lines=lines, name_of=rules.name_of,
        warnings=list(rules.warnings(lines)), PLAIN=ThemeKind.PLAIN,
    )  # fmt: skip


@bp.post("/chu-de")
@needs(Ability.DECIDE)
def make_school_themes():
    codebooks.make_codebook(current_user.school_id, None, request.form.get("start", ""))
    return redirect(url_for(".school_themes"), 303)


def _home(codebook):
    if codebook.consultation_id is None:
        return url_for(".school_themes")
    return url_for(".themes", consultation_id=codebook.consultation_id)


def _parents(codebook, theme=None):
    return [
        (line.theme.id, line.theme.name)
        for line in rules.lines(codebooks.list_themes(codebook))
        if line.theme.kind is ThemeKind.PLAIN and not line.is_child and line.theme is not theme
    ]


@bp.route(_ONE + "/them", methods=["GET", "POST"])
@needs(Ability.DECIDE)
def add_theme(codebook_id):
    codebook = codebooks.get_codebook(current_user.school_id, codebook_id)
    return _edit(codebook, None, ThemeForm(parents=_parents(codebook)))


@bp.route(_ONE + "/<int:theme_id>", methods=["GET", "POST"])
@needs(Ability.DECIDE)
def edit_theme(codebook_id, theme_id):
    codebook = codebooks.get_codebook(current_user.school_id, codebook_id)
    theme = codebooks.get_theme(codebook, theme_id)
    known = {} if request.method == "POST" else {
        "name": theme.name, "seeds": theme.seeds, "parent": theme.parent_id,
    }  # fmt: skip
    return _edit(codebook, theme, ThemeForm(parents=_parents(codebook, theme), **known))


def _edit(codebook, theme, form):
    if form.validate_on_submit():
        try:
            codebooks.put_theme(
                codebook, theme, name=form.name.data, seeds=form.seeds.data, parent_id=form.parent.data
            )
        except Refused as refused:
            form.name.errors = [*form.name.errors, refused.reason]
        else:
            flash(_("Đã ghi chủ đề “%(name)s”.", name=form.name.data))
            return redirect(_home(codebook), 303)
    return form_page(
        "reports/theme_form.html",
        form,
        codebook=codebook,
        theme=theme,
        home=_home(codebook),
        PLAIN=ThemeKind.PLAIN,
    )


@bp.route(_ONE + "/<int:theme_id>/gop", methods=["GET", "POST"])
@needs(Ability.DECIDE)
def merge_theme(codebook_id, theme_id):
    codebook = codebooks.get_codebook(current_user.school_id, codebook_id)
    theme = codebooks.get_theme(codebook, theme_id)
    others = [
        (line.theme.id, rules.name_of(line.theme))
        for line in rules.lines(codebooks.list_themes(codebook))
        if line.theme is not theme
    ]
    form = MergeForm(others=others)
    if form.validate_on_submit():
        into = codebooks.get_theme(codebook, form.into.data)
        codebooks.merge_theme(codebook, theme, into)
        flash(_("Đã gộp “%(one)s” vào “%(two)s”.", one=theme.name, two=rules.name_of(into)))
        return redirect(_home(codebook), 303)
    return form_page("reports/theme_merge.html", form, codebook=codebook, theme=theme, home=_home(codebook))


@bp.post(_ONE + "/<int:theme_id>/tach-lai")
@needs(Ability.DECIDE)
def unmerge_theme(codebook_id, theme_id):
    codebook = codebooks.get_codebook(current_user.school_id, codebook_id)
    theme = codebooks.get_theme(codebook, theme_id)
    codebooks.unmerge_theme(codebook, theme)
    flash(_("“%(name)s” lại là một chủ đề riêng.", name=theme.name))
    return redirect(_home(codebook), 303)
