"""How the program says no: one exception for rules, one page for each kind of error."""

from flask import current_app, render_template, request
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from core.db import db
from core.forms import typed_words
from core.i18n import _, _l

#: A larger request is a file; its form is not read a second time.
SHOWN_BACK_MAX_BYTES = 1_000_000
TITLES = {
    400: (_l("Trang này không hiểu yêu cầu"), _l("Xin quay lại trang trước và thử lại.")),
    403: (
        _l("Trang này không dành cho tài khoản đang dùng"),
        _l("Nếu cần xem, xin hỏi người quản trị của nhà trường."),
    ),
    404: (
        _l("Không tìm thấy trang"),
        _l("Địa chỉ có thể đã gõ sai, hoặc nội dung không dành cho tài khoản đang dùng."),
    ),
    405: (_l("Trang này không nhận thao tác đó"), _l("Xin quay lại trang trước và bấm nút trên trang.")),
    413: (
        _l("Tệp hoặc nội dung gửi lên quá lớn"),
        _l("Tệp được nhận tối đa 20 MB. Xin bớt ảnh trong tệp rồi gửi lại."),
    ),
    429: (
        _l("Xin chờ một lát rồi thử lại"),
        _l("Có quá nhiều lần thử chưa đúng. Không ai bị khóa, chỉ chậm lại một chút."),
    ),
    500: (
        _l("Máy chủ gặp lỗi"),
        _l("Lỗi đã được ghi lại. Điều đã được báo là tiếp nhận thì vẫn còn nguyên."),
    ),
}


class Refused(Exception):
    """A rule says no. `reason` is a Labelled or a lazy sentence, shown to the person as it is."""

    def __init__(self, reason, status=409):
        super().__init__(str(reason))
        self.reason = getattr(reason, "label", reason)
        self.status = status


def error_page(status, *, title=None, text=None):
    """The page for `status`, which cannot fail itself: it needs no database."""
    known = TITLES.get(status, TITLES[400])
    return render_template(
        "errors/error.html",
        title=title or known[0],
        text=text or known[1],
        typed=_typed(),
        status=status,
    ), status


def _typed():
    """What the person typed in the form that could not be taken, shown back so that nothing is lost."""
    if request.method != "POST" or (request.content_length or 0) > SHOWN_BACK_MAX_BYTES:
        return []
    try:
        return typed_words(request.form.items(multi=True))
    except RequestEntityTooLarge:
        return []


def init_app(app):
    @app.errorhandler(Refused)
    def refused(error):
        db.session.rollback()
        return error_page(error.status, title=_("Chưa làm được"), text=error.reason)

    @app.errorhandler(NoResultFound)
    def not_found(error):
        db.session.rollback()
        return error_page(404)

    @app.errorhandler(HTTPException)
    def http_error(error):
        if error.code is None or error.code < 400:
            return error
        db.session.rollback()
        body, status = error_page(error.code)
        response = app.make_response((body, status))
        if error.code == 405 and getattr(error, "valid_methods", None):
            response.headers["Allow"] = ", ".join(error.valid_methods)
        return response

    @app.errorhandler(Exception)
    def broken(error):
        if current_app.config.get("PROPAGATE_EXCEPTIONS") or app.testing:
            raise error
        # The path is not logged: it may hold a code. The exception says where it broke.
        app.logger.error("unexpected error", exc_info=error)
        db.session.rollback()
        return error_page(500)
