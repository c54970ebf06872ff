"""The promise to the school: who gets in where. Every route is tried as every role, for real."""

import pytest
from flask import url_for

from accounts.rules import Audience, Role
from consultations import importers
from consultations import store as consultations
from consultations.models import Clause
from consultations.rules import Mode, QuestionKind, Unit
from core import clock
from core.db import db, step
from tests.conftest import Visitor

STAFF = "administrator principal officer teacher employee observer"
RUN = "principal officer"
READ = "principal officer observer"
REMIND = "principal officer teacher"
ASKED = "principal officer teacher employee parent"
CODES = "administrator principal officer teacher"
PEOPLE = "administrator principal"
REQUESTS = "administrator principal officer"

#: endpoint → "anyone", or the roles that get in. A principal can read this.
TABLE = {
    # the way in
    "accounts.enter": "anyone", "accounts.scan": "anyone", "accounts.scanned": "anyone",
    "accounts.sign_in": "anyone", "accounts.sign_out": "anyone", "accounts.language": "anyone",
    "accounts.first_run": "anyone", "accounts.open_invitation": "anyone", "accounts.accept": "anyone",
    "accounts.own_password": STAFF,
    # classes and family codes
    "accounts.classes": CODES, "accounts.class_codes": CODES, "accounts.slips": CODES,
    "accounts.slips_file": CODES, "accounts.household_code": CODES, "accounts.reissue": CODES,
    # people and settings
    "accounts.people": PEOPLE, "accounts.person": PEOPLE, "accounts.add_person": PEOPLE,
    "accounts.invite": PEOPLE, "accounts.invitation": PEOPLE, "accounts.leave": PEOPLE,
    "accounts.come_back": PEOPLE, "accounts.roster": PEOPLE, "accounts.apply_roster": PEOPLE,
    "accounts.roster_sample": PEOPLE, "accounts.settings": PEOPLE, "accounts.edit_settings": PEOPLE,
    "accounts.data_requests": REQUESTS, "accounts.data_request": REQUESTS,
    "accounts.data_request_act": REQUESTS, "accounts.data_requests_csv": REQUESTS,
    "accounts.add_settings": PEOPLE, "accounts.workdays": PEOPLE, "accounts.drop_day": PEOPLE,
    # running a consultation
    "consultations.index": READ, "consultations.page": READ, "consultations.new": RUN,
    "consultations.edit": RUN, "consultations.draft": RUN, "consultations.original": READ,
    "consultations.review": RUN, "consultations.accept_draft": RUN, "consultations.accept_clause": RUN,
    "consultations.edit_clause": RUN, "consultations.merge_clause": RUN, "consultations.split_clause": RUN,
    "consultations.leave_out_clause": RUN, "consultations.take_in_clause": RUN,
    "consultations.lift_clause": RUN, "consultations.lower_clause": RUN,
    "consultations.restore_clause": RUN, "consultations.change_several": RUN, "consultations.undo": RUN,
    "consultations.redo": RUN, "consultations.take_in_head": RUN, "consultations.take_in_foot": RUN,
    "consultations.survey": RUN,
    "consultations.add_question": RUN, "consultations.edit_question": RUN,
    "consultations.copy_question": RUN, "consultations.move_question_up": RUN,
    "consultations.move_question_down": RUN, "consultations.place_question": RUN,
    "consultations.starter_list": RUN, "consultations.start_from": RUN, "consultations.keep_survey": RUN,
    "consultations.remove_kept": RUN,
    "consultations.remove_question": RUN,
    "consultations.preview": RUN, "consultations.open": RUN, "consultations.open_now": RUN,
    "consultations.open_at": RUN, "consultations.forget_open_at": RUN, "consultations.share": RUN,
    "consultations.extend": RUN, "consultations.close": RUN, "consultations.close_now": RUN,
    "consultations.versions": READ, "consultations.changes": READ, "consultations.new_version": RUN,
    "consultations.copy_version": RUN, "consultations.drop_version": RUN,
    "consultations.publish_version": RUN, "consultations.copy": RUN,
    # answering
    "feedback.consultation": ASKED, "feedback.clause": ASKED, "feedback.survey": ASKED,
    "feedback.agree": ASKED, "feedback.receipt": ASKED, "feedback.withdraw": ASKED, "feedback.who": ASKED,
    "feedback.picture": "anyone", "feedback.feed": "anyone", "feedback.embedded": "anyone",
    "consultations.notice": RUN,
    "feedback.privacy": "anyone", "feedback.look_up": "anyone",
    "feedback.check": ASKED, "feedback.slip": ASKED, "feedback.erase": ASKED, "feedback.register": "anyone",
    "feedback.erase_of_unit": RUN,
    "feedback.ask": ASKED, "feedback.own_ask": "anyone", "feedback.community_ask": "anyone",
    "feedback.changes": ASKED, "feedback.still": ASKED, "feedback.preview_changes": RUN,
    # for others: paper, and whom to remind
    "feedback.paper_form": RUN, "feedback.paper_file": RUN, "feedback.entries": RUN, "feedback.batch": RUN,
    "feedback.opinion": RUN, "feedback.entry_photo": RUN, "feedback.meeting_new": RUN,
    "feedback.meeting": RUN, "feedback.meeting_edit": RUN, "feedback.meeting_opinion": RUN,
    "feedback.minutes_file": RUN,
    "feedback.import_table": RUN, "feedback.ballots": RUN, "feedback.ballot_ticks": RUN,
    "feedback.ballot_phase": RUN, "feedback.ballot": RUN,
    "feedback.remove_entry": RUN, "feedback.reminder_list": REMIND, "feedback.reminders": REMIND,
    "feedback.reminder_slips": REMIND,
    # by a receipt code alone, and by the open link
    "feedback.own_check": "anyone", "feedback.own_slip": "anyone", "feedback.own_erase": "anyone",
    "feedback.community_check": "anyone", "feedback.community_slip": "anyone",
    "feedback.community_erase": "anyone",
    "feedback.own_changes": "anyone", "feedback.own_still": "anyone",
    "feedback.community_changes": "anyone", "feedback.community_still": "anyone",
    "feedback.own_consultation": "anyone", "feedback.own_clause": "anyone", "feedback.own_survey": "anyone",
    "feedback.own_agree": "anyone", "feedback.own_receipt": "anyone", "feedback.own_withdraw": "anyone",
    "feedback.community": "anyone", "feedback.community_clause": "anyone",
    "feedback.community_survey": "anyone", "feedback.community_agree": "anyone",
    "feedback.community_receipt": "anyone", "feedback.community_withdraw": "anyone",
    "feedback.preview": RUN, "feedback.preview_clause": RUN, "feedback.preview_survey": RUN,
    # reading, deciding, reporting
    "reports.home": "anyone", "reports.results": "anyone", "reports.stored": "anyone",
    "reports.summary": READ, "reports.groups": READ, "reports.between": READ, "reports.since": READ,
    "reports.figures_csv": READ, "reports.count_again": RUN, "reports.outcomes": RUN,
    "reports.outcome": RUN, "reports.theme_outcome": RUN, "reports.assign": RUN,
    "reports.publish": "principal", "reports.letters": RUN,
    "reports.letter_file": RUN, "reports.letter_number": RUN, "reports.letter_preview": RUN,
    "reports.desk": RUN, "reports.desk_read": RUN, "reports.desk_approve": RUN, "reports.desk_line": RUN,
    "reports.desk_act": RUN,
    "reports.written": RUN, "reports.written_line": RUN, "reports.written_act": RUN,
    "reports.divert_answer": RUN,
    "reports.links": RUN, "reports.end_link": RUN, "reports.shared": "anyone",
    "reports.shared_letter": "anyone",
    "reports.exports": READ, "reports.export": READ, "reports.commented_draft": READ,
    "reports.divert": RUN, "reports.diverted": READ,
    "reports.diverted_open": READ, "reports.diverted_forward": READ, "reports.diverted_give_back": READ,
    "feedback.others": ASKED, "feedback.own_others": "anyone", "feedback.community_others": "anyone",
    "reports.final": RUN, "reports.causes": RUN,
    # themes
    "reports.themes": RUN, "reports.make_codebook": RUN, "reports.ask_suggestions": RUN,
    "reports.take_groups": RUN, "reports.keep_themes": RUN, "reports.theme_comments": RUN,
    "reports.decide_comments": RUN, "reports.approve_sure": RUN, "reports.code": RUN, "reports.put_code": RUN,
    "reports.recode": RUN, "reports.put_recode": RUN, "reports.draw_sample": RUN,
    "reports.school_themes": RUN, "reports.make_school_themes": RUN, "reports.add_theme": RUN,
    "reports.edit_theme": RUN, "reports.merge_theme": RUN, "reports.unmerge_theme": RUN, "static": "anyone",
}  # fmt: skip


