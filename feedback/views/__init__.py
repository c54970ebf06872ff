"""What participants see and send. The same pages stand behind four doors (feedback.access)."""

from flask import Blueprint

from accounts.access import needs, open_to_all
from accounts.rules import Ability
from core.db import reads_first
from feedback import access
from feedback.access import Door
from feedback.views import (
    asking,
    balloting,
    behalf,
    changes,
    checking,
    entering,
    erasing,
    importing,
    open_pages,
    others,
    public,
    reading,
    receipts,
    reminding,
    surveying,
    writing,
)

bp = Blueprint("feedback", __name__)

#: Page, path under the door's address, methods, view.
PAGES = [
    ("consultation", "", ["GET"], reading.consultation),
    ("clause", "/muc/<int:clause_id>", ["GET", "POST"], writing.clause),
    ("survey", "/khao-sat", ["GET", "POST"], surveying.survey),
    ("agree", "/dong-y", ["POST"], writing.agree),
    ("changes", "/thay-doi", ["GET"], changes.changes),
    ("still", "/con-dung", ["GET", "POST"], changes.still),
    ("receipt", "/tiep-nhan", ["GET"], receipts.receipt),
    ("withdraw", "/rut", ["GET", "POST"], receipts.withdraw),
    ("others", "/y-kien-khac", ["GET"], others.others),
    ("check", "/kiem-tra", ["GET"], checking.check),
    ("slip", "/phieu.txt", ["GET"], checking.slip),
    ("erase", "/xoa", ["GET", "POST"], erasing.erase),
    ("ask", "/yeu-cau", ["GET", "POST"], asking.ask),
]
#: Door, address, who may come in, how the seat is found.
DOORS = [
    (Door.ROLL, "/y-kien/<int:consultation_id>", needs(Ability.ANSWER), access.sit_by_roll),
    (Door.CODE, "/tra-cuu/<int:consultation_id>", open_to_all, access.sit_by_code),
    (Door.LINK, "/m/<token>", open_to_all, access.sit_by_link),
    (Door.PREVIEW, "/xem-thu/<int:consultation_id>", needs(Ability.RUN), access.sit_for_preview),
]
#: Read and judge first, so that the one writer SQLite has is not kept waiting by a form's checks.
FIRST_READ = {writing.clause, surveying.survey, writing.agree}
#: A preview shows and takes nothing.
SHOWN_BEFOREHAND = {"consultation", "clause", "survey", "changes"}


def _page_at(door, sit, view):
    def page(clause_id=None, **address):
        seat = sit(**address)
        return view(seat) if clause_id is None else view(seat, clause_id)

    page.__doc__ = view.__doc__
    return reads_first(page) if view in FIRST_READ else page


for door, address, mark, sit in DOORS:
    for name, path, methods, view in PAGES:
        if door is Door.PREVIEW and name not in SHOWN_BEFOREHAND:
            continue
        bp.add_url_rule(
            address + path,
            door.route(name),
            mark(_page_at(door, sit, view)),
            methods=["GET"] if door is Door.PREVIEW else methods,
        )
bp.add_url_rule(
    "/y-kien/<int:consultation_id>/ai-tra-loi", "who", needs(Ability.ANSWER)(writing.who), methods=["POST"]
)
bp.add_url_rule("/tra-cuu", "look_up", open_to_all(receipts.look_up), methods=["GET", "POST"])
bp.add_url_rule("/anh/<int:consultation_id>.png", "picture", public.picture)
bp.add_url_rule("/truong/<slug>/dot-lay-y-kien.atom", "feed", public.feed)
bp.add_url_rule("/truong/<slug>/dot-lay-y-kien", "embedded", public.embedded)
bp.add_url_rule("/quyen-rieng-tu", "privacy", open_to_all(open_pages.privacy))

#: What staff do for others; each view names its ability. Name, path, methods, view.
STAFF_PAGES = [
    ("paper_form", "/dot/<int:consultation_id>/phieu-giay", ["GET"], entering.paper_form),
    ("paper_file", "/dot/<int:consultation_id>/phieu-giay.pdf", ["GET"], entering.paper_file),
    ("entries", "/dot/<int:consultation_id>/nhap-ho", ["GET", "POST"], entering.entries),
    ("batch", "/dot/<int:consultation_id>/nhap-ho/<int:batch_id>", ["GET", "POST"], entering.batch),
    ("remove_entry", "/dot/<int:consultation_id>/nhap-ho/<int:batch_id>/bo", ["POST"], entering.remove_entry),
    ("opinion", "/dot/<int:consultation_id>/ghi-y-kien", ["GET", "POST"], behalf.opinion),
    ("entry_photo", "/dot/<int:consultation_id>/anh-phieu/<tag>", ["GET"], behalf.entry_photo),
    ("meeting_new", "/dot/<int:consultation_id>/cuoc-hop", ["GET", "POST"], behalf.meeting_new),
    ("meeting", "/dot/<int:consultation_id>/cuoc-hop/<int:batch_id>", ["GET"], behalf.meeting),
    ("meeting_edit", "/dot/<int:consultation_id>/cuoc-hop/<int:batch_id>/sua", ["GET", "POST"],
     behalf.meeting_edit),
    ("minutes_file", "/dot/<int:consultation_id>/cuoc-hop/<int:batch_id>/bien-ban", ["GET"],
     behalf.minutes_file),
    ("meeting_opinion", "/dot/<int:consultation_id>/cuoc-hop/<int:batch_id>/y-kien", ["GET", "POST"],
     behalf.meeting_opinion),
    ("import_table", "/dot/<int:consultation_id>/nhap-tep", ["GET", "POST"], importing.import_table),
    ("ballots", "/dot/<int:consultation_id>/hom-phieu", ["GET"], balloting.ballots),
    ("ballot_ticks", "/dot/<int:consultation_id>/hom-phieu/<audience>/danh-dau", ["GET", "POST"],
     balloting.ballot_ticks),
    ("ballot_phase", "/dot/<int:consultation_id>/hom-phieu/<audience>/hom", ["POST"],
     balloting.ballot_phase),
    ("ballot", "/dot/<int:consultation_id>/hom-phieu/<audience>/nhap", ["GET", "POST"], balloting.ballot),
    ("reminder_list", "/nhac", ["GET"], reminding.reminder_list),
    ("reminders", "/dot/<int:consultation_id>/nhac", ["GET"], reminding.reminders),
    ("reminder_slips", "/dot/<int:consultation_id>/nhac/<int:class_id>/phieu.pdf", ["GET"],
     reminding.reminder_slips),
    ("erase_of_unit", "/dot/<int:consultation_id>/xoa-y-kien", ["GET", "POST"], erasing.erase_of_unit),
    ("register", "/dot/<int:consultation_id>/so-kiem-phieu/<int:number>.txt", ["GET"], checking.register),
]  # fmt: skip
for name, path, methods, view in STAFF_PAGES:
    bp.add_url_rule(path, name, view, methods=methods)
