"""Plain text in every encoding."""

from fuzz.harness import FILES, read, run

if __name__ == "__main__":
    words = (FILES / "sample.txt").read_text()
    run(read, [words.encode(one) for one in ("utf-8", "utf-16", "utf-16-le")])
