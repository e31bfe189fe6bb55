"""The page's modules that need no page, under node's own test runner."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "js"
NODE = shutil.which("node")


@pytest.mark.parametrize("name", ["borders", "store", "state", "downloads"])
def test_module_under_node(name: str) -> None:
    if NODE is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing(f"tests of {name}.js need node")
    done = subprocess.run(
        [NODE, "--test", "--test-reporter=tap", str(HERE / f"{name}.test.mjs")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\n# fail 0\n" in done.stdout
    assert "\n# pass 0\n" not in done.stdout
