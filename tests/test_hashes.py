"""GD802: a file of a package that is not the one its manifest was written for."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from geodeposits.checks import run
from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.hashes import drifted_files
from geodeposits.inputs import read
from geodeposits.package import package_files

CONTENT = b"id,lat\na,95\n"


def sha256(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def drifted(folder: Path, stated: object, path: object = "x.csv") -> list[Finding]:
    return list(drifted_files(folder, [{"path": path, "hash": stated}]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "data"
    made.mkdir()
    (made / "x.csv").write_bytes(CONTENT)
    return made


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256", "sha512"])
def test_a_file_with_its_hash_is_no_finding(folder: Path, name: str) -> None:
    digest = hashlib.new(name, CONTENT).hexdigest()
    assert drifted(folder, f"{name}:{digest}") == []
    assert drifted(folder, f"{name.upper()}:{digest.upper()}") == []
    assert len(drifted(folder, f"{name}:{digest[:-1]}")) == 1


def test_a_hash_without_a_name_is_md5(folder: Path) -> None:
    assert drifted(folder, hashlib.md5(CONTENT).hexdigest()) == []
    assert len(drifted(folder, hashlib.sha256(CONTENT).hexdigest())) == 1


def test_another_file_is_an_error_with_both_hashes(folder: Path) -> None:
    stated, found = "0" * 64, hashlib.sha256(CONTENT).hexdigest()
    (finding,) = drifted(folder, f"sha256:{stated}")
    assert finding == Finding(
        code="GD802",
        severity=Severity.ERROR,
        message=(
            f"x.csv: differs from the manifest: sha256 {found[:12]}…, not 000000000000…; write "
            "the package anew, or bring the file back"
        ),
        origin="data/x.csv:1",
        field="hash",
    )


def test_ends_of_lines_alone_are_told_apart(folder: Path) -> None:
    (folder / "x.csv").write_bytes(CONTENT.replace(b"\n", b"\r\n"))
    (finding,) = drifted(folder, sha256(CONTENT))
    assert finding.message == (
        "x.csv: differs from the manifest in its ends of lines alone: CRLF where LF was written"
    )
    assert drifted(folder, sha256(CONTENT.replace(b"\n", b"\r\n"))) == []


def test_a_file_that_is_gone_is_a_finding(folder: Path) -> None:
    (finding,) = drifted(folder, sha256(CONTENT), "gone.csv")
    assert finding.message == "gone.csv: no such file"
    assert finding.origin == "data/gone.csv:1"


@pytest.mark.parametrize("path", ["../secret.csv", "/etc/hostname", "a/../../secret.csv"])
def test_nothing_outside_of_the_package_is_opened(folder: Path, path: str) -> None:
    (folder.parent / "secret.csv").write_bytes(CONTENT)
    (finding,) = drifted(folder, sha256(CONTENT), path)
    assert finding.message.endswith("the path leads out of the package, so it is not opened")


@pytest.mark.parametrize(
    "resource",
    [{}, {"path": "x.csv"}, {"hash": "0" * 32}, {"path": ["x.csv"], "hash": "0" * 32},
     {"path": "x.csv", "hash": 5}, {"path": "x.csv", "hash": "crc32:0"}],
)  # fmt: skip
def test_a_resource_that_states_no_hash_says_nothing(
    folder: Path, resource: dict[str, Any]
) -> None:
    assert list(drifted_files(folder, [resource])) == []


# --- The published package -----------------------------------------------------------------------


@pytest.fixture
def package(beylikova: Dataset, tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    for name, content in package_files(beylikova).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def found(folder: Path) -> list[str]:
    result = run(read(folder), select=["GD802"])
    return [finding.message.partition(":")[0] for finding in result.findings]


def test_a_package_as_it_was_written_is_no_finding(package: Path) -> None:
    assert found(package) == []


def test_a_table_that_was_edited_is_found(package: Path) -> None:
    path = package / "positions.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("39.61944", "39.61945"), encoding="utf-8", newline="")
    assert found(package) == ["positions.csv"]
    (finding,) = run(read(package), select=["GD802"]).failing()
    assert finding.origin == "package/positions.csv:1"


def test_a_manifest_that_was_edited_is_found(package: Path) -> None:
    path = package / "datapackage.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    named = [each["path"] for each in manifest["resources"] if "hash" in each]
    assert "deposits.csv" in named
    for each in manifest["resources"]:
        each["hash"] = "sha256:" + "0" * 64
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert found(package) == sorted(each["path"] for each in manifest["resources"])
