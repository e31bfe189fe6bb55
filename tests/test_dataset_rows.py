"""Rows of one deposit: its estimates and their parts, owners and partners, oxides, plants."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodeposits.dataset.schema import quantity_names
from geodeposits.dates import PartialDate
from geodeposits.seeds import compile_seeds
from tests.dataset_kit import CITE, dataset, deposit, estimate, estimates_of, rows_of

PARTS = [
    {"categories": ["measured"], "ore_mt": "1", "grade_pct": "1"},
    {"categories": ["indicated", "inferred"], "ore_mt": "2", "grade_pct": "1", "cut_off": "0.5 %"},
]


def test_parts_are_summed_where_no_total_is_stated() -> None:
    whole, measured, rest = estimates_of(parts=PARTS, cut_off="1 %").to_dict("records")
    assert (whole["ore_mt_text"], whole["contained_kt_text"]) == ("3", "30")
    assert whole["grade_pct_text"] == "1", "no digits that the division made up"
    assert whole["reo_kt_text"] == "30"
    assert whole["summed"] is True
    assert whole["categories"] == "measured; indicated; inferred"
    assert (measured["part_of"], rest["part_of"]) == (whole["claim"], whole["claim"])
    assert measured["claim"] == "tr-a/estimates/src-a/measured"
    assert rest["claim"] == "tr-a/estimates/src-a/indicated+inferred"
    assert (measured["cut_off"], rest["cut_off"]) == ("1 %", "0.5 %")
    assert (measured["summed"], rest["summed"]) == (False, False)


def test_a_stated_total_stands_even_if_the_parts_add_up_to_another() -> None:
    whole = estimates_of(parts=PARTS, ore_mt="3.1", categories=["measured"]).iloc[0]
    assert whole["ore_mt"] == 3.1
    assert pd.isna(whole["contained_kt_text"])
    assert not whole["summed"]
    assert whole["categories"] == "measured"


def test_a_sum_is_unknown_where_a_part_is() -> None:
    parts = [*PARTS, {"categories": ["inferred"], "grade_pct": "2"}]
    whole = estimates_of(parts=parts).iloc[0]
    assert whole[["ore_mt_text", "grade_pct_text", "contained_kt_text"]].isna().all()


def test_contained_of_a_part_is_taken_before_its_product() -> None:
    parts = [{"categories": ["measured"], "ore_mt": "1", "grade_pct": "1", "contained_kt": "11"}]
    assert estimates_of(parts=parts).iloc[0]["contained_kt_text"] == "11"


def test_sum_of_bounds_is_a_bound() -> None:
    parts = [PARTS[0], {"categories": ["inferred"], "ore_mt": "1", "grade_pct": ">2"}]
    whole = estimates_of(parts=parts).iloc[0]
    assert whole["contained_kt_text"] == ">30"
    assert whole["grade_pct_text"] == ">1.5"
    assert pd.isna(whole["contained_kt"])


@pytest.mark.parametrize("ore_mt", ["0", "<100"])
def test_parts_without_a_sure_tonnage_have_no_mean_grade(ore_mt: str) -> None:
    parts = [{"categories": ["inferred"], "ore_mt": ore_mt, "grade_pct": "1"}]
    assert pd.isna(estimates_of(parts=parts).iloc[0]["grade_pct_text"])


def test_figures_that_bound_nothing_are_kept_without_a_product() -> None:
    row = estimates_of(ore_mt=">5", grade_pct="<2").iloc[0]
    assert (row["ore_mt_text"], row["grade_pct_text"]) == (">5", "<2")
    assert row[["product_kt_text", "reo_kt_text"]].isna().all()


def test_stated_contained_is_taken_before_the_product() -> None:
    row = estimates_of(ore_mt="10", grade_pct="2", contained_kt="~190").iloc[0]
    assert (row["product_kt_text"], row["reo_kt_text"]) == ("200", "~190")


def test_largest_figures_stay_finite() -> None:
    row = estimates_of(ore_mt="1e100", grade_pct="1e100", basis="TREE").iloc[0]
    numbers = row[[*quantity_names("product_kt")[:3]]].astype(float)
    assert (numbers < float("inf")).all()


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"effective": "2020-01", "published": "2021"}, "2020-01"),
        ({"published": "2021"}, "2021"),
        ({}, "2019-05"),
        ({"cite": {"source": "unknown"}}, None),
    ],
)
def test_date_of_an_estimate(fields: dict[str, Any], date: str | None) -> None:
    found = estimates_of(**fields)["date"].iloc[0]
    assert (None if pd.isna(found) else found) == date


def test_level_goes_by_the_effective_date_alone() -> None:
    assert estimates_of(published="2025")["level"].iloc[0] == "B"
    assert estimates_of(effective="2025")["level"].iloc[0] == "A"


def test_claims_of_one_source_are_numbered() -> None:
    found = dataset(("tr-a", deposit(estimates=[estimate(), estimate(), estimate()])))
    names = [f"tr-a/estimates/src-a{tail}" for tail in ("", "/2", "/3")]
    assert found.estimates["claim"].tolist() == names


def test_owners_and_partners_share_a_table() -> None:
    who = {"party": "Eti Maden", "cite": CITE}
    step = {**who, "role": "offtaker", "stage": "talks", "date": "2024"}
    found = dataset(("tr-a", deposit(owners=[{**who, "share_pct": ">50"}], partners=[step])))
    owner, partner = found.partners.to_dict("records")
    assert (owner["relation"], owner["role"], owner["share_pct_text"]) == ("owner", "owner", ">50")
    assert (partner["relation"], partner["stage"], partner["date"]) == ("partner", "talks", "2024")
    assert owner["claim"] != partner["claim"]
    assert pd.isna(owner["party_country"]), "it has no file in parties/"
    assert pd.isna(partner["share_pct_text"])


def test_oxides_plants_conditions_and_waivers_have_rows() -> None:
    record = deposit(
        oxides=[{"oxides_pct": {"La2O3": "25", "CeO2": "~50"}, "cite": CITE, "date": "2020"}],
        plants=[{"name": "Pilot", "stage": "pilot", "ore_t_per_y": "1,200", "cite": CITE,
                 "other_t_per_y": {"thorium": 250, "barite": "72,000"}}],
        conditions=[{"party": "TR", "condition": "no-sale", "cite": CITE}],
        waivers=[{"code": "GD211", "reason": "two pits"}],
        classification={"type": "carbonatite-ree", "minerals": ["bastnäsite", "monazite"],
                        "cite": {"source": "src-b", "at": "p. 2"}},
    )  # fmt: skip
    found = dataset(("tr-a", record))
    assert found.oxides.loc[0, ["La2O3", "CeO2_text"]].tolist() == [25.0, "~50"]
    assert pd.isna(found.oxides.loc[0, "Nd2O3"]), "not reported is not zero"
    assert found.plants.loc[0, "other_t_per_y"] == "barite 72000; thorium 250"
    assert found.plants.loc[0, "ore_t_per_y"] == 1200
    assert found.conditions.loc[0, "condition"] == "no-sale"
    assert found.waivers.loc[0, ["id", "code"]].tolist() == ["tr-a", "GD211"]
    row = found.deposits.iloc[0]
    assert (row["minerals"], row["type_source"]) == ("bastnäsite; monazite", "src-b")


@pytest.mark.parametrize(("as_of", "level"), [("2012", "A"), ("2026-11-23", "B")])
def test_as_of_is_what_levels_are_counted_from(as_of: str, level: str) -> None:
    record = deposit(estimates=[estimate(effective="2010")])
    rows = dict(rows_of("tr-a", record, PartialDate.parse(as_of)))
    assert rows["estimates"]["level"] == level


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ('published = "2025-01"', "B"),
        ('published = "2025-01"\nannounced_as_new = true', "A"),
        ('published = "2015-01"\nannounced_as_new = true', "B"),
        ('published = "2025-01"\nannounced_as_new = true\neffective = "2010"', "B"),
    ],
)
def test_publication_stands_in_for_a_missing_effective_date_only_where_new(
    tmp_path: Path, given: str, level: str
) -> None:
    (tmp_path / "deposits").mkdir()
    (tmp_path / "dataset.toml").write_text(
        (Path(__file__).parent.parent / "seeds" / "dataset.toml").read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    (tmp_path / "deposits" / "tr-a.toml").write_text(
        'name = "A"\ncountry = "TR"\n[[estimates]]\nkind = "resource"\ncode = "jorc"\n'
        f'basis = "TREO"\nore_mt = 5\nby = "operator"\n{given}\ncite = {{ source = "x" }}\n',
        encoding="utf-8",
    )
    assert compile_seeds(tmp_path).estimates["level"].tolist() == [level]
