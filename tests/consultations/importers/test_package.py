import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from consultations.importers import RefusalCode, UnreadableDraft, Warning_, WarningCode, read_draft
from tests.consultations.importers.word import WordFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
DOCUMENT = "word/document.xml"


def body(text="1. Rửa tay.", namespace=W):
    words = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>"
    return f'<w:document xmlns:w="{namespace}">{words}</w:document>'


def package(parts):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def refusal(data):
    with pytest.raises(UnreadableDraft) as caught:
        read_draft(data, "noi-quy.docx")
    return caught.value.code


def text(data, name="noi-quy.docx"):
    return read_draft(data, name).clauses[0].text


def test_a_file_with_only_its_document_is_read():
    assert text(package({DOCUMENT: body()})) == "Rửa tay."


@pytest.mark.parametrize("name", ["noi-quy.docm", "noi-quy.txt", "noi-quy.pdf", "noi-quy"])
def test_a_word_file_is_known_by_its_content(name):
    assert text(WordFile().p("1. Rửa tay.").data(), name) == "Rửa tay."


def test_macros_are_ignored():
    assert text(package({DOCUMENT: body(), "word/vbaProject.bin": b"\0macro"})) == "Rửa tay."


def test_a_strict_document_is_read():
    assert text(package({DOCUMENT: body(namespace=STRICT)})) == "Rửa tay."


def test_a_document_under_another_name_is_found_by_its_relationship():
    relation = (
        '<Relationships xmlns="r"><Relationship Id="1" Type="http://x/officeDocument" '
        'Target="/word/document2.xml"/></Relationships>'
    )
    assert text(package({"_rels/.rels": relation, "word/document2.xml": body()})) == "Rửa tay."


@pytest.mark.parametrize("parts", [{"xl/workbook.xml": "<x/>"}, {"_rels/.rels": "<x/>"}])
def test_another_kind_of_package_is_no_word_file(parts):
    assert refusal(package(parts)) is RefusalCode.NOT_WORD


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert refusal(package({DOCUMENT: body("0" * 5_000_000)})) is RefusalCode.TOO_BIG


def test_a_document_of_more_elements_than_memory_has_room_for_is_refused():
    paragraphs = "".join(f"<w:p><w:r>{n}</w:r></w:p>" for n in range(500_001))
    assert (
        refusal(package({DOCUMENT: body().replace("<w:body>", f"<w:body>{paragraphs}")}))
        is RefusalCode.TOO_BIG
    )


def test_a_package_with_too_many_parts_is_refused():
    parts = {DOCUMENT: body()} | {f"word/media/{at}": "x" for at in range(2_000)}
    assert refusal(package(parts)) is RefusalCode.TOO_BIG


def test_a_package_that_declares_too_much_is_refused():
    data = package({DOCUMENT: body(), "word/media/a": b"x"})
    at = data.index(b"PK\x01\x02")
    declared = data[: at + 24] + (70_000_000).to_bytes(4, "little") + data[at + 28 :]
    assert refusal(declared) is RefusalCode.TOO_BIG


def test_a_part_longer_than_declared_is_refused():
    data = package({DOCUMENT: body("Rửa tay. " * 1000)})
    at = data.index(b"PK\x01\x02")
    lying = data[: at + 24] + (10).to_bytes(4, "little") + data[at + 28 :]
    assert refusal(lying) is RefusalCode.DAMAGED


def test_an_encrypted_part_asks_for_the_password_to_go():
    data = package({DOCUMENT: body()})
    at = data.index(b"PK\x01\x02")
    encrypted = data[: at + 8] + b"\x01\x00" + data[at + 10 :]
    assert refusal(encrypted) is RefusalCode.PASSWORD


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding):
    doctype = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY a "aaaa">]>'
    assert refusal(package({DOCUMENT: (doctype + body("&a;")).encode(encoding)})) is (RefusalCode.DAMAGED)


@pytest.mark.parametrize("cut", [4, 40, 200, 1000, 5000])
def test_a_file_cut_short_is_damaged(cut):
    assert refusal(WordFile().p("1. Rửa tay.").data()[:cut]) is RefusalCode.DAMAGED


def test_broken_xml_is_damaged():
    assert refusal(package({DOCUMENT: body()[:-5]})) is RefusalCode.DAMAGED
    assert refusal(package({DOCUMENT: body(), "word/styles.xml": "<w:styles"})) is (RefusalCode.DAMAGED)


def test_elements_nested_without_end_are_damaged():
    nested = "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000
    assert refusal(package({DOCUMENT: body().replace("<w:p>", nested + "<w:p>")})) is (RefusalCode.DAMAGED)


def test_a_flipped_byte_never_gives_anything_but_a_draft_or_a_refusal():
    data = WordFile().p("NỘI QUY").p("1. Rửa tay.").data()
    for at in range(0, len(data), 97):
        broken = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        with suppress(UnreadableDraft):
            read_draft(broken, "noi-quy.docx")


def test_footnotes_are_words_of_the_clause_that_refers_to_them():
    reference = '</w:t><w:footnoteReference w:id="2"/><w:t>'
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r>'
        "<w:t>1. Theo lịch tuần.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    parts = {DOCUMENT: body(f"1. Rửa tay{reference}."), "word/footnotes.xml": notes}
    assert text(package(parts)) == "Rửa tay.\n1. Theo lịch tuần."


RELATIONS = (
    '<Relationships xmlns="r"><Relationship Id="r1" Type="http://x/aFChunk" Target="{}"/></Relationships>'
)
CHUNKED = body().replace("</w:body>", '<w:altChunk xmlns:r="r" r:id="r1"/></w:body>')


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.html", "<html><p>2. Lau bàn.</p></html>".encode()),
        ("a.rtf", rb"{\rtf1 2. Lau b\'e0n.\par}"),
        ("a.docx", package({DOCUMENT: body("2. Lau bàn.")})),
        ("a.txt", "2. Lau bàn.".encode()),
    ],
)
@pytest.mark.parametrize("target", ["{}", "/word/{}"])
def test_a_document_inside_the_document_is_read_where_it_stands(name, data, target):
    relations = RELATIONS.format(target.format(name))
    parts = {DOCUMENT: CHUNKED, "word/_rels/document.xml.rels": relations, f"word/{name}": data}
    assert [one.text for one in read_draft(package(parts), "").clauses] == ["Rửa tay.", "Lau bàn."]


@pytest.mark.parametrize("inner", [b"\xff\xd8\xff", None])
def test_a_document_inside_that_cannot_be_read_is_told(inner):
    parts = {DOCUMENT: CHUNKED, "word/_rels/document.xml.rels": RELATIONS.format("a.bin")}
    draft = read_draft(package(parts | ({"word/a.bin": inner} if inner else {})), "")
    assert [one.text for one in draft.clauses] == ["Rửa tay."]
    assert Warning_(WarningCode.EMBEDDED_LEFT_OUT, values={"count": 1}) in draft.warnings


def test_a_package_of_many_large_parts_is_refused():
    parts = {DOCUMENT: body()} | {f"word/media/{at}": bytes(1_000_000) for at in range(60)}
    assert refusal(package(parts)) is RefusalCode.TOO_BIG
