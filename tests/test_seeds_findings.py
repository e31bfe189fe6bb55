"""Faults of seeds: a finding with its line, while the rest survives."""

from __future__ import annotations

import pytest

from geodeposits.dataset import Dataset
from geodeposits.finding import Finding, Severity
from geodeposits.seeds import compile_seeds
from tests.seed_folder_kit import SOURCE, Folder, changed, compiled, folder

__all__ = ["folder"]


def only(dataset: Dataset) -> Finding:
    (finding,) = dataset.reading
    return finding


def line_with(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.split("\n"), start=1) if part in line)


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
