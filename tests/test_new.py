"""`geodeposits new`: a skeleton that explains each field and is TOML at every step."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from geodeposits.model import Deposit, Party, Source
from geodeposits.seeds import compile_seeds
from geodeposits.seeds.skeleton import BadStem, skeleton
from tests.cli_kit import Run, run

__all__ = ["run"]

DATASET = Path(__file__).parent.parent / "seeds" / "dataset.toml"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "dataset.toml").write_bytes(DATASET.read_bytes())
    return folder


def uncommented(text: str) -> str:
    """Take the comment sign off every line that holds a field or a heading of a block."""
    return re.sub(r"(?m)^# (?=\w+ = |\[)", "", text)


def test_a_new_deposit_is_in_order_at_once(run: Run, seeds: Path) -> None:
    result = run("new", "tr-kizil-tepe", "--seeds", seeds)
    assert result.code == 0
    content = tomllib.loads((seeds / "deposits/tr-kizil-tepe.toml").read_text(encoding="utf-8"))
    assert content == {"name": "Kizil Tepe", "country": "TR"}
    dataset = compile_seeds(seeds)
    assert dataset.reading == ()
    assert list(dataset.deposits["id"]) == ["tr-kizil-tepe"]


@pytest.mark.parametrize(
    ("folder", "record"), [("deposits", Deposit), ("sources", Source), ("parties", Party)]
)
def test_every_field_stands_in_it_with_its_meaning(folder: str, record: type) -> None:
    text = skeleton(folder, "tr-example")
    for name, field in record.model_fields.items():
        line = next(
            ln for ln in text.splitlines() if re.match(rf"(# )?(\[*{name}\]*|{name} =)", ln)
        )
        assert field.description in line, name


def test_every_field_of_every_claim_is_explained() -> None:
    lines = skeleton("deposits", "tr-example").splitlines()
    fields = [line for line in lines if re.match(r"# [a-z_]+ = ", line)]
    assert len(fields) > 90
    assert [line for line in fields if not re.search(r"  # \S.{5,}$", line)] == []


def test_uncommented_it_is_toml_and_nothing_in_it_passes_for_a_statement(
    run: Run, seeds: Path
) -> None:
    run("new", "tr-example", "--seeds", seeds)
    path = seeds / "deposits" / "tr-example.toml"
    path.write_text(uncommented(path.read_text(encoding="utf-8")), encoding="utf-8")
    dataset = compile_seeds(seeds)
    assert not [finding for finding in dataset.reading if finding.code == "GD103"]
    for name in ("positions", "estimates", "partners", "status", "oxides", "plants", "conditions"):
        assert getattr(dataset, name).empty, name
    out = run("check", seeds).out
    for words in ("ore_mt: '…' is no quantity", "kind: '…' is no kind", "code: '…' is no code"):
        assert words in out


def test_what_a_source_and_a_party_must_have_is_asked_for(run: Run, seeds: Path) -> None:
    assert run("new", "sources/mta-2019", "--seeds", seeds).code == 0
    assert run("new", "parties/eti-maden", "--seeds", seeds).code == 0
    out = run("check", seeds, "--format", "github").out
    for name in ("title", "producer", "kind"):
        assert f"::{name}: " in out
    assert "sources/mta-2019.toml,line=" in out


def test_a_file_that_exists_is_left_alone(run: Run, seeds: Path) -> None:
    run("new", "tr-example", "--seeds", seeds)
    path = seeds / "deposits" / "tr-example.toml"
    path.write_text('name = "Mine"\ncountry = "TR"\n', encoding="utf-8")
    result = run("new", "tr-example", "--seeds", seeds)
    assert result.code == 2
    assert "exists and is left alone" in result.err
    assert path.read_text(encoding="utf-8") == 'name = "Mine"\ncountry = "TR"\n'


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("TR-Beylikova", "is no id"),
        ("tr_beylikova", "is no id"),
        ("beylikova", "is no id"),
        ("zz-hill", "no ISO 3166-1 alpha-2 code"),
        ("uk-hill", "no ISO 3166-1 alpha-2 code"),
        (f"tr-{'a' * 70}", "no file name"),
        ("maps/tr-hill", "is no folder here"),
        ("sources/Report 1", "no file name"),
        ("sources/../tr-hill", "is no folder here"),
        ("../deposits/tr-hill", "is no folder here"),
    ],
)
def test_a_name_that_cannot_be_a_file_is_refused(
    run: Run, seeds: Path, name: str, why: str
) -> None:
    result = run("new", name, "--seeds", seeds)
    assert result.code == 2
    assert why in result.err
    assert [path.name for path in seeds.rglob("*") if path.is_file()] == ["dataset.toml"]


def test_a_folder_that_is_no_seeds_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("new", "tr-hill", "--seeds", tmp_path)
    assert result.code == 2
    assert "no dataset.toml" in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_bad_stem_is_an_error_of_the_library() -> None:
    with pytest.raises(BadStem, match="tr-beylikova"):
        skeleton("deposits", "Beylikova")
