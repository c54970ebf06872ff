"""Uploads: read with a limit, judged by content, never executed and never served inline."""

from io import BytesIO

from flask import send_file

from core.errors import Refused
from core.i18n import _l

MAX_BYTES = 20 * 1024 * 1024


def read(upload, limit=MAX_BYTES):
    """The bytes of `upload`. Raises Refused when there are none or more than `limit`."""
    data = upload.stream.read(limit + 1) if upload else b""
    if not data:
        raise Refused(_l("Tệp rỗng. Xin chọn lại tệp."), 422)
    if len(data) > limit:
        raise Refused(_l("Tệp lớn hơn 20 MB. Xin bớt ảnh trong tệp rồi gửi lại."), 413)
    return data


def download(data, name, mimetype):
    """`data` as an attachment called `name`."""
    return send_file(BytesIO(data), mimetype=mimetype, as_attachment=True, download_name=name, max_age=0)
