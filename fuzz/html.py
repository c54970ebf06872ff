"""Web pages."""

from fuzz.harness import FILES, read, run

if __name__ == "__main__":
    run(read, [(FILES / "sample.html").read_bytes()])
