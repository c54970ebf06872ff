"""`python -m bench`: every figure of the project with its bar. FULL=1 for the large sizes."""

import os
import platform
import sys
import tempfile
from pathlib import Path

from bench import (
    desk,
    exports,
    importer,
    letter,
    linkage,
    pages,
    review,
    sealed,
    server,
    summaries,
    themes,
    versions,
)
from bench.ground import Ground

FULL = os.environ.get("FULL") == "1"


def main():
    print(f"{machine()}\n")
    print(f"{'what':<66} {'measured':>12} {'bar':>10} {'load':>6}")
    with tempfile.TemporaryDirectory(prefix="lang-nghe-bench-") as folder:
        ground = Ground(Path(folder), households=2200 if FULL else 600)
        takes = (server.statements, server.memory, server.cpu_per_session, server.throughput)
        for take in (
            *takes,
            pages.take,
            importer.take,
            review.take,
            sealed.take,
            versions.take,
            linkage.take,
            desk.take,
            letter.take,
            summaries.take,
            exports.take,
            themes.take,
        ):
            for what, measured, bar in take(ground, full=FULL):
                print(f"{what:<66} {measured:>12} {bar:>10} {os.getloadavg()[0]:>6.1f}")
                sys.stdout.flush()


def machine():
    """One line about where the figures come from."""
    model = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.processor(),
    )
    memory = int(Path("/proc/meminfo").read_text().split()[1]) // 1_000_000
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{model}, {os.cpu_count()} cores, {memory} GB, {system}"


if __name__ == "__main__":
    main()
