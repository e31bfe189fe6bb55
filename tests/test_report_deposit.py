"""The sheet of one deposit: Beylikova from the real seeds, and a small one with every table."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from rich.console import Console

from geodeposits.checks import CheckRun
from geodeposits.dataset import SCHEMAS, Dataset
from geodeposits.errors import UnknownDeposit
from geodeposits.finding import Finding, Severity
from geodeposits.report import DepositSheet
from geodeposits.seeds import compile_seeds

INFO = """
name = "tiny"
title = "A tiny atlas"
description = "for tests"
version = "1.2.3"
as_of = "2026-01-01"
licence = "CC-BY-4.0"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
"""
PAPER = """
title = "A paper"
producer = "A society"
kind = "paper"
date = "2024-05"
doi = "10.1000/182"
reports = "an agency"
"""
FULL = """
name = "Full"
country = "NO"
admin1 = "Telemark"
aliases = ["Volle", "Vol"]
scope_note = "with the tailings"
[classification]
type = "carbonatite-ree"
minerals = ["bastnäsite"]
by_products = ["niobium"]
cite = { source = "paper" }
[[positions]]
lat = -59.5
lon = -9.25
marks = "mine"
accuracy_m = 400
cite = { source = "paper", at = "p. 1" }
[[positions]]
lat = 59.5
lon = 9.25
standing = "refuted"
reason = "sign lost"
cite = { source = "paper" }
[[estimates]]
kind = "resource"
code = "jorc"
basis = "TREO"
effective = "2020-03"
published = "2020-05"
by = "operator"
by_name = "Full Ltd"
cut_off = "1 % TREO"
competent_person = "A. Person"
cite = { source = "paper", at = "table 1" }
[[estimates.parts]]
categories = ["indicated"]
ore_mt = 10
grade_pct = 4
[[estimates.parts]]
categories = ["inferred"]
ore_mt = 30
grade_pct = 2
[[owners]]
party = "Full Ltd"
share_pct = "~60"
cite = { source = "paper" }
[[partners]]
party = "A bank"
role = "lender"
stage = "mou"
date = "2021-02"
terms = "a loan"
cite = { source = "paper" }
[[partners]]
party = "A buyer"
role = "offtaker"
stage = "talks"
date = "2020"
cite = { source = "paper" }
[[conditions]]
party = "Norway"
condition = "no-sale"
condition_text = "not for sale"
date = "2022"
cite = { source = "paper" }
[[plants]]
name = "Mill"
stage = "planned"
date = "2023"
ore_t_per_y = "1,200"
reo_t_per_y = ">10"
cite = { source = "paper" }
[plants.other_t_per_y]
"iron ore" = 72000
[[status]]
status = "permitted"
status_text = "permit given"
date = "2024"
cite = { source = "paper" }
[[oxides]]
date = "2019"
cite = { source = "paper" }
[oxides.oxides_pct]
La2O3 = "25.5"
CeO2 = "~48"
[[waivers]]
code = "GD511"
reason = "kept as printed"
"""


def compiled(folder: Path, text: str) -> Dataset:
    (folder / "deposits").mkdir(parents=True)
    (folder / "sources").mkdir()
    (folder / "dataset.toml").write_text(INFO, encoding="utf-8")
    (folder / "deposits" / "no-full.toml").write_text(text, encoding="utf-8")
    (folder / "sources" / "paper.toml").write_text(PAPER, encoding="utf-8")
    dataset = compile_seeds(folder)
    assert dataset.reading == ()
    return dataset


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> DepositSheet:
    return DepositSheet(compiled(tmp_path_factory.mktemp("full") / "seeds", FULL))


@pytest.fixture(scope="module")
def sheet(beylikova: Dataset) -> DepositSheet:
    return DepositSheet(beylikova)


def flat(text: str) -> str:
    """Join the lines of a text, so that a phrase may be looked for across them."""
    return re.sub(r"\s+", " ", text)


def section(text: str, title: str) -> str:
    """Return one section of a sheet printed as text."""
    return re.split(r"\n\n(?=[A-Z]{3,})", text.split(f"\n{title}\n")[1])[0]


# Beylikova


@pytest.mark.parametrize("width", [80, 160])
def test_the_figures_of_beylikova(sheet: DepositSheet, width: int) -> None:
    figures = flat(section(sheet.text(width), "FIGURES"))
    assert "Headline 694 Mt of ore at > 1 % REO, contained > 6.94 Mt REO level E: " in figures
    assert "Documented 30.36 Mt of ore at 3.14 % La2O3 + CeO2 + Nd2O3" in figures
    assert "level D: " in figures
    assert "supremacy-2025-10" in figures
    assert "usgs-global-ree" in figures


def test_the_estimates_of_beylikova(sheet: DepositSheet) -> None:
    rows = section(sheet.text(160), "ESTIMATES").splitlines()[2:]
    firsts = [row for row in rows if re.match(r"[A-E] ", row)]
    assert len(firsts) >= 5
    assert all(re.search(r"\s(REO|TREE|ore|La2O3 \+)\s.*\d{4}.*\s\S+$", row) for row in firsts)
    announced = next(n for n, row in enumerate(rows) if "contained 12.5 Mt REO" in row)
    assert rows[announced].startswith("E ")
    assert "announcement" in rows[announced + 1]


def test_the_partners_of_beylikova_have_stage_and_date(sheet: DepositSheet) -> None:
    rows = section(sheet.text(160), "PARTNERS").splitlines()
    dated = [row for row in rows if re.match(r"\d{4}", row)]
    assert len(dated) >= 5
    # a month without a day comes after its days: first talks, then what was ruled out
    assert dated == sorted(dated, key=lambda row: row[:10].strip().ljust(10, "~"))
    states = [row for row in dated if "United States" in row]
    assert ["talks" in row for row in states] == [True, False]
    for party, stage in {
        "People's Republic of China": "stalled",
        "Russian Federation": "ended",
        "Government of the United States": "talks",
        "Government of Canada": "talks",
        "Government of Switzerland": "talks",
    }.items():
        assert any(re.search(rf"{party}\s+{stage}\s", row) for row in dated)


def test_the_refuted_position_of_beylikova_has_its_reason(sheet: DepositSheet) -> None:
    text = section(sheet.text(100), "POSITIONS")
    assert text.index("chosen") < text.index("accepted") < text.index("refuted")
    assert "One degree too far north" in flat(text)
    assert "40.5972° N" in text


def test_the_sources_of_beylikova_are_listed_with_whole_addresses(sheet: DepositSheet) -> None:
    text = section(sheet.text(80), "SOURCES")
    content = json.loads(sheet.json())
    assert len(content["sources"]) >= 10
    for source in content["sources"]:
        assert source["key"] in text
        if source["url"]:
            assert f"\n  {source['url']}\n" in f"{text}\n"


@pytest.mark.parametrize("width", [80, 120, 160])
def test_only_addresses_are_wider_than_the_terminal(sheet: DepositSheet, width: int) -> None:
    lines = sheet.text(width).splitlines()
    wide = [line for line in lines if len(line) > width]
    assert all(line.strip().startswith("http") for line in wide)
    assert not any("…" in line for line in lines)


def test_print_gives_what_text_gives(sheet: DepositSheet) -> None:
    out = io.StringIO()
    sheet.print(Console(file=out, width=80, color_system=None, _environ={}))
    assert out.getvalue() == sheet.text(80)


# A deposit with every table


def test_every_section_is_there_in_order(full: DepositSheet) -> None:
    assert re.findall(r"^## (.*)$", full.markdown(), re.MULTILINE) == [
        "Figures", "Estimates", "Positions", "Owners", "Partners", "Conditions", "Plants",
        "Status", "Oxide distribution", "Accepted findings", "Sources",
    ]  # fmt: skip


def test_the_head_names_the_deposit_and_the_dataset(full: DepositSheet) -> None:
    assert full.text(80).startswith(
        "Full\n"
        "no-full · Telemark, Norway · carbonatite REE\n"
        "Status: permitted (2024)\n"
        "Also: Volle, Vol\n"
        "Minerals: bastnäsite\n"
        "By-products: niobium\n"
        "Scope: with the tailings\n"
        "From A tiny atlas, 1.2.3, as of 2026-01-01\n"
    )


@pytest.mark.parametrize(
    "row",
    [
        (
            "| A | **headline and documented figure**"
            "<br>40 Mt of ore at 2.5 % TREO, contained 1 Mt REO"
            "<br>resource, JORC, indicated, inferred; operator: Full Ltd"
            "<br>indicated: 10 Mt of ore at 4 % TREO, contained 400 kt REO"
            "<br>inferred: 30 Mt of ore at 2 % TREO, contained 600 kt REO"
            "<br>cut-off: 1 % TREO<br>competent person: A. Person"
            "<br>figures are our sum of the categories"
            " | TREO | 2020-03<br>stated 2020-05 | paper<br>table 1 |"
        ),
        "| 59.5000° S<br>9.2500° W | **chosen**: mine, within 400 m | paper<br>p. 1 |",
        "| 59.5000° N<br>9.2500° E | **refuted**: unstated<br>sign lost | paper |",
        r"| undated | Full Ltd | \~60 % | owner | paper |",
        (
            "| 2020 | A buyer | talks | offtaker | paper |\n"
            "| 2021-02 | A bank | MoU | lender<br>a loan | paper |"
        ),
        "| 2022 | **Norway: no sale**<br>not for sale | paper |",
        (
            "| 2023 | **Mill** (planned)<br>1,200 t/y of ore, > 10 t/y of REO, "
            "72,000 t/y of iron ore | paper |"
        ),
        "| 2024 | **permitted**<br>permit given | paper |",
        r"| 2019 | La2O3 25.5, CeO2 \~48 | paper |",
        "- **GD511**: kept as printed",
    ],
)
def test_each_claim_is_shown_with_its_source(full: DepositSheet, row: str) -> None:
    assert f"\n{row}\n" in full.markdown()


def test_a_doi_without_address_becomes_a_link(full: DepositSheet) -> None:
    assert "<https://doi.org/10.1000/182>" in full.markdown()
    assert '<a href="https://doi.org/10.1000/182" rel="noopener noreferrer">' in full.html()
    assert "A paper. A society, 2024-05. Repeats an agency. <https" in full.markdown()


def test_one_estimate_for_both_figures_is_said(full: DepositSheet) -> None:
    assert "Headline and documented figure are the same estimate." in full.text()


def test_the_json_holds_every_table(full: DepositSheet) -> None:
    content = json.loads(full.json())
    tables = [name for name in SCHEMAS if name != "deposits"]
    assert list(content) == [
        "generator", "dataset", "deposit", "headline", "documented", *tables, "findings",
    ]  # fmt: skip
    assert content["findings"] is None
    assert content["dataset"]["as_of"] == "2026-01-01"
    assert content["deposit"]["lat"] == -59.5
    assert "rank" not in content["headline"]
    assert len(content["estimates"]) == 3
    assert content["estimates"][1]["ore_mt"] == {"low": 10, "best": 10, "high": 10, "text": "10"}
    assert content["plants"][0]["reo_t_per_y"] == {
        "low": 10, "best": None, "high": None, "text": ">10"
    }  # fmt: skip
    assert content["oxides"][0]["CeO2"]["text"] == "~48"
    assert content["oxides"][0]["Nd2O3"] is None
    assert all("origin" not in row for name in tables for row in content[name])


def test_what_is_missing_is_left_out_or_said(tmp_path: Path) -> None:
    bare = 'name = "Bare"\ncountry = "NO"\nno_position = "sea floor"\n'
    sheet = DepositSheet(compiled(tmp_path / "seeds", bare))
    assert re.findall(r"^## (.*)$", sheet.markdown(), re.MULTILINE) == [
        "Figures", "Positions", "Sources"
    ]  # fmt: skip
    assert "- **Headline**: no estimate" in sheet.markdown()
    assert "No position: sea floor" in sheet.text()
    assert json.loads(sheet.json())["headline"] is None


def test_findings_of_a_run_are_listed(tmp_path: Path) -> None:
    findings = (
        Finding(code="GD511", severity=Severity.NOTE, message="old", origin="a.toml:1"),
        Finding(code="GD301", severity=Severity.ERROR, message="zero", origin="a.toml:9"),
    )
    run = CheckRun(findings=findings, rules=("GD301", "GD511"))
    dataset = compiled(tmp_path / "seeds", FULL)
    sheet = DepositSheet(dataset, run=run)
    assert "- error GD301 a.toml:9<br>zero\n- note GD511 a.toml:1<br>old\n" in sheet.markdown()
    assert json.loads(sheet.json())["findings"]["counts"]["error"] == 1


def test_a_dataset_without_deposit_has_no_sheet(bundled: Dataset) -> None:
    with pytest.raises(UnknownDeposit):
        DepositSheet(bundled.filter(country=("VA",)))


def test_a_sheet_is_for_one_deposit(tmp_path: Path) -> None:
    dataset = compiled(tmp_path / "seeds", FULL)
    twice = replace(
        dataset, deposits=pd.concat([dataset.deposits, dataset.deposits.assign(id="no-other")])
    )
    with pytest.raises(ValueError, match="one deposit"):
        DepositSheet(twice)


def test_a_figure_of_a_part_says_which(tmp_path: Path) -> None:
    estimate = """
[[estimates]]
kind = "resource"
code = "unstated"
basis = "TREE"
grade_pct = "~2"
scope = "part"
zone = "pit 3"
by = "operator"
cite = { source = "paper" }
"""
    bare = f'name = "Bare"\ncountry = "NO"\n{estimate}'
    sheet = DepositSheet(compiled(tmp_path / "seeds", bare))
    assert "resource, of a part of the deposit, zone: pit 3; operator" in sheet.text(160)
    assert r"| D | **headline figure**<br>\~2 % TREE (elements)<br>" in sheet.markdown()


def test_a_hostile_name_steers_nothing(tmp_path: Path) -> None:
    name = "[red]a|b`<b>\x1b]8;;x\x07"
    sheet = DepositSheet(compiled(tmp_path / "seeds", FULL.replace('"Full"', json.dumps(name))))
    assert sheet.text().startswith("[red]a|b`<b>␛]8;;x␇\n")
    assert r"# \[red\]a\|b\`&lt;b>␛\]8;;x␇" in sheet.markdown()
    assert "<h1>[red]a|b`&lt;b&gt;␛]8;;x␇</h1>" in sheet.html()
    assert json.loads(sheet.json())["deposit"]["name"] == name
