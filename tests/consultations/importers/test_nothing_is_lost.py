"""Whatever people type, every character of it is found again: once, and in its order."""

from collections import Counter
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.importers import UnreadableDraft, parse_text, read_draft
from consultations.importers.lines import clean
from tests.consultations.importers.printed import pdf
from tests.consultations.importers.rich import escaped, page, rtf
from tests.consultations.importers.word import WordFile

LABELS = [
    "Phần I", "Phần thứ hai", "Chương I", "CHƯƠNG II.", "Mục 1", "Tiểu mục 2.", "Điều 1.",
    "Điều 2 :", "Điều 3", "Điều 1a.", "I.", "II)", "I/", "A.", "B.", "1.", "2.", "3)", "1/", "1.1.",
    "1.2", "2.1.3.", "a)", "b)", "đ)", "e.", "f)", "a1)", "i)", "(1)", "-", "+", "*", "•", "“1.",
    '"a)', "1.000.000", "5.9.2025", "Phụ lục", "PHỤ LỤC II", "Mẫu số 01:", "Nơi nhận:", "QUY CHẾ",
    "NỘI QUY", "KẾ HOẠCH", "QUYẾT ĐỊNH:", "(Ban hành kèm theo Quyết định 5)", "HIỆU TRƯỞNG",
    "KT. HIỆU TRƯỞNG", "Căn cứ", "Trên đây là", "UBND", "Độc lập - Tự do - Hạnh phúc", "Số: 5/NQ",
    "Hoa Mai, ngày 5 tháng 9 năm 2025", "",
]  # fmt: skip
WORDS = [
    "", "Đón trẻ", "đón trẻ tại lớp.", "BẾP ĂN BÁN TRÚ", "Cô rửa tay cho trẻ;", "như sau:", "”", '"',
    "theo quy định tại", "[bookmark: b1] Lau mặt", "Trẻ\u00a0ốm\u00ad ở nhà", "của Quy chế này",
    "Bữa ăn của trẻ do bếp trưởng và cô nuôi cùng lo liệu theo thực đơn đã dán ở cửa lớp",
]  # fmt: skip

line = st.builds("{}{}{}".format, st.sampled_from(LABELS), st.sampled_from(["", " ", "\t"]),
                 st.one_of(st.sampled_from(WORDS), st.text(max_size=30)))  # fmt: skip
drafts = st.lists(line, max_size=25).map("\n".join)


def letters(*texts):
    return "".join("".join(texts).split())


def is_in_order(part, whole):
    rest = iter(whole)
    return all(character in rest for character in part)


def check(draft, typed):
    body = letters(
        draft.head,
        draft.title,
        *(part for one in draft.clauses for part in (one.label, one.heading, one.text)),
    )
    foot = letters(draft.foot)
    assert Counter(body + foot) == Counter(typed)
    assert is_in_order(body, typed)
    assert is_in_order(foot, typed)
    if foot and typed.endswith(foot) and typed.count(foot) == 1:
        assert body + foot == typed


def check_tree(draft):
    seen = set()
    for one in draft.clauses:
        assert one.id and one.id not in seen
        assert one.parent is None or one.parent in seen
        assert one.label or one.heading or one.text
        seen.add(one.id)
    for warning in draft.warnings:
        assert warning.at == "" or warning.at in seen
        assert warning.message()


def without_pages(typed, draft):
    """The typed lines save the page numbers the draft says it dropped, first come first gone."""
    dropped = [one.values["numbers"] for one in draft.warnings if "numbers" in one.values]
    pages = dropped[0].split(", ") if dropped else []
    kept = []
    for one in typed:
        digits = "".join(filter(str.isdecimal, one.partition("/")[0]))
        lone = not any(map(str.isalpha, one.removeprefix("Trang").removeprefix("Page")))
        if pages and lone and digits and int(digits) == int(pages[0]) and len(one) < 20:
            pages.pop(0)
            continue
        kept.append(one)
    return kept


def written_as_rtf(typed):
    return rtf(*map(escaped, typed))


def written_as_page(typed):
    return page(*(escape(one) for one in typed))


def is_one_line(text):
    """Without what these formats cannot hold or what ends a paragraph in them."""
    return not any(one < " " and one != "\t" or one in "\x7f\x85\u2028\u2029\ufffe\uffff" for one in text)


@given(drafts)
def test_pasted_text_comes_out_whole(text):
    try:
        draft = parse_text(text)
    except UnreadableDraft:
        return
    typed = without_pages([clean(one) for one in split_lines(text)], draft)
    check(draft, letters(*typed))
    check_tree(draft)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(WORDS)), min_size=1, max_size=12))
def test_a_word_file_comes_out_whole(paragraphs):
    file = WordFile()
    typed = []
    for label, words in paragraphs:
        file.p(f"{label} {words}")
        typed.append(clean(f"{label} {words}"))
    try:
        draft = file.draft()
    except UnreadableDraft:
        assert not any(typed)
        return
    check(draft, letters(*typed))
    check_tree(draft)


@settings(deadline=None)
@pytest.mark.parametrize("written", [written_as_rtf, written_as_page], ids=["rtf", "html"])
@given(typed=st.lists(line.filter(is_one_line), min_size=1, max_size=12))
def test_rtf_files_and_web_pages_come_out_whole(written, typed):
    try:
        draft = read_draft(written(typed), "")
    except UnreadableDraft:
        return
    check(draft, letters(*without_pages([clean(one) for one in typed], draft)))
    check_tree(draft)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.builds("{} {}".format, st.sampled_from(LABELS), st.sampled_from(WORDS)), min_size=1, max_size=12
    )
)
def test_a_pdf_comes_out_whole(typed):
    typed = [clean(one) for one in typed]
    try:
        draft = read_draft(pdf(typed, numbers=False), "")
    except UnreadableDraft:
        assert not any(typed)
        return
    check(draft, letters(*without_pages(typed, draft)))
    check_tree(draft)


def split_lines(text):
    for end in ("\r", "\v", "\f", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return text.split("\n")
