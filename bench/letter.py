"""What a letter with thousands of comments costs, from the rows of the database to the Word and PDF files."""

import resource
import subprocess
import sys
import time
from types import SimpleNamespace

from bench import processes

COMMENTS, CLAUSES = 5000, 50


def take(ground, full):
    told = subprocess.run(
        [sys.executable, "-m", "bench.letter"], check=True, capture_output=True, text=True
    ).stdout.split()
    what = f"a letter with {COMMENTS:,} comments, all different, Word and PDF"
    yield f"{what}: seconds", f"{float(told[0]):.1f} s", "15 s"
    yield f"{what}: memory", f"{float(told[1]):.0f} MB", "300 MB"


def compose():
    """A letter whose annex has COMMENTS rows."""
    from accounts.rules import Audience
    from feedback.rules import Stance
    from reports.printers import opinions
    from reports.printers.letter import blocks
    from reports.printers.letter.annex import rows_of

    summary = SimpleNamespace(unit="household", names=lambda audience: True, names_audiences=True)
    rows = [
        SimpleNamespace(
            id=f"{n:032d}", clause_id=n % CLAUSES, stance=Stance.AGREE_CHANGES,
            proposed=f"Xin đón trẻ từ {n} giờ và trả trẻ trước {n + 1} giờ, có người trông thêm.",
            reason=f"Nhà ở cách trường {n} cây số, bố mẹ đi làm ca, ông bà đã già.",
            audience=Audience.PARENTS, submission_id=str(n), version=1, kin_id=n, about=None,
        )
        for n in range(COMMENTS)
    ]  # fmt: skip
    by_clause = [[row for row in rows if row.clause_id == at] for at in range(CLAUSES)]
    groups = [
        opinions.Group(f"Khoản {at}", "Giờ đón trẻ", opinions.merge(own, summary), None)
        for at, own in enumerate(by_clause)
    ]
    appended = blocks.Annex(
        label="Phụ lục I", title="BẢN TỔNG HỢP", attached_to="", lines=(), heads=("A", "B", "C", "D"),
        rows=tuple(rows_of(groups)), note="",
    )  # fmt: skip
    return blocks.Letter(
        superior_body="UBND", school_name="TRƯỜNG", symbol="/BC", place="Xã", name="BÁO CÁO",
        subject="Kết quả", receivers=("Xã",), blocks=(blocks.text("Lời."),), copies_to=(),
        signer_titles=("HIỆU TRƯỞNG",), signer_name="", annexes=(appended,),
    )  # fmt: skip


if __name__ == "__main__":
    from reports import printers

    start = time.perf_counter()
    letter = compose()
    composed = processes.peak_of_this()
    printers.files_of(letter)
    typeset = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    # The PDF is made first, by a process beside this one; the Word file afterwards, by this one alone.
    print(time.perf_counter() - start, max(composed + typeset, processes.peak_of_this()))
