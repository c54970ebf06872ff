"""Suggestions of themes: complete, the same for any order and without dấu, good on our own comments."""

import json
import random
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from core.text import fold
from reports.themes import tables
from reports.themes.features import Phrases, words
from reports.themes.suggest import suggest

COMMENTS = Path(__file__).parent / "comments"


def corpus(name):
    """(texts, themes, seeds) of a corpus of our own, texts and themes by id."""
    data = (COMMENTS / f"{name}.csv").read_bytes()
    rows = [row for _line, row in tables.read(data, name, "id", "text", "theme")]
    seeds = tables.read_seeds((COMMENTS / f"{name}-seeds.csv").read_bytes(), name)
    return {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}, seeds


def split(themes, labelled):
    """The themes of `labelled` ids drawn once: the split of every figure that we report."""
    drawn = random.Random(20).sample(sorted(themes), labelled)
    return {one: themes[one] for one in drawn}


def right(suggested, themes):
    return sum(themes[one.id] == one.theme for one in suggested) / len(suggested)


@pytest.fixture(scope="module")
def school():
    return corpus("kindergarten")


@pytest.fixture(scope="module")
def suggested(school):
    texts, themes, seeds = school
    return suggest(texts, split(themes, 200), seeds)


def test_every_comment_without_a_label_gets_one_suggestion(school, suggested):
    texts, themes, _seeds = school
    labels = split(themes, 200)
    assert [one.id for one in suggested] == [one for one in texts if one not in labels]
    assert {one.theme for one in suggested} <= set(themes.values())
    assert all(0 <= one.confidence <= 1 for one in suggested)


def test_the_order_of_the_rows_and_a_second_run_change_nothing(school, suggested):
    texts, themes, seeds = school
    mixed = sorted(texts, key=fold, reverse=True)
    labels = split(themes, 200)
    again = suggest({one: texts[one] for one in mixed}, dict(reversed(labels.items())), list(reversed(seeds)))
    assert {one.id: one for one in again} == {one.id: one for one in suggested}


def test_missing_dau_cost_nothing(school, suggested):
    texts, themes, seeds = school
    bare = suggest({one: fold(text) for one, text in texts.items()}, split(themes, 200), seeds)
    assert abs(right(bare, themes) - right(suggested, themes)) <= 0.01
    assert [(one.id, one.theme) for one in bare] == [(one.id, one.theme) for one in suggested]


def test_seed_words_help_while_labels_are_few_and_both_beat_the_most_frequent_theme(school):
    texts, themes, seeds = school
    labels = split(themes, 60)
    suggested = suggest(texts, labels, seeds)
    most = max(set(labels.values()), key=list(labels.values()).count)
    baseline = sum(themes[one.id] == most for one in suggested) / len(suggested)
    assert right(suggested, themes) > right(suggest(texts, labels), themes) > 2 * baseline


def test_a_confidence_comes_true(school, suggested):
    _texts, themes, _seeds = school
    mean = sum(one.confidence for one in suggested) / len(suggested)
    assert abs(mean - right(suggested, themes)) < 0.1
    ranked = sorted(suggested, key=lambda one: one.confidence)
    half = len(ranked) // 2
    assert right(ranked[half:], themes) > right(ranked[:half], themes) + 0.15


def test_seed_words_alone_name_themes_or_other():
    themes = {"1": "Bữa ăn", "2": "Giờ đón", "3": "Bữa ăn", "4": "Giờ đón"}
    texts = {"1": "thực đơn ít rau", "2": "giờ đón sớm quá", "3": "THUC DON hay", "4": "gio don tre"}
    seeds = [("Bữa ăn", "thực đơn"), ("Giờ đón", "giờ đón")]
    found = {one.id: one.theme for one in suggest(texts | {"5": "zzz"}, seeds=seeds)}
    assert {one: found[one] for one in themes} == themes
    assert found["5"] == "Khác"


def test_a_theme_of_its_own_for_what_fits_none_keeps_its_name():
    seeds = [("lecturer", "thầy"), ("others", "không có ý kiến"), ("facility", "máy chiếu")]
    texts = {"1": "thầy dạy hay", "2": "máy chiếu mờ", "3": "qwerty"}
    assert [one.theme for one in suggest(texts, seeds=seeds)][2] == "others"


def test_a_theme_without_labels_is_found_by_its_seed_words(school):
    texts, themes, seeds = school
    labels = {one: theme for one, theme in split(themes, 200).items() if theme != "Bữa ăn"}
    found = suggest(texts, labels, seeds)
    meals = [one for one in found if one.theme == "Bữa ăn"]
    assert right(meals, themes) > 0.6


def test_comments_alone_are_grouped_and_named_by_their_words(school):
    texts, themes, _seeds = school
    found = suggest(texts)
    groups = {one.theme for one in found}
    assert len(found) == len(texts) and 2 <= len(groups) <= 13
    for group in groups - {"Khác"}:
        inside = [texts[one.id] for one in found if one.theme == group]
        first = words(group.split(",")[0])
        assert any(first in words(text) for text in inside)


