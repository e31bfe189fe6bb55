"""Renew what README and docs quote from commands.

    python tools/quote_outputs.py

A quotation stands between `<!-- printed by: geodeposits ... -->` and `<!-- end of output -->`, in a
fence where the command prints plain text. The command is run here and its output put in; a test
fails where a quotation is not what its command prints.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = ("README.md", "docs/national.md")
QUOTED = re.compile(
    r"(<!-- printed by: geodeposits (?P<args>.*?) -->\n).*?(<!-- end of output -->)", re.DOTALL
)


def renewed(text: str) -> str:
    """Return the text with every quotation renewed."""
    return QUOTED.sub(lambda match: match[1] + printed(match["args"]) + match[3], text)


def printed(args: str) -> str:
    """Return what a command prints, in a fence unless it prints Markdown."""
    command = [sys.executable, "-m", "geodeposits", *shlex.split(args)]
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    if "--format md" in args:
        body = output.partition("-->\n\n")[2]  # without the mark of the program
        return re.sub(r"^#", "##", body, flags=re.MULTILINE)
    return f"```\n{output}```\n"


if __name__ == "__main__":
    for name in FILES:
        path = ROOT / name
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
