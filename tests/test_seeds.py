"""Seeds: what a person can write wrong is one clear complaint with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from geodeposits.dataset import Dataset
from geodeposits.errors import UnreadableFile
from geodeposits.finding import Finding, Severity
from geodeposits.seeds import compile_seeds, is_seeds_folder
from tests.seeds_kit import SEEDS

DATASET = """\
name = "sample"
title = "Sample"
description = "A sample"
version = "0.1.0"
as_of = "2026-11-23"
licence = "CC-BY-4.0"
licence_url = "https://example.org"
"""
SOURCE = 'title = "Report"\nproducer = "A Ltd"\nkind = "company"\ndate = "2019-05"\n'
DEPOSIT = """\
name = "Beylikova"
country = "TR"
aliases = ["Kızılcaören"]

[[positions]]
lat = 39.6
lon = 31.35
cite = { source = "a" }

[[positions]]
lat = 39.7
lon = 31.36
cite = { source = "a" }

[[estimates]]
kind = "resource"
code = "jorc"
basis = "TREO"
by = "operator"
ore_mt = "~694"
grade_pct = ">1"
effective = "2020-05"
cite = { source = "a", at = "p. 40" }

[[estimates.parts]]
categories = ["measured"]
ore_mt = 600

[[estimates]]
kind = "announcement"
basis = "REO"
by = "authority"
contained_kt = "12,500"
cite = { source = "a" }
"""

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Return a maker of seeds folders; a file is given by its path, a folder's text is None."""
    monkeypatch.chdir(tmp_path)

    def make(**files: str | bytes | None) -> Path:
        root = Path("seeds")
        written: dict[str, str | bytes | None] = {
            "dataset.toml": DATASET, "sources/a.toml": SOURCE, "deposits/tr-a.toml": DEPOSIT,
        }  # fmt: skip
        written |= files
        for name, content in written.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.mkdir()
            elif content != "absent":
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return root

    return make


def only(dataset: Dataset) -> Finding:
    (finding,) = dataset.reading
    return finding


def compiled(folder: Folder, deposit: str) -> Dataset:
    return compile_seeds(folder(**{"deposits/tr-a.toml": deposit}))


def changed(old: str, new: str) -> str:
    assert DEPOSIT.count(old) >= 1
    return DEPOSIT.replace(old, new, 1)


def line_with(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.split("\n"), start=1) if part in line)


# --- What is in order ----------------------------------------------------------------------------


def test_a_folder_compiles(folder: Folder) -> None:
    dataset = compile_seeds(folder())
    assert dataset.reading == ()
    assert dataset.deposits["id"].tolist() == ["tr-a"]
    assert dataset.info.version == "0.1.0"
    row = dataset.deposits.iloc[0]
    assert (row["headline_ore_mt_text"], row["headline_reo_kt_text"]) == ("~694", ">~6940")
    assert row["headline_level"] == "A"
    assert dataset.sources["key"].tolist() == ["a"]


def test_rows_know_the_lines_they_stand_on(folder: Folder) -> None:
    dataset = compile_seeds(folder())
    shown = "seeds/deposits/tr-a.toml"
    assert dataset.deposits["origin"].tolist() == [f"{shown}:1"]
    assert dataset.positions["origin"].tolist() == [f"{shown}:5", f"{shown}:10"]
    assert dataset.estimates["origin"].tolist() == [f"{shown}:15", f"{shown}:15", f"{shown}:29"]
    assert dataset.sources["origin"].tolist() == ["seeds/sources/a.toml:1"]


def test_files_are_read_in_the_order_of_their_names(folder: Folder) -> None:
    bare = 'name = "A"\ncountry = "TR"\n'
    names = ["deposits/tr-z.toml", "deposits/cn-b.toml", "deposits/tr-c.toml"]
    dataset = compile_seeds(folder(**dict.fromkeys(names, bare)))
    assert dataset.deposits["id"].tolist() == ["cn-b", "tr-a", "tr-c", "tr-z"]


def test_other_files_are_no_seeds(folder: Folder) -> None:
    root = folder(**{"deposits/README.md": "x", "deposits/tr-a.toml~": "x", "notes.toml": "x"})
    assert len(compile_seeds(root)) == 1


