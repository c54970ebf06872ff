"""The public command line: what it prints, and how it says no."""

import json

import pytest

import demo
from core.db import db

DRAFT = """NỘI QUY
Đón trẻ
Điều 1. Giờ đón
1. Đón trẻ từ 7 giờ.
2. Trả trẻ lúc 17 giờ.
Điều 2. Thi hành
Giáo viên thực hiện.
"""


@pytest.fixture
def run(app):
    def run(*words, ok=True):
        db.session.remove()
        result = app.test_cli_runner().invoke(args=[str(word) for word in words])
        assert (result.exit_code == 0) is ok, result.output + repr(result.exception)
        return result

    return run


@pytest.fixture
def filled(app):
    demo.fill(households=24)
    return {"preparing": 1, "closed": 2, "open": 3}


def test_a_draft_is_parsed_to_json(run, tmp_path):
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    parsed = json.loads(run("draft", "parse", tmp_path / "draft.txt", "--json").output)
    assert [(clause["kind"], clause["label"]) for clause in parsed["clauses"]] == [
        ("article", "Điều 1."), ("item", "1."), ("item", "2."), ("article", "Điều 2."),
    ]  # fmt: skip
    assert set(parsed["clauses"][0]) == {"id", "parent", "kind", "label", "heading", "text"}


@pytest.mark.parametrize(
    "words",
    [
        ["draft", "parse", "/nowhere.docx"],
        ["people", "import", "/nowhere.xlsx"],
        ["restore", "/nowhere"],
        ["summary", "show", "999"],
        ["letter", "999", "--out", "/tmp/never.docx"],
        ["codes", "print", "--class", "không có", "--out", "/tmp/never.pdf"],
    ],
)
def test_what_is_wrong_is_one_line_on_stderr_and_exit_code_2(run, filled, words):
    result = run(*words, ok=False)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.output


def test_a_word_file_that_is_none_is_refused(run, tmp_path):
    (tmp_path / "draft.docx").write_bytes(b"PK\x03\x04 not really")
    assert run("draft", "parse", tmp_path / "draft.docx", ok=False).exit_code == 2


def test_a_summary_is_made_and_shown_with_the_same_figures(run, filled):
    made = json.loads(run("summary", "make", filled["open"], "--json").output)
    assert json.loads(run("summary", "show", filled["open"], "--json").output) == made
    assert run("summary", "show", filled["open"]).output.strip()


def test_letter_and_export_are_written(run, filled, tmp_path):
    run("letter", filled["closed"], "--format", "docx", "--out", tmp_path / "letter.docx")
    assert (tmp_path / "letter.docx").read_bytes()[:2] == b"PK"
    run("export", filled["closed"], "--format", "csv", "--out", tmp_path / "figures.csv")
    assert "Điều" in (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")


def test_slips_of_a_class_are_a_pdf(run, filled, tmp_path):
    run("codes", "print", "--class", "5 tuổi A", "--out", tmp_path / "slips.pdf")
    assert (tmp_path / "slips.pdf").read_bytes()[:4] == b"%PDF"


def test_a_backup_and_a_school_by_hand(run, tmp_path):
    run(
        "school", "create", "--name", "Trường Mầm non Mới", "--superior", "UBND xã Mới", "--place", "Mới",
        "--receiver", "UBND xã Mới", "--admin-name", "Quản trị", "--admin-login", "quan-tri",
        "--admin-password", "mat-khau-dai-dai",
    )  # fmt: skip
    run("backup", tmp_path / "copy.gz")
    assert "không trống" in run("restore", tmp_path / "copy.gz", ok=False).stderr


def test_the_demo_goes_into_an_empty_database_only(run):
    assert "giao-vien-1" in run("demo", "--households", "12").output
    assert run("demo", ok=False).exit_code == 2
    run("demo", "--if-empty")