@pytest.fixture
def database_url(sqlite_url):
    """One database is enough: who gets in does not depend on it."""
    return sqlite_url


@pytest.fixture
def addresses(app, school):
    """{endpoint: (address, method)}, with an open consultation for what needs one."""
    consultation, clause, question = _open(school)
    known = {
        "consultation_id": consultation, "clause_id": clause, "question_id": question, "issue": 1,
        "number": 1,
        "line_id": 1,
        "address": "1",
        "request_id": 1, "class_id": school.classes[0].id, "household_id": school.households[0].id,
        "person_id": school.people[Role.EMPLOYEE].id, "settings_id": 1, "token": "no-such-link",
        "typed": "ABCD-EFGH", "form": "docx", "kind": "json", "filename": "css/staff.css", "batch_id": 1,
        "tag": "no-such-tag", "audience": "parents", "slug": "hoa-ban", "link_id": 1,
        "codebook_id": 1, "theme_id": 1,
    }  # fmt: skip
    found = {}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            values = {name: known[name] for name in rule.arguments}
            found[rule.endpoint, "GET" if "GET" in rule.methods else "POST"] = url_for(
                rule.endpoint, **values
            )
    return found


def _open(school):
    with step():
        made = consultations.make_consultation(
            school.id,
            {
                "title": "Nội quy", "summary": "Tóm tắt", "purpose": "Mục đích", "method": "Cách thức",
                "reference": "", "issuing_office": "", "mode": Mode.NAMED, "unit": Unit.HOUSEHOLD,
                "deadline": clock.today(), "responsible_id": school.people[Role.OFFICER].id,
            },
            audiences=[Audience.PARENTS, Audience.TEACHERS, Audience.STAFF, Audience.MANAGERS],
            class_ids=[],
        )  # fmt: skip
        consultations.put_draft(
            made, importers.parse_text("NỘI QUY\nĐiều 1. Giờ đón\nTừ 7 giờ.\nĐiều 2. Giờ trả\nLúc 17 giờ."),
            file_name="", original=None,
        )  # fmt: skip
        fields = {
            "kind": QuestionKind.SCALE,
            "text": "Giờ đón",
            "section": "",
            "help": "",
            "is_required": False,
            "has_other": False,
            "has_no_opinion": False,
        }
        question = consultations.add_question(made, fields | {"minimum": None, "maximum": None}, [])
        consultations.open_consultation(made)
        clause = db.session.scalars(db.select(Clause.id).order_by(Clause.id)).first()
        return made.id, clause, question.id