def test_without_deposits_the_dataset_is_empty(folder: Folder) -> None:
    root = folder(**{"deposits/tr-a.toml": "absent", "sources/a.toml": "absent"})
    assert len(compile_seeds(root)) == 0


def test_progress_is_told_of_each_file(folder: Folder) -> None:
    said: list[tuple[str, int, int]] = []
    root = folder(**{"sources/b.toml": SOURCE})
    compile_seeds(root, progress=lambda *step: said.append(step))
    assert said == [("sources", 1, 2), ("sources", 2, 2), ("deposits", 1, 1)]


def test_a_byte_order_mark_and_dates_of_toml_are_read(folder: Folder) -> None:
    text = "\ufeff" + changed('"2020-05"', "2020-05-31").replace("\n", "\r\n")
    dataset = compiled(folder, text)
    assert dataset.reading == ()
    assert dataset.estimates["effective"].iloc[0] == "2020-05-31"


def test_a_seeds_folder_is_known_by_its_dataset_toml(folder: Folder, tmp_path: Path) -> None:
    assert is_seeds_folder(folder())
    assert not is_seeds_folder(tmp_path)
    assert not is_seeds_folder(tmp_path / "none")


# --- What stops the reading ----------------------------------------------------------------------

STOPPING: dict[str, tuple[str | bytes | None, int | None, str]] = {
    "no value": ('name = "A"\ncountry =\n', 2, "no valid TOML: Invalid value"),
    "an open string": ('name = "A"\ncountry = "TR\n', 2, "no valid TOML: Illegal character"),
    "an open table": ('name = "A"\n[[positions', 2, "at the end"),
    "a key twice": ('name = "A"\nname = "B"\n', 2, "Cannot overwrite a value"),
    "a table twice": ("[a]\n[a]\n", 2, "Cannot declare"),
    "no TOML at all": ("\n\nBeylikova, TR\n", 3, "no valid TOML"),
    "a day that is none": ('name = "A"\npublished = 2023-02-30\n', 2, "Invalid date"),
    "a control character": ('name = "A\x00"\n', 1, "Illegal character"),
    "an empty file": ("", 1, "is empty"),
    "white space": ("\n \n", 1, "is empty"),
    "a folder": (None, None, "is a folder, not a file"),
    "cp1254": ('name = "A"\nadmin1 = "Eskişehir"\n'.encode("cp1254"), 2, "byte 0xfe is not utf-8"),
    "a giant number": ('name = "A"\n\nx = ' + "1" * 5000, 3, "too many digits"),
    "deep brackets": ('name = "A"\nx = ' + "[" * 9000 + "]" * 9000, 2, "nested too deeply"),
    "deep braces": ("x = " + "{a=" * 9000 + "1" + "}" * 9000, 1, "too many digits, or brackets"),
}  # fmt: skip


@pytest.mark.parametrize("name", ["deposits/tr-a.toml", "sources/a.toml", "dataset.toml"])
@pytest.mark.parametrize(("content", "line", "why"), STOPPING.values(), ids=STOPPING)
def test_a_file_that_is_no_toml_stops_the_reading(
    folder: Folder, name: str, content: str | bytes | None, line: int | None, why: str
) -> None:
    root = folder(**{name: content})
    with pytest.raises(UnreadableFile, match=re.escape(why)) as caught:
        compile_seeds(root)
    assert caught.value.path == root / name
    assert caught.value.line == line
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (DATASET.replace('title = "Sample"\n', ""), 1, "title: "),
        (DATASET + 'motto = "x"\n', 8, "motto: "),
        (DATASET.replace('"0.1.0"', '"one"'), 4, "version: "),
        (DATASET.replace('"0.1.0"', "0.1"), 4, "version: "),
        (DATASET.replace('"2026-11-23"', '"soon"'), 5, "as_of: 'soon' is no date"),
        (DATASET.replace('as_of = "2026-11-23"\n', ""), 1, "as_of: the date of the dataset"),
        (DATASET.replace('"Sample"', '""'), 2, "title: "),
    ],
)
def test_a_dataset_toml_that_is_not_in_order_stops_the_reading(
    folder: Folder, text: str, line: int, why: str
) -> None:
    with pytest.raises(UnreadableFile, match=re.escape(why)) as caught:
        compile_seeds(folder(**{"dataset.toml": text}))
    assert caught.value.line == line


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such folder"):
        compile_seeds(tmp_path / "none")
    with pytest.raises(UnreadableFile, match=r"dataset\.toml: no such file"):
        compile_seeds(tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnreadableFile, match="no such folder"):
        compile_seeds(tmp_path / "file")


