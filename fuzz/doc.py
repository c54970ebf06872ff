"""Word 97 files."""

from fuzz.harness import FILES, read, run

if __name__ == "__main__":
    run(read, [(FILES / "sample.doc").read_bytes()])
