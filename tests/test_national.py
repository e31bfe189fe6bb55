"""The national tier: figures by country and edition, and what an edition revised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from geodeposits.checks import run
from geodeposits.dataset import Dataset
from geodeposits.dataset.rows import Row
from geodeposits.finding import Finding
from geodeposits.seeds import compile_seeds
from geodeposits.seeds.national import national_rows, with_revisions
from geodeposits.seeds.records import seed_files
from tests.seed_folder_kit import DATASET

SOURCE = 'title = "Table"\nproducer = "A"\nkind = "agency"\n'


@dataclass(frozen=True)
class Held:
    """The rows of national tables, and what was wrong with them."""

    rows: list[Row]
    findings: list[Finding]

    def cells(self, *names: str) -> list[tuple[Any, ...]]:
        return [tuple(row.get(name) for name in names) for row in self.rows]


Reader = Callable[..., Held]


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Return what reads national tables, given as TOML by their stem."""
    monkeypatch.chdir(tmp_path)

    def make(**tables: str) -> Held:
        files = {"dataset.toml": DATASET}
        for stem, text in tables.items():
            key = stem.replace("_", "-")
            files |= {f"national/{key}.toml": text, f"sources/{key}.toml": SOURCE}
        for name, content in files.items():
            path = Path("seeds", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        findings: list[Finding] = []
        read = seed_files(Path("seeds"), "national", None)
        rows = [row for file in read for row in national_rows(file, findings)]
        return Held(list(with_revisions(rows)), findings)

    return make


def figure(where: str = "US", measure: str = "reserves", **more: Any) -> str:
    place = f'country = "{where}"' if len(where) == 2 else f'area = "{where}"'
    cells = [f"{name} = {value!r}".replace("'", '"') for name, value in more.items()]
    return "\n".join(["[[figures]]", place, f'measure = "{measure}"', *cells, "", ""])


def table(edition: int, *figures: str) -> str:
    return f"edition = {edition}\n\n" + "".join(figures)


# --- Rows ----------------------------------------------------------------------------------------


def test_each_figure_is_a_row(held: Reader) -> None:
    text = table(
        2025,
        figure("US", reo_t="1,900,000", at="p. 145", note="n"),
        figure("US", "production", year=2024, reo_t=45000),
        figure("other countries", reo_t="~280,000"),
    )
    read = held(mcs_2025=text)
    assert read.findings == []
    names = ("claim", "country", "area", "measure", "year", "edition", "reo_t_text", "at", "note")
    assert read.cells(*names) == [
        ("national/mcs-2025/us/reserves", "US", None, "reserves", None, 2025, "1900000", "p. 145",
         "n"),
        ("national/mcs-2025/us/production/2024", "US", None, "production", 2024, 2025, "45000",
         None, None),
        ("national/mcs-2025/other-countries/reserves", None, "other countries", "reserves", None,
         2025, "~280000", None, None),
    ]  # fmt: skip
    assert read.cells("source", "origin") == [
        ("mcs-2025", f"seeds/national/mcs-2025.toml:{line}") for line in (3, 10, 16)
    ]


def test_a_bound_stays_a_bound(held: Reader) -> None:
    read = held(mcs_2020=table(2020, figure("world", reo_t=">120,000,000")))
    names = ("reo_t", "reo_t_low", "reo_t_high", "reo_t_text")
    assert read.cells(*names) == [(None, 120_000_000, None, ">120000000")]


@pytest.mark.parametrize("word", ["NA", "no row"])
def test_what_is_no_figure_stays_without_one(held: Reader, word: str) -> None:
    read = held(mcs_2020=table(2020, figure("MM", stated=word)))
    names = ("country", "stated", "reo_t", "reo_t_low", "reo_t_high", "reo_t_text")
    assert read.cells(*names) == [("MM", word, None, None, None, None)]


def test_nothing_produced_is_a_figure(held: Reader) -> None:
    read = held(mcs_2020=table(2020, figure("CA", "production", year=2019, reo_t=0)))
    assert read.cells("reo_t", "reo_t_text") == [(0, "0")]


# --- Revisions -----------------------------------------------------------------------------------


def revisions(read: Held) -> list[tuple[Any, ...]]:
    return read.cells("edition", "reo_t_text", "before_t_text", "revised")


def reserves(**by_edition: Any) -> dict[str, str]:
    """Return one table an edition, of the United States alone."""
    return {
        f"mcs_{name[1:]}": table(int(name[1:]), figure("US", reo_t=text))
        for name, text in by_edition.items()
    }


def test_a_figure_stands_beside_the_one_of_the_edition_before(held: Reader) -> None:
    given = reserves(e2020="1,400,000", e2021="1,500,000", e2022=1500000, e2023=">1,500,000")
    assert revisions(held(**given)) == [
        (2020, "1400000", None, None),
        (2021, "1500000", "1400000", True),
        (2022, "1500000", "1500000", False),
        (2023, ">1500000", "1500000", True),
    ]


def test_an_edition_that_is_missing_is_not_bridged(held: Reader) -> None:
    assert revisions(held(**reserves(e2020="1", e2022="2"))) == [
        (2020, "1", None, None),
        (2022, "2", None, None),
    ]


@pytest.mark.parametrize("first", [True, False])
def test_a_word_in_either_edition_revises_nothing(held: Reader, *, first: bool) -> None:
    word, number = figure("IN", stated="NA"), figure("IN", reo_t="6,900,000")
    early, late = (word, number) if first else (number, word)
    read = held(mcs_2025=table(2025, early), mcs_2026=table(2026, late))
    assert read.cells("before_t_text", "revised") == [(None, None), (None, None)]


def test_production_is_compared_within_its_year(held: Reader) -> None:
    def made(**by_year: int) -> str:
        return "".join(
            figure("AU", "production", year=int(year[1:]), reo_t=reo)
            for year, reo in by_year.items()
        )

    read = held(
        mcs_2025=table(2025, made(y2024=13000, y2023=16000)),
        mcs_2026=table(2026, made(y2025=29000, y2024=29000)),
    )
    assert read.cells("edition", "year", "before_t", "revised") == [
        (2025, 2024, None, None),
        (2025, 2023, None, None),
        (2026, 2025, None, None),
        (2026, 2024, 13000, True),
    ]


def test_a_country_an_area_and_a_measure_are_not_confused(held: Reader) -> None:
    first = [figure("US", reo_t=1), figure("world", reo_t=2), figure("AU", "inventory", reo_t=3)]
    second = [figure("AU", reo_t=4), figure("world", reo_t=2), figure("AU", "inventory", reo_t=5)]
    read = held(mcs_2025=table(2025, *first), mcs_2026=table(2026, *second))
    assert read.cells("before_t", "revised")[3:] == [(None, None), (2, False), (3, True)]


def test_a_table_without_an_edition_revises_nothing() -> None:
    row = {"country": "TR", "area": None, "measure": "inventory", "year": None, "reo_t_text": "5",
           "source": "a-2025"}  # fmt: skip
    undated = [{**row, "edition": None}, {**row, "edition": None, "reo_t_text": "6"}]
    assert list(with_revisions(undated)) == undated


def test_two_series_of_tables_do_not_revise_one_another() -> None:
    row = {"country": "TR", "area": None, "measure": "reserves", "year": None, "edition": 2025,
           "reo_t_text": "5", "source": "usgs-mcs-2025"}  # fmt: skip
    same = {**row, "edition": 2026, "reo_t_text": "6", "source": "usgs-mcs-2026"}
    other = {**same, "source": "bgr-2026"}
    _, revised, apart = with_revisions([row, same, other])
    assert (revised["revised"], revised["before_t_text"]) == (True, "5")
    assert apart == other


# --- What is wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("broken", "code", "message"),
    [
        (figure("XX", reo_t=1), "GD108", "figures.country: 'XX' is no ISO 3166-1"),
        (figure("US", "reserve", reo_t=1), "GD108", "figures.measure: 'reserve' is no"),
        (figure("US", reo_t="many"), "GD105", "figures.reo_t: 'many' is no quantity"),
        (figure("US", tonnes=1), "GD103", "figures.tonnes: unknown field"),
        (figure("US", "production", year=1066), "GD109", "figures.year: input should be greater"),
        (figure("US", "production"), "GD109", "figures: production is of a year"),
        (figure("US", area="world"), "GD109", "figures: a figure is of one country or of one area"),
        ('[[figures]]\nmeasure = "reserves"\n', "GD109",
         "figures: a figure is of one country or of one area"),
        (figure("CN", reo_t=9), "GD109", "figures: the table has this figure already"),
    ],
)  # fmt: skip
def test_a_figure_that_cannot_be_read_is_left_out(
    held: Reader, broken: str, code: str, message: str
) -> None:
    read = held(mcs_2025=table(2025, figure("CN", reo_t=44), broken, figure("AU", reo_t=5)))
    (finding,) = read.findings
    assert (finding.code, finding.deposit) == (code, "")
    assert finding.message.startswith(message)
    assert finding.origin.startswith("seeds/national/mcs-2025.toml:")
    assert 7 <= int(finding.origin.rpartition(":")[2]) <= 11
    assert read.cells("country", "reo_t") == [("CN", 44), ("AU", 5)]