# --- What is a finding, while the rest survives --------------------------------------------------

FINDINGS: dict[str, tuple[str, str, str, str, str]] = {
    "an unknown field of a claim": (
        'basis = "TREO"', 'basis = "TREO"\ntreo = 5', "GD103", "treo = 5",
        "estimates.treo: unknown field",
    ),
    "an unknown unit": (
        'ore_mt = "~694"', 'ore_kt = "694"', "GD103", "ore_kt", "estimates.ore_kt: unknown field",
    ),
    "a figure with a unit": (
        'ore_mt = "~694"', 'ore_mt = "694 Mt"', "GD105", "694 Mt",
        "estimates.ore_mt: '694 Mt' is no quantity",
    ),
    "nan": ('ore_mt = "~694"', "ore_mt = nan", "GD104", "nan", "estimates.ore_mt: "),
    "inf": ('ore_mt = "~694"', "ore_mt = -inf", "GD104", "-inf", "a finite number is needed"),
    "1e999": ('ore_mt = "~694"', "ore_mt = 1e999", "GD104", "1e999", "a finite number is needed"),
    "1e999 in quotes": (
        'ore_mt = "~694"', 'ore_mt = "1e999"', "GD104", "1e999", "a finite number is needed",
    ),
    "an exponent beyond Decimal": (
        'ore_mt = "~694"', "ore_mt = 1e99999999999999999999", "GD104", "1e9999", "finite",
    ),
    "a bool": ('ore_mt = "~694"', "ore_mt = true", "GD105", "ore_mt = true", "no figures"),
    "an empty figure": ('ore_mt = "~694"', 'ore_mt = ""', "GD105", 'ore_mt = ""', "left out"),
    "a decimal comma": (
        'ore_mt = "~694"', 'ore_mt = "3,14"', "GD105", '"3,14"', "write a decimal point",
    ),
    "a figure of a category": (
        "ore_mt = 600", 'ore_mt = "600 Mt"', "GD105", '"600 Mt"', "estimates.parts.ore_mt: ",
    ),
    "a term": ('"jorc"', '"JORC"', "GD108", '"JORC"', "estimates.code: 'JORC' is no code"),
    "a term of a list": (
        '["measured"]', '["sure"]', "GD108", '["sure"]', "estimates.parts.categories: ",
    ),
    "a date": (
        '"2020-05"', '"2020-13"', "GD109", '"2020-13"', "estimates.effective: '2020-13' is no date",
    ),
    "no source": (
        'cite = { source = "a", at = "p. 40" }', "", "GD601", "[[estimates]]",
        "estimates.cite: field required",
    ),
    "a source without a key": (
        'cite = { source = "a", at = "p. 40" }', 'cite = { at = "p. 41" }', "GD601", "p. 41",
        "estimates.cite.source: field required",
    ),
    "no kind": ('kind = "resource"\n', "", "GD109", "[[estimates]]", "estimates.kind: "),
}  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code", "where", "message"), FINDINGS.values(), ids=FINDINGS
)
def test_a_claim_that_cannot_be_read_is_dropped_with_a_finding(
    folder: Folder, old: str, new: str, code: str, where: str, message: str
) -> None:
    text = changed(old, new)
    dataset = compiled(folder, text)
    finding = only(dataset)
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert finding.origin == f"seeds/deposits/tr-a.toml:{line_with(text, where)}"
    assert message in finding.message
    assert "\n" not in finding.message
    assert finding.deposit == "tr-a"
    assert dataset.estimates["basis"].tolist() == ["REO"], "the other estimate survives"
    assert len(dataset.positions) == 2
    assert dataset.deposits.loc[0, "headline_contained_kt"] == 12500


def test_a_surviving_claim_keeps_its_own_line(folder: Folder) -> None:
    text = changed('ore_mt = "~694"', "ore_mt = nan").replace('"12,500"', '"12,500 kt"')
    dataset = compiled(folder, text)
    assert [f.origin.rpartition(":")[2] for f in dataset.reading] == ["20", "33"]
    dataset = compiled(folder, changed("lat = 39.6\n", "lat = true\n"))
    assert dataset.positions["origin"].tolist() == ["seeds/deposits/tr-a.toml:10"]
    assert dataset.positions["claim"].tolist() == ["tr-a/positions/a"]


