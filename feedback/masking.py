"""What is covered before a text leaves the named few: children's names and health, phones, addresses, papers.

Rules of thumb for Vietnamese as parents type it, with dấu and without. A person looks afterwards and may
cover more or less; until then the covered text is what others get.
"""

import re
from dataclasses import dataclass

from core.text import fold

NAME, CLASS, HEALTH = "[tên trẻ]", "[lớp]", "[sức khỏe của trẻ]"
PHONE, PAPER, ACCOUNT = "[số điện thoại]", "[số giấy tờ]", "[số tài khoản]"
ADDRESS, MAIL, LINK, BORN = "[địa chỉ]", "[thư điện tử]", "[địa chỉ mạng]", "[ngày sinh]"

_CAPITAL = r"[A-ZĐÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚĂĨŨƠƯẠ-Ỹ]"
_PROPER = rf"{_CAPITAL}[^\W\d_]*"

_PAPERS = "cmnd|cmt|cccd|can cuoc|chung minh|dinh danh|ho chieu"
_BIRTH = "sinh ngay|ngay sinh|sinh nam|sn"
#: Looked for in the text without dấu and capitals. (pattern, what stands in its place, which group.)
_NETWORK = [
    (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", MAIL),
    (r"(?:https?://|www\.|(?:fb|facebook|zalo|tiktok)\.(?:com|me|vn)/)\S+", LINK),
]
#: Nothing of these without what _LONG_NUMBER finds, which costs a tenth; most comments hold no figure at all.
_LONG_NUMBERS = [
    (r"(?:\bstk|so tai khoan|so tk)\b[^\d\n]{0,25}(?P<it>\d[\d ]{5,18}\d)", ACCOUNT),
    (r"(?<![\d.,])(?:\+?84|0)[ .-]?[35789](?:[ .-]?\d){8}(?!\d)", PHONE),
    (r"(?<![\d.,])\(?0[ .-]?2\d{1,2}\)?[ .-]*\d(?:[ .-]?\d){6,7}(?!\d)", PHONE),
    (r"(?<![\d.,])0\d{2} ?\d{3} ?\d{3} ?\d{3}(?!\d)", PAPER),
    (rf"(?:{_PAPERS})\b[^\d\n]{{0,25}}(?P<it>[a-z]?\d[\d ]{{6,13}}\d)", PAPER),
]
_FIGURES = [
    (rf"\b(?:{_BIRTH})\b[ :]*(?P<it>\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|(?:19|20)\d\d)", BORN),
    (r"\b(?:so nha|nha so)\s*\d+\w?(?:[/-]\d+)*", ADDRESS),
    (r"\b(?:ngo|ngach|hem|kiet)\s*\d+\w?(?:/\d+)*\b", ADDRESS),
]  # fmt: skip
#: Where dấu tell words apart: looked for as written, without dấu only in texts that have none.
_WRITTEN = [
    (r"\b(?:tổ dân phố|khu phố|tổ|khu|xóm|thôn|ấp|đội)\s+(?:số\s*)?\d+\b", ADDRESS),
    (r"\bsố\s*\d+\w?(?:/\d+)*,?\s*(?:đường|phố|ngõ|ngách)\b", ADDRESS),
]
_PLACE = re.compile(
    rf"\b(?:[Tt]h[ôo]n|[Xx][óo]m|[ẤấAa]p|[Bb]ản|[Ll]àng|[ĐđDd]ường|[Pp]hố)\s+{_PROPER}(?:\s+{_PROPER}){{0,3}}"
)
_DISEASE = (
    r"di ung(?: (?:voi )?[a-z]+){0,2}|hen(?: suyen| phe quan)?\b|suyen|tu ky|dong kinh|tim(?: bam sinh)?\b|"
    r"tang dong|cham noi|cham phat trien|bai nao|viem [a-z]+(?: [a-z]+)?|hiv|khuyet tat(?: [a-z]+)?|down\b|"
    r"suy dinh duong|beo phi|tieu duong|lao phoi|thieu mau|tan mau|roi loan [a-z]+(?: [a-z]+)?|thuy dau|"
    r"sot xuat huyet|chan tay mieng|quai bi|ung thu|co giat|benh [a-z]+(?: [a-z]+)?"
)
#: These are said without "bị" too.
_PLAIN_DISEASE = r"tu ky|tang dong|dong kinh|bai nao|cham noi|khuyet tat(?: [a-z]+)?|di ung(?: [a-z]+)?"
_IS_ILL = rf"[^.;\n]{{0,40}}?\b(?:(?:bi|mac|co tien su|mang)\s+(?P<it>{_DISEASE})|(?P<so>{_PLAIN_DISEASE}))"
_HEALTH = re.compile(rf"\b(?=con\b|chau\b|be\b)(?<!cac )(?<!nhung )(?<!moi )(?<!neu )\w+{_IS_ILL}")
_HEALTH_OF_NAMED = re.compile(_IS_ILL)
_KIN = re.compile(
    rf"\b(?:[Bb]é|[Cc]háu|[Cc]on|[Bb]ạn|[Nn]hóc|[Cc]u|[Bb]e|[Cc]hau)(?:\s+(?:trai|gái|gai|tôi|toi|em|mình|nhà|tên|ten|là|la))*"
    rf"\s+(?P<it>{_PROPER}(?:\s+{_PROPER}){{0,3}})"
)
#: Capitalised after "bé", and yet nobody's name.
_NO_NAME = {"ngoan", "khoe", "vui", "yeu", "trai", "gai", "toi", "nha", "em", "va", "la", "duoc", "khong"}
_TOKEN = re.compile(r"[^\W\d_]+")


class _Plain(dict):
    """One letter for one letter, so that places in the bare text are places in the text."""

    def __missing__(self, sign):
        self[sign] = plain = (fold(chr(sign)) or " ")[:1]
        return plain


_PLAIN = _Plain()
_NETWORK, _LONG_NUMBERS, _FIGURES = (
    [(re.compile(pattern), mask) for pattern, mask in group] for group in (_NETWORK, _LONG_NUMBERS, _FIGURES)
)
_FIGURE, _LONG_NUMBER = re.compile(r"\d"), re.compile(r"\d[\d .()-]{5,}\d")


@dataclass(frozen=True)
class Roster:
    """What of a school's children is looked for: names as tuples of bare syllables, and classes, bare."""

    names: frozenset = frozenset()
    lengths: tuple = ()
    classes: tuple = ()


def roster_of(names, classes):
    """Roster of children's full `names` and names of `classes`."""
    found = {tuple(_TOKEN.findall(fold(name))) for name in names}
    found = frozenset(one for one in found if len(one) > 1)
    lengths = tuple(sorted({len(one) for one in found}, reverse=True))
    return Roster(found, lengths, tuple(sorted(map(fold, classes), key=len, reverse=True)))


def cover(text, roster=Roster()):
    """`text` (NFC) with what nobody else should read replaced by what it was."""
    if not text:
        return text
    bare = text.translate(_PLAIN)
    names = list(_names(text, bare, roster))
    spans = [*_fixed(text, bare), *names, *_health(bare, names)]
    if names:
        spans += _classes(bare, roster)
    return _replace(text, spans)


def _fixed(text, bare):
    patterns = list(_NETWORK) if "@" in bare or "/" in bare or "www." in bare else []
    if _FIGURE.search(bare):
        patterns += _FIGURES
        if _LONG_NUMBER.search(bare):
            patterns += _LONG_NUMBERS
        lowered = text.lower()
        has_dau = lowered != bare
        for with_dau, without, mask in _BOTH:
            for match in (with_dau if has_dau else without).finditer(lowered if has_dau else bare):
                yield *match.span(), mask
    for pattern, mask in patterns:
        for match in pattern.finditer(bare):
            yield *match.span("it" if "it" in pattern.groupindex else 0), mask
    for match in _PLACE.finditer(text):
        yield *match.span(), ADDRESS


def _names(text, bare, roster):
    tokens = list(_TOKEN.finditer(bare))
    syllables = [token.group() for token in tokens]
    for at in range(len(tokens)):
        for length in roster.lengths:
            if tuple(syllables[at : at + length]) in roster.names:
                yield tokens[at].start(), tokens[at + length - 1].end(), NAME
                break
    if text.isupper():
        return
    for match in _KIN.finditer(text):
        first = _TOKEN.search(bare, match.start("it")).group()
        if first not in _NO_NAME:
            yield *match.span("it"), NAME


def _health(bare, names):
    found = [*_HEALTH.finditer(bare), *(_HEALTH_OF_NAMED.match(bare, end) for _start, end, _mask in names)]
    for match in filter(None, found):
        yield *match.span("it" if match["it"] else "so"), HEALTH


def _classes(bare, roster):
    for name in roster.classes:
        for match in re.finditer(rf"\b(?:lop )?{re.escape(name)}\b", bare):
            yield *match.span(), CLASS


def _replace(text, spans):
    """`text` with each span covered; of those that overlap the first, and of these the longest."""
    parts, at = [], 0
    for start, end, mask in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:
            parts += [text[at:start], mask]
            at = end
    return "".join([*parts, text[at:]])


def _both(pattern, mask):
    """(as written, without dấu, mask) of a pattern; its escapes hold no letter with dấu."""
    bare = "".join(fold(sign) if sign.isalpha() and ord(sign) > 127 else sign for sign in pattern)
    return re.compile(pattern), re.compile(bare), mask


_BOTH = [_both(*one) for one in _WRITTEN]
