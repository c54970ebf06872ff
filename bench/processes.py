"""What /proc tells of the server's processes."""

import os
from pathlib import Path
from urllib.parse import urlsplit


def tree_of_port(base):
    """Process ids of whoever listens at `base`, parents and children: web processes and the clock."""
    port = urlsplit(base).port
    wanted = f"--port\0{port}\0"
    return [
        int(entry.name)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit() and wanted in _read(entry / "cmdline")
    ]


def pss_kib(pid):
    """Proportional set size in KiB: shared pages divided among those who share them."""
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def peak_of_this():
    """Most MB that this process held at once; ru_maxrss would count what its parent held when it began."""
    status = _read(Path("/proc/self/status"))
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def cpu_seconds(pid):
    """User and system time of `pid` so far."""
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0


def _read(path):
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