def test_every_fault_of_a_file_is_named_at_once_by_its_own_line(folder: Folder) -> None:
    text = changed('name = "Beylikova"', 'name = "Beylikova"\nmotto = "x"')
    text = text.replace("lat = 39.6\n", 'lat = "north"\n').replace("lon = 31.36", "lon = nan")
    dataset = compiled(folder, text)
    found = {(f.code, f.field, f.origin.rpartition(":")[2]) for f in dataset.reading}
    assert found == {
        ("GD103", "motto", "2"), ("GD105", "positions.lat", "7"), ("GD104", "positions.lon", "13"),
    }  # fmt: skip
    assert len(dataset.positions) == 0
    assert len(dataset.estimates) == 3


@pytest.mark.parametrize("lat", ["95", "-1e3", "39"])
def test_a_strange_latitude_is_left_to_a_rule(folder: Folder, lat: str) -> None:
    dataset = compiled(folder, changed("lat = 39.6\n", f"lat = {lat}\n"))
    assert dataset.reading == ()
    assert dataset.positions["lat"].iloc[0] == float(lat)


@pytest.mark.parametrize(
    ("lat", "code"),
    [("nan", "GD104"), ("inf", "GD104"), ("1e999", "GD104"), ("1" + "0" * 400, "GD104"),
     ("1e99999999999999999999", "GD104"), ("true", "GD105"), ('"39.6"', "GD105"),
     ("[39.6]", "GD105"), ("2020-01-01", "GD105")],
)  # fmt: skip
def test_what_is_no_latitude_is_a_finding(folder: Folder, lat: str, code: str) -> None:
    finding = only(compiled(folder, changed("lat = 39.6\n", f"lat = {lat}\n")))
    assert (finding.code, finding.origin) == (code, "seeds/deposits/tr-a.toml:6")
    assert finding.field == "positions.lat"
    assert len(finding.message) < 200


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('name = "Beylikova"\n', "", "GD109", 1),
        ('country = "TR"\n', "", "GD109", 1),
        ('country = "TR"', 'country = "UK"', "GD108", 2),
        ('country = "TR"', 'country = ["TR"]', "GD108", 2),
        ('country = "TR"', "country = 90", "GD108", 2),
        ('name = "Beylikova"', 'name = ""', "GD109", 1),
    ],
)
def test_without_a_name_or_country_the_deposit_is_left_out(
    folder: Folder, old: str, new: str, code: str, line: int
) -> None:
    dataset = compiled(folder, changed(old, new))
    finding = only(dataset)
    assert (finding.code, finding.origin) == (code, f"seeds/deposits/tr-a.toml:{line}")
    assert len(dataset) == len(dataset.estimates) == 0
    assert len(dataset.sources) == 1


@pytest.mark.parametrize(
    ("line", "code", "field"),
    [
        ('positions = "here"', "GD109", "positions"),
        ("estimates = 5", "GD109", "estimates"),
        ('aliases = "Kızılcaören"', "GD109", "aliases"),
        ('motto = "x"', "GD103", "motto"),
        ("admin1 = 5", "GD109", "admin1"),
        ('classification = { type = "carbonatite-ree" }', "GD601", "classification.cite"),
        ('classification = { type = "x", cite = { source = "a" } }', "GD108",
         "classification.type"),
        ('waivers = [{ code = "GD201" }]', "GD109", "waivers.reason"),
    ],
)  # fmt: skip
def test_a_bad_field_of_the_deposit_is_left_out(
    folder: Folder, line: str, code: str, field: str
) -> None:
    dataset = compiled(folder, f'name = "A"\ncountry = "TR"\n{line}\n')
    finding = only(dataset)
    assert (finding.code, finding.field) == (code, field)
    assert finding.origin == "seeds/deposits/tr-a.toml:3"
    assert dataset.deposits["name"].tolist() == ["A"]


def test_one_bad_alias_does_not_take_the_others_along(folder: Folder) -> None:
    dataset = compiled(folder, changed('["Kızılcaören"]', '["Kızılcaören", 5, "", "Eski"]'))
    assert [f.field for f in dataset.reading] == ["aliases", "aliases"]
    assert dataset.deposits["aliases"].tolist() == ["Kızılcaören; Eski"]


