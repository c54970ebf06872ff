"""What all harnesses share: where to begin, what an importer may answer, and how long and large it may be."""

import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]
FILES = ROOT / "tests" / "consultations" / "importers" / "files"
SECONDS_A_FILE = 10
MEGABYTES = 500

with atheris.instrument_imports(include=["consultations.importers"]):
    from consultations import importers


def read(data):
    """A draft or a refusal, each with words for people; all else is a find."""
    try:
        draft = importers.read_draft(data, "du-thao")
    except importers.UnreadableDraft as refused:
        assert str(refused)
        return
    draft.as_dict()


def run(one_input, seeds):
    """seeds: files to begin with. What slipped through is written to var/fuzz."""
    name = Path(sys.argv[0]).stem
    folder = ROOT / "var" / "fuzz" / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed)
    limits = [f"-timeout={SECONDS_A_FILE}", f"-rss_limit_mb={MEGABYTES}", "-max_len=200000"]
    atheris.Setup(
        [sys.argv[0], str(folder), f"-artifact_prefix={folder}/find-", *limits, *sys.argv[1:]], one_input
    )
    atheris.Fuzz()
