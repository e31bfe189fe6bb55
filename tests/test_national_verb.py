"""`geodeposits national`: reserves by edition, production by year, and deposits beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geodeposits.dataset import Dataset
from geodeposits.report.markdown import markdown
from geodeposits.report.national import national_document
from geodeposits.report.terminal import printed_text
from geodeposits.summary.national import (
    beside_national,
    latest_reserves,
    newest_production,
    reserves_by_edition,
)
from tests.cli_kit import Run, run

__all__ = ["run"]


def text_of(dataset: Dataset) -> str:
    return printed_text(national_document(dataset), width=200)


def cells(text: str, country: str, heading: str) -> list[str]:
    section = text[text.index(heading) :]
    (line, *_) = [line for line in section.splitlines() if line.startswith(country)]
    return line.removeprefix(country).split("  ")


def test_reserves_stand_by_country_name_then_the_rest_then_the_world(bundled: Dataset) -> None:
    rows = reserves_by_edition(bundled)
    assert sorted(rows["edition"].unique()) == list(range(2020, 2027))
    places = rows.drop_duplicates(["country", "area"])
    assert places["country"].dropna().tolist()[:3] == ["AU", "BR", "BI"]
    assert places["area"].dropna().tolist() == ["other countries", "world"]


def test_a_revision_of_reserves_is_seen(bundled: Dataset) -> None:
    rows = reserves_by_edition(bundled)
    brazil = rows[rows["country"] == "BR"].set_index("edition")
    assert brazil.loc[2026, "reo_t_text"] == "11000000"
    assert brazil.loc[2026, "before_t_text"] == "21000000"
    assert bool(brazil.loc[2026, "revised"])
    assert not brazil.loc[2023, "revised"]


def test_production_of_a_year_is_that_of_the_newest_edition(bundled: Dataset) -> None:
    rows = newest_production(bundled)
    brazil = rows[rows["country"] == "BR"].set_index("year")
    assert (brazil.loc[2024, "reo_t_text"], brazil.loc[2024, "edition"]) == ("560", 2026)
    assert brazil.loc[2024, "before_t_text"] == "20"
    assert not rows.duplicated(["country", "area", "year"]).any()


def test_turkiye_has_no_figure_in_any_edition(bundled: Dataset) -> None:
    rows = reserves_by_edition(bundled)
    turkiye = rows[rows["country"] == "TR"]
    assert len(turkiye) == 7
    assert turkiye["reo_t_text"].isna().all()
    assert set(turkiye["stated"]) == {"no row"}


def test_the_world_total_keeps_its_bound(bundled: Dataset) -> None:
    world = latest_reserves(bundled).set_index("area").loc["world"]
    assert world["reo_t_text"] == ">75000000"
    assert "> 75 Mt ▼" in text_of(bundled)


def test_the_largest_stand_beside_their_countries(bundled: Dataset) -> None:
    rows = beside_national(bundled)
    assert rows["headline_rank"].tolist() == sorted(rows["headline_rank"])
    assert len(rows) == 10
    china = rows[rows["country"] == "CN"].iloc[0]
    assert (china["reserves_t_text"], china["edition"]) == ("44000000", 2026)
    assert rows.loc[rows["country"] == "KP", "reserves_t_text"].isna().all()


def test_not_available_is_no_figure_and_no_nought(bundled: Dataset) -> None:
    text = text_of(bundled)
    assert [part.strip() for part in cells(text, "Myanmar", "RESERVES BY") if part.strip()] == [
        "NA"
    ] * 7
    assert [part.strip() for part in cells(text, "Türkiye", "RESERVES BY") if part.strip()] == [
        "no row"
    ] * 7


def test_a_dataset_without_national_tables_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,country,ore_mt\nHill,TR,5\n", encoding="utf-8")
    result = run("national", path)
    assert result.code == 0
    assert "No national table is held." in result.out
    assert "No deposit has a headline figure on total oxides." in result.out


def test_json_has_the_rows_of_the_table(run: Run, bundled: Dataset) -> None:
    content = json.loads(run("national", "--format", "json").out)
    assert len(content["reserves"]) == len(bundled.reserves)
    row = next(r for r in content["reserves"] if r["claim"] == "national/usgs-mcs-2026/br/reserves")
    assert row["reo_t"] == {"low": 11e6, "best": 11e6, "high": 11e6, "text": "11000000"}
    assert row["revised"] is True


@pytest.mark.parametrize("form", ["text", "md"])
def test_a_file_is_written_only_where_asked(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "national.txt"
    result = run("national", "--country", "BR", "--format", form, "-o", path)
    assert result.code == 0
    assert result.out == ""
    assert "Brazil" in path.read_text(encoding="utf-8")
    assert "China" not in path.read_text(encoding="utf-8")


def test_markdown_holds_the_same_tables(bundled: Dataset) -> None:
    text = markdown(national_document(bundled))
    assert "| Brazil | 22 Mt | 21 Mt ▼ | 21 Mt | 21 Mt | 21 Mt | 21 Mt | 11 Mt ▼ |" in text
