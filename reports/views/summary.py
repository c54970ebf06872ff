"""The summary page: phone, desk and print; its comments page by page; its figures as CSV."""

from collections import defaultdict

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from accounts.access import needs
from accounts.rules import Ability
from consultations import store as consultations
from core.files import download
from feedback import store as feedback
from reports import store
from reports.printers import charts, opinions, themed, words
from reports.printers import csv as csv_printer
from reports.store.theme_outcomes import list_theme_outcomes
from reports.views.blueprint import bp

#: Comments of a clause: on the page itself, and on each page of their own. A print holds more.
SHOWN, PRINTED, ON_A_PAGE = 12, 200, 50


@bp.get("/dot/<int:consultation_id>/tong-hop")
@needs(Ability.READ)
def summary(consultation_id):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    number = request.args.get("so", type=int)
    snapshot = store.get_snapshot(consultation, number) if number else store.latest_snapshot(consultation)
    if snapshot is None:
        return render_template("reports/no_summary.html", consultation=consultation, roll=_roll(consultation))
    figures = store.summary_of(snapshot)
    if "muc" in request.args:
        return _comments_page(consultation, figures)
    if "cau" in request.args:
        return _answers_page(consultation, figures)
    outcomes = store.list_outcomes(consultation)
    return render_template(
        "reports/summary.html",
        audiences=[(words.audience(one.audience, figures.unit), one) for one in figures.audiences],
        classes=[(one.class_name, one) for one in figures.classes],
        consultation=consultation,
        summary=figures,
        snapshot=snapshot,
        charts=charts,
        words=words,
        comments_of=_first_comments(figures, PRINTED if "in" in request.args else SHOWN),
        outcomes=outcomes,
        waiting=store.waiting(figures, outcomes),
        snapshots=store.list_snapshots(consultation),
        is_print="in" in request.args,
        themed=themed,
        theme_outcomes=list_theme_outcomes(consultation.id),
        quotes=themed.quotes_of(figures, store.list_comments(figures.quoted)),
        wording_of=consultations.older_wordings(consultation),
        held_back=feedback.count_kept(consultation.id),
    )


@bp.get("/dot/<int:consultation_id>/tong-hop/nhom")
@needs(Ability.READ)
def groups(consultation_id):
    """?so=<number>&theo=<kind of a Cut>: what each group said, beside the others."""
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    figures = store.summary_of(store.get_snapshot(consultation, request.args.get("so", type=int)))
    cut = figures.cut(request.args.get("theo", "")) or next(iter(figures.cuts), None)
    if cut is None:
        abort(404)
    return render_template(
        "reports/groups.html", consultation=consultation, summary=figures, cut=cut, charts=charts,
        words=words,
    )  # fmt: skip


def _roll(consultation):
    """(asked, answered) before there is any summary: participation is no secret."""
    asked = sum(row.asked for row in consultations.count_roll(consultation.id))
    return asked, sum(row.n for row in feedback.count_households(consultation.id))


def _first_comments(figures, number):
    """{clause_id or None: the first `number` comments, copies folded}, in one query; of those on an older
    wording the key is (clause_id, version)."""
    found = defaultdict(list)
    for comment in store.list_first(figures, number):
        found[(comment.clause_id, comment.about) if comment.about else comment.clause_id].append(comment)
    return defaultdict(list, {place: opinions.folded(own) for place, own in found.items()})


def _comments_page(consultation, figures):
    """?muc=<clause, 0: the whole draft>&sau=<id of the last one read>."""
    clause = figures.clause(request.args.get("muc", type=int))
    if clause is None and request.args["muc"] != "0":
        abort(404)
    comments, last = store.list_page(
        figures, clause and clause.clause_id, after=request.args.get("sau", ""), limit=ON_A_PAGE
    )
    return render_template(
        "reports/comments.html",
        consultation=consultation,
        summary=figures,
        clause=clause,
        words=words,
        comments=opinions.folded(comments),
        last=last,
        number=clause.in_words if clause else len(figures.general),
        wording_of=consultations.older_wordings(consultation),
    )


def _answers_page(consultation, figures):
    """?cau=<question>&sau=<id of the last one read>: the texts of an open question."""
    wanted = request.args.get("cau", type=int)
    question = next((one for one in figures.questions if one.question_id == wanted), None)
    if question is None:
        abort(404)
    rows = feedback.list_answers_text(wanted, after=request.args.get("sau"), limit=ON_A_PAGE)
    return render_template(
        "reports/answers.html",
        consultation=consultation,
        summary=figures,
        question=question,
        rows=rows,
        held_back=feedback.count_held_back(wanted),
        words=words,
        last=rows[-1].submission_id if len(rows) == ON_A_PAGE else None,
    )


@bp.post("/dot/<int:consultation_id>/tong-hop")
@needs(Ability.REPORT)
def count_again(consultation_id):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    store.update_snapshot(consultation)
    return redirect(url_for(".summary", consultation_id=consultation.id), 303)


@bp.get("/dot/<int:consultation_id>/so-lieu.csv")
@needs(Ability.READ)
def figures_csv(consultation_id):
    consultation = consultations.get_consultation(current_user.school_id, consultation_id)
    snapshot = store.get_snapshot(consultation, request.args.get("so", type=int))
    name = f"so-lieu-{consultation.id}-{snapshot.number}.csv"
    return download(csv_printer.as_bytes(store.outer_summary_of(snapshot)), name, "text/csv; charset=utf-8")