def test_tables_of_the_seeds_become_a_table_of_the_dataset(held: Reader) -> None:
    given = reserves(e2025="1,900,000", e2026=">1,900,000")
    rows = held(**given).rows
    dataset = compile_seeds("seeds")
    shown = dataset.reserves[["claim", "reo_t_low", "before_t", "revised", "source"]]
    assert shown.astype(object).where(shown.notna(), None).to_numpy().tolist() == [
        ["national/mcs-2025/us/reserves", 1_900_000, None, None, "mcs-2025"],
        ["national/mcs-2026/us/reserves", 1_900_000, 1_900_000, True, "mcs-2026"],
    ]
    assert dataset.reserves["origin"].tolist() == [row["origin"] for row in rows]
    assert run(dataset, select=["GD601", "GD608"]).findings == ()
    Path("seeds/sources/mcs-2025.toml").rename("seeds/sources/mcs-2024.toml")
    codes = [finding.code for finding in run(compile_seeds("seeds"), select=["GD6"]).findings]
    assert codes == ["GD601", "GD608"]


# --- The real ones -------------------------------------------------------------------------------


def test_the_editions_of_these_seeds(bundled: Dataset) -> None:
    table = bundled.reserves
    assert len(table) >= 240
    assert table["claim"].is_unique
    assert set(table["edition"].dropna()) == set(range(2020, 2027))
    assert (table["reo_t_text"].notna() ^ table["stated"].notna()).all()
    world = table[(table["area"] == "world") & (table["measure"] == "reserves")]
    assert world["reo_t_text"].tolist()[-2:] == [">90000000", ">75000000"]
    assert world["before_t_text"].tolist()[-1] == ">90000000"


def test_no_table_of_reserves_has_a_row_for_tuerkiye(bundled: Dataset) -> None:
    table = bundled.reserves[bundled.reserves["country"] == "TR"]
    yearly = table[table["edition"].notna()]
    assert yearly["stated"].unique().tolist() == ["no row"]
    assert yearly["reo_t_text"].isna().all()
    assert len(yearly) == 7
    announced = table[table["edition"].isna()]
    assert announced[["measure", "reo_t"]].to_numpy().tolist() == [["inventory", 12_500_000.0]]


def test_what_the_editions_revised(bundled: Dataset) -> None:
    table = bundled.reserves[bundled.reserves["measure"] == "reserves"]
    chosen = table.set_index(["country", "edition"])
    assert chosen.loc[("RU", 2025), "before_t"] == 10_000_000
    assert chosen.loc[("VN", 2025), ["before_t", "reo_t", "revised"]].tolist() == [
        22_000_000, 3_500_000, True,
    ]  # fmt: skip
    assert not chosen.loc[("CN", 2026), "revised"]
    assert chosen.loc[("IN", 2026), ["reo_t_text", "before_t_text"]].isna().all()
