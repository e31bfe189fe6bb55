"""Draw the pictures of docs/plots.md anew, each by the command that stands above it.

python tools/draw_plots.py
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "plots.md"
COMMAND = re.compile(r"^geodeposits (plot .*)$", re.MULTILINE)


def commands(page: str) -> list[list[str]]:
    """Return the arguments of the commands that a page shows."""
    return [shlex.split(line) for line in COMMAND.findall(page)]


if __name__ == "__main__":
    for args in commands(PAGE.read_text("utf-8")):
        command = [sys.executable, "-m", "geodeposits", *args, "--overwrite"]
        subprocess.run(command, cwd=ROOT, check=True)
