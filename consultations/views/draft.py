"""The draft as a file or pasted text, read into clauses; and the file as it came."""

from flask import flash, redirect, request, url_for
from sqlalchemy.exc import NoResultFound

from accounts.access import needs
from accounts.rules import Ability
from consultations import store
from consultations.forms import DraftForm
from consultations.importers import UnreadableDraft, parse_text, read_draft
from consultations.views.blueprint import bp, get
from core import files
from core.errors import Refused
from core.forms import form_page
from core.i18n import _

PASTED_NAME = "du-thao-dan-vao.txt"


@bp.route("/dot/<int:consultation_id>/du-thao", methods=["GET", "POST"])
@needs(Ability.RUN)
def draft(consultation_id):
    consultation = get(consultation_id)
    store.refuse_when_opened(consultation)
    found = store.find_draft(consultation)
    form = DraftForm(found is not None)
    if form.validate_on_submit() and take(consultation, form, store.put_draft):
        flash(_("Đã đọc dự thảo. Xin rà soát các mục trước khi mở lấy ý kiến."))
        return redirect(url_for(".review", consultation_id=consultation.id))
    return form_page("consultations/draft.html", form, consultation=consultation, draft=found)


def take(consultation, form, put):
    """Read what came, a file before pasted text, `put` it; False, with the form's error, if that fails."""
    upload = form.file.data
    try:
        if upload:
            name, original = upload.filename or "", files.read(upload)
            parsed = read_draft(original, name)
        else:
            name, original = PASTED_NAME, form.pasted.data.encode()
            parsed = parse_text(form.pasted.data)
        put(consultation, parsed, file_name=name, original=original)
    except (UnreadableDraft, Refused) as error:
        (form.file if upload else form.pasted).errors = [str(error)]
        return False
    return True


@bp.get("/dot/<int:consultation_id>/du-thao/tep")
@needs(Ability.READ)
def original(consultation_id):
    """The file as it came; ?phien-ban=2 that of a later version, also of one being prepared."""
    found = store.get_draft(get(consultation_id), request.args.get("phien-ban", type=int))
    if found.original is None:
        raise NoResultFound
    return files.download(found.original, found.file_name or PASTED_NAME, "application/octet-stream")