def test_a_source_that_cannot_be_read_is_left_out(folder: Folder) -> None:
    root = folder(**{"sources/b.toml": SOURCE + 'pages = "5"\n', "sources/c.toml": "title = 5\n"})
    dataset = compile_seeds(root)
    assert dataset.sources["key"].tolist() == ["a", "b"]
    assert {(f.code, f.origin) for f in dataset.reading} >= {
        ("GD103", "seeds/sources/b.toml:5"), ("GD109", "seeds/sources/c.toml:1"),
    }  # fmt: skip


PATHS = ["../a", "../../etc/passwd", "/etc/passwd", "a\\\\..\\\\b", "..", "sources/a"]


@pytest.mark.parametrize("key", PATHS)
def test_a_key_that_is_a_path_stays_a_text_and_opens_nothing(folder: Folder, key: str) -> None:
    dataset = compiled(folder, changed('cite = { source = "a" }', f'cite = {{ source = "{key}" }}'))
    stated = key.replace("\\\\", "\\")
    assert dataset.positions["source"].tolist() == [stated, "a"]
    assert dataset.sources["key"].tolist() == ["a"]


@pytest.mark.parametrize("stem", ["..tr-a", "TR-A", "tr a", "...", "tr-ç", "<b>"])
def test_a_strange_stem_is_an_id_for_the_rules(folder: Folder, stem: str) -> None:
    bare = 'name = "A"\ncountry = "TR"\n'
    root = folder(**{f"deposits/{stem}.toml": bare, "deposits/tr-a.toml": "absent"})
    dataset = compile_seeds(root)
    assert dataset.deposits["id"].tolist() == [stem]
    assert dataset.deposits["origin"].tolist() == [f"seeds/deposits/{stem}.toml:1"]


# --- Real seeds ----------------------------------------------------------------------------------


def test_every_real_deposit_is_read(bundled: Dataset) -> None:
    stems = sorted(path.stem for path in (SEEDS / "deposits").glob("*.toml"))
    assert len(stems) >= 300
    assert bundled.deposits["id"].tolist() == stems
    assert "tr-beylikova" in stems


@pytest.mark.parametrize("folder", ["sources", "parties"])
def test_every_real_source_and_party_is_a_row(bundled: Dataset, folder: str) -> None:
    files = sorted(path.name for path in (SEEDS / folder).glob("*.toml"))
    assert len(files) > 100
    origins = getattr(bundled, folder)["origin"]
    assert sorted(Path(origin).name for origin in origins) == [f"{name}:1" for name in files]


def test_nothing_in_the_real_seeds_is_left_unread(bundled: Dataset) -> None:
    said = [f"{finding.origin}: {finding.code} {finding.message}" for finding in bundled.reading]
    assert said == []


def test_every_real_claim_cites_a_source_that_is_there(bundled: Dataset) -> None:
    keys = set(bundled.sources["key"])
    lost = []
    for _, table in bundled.tables():
        if "source" in table:
            unknown = table[table["source"].isna() | ~table["source"].isin(keys)]
            lost += (unknown["origin"] + ": " + unknown["source"].fillna("no source")).tolist()
    assert lost == []


def test_every_real_row_knows_its_file_and_line(bundled: Dataset) -> None:
    lost = []
    for name, table in bundled.tables():
        ending = "csv" if name.startswith(("occurrence", "other_positions")) else "toml"
        known = table["origin"].str.fullmatch(rf".*/seeds/[a-z]+/[a-z0-9-]+\.{ending}:\d+")
        lost += (name + ": " + table.loc[~known, "origin"]).tolist()
    assert lost == []


def test_every_real_deposit_has_a_position_or_says_why_not(bundled: Dataset) -> None:
    placed = set(bundled.positions["id"])
    without = bundled.deposits[~bundled.deposits["id"].isin(placed)]
    assert without.loc[without["no_position"].isna(), "id"].tolist() == []


def test_every_real_deposit_has_an_estimate_or_a_status(bundled: Dataset) -> None:
    told = set(bundled.estimates["id"]) | set(bundled.status["id"])
    assert sorted(set(bundled.deposits["id"]) - told) == []
