"""`python -m fuzz [SECONDS] [FORMAT …]`: each harness in a process of its own; exit 1 when one has a find."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FORMATS = ("docx", "doc", "pdf", "rtf", "html", "text")
SECONDS = 60


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    finds = []
    for name in sys.argv[2:] or FORMATS:
        print(f"{name}: {seconds} s", flush=True)
        command = [sys.executable, "-m", f"fuzz.{name}", f"-max_total_time={seconds}", "-print_final_stats=1"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        print("\n".join(line for line in done.stderr.splitlines() if line.startswith("stat::number_of")))
        if done.returncode:
            finds.append(name)
            print(done.stderr[-4000:])
    sys.exit(f"something slipped through: {', '.join(finds)}; see var/fuzz" if finds else 0)


if __name__ == "__main__":
    main()