def is_let_in(visitor, address, method):
    response = visitor.open(address, method=method, status=None)
    response.close()
    asked_to_sign_in = response.status_code in (302, 303) and "next=" in response.location
    return response.status_code not in (401, 403) and not asked_to_sign_in


def expected(endpoint, role):
    return TABLE[endpoint] == "anyone" or (role is not None and role.value in TABLE[endpoint].split())


def test_the_table_names_every_route(app):
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(TABLE)


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role.value if role else "nobody")
def test_routes_let_in_whom_the_table_says(app, school, addresses, role):
    who = None if role is None else school.households[0] if role is Role.PARENT else school.people[role]
    wrong = [
        f"{endpoint} {method} {address}"
        for (endpoint, method), address in addresses.items()
        if is_let_in(Visitor(app, who), address, method) != expected(endpoint, role)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_route_that_says_nothing_is_shut(app, school):
    app.view_functions["reports.home"] = lambda: "<h1>offen</h1>"
    assert not is_let_in(Visitor(app), "/", "GET")
    assert not is_let_in(Visitor(app, school.people[Role.PRINCIPAL]), "/", "GET")


def test_a_route_open_to_too_many_is_noticed(app, school, addresses):
    view = app.view_functions["accounts.roster_sample"]
    view.needs, before = "nothing", view.needs
    try:
        address = addresses["accounts.roster_sample", "GET"]
        assert is_let_in(Visitor(app), address, "GET") != expected("accounts.roster_sample", None)
    finally:
        view.needs = before
