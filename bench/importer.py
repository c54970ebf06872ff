"""What reading a draft costs: a law of 100 Điều, one ten times as long, and texts made to be slow."""

import os
import subprocess
import sys
import time
from io import BytesIO

import docx

from bench.ground import WORDS
from consultations import importers
from consultations.importers.sequence import roman

LAW_ARTICLES = 100
LAW_CHARS = 130_000
ITEM_CHARS = 350


def take(ground, full):
    file = ground.folder / "law.docx"
    file.write_bytes(law(LAW_ARTICLES, LAW_CHARS))
    seconds, megabytes = _command(file)
    size = f"a law of {LAW_ARTICLES} Điều, {LAW_CHARS:,} characters (.docx)"
    yield f"{size}: processor time of `flask draft parse`", f"{seconds:.2f} s", "2 s"
    yield f"{size}: its memory (RSS)", f"{megabytes:.0f} MB", "150 MB"
    once, ten_times = (_read(law(LAW_ARTICLES * n, LAW_CHARS * n)) for n in (1, 10))
    yield "a law ten times as long: times the processor time of reading", f"{ten_times / once:.1f}", "12"
    for what, text in slow_texts():
        yield f"{what}: processor time of reading", f"{_read(text.encode()):.2f} s", "10 s"


def law(articles, chars):
    """The bytes of a Word file with chapters, Điều, khoản and điểm, a run of its own for each number."""
    document = docx.Document()
    document.add_paragraph("LUẬT")
    document.add_paragraph("NUÔI DẠY TRẺ NHỎ")
    for number in range(1, articles + 1):
        if number % 10 == 1:
            document.add_paragraph(f"Chương {roman(number // 10 + 1)}")
            document.add_paragraph("QUYỀN CỦA TRẺ VÀ VIỆC CỦA CÔ")
        document.add_paragraph().add_run(f"Điều {number}. Việc thứ {number}").bold = True
        _items(document, chars // articles)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _items(document, chars):
    item = 0
    while chars > 0:
        item += 1
        paragraph = document.add_paragraph()
        for words in (f"{item}. ", WORDS[: ITEM_CHARS // 2], WORDS[: ITEM_CHARS // 2] + ":"):
            paragraph.add_run(words)
        for letter in "abc":
            document.add_paragraph(f"{letter}) {WORDS[:100]};")
        chars -= ITEM_CHARS + 300


def slow_texts():
    yield "10,000 paragraphs without a number", "\n\n".join(f"{WORDS}." for _ in range(10_000))
    yield "a clause of 50,000 characters", f"NỘI QUY\nĐiều 1. {WORDS * (50_000 // len(WORDS))}."
    yield "10,000 quotations nobody closes", "\n\n".join(f"“{n}. {WORDS[:100]}." for n in range(10_000))
    letters = "\n".join(f"{'abcd'[n % 4]}) {WORDS[:90]}\n1. {WORDS[:90]}" for n in range(5_000))
    yield "10,000 lists inside lists", f"NỘI QUY\n{letters}"


def _read(data):
    begun = time.process_time()
    importers.read_draft(data, "du-thao")
    return time.process_time() - begun


def _command(file):
    """Seconds of processor time and MB of memory that the command takes, its start included."""
    child = subprocess.Popen(
        [sys.executable, "-m", "flask", "draft", "parse", str(file), "--json"], stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"draft parse ended with {child.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
