"""A web page, in a file of its own or in a single-file archive: its encoding and its elements."""

import codecs
import re
from email import message_from_bytes
from email.errors import MessageError
from email.policy import default as current_policy

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from consultations.importers import encodings
from consultations.importers.draft import UnreadableDraft, Warning_
from consultations.importers.htmlpage import Page
from consultations.importers.package import WordParts
from consultations.importers.warnings import RefusalCode

MAX_ELEMENTS = 200_000
MAX_PAGE_CHARS = 8_000_000

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?(?:<!doctype html|<html[\s>])",
    re.I | re.S,
)
_ARCHIVE = re.compile(rb"\s*(?:From:[^\n]*\n|Date:[^\n]*\n|Subject:[^\n]*\n){0,3}MIME-Version:", re.I)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.I)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{1,40})")
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Pages in any encoding say that they are in a Western one.
_VIETNAMESE_ENCODINGS = frozenset((b"windows-1258", b"cp1258"))
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_PICTURE_DATA = re.compile(r"data:[\w/+.;=-]{1,100},[A-Za-z0-9+/=%\s]*")


def is_page(data: bytes) -> bool:
    start = data[:4096].removeprefix(b"\xef\xbb\xbf")
    return bool(_PAGE.match(start) or _PAGE.match(start.replace(b"\0", b"")[2:]) or _ARCHIVE.match(start))


def open_page(data: bytes) -> tuple[WordParts, list[Warning_]]:
    """Raises UnreadableDraft for a page that is too large or in no known encoding."""
    if _ARCHIVE.match(data[:4096]):
        data = _archived(data)
    words, warnings = _decoded(data)
    words = _PICTURE_DATA.sub("", _XML_DECLARATION.sub("", words.replace("\0", ""), count=1))
    if words.count("<") > MAX_ELEMENTS or len(words) > MAX_PAGE_CHARS:
        raise UnreadableDraft(RefusalCode.TOO_BIG)
    parser = HTMLParser(no_network=True, huge_tree=True)
    try:
        root = document_fromstring(words, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableDraft(RefusalCode.EMPTY) from error
    if parser.error_log.filter_from_errors().filter_types([etree.ErrorTypes.ERR_RESOURCE_LIMIT]):
        raise UnreadableDraft(RefusalCode.TOO_BIG)
    return Page(root).parts(), warnings


def _archived(data: bytes) -> bytes:
    """The page of a single-file web page (.mht), as old programs save it under .doc."""
    try:
        message = message_from_bytes(data, policy=current_policy)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        return pages[0].get_payload(decode=True) or b""
    except (MessageError, LookupError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise UnreadableDraft(RefusalCode.NOT_TEXT) from error


def _decoded(data: bytes) -> tuple[str, list[Warning_]]:
    """In the encoding the page names if that is one for Vietnamese; else in what it turns out to be."""
    named = _CHARSET.search(data[:4096]) or _XML_CHARSET.match(data[:200])
    if named and not data.startswith(_MARKS) and named[1].lower() in _VIETNAMESE_ENCODINGS:
        try:
            return data.decode(named[1].decode("ascii")), []
        except UnicodeError:
            pass
    return encodings.decode(data)