@pytest.mark.parametrize(
    ("texts", "labels", "seeds"),
    [
        ({}, {}, ()),
        ({"1": ""}, {}, ()),
        ({"1": "👍👍", "2": "..."}, {}, ()),
        ({"1": "👍👍", "2": "..."}, {}, [("a", "b")]),
        ({"1": "một", "2": "hai", "3": "👍"}, {"1": "A"}, ()),
        ({"1": "một", "2": "hai", "3": "👍"}, {"1": "A", "2": "B"}, ()),
        ({"1": "một", "2": "hai", "3": "ba"}, {"1": "1", "2": "2"}, [("3", "ba"), ("4", "👍")]),
        ({str(n): "y hệt nhau" for n in range(30)}, {}, ()),
        ({str(n): "y hệt nhau" for n in range(30)}, {"1": "A", "2": "B"}, [("C", "y hệt")]),
    ],
)
def test_little_to_go_by_still_gives_every_row_an_answer(texts, labels, seeds):
    found = suggest(texts, labels, seeds)
    assert [one.id for one in found] == [one for one in texts if one not in labels]
    assert all(one.theme and 0 <= one.confidence <= 1 for one in found)


def test_the_longest_phrase_wins():
    phrases = Phrases([("tiền", "học phí"), ("học", "học"), ("ăn", "tiền ăn")])
    assert phrases.count(words("Học phí và học thêm")) == {"tiền": 1, "học": 1}
    assert phrases.without(words("đóng tiền ăn muộn")) == "dong muon"


def test_short_forms_and_drawn_out_letters_are_read():
    assert words("Ko có GV nàoooo!! 👍") == "khong co giao vien nao"


def test_the_web_process_does_not_load_scikit_learn(tmp_path):
    """A process of its own that serves pages: another test may have loaded it here."""
    program = (
        "import sys; from app import create_app; from flask_migrate import upgrade; app = create_app()\n"
        "with app.app_context(): upgrade()\n"
        "assert app.test_client().get('/', follow_redirects=True).status_code < 500\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('sklearn', 'scipy', 'numpy')])"
    )
    database = f"sqlite:///{tmp_path / 'x.db'}"
    env = {"DATA_DIR": str(tmp_path), "DATABASE_URL": database, "PATH": "/usr/bin:/bin"}
    made = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=env, cwd=COMMENTS.parents[2]
    )
    assert made.stdout.strip().splitlines()[-1:] == ["[]"], made.stderr[-500:]


@pytest.fixture
def command(app, tmp_path):
    def command(texts, *more, ok=True):
        words = ["themes", "suggest", "--texts", _file(tmp_path, "texts.csv", texts)]
        for option, content in zip(more[::2], more[1::2], strict=True):
            words += [option, _file(tmp_path, f"{option[2:]}.csv", content)]
        result = app.test_cli_runner().invoke(args=[*words, *(["--json"] if ok == "json" else [])])
        assert (result.exit_code == 0) is bool(ok), result.output + repr(result.exception)
        return result

    return command


def _file(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


TEXTS = "id,text\na,Thực đơn ít rau\nb,Giờ đón sớm quá\nc,thuc don hay\n"
SEEDS = "theme,word\nBữa ăn,thực đơn\nGiờ đón,giờ đón\n"


def test_the_command_prints_json(command):
    found = json.loads(command(TEXTS, "--seeds", SEEDS, "--labels", "id,theme\na,Bữa ăn\n", ok="json").output)
    assert [(one["id"], one["theme"]) for one in found] == [("b", "Giờ đón"), ("c", "Bữa ăn")]
    assert set(found[0]) == {"id", "theme", "confidence"}


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace("\n", "\r\n").replace(",", "\t").encode(),
        # Windows-1258 writes marks after their letters.
        lambda text: windows_1258(text),
    ],
)
def test_files_as_old_and_new_excel_save_them_are_read(command, encode):
    result = command(encode(TEXTS), "--seeds", encode(SEEDS))
    assert [line.split(",")[:2] for line in result.output.splitlines()[1:]] == [
        ["a", "Bữa ăn"], ["b", "Giờ đón"], ["c", "Bữa ăn"],
    ]  # fmt: skip


def windows_1258(text):
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in parts if mark in tones), "")
        out.append(unicodedata.normalize("NFC", parts.replace(tone, "")) + tone)
    return "".join(out).encode("cp1258")


@pytest.mark.parametrize(
    ("texts", "more"),
    [
        ("", []),
        (" \n\n", []),
        ("id,text\n", []),
        ("ma so;loi\n1;a\n", []),
        ("id,text\n1,a\n1,b\n", []),
        ("id,text\n,a\n", []),
        (bytes(range(256)), []),
        (b"PK\x03\x04 not a workbook", []),
        ("id,text\n1,ăâđ\n".encode("utf-16")[:-1], []),
        ("id,text\n1,ăâđ\n".encode("utf-16-le"), []),
        (TEXTS, ["--labels", "id\na\n"]),
        (TEXTS, ["--labels", "id,theme\nx,Bữa ăn\n"]),
        (TEXTS, ["--labels", "id,theme\na,Bữa ăn\na,Giờ đón\n"]),
        (TEXTS, ["--seeds", ""]),
        (TEXTS, ["--seeds", "theme,word\n,\n"]),
        (TEXTS, ["--seeds", TEXTS]),
    ],
)
def test_a_wrong_file_is_one_line_and_exit_code_2(command, texts, more):
    result = command(texts, *more, ok=False)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_a_formula_leaves_as_text(command):
    result = command("id,text\n=1+1,thực đơn\n2,đón\n", "--seeds", "theme,word\n@SUM(A1),thực đơn\nb,đón\n")
    assert result.output.splitlines()[1].startswith("'=1+1,'@SUM(A1),")
