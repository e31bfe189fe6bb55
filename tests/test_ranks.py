"""Ranks as intervals, on a dataset small enough to rank by hand, and Beylikova's in the data."""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd
import pytest

from geodeposits.dataset import Dataset
from geodeposits.errors import UnknownDeposit, UnknownTerm
from geodeposits.quantity import Quantity
from geodeposits.summary import by_contained_reo
from geodeposits.summary.places import (
    Place,
    hull,
    may_be_larger,
    place_among,
    place_by_numbers,
    places_of,
    stands_above,
    surely_larger,
)
from geodeposits.summary.ranks import COMPARED, RANK_COLUMNS, rank, ranks
from geodeposits.tables import FORMS, write
from geodeposits.tables.rankings import rank_grid, ranks_grid
from tests.cli_kit import Run, run
from tests.tables_kit import dataset, deposit, estimate, reserves, split

__all__ = ["run"]


def q(text: str) -> Quantity:
    return Quantity.parse(text)


# Places


@pytest.mark.parametrize(
    ("one", "other", "surely", "may"),
    [
        ("2", "1", True, True),
        ("1", "2", False, False),
        ("1", "1", False, False),
        (">1", "1", True, True),  # more than 1 is more than 1
        ("≥1", "1", False, True),
        ("1", ">1", False, False),
        ("1", "<1", True, True),
        ("1", "≤1", False, True),
        ("<1", "1", False, False),
        ("<5", "1", False, True),
        (">1", ">9", False, True),
        ("2–3", "1–2", False, True),
        ("2.1–3", "1–2", True, True),
        ("1–2", "2–3", False, False),
        ("~2", "1", True, True),
        ("12 ± 2", "11", False, True),
        ("1", "<0.5", True, True),
        ("≤1", "<5", False, True),
    ],
)
def test_one_figure_against_another(one: str, other: str, surely: bool, may: bool):
    assert surely_larger(q(one), q(other)) == surely
    assert may_be_larger(q(one), q(other)) == may


@pytest.mark.parametrize(
    ("amount", "others", "place"),
    [
        ("5", [], (1, 1, 1)),
        ("5", ["7", "3", "1"], (2, 2, 2)),
        ("5", ["5", "5", "6"], (2, 2, 2)),
        (">5", ["7", "6", "3"], (1, 3, 3)),
        ("<5", ["7", "5", "3"], (3, 4, 3)),
        ("2–6", ["7", "5", "3", "1"], (2, 4, 3)),
        ("5", [">4", ">6", "3"], (2, 3, 2)),
        ("~130", [">130", "130"], (2, 2, 2)),
        ("~5", ["5"], (1, 1, 1)),
    ],
)
def test_a_place_is_an_interval(amount: str, others: list[str], place: tuple[int, int, int]):
    found = place_among(q(amount), [q(other) for other in others])
    assert found == Place(*place)
    assert found.best <= found.at <= found.worst


def test_more_than_a_number_stands_above_the_number():
    assert stands_above(q(">130"), q("130"))
    assert not stands_above(q("130"), q("130"))
    assert not stands_above(q("130"), q(">130"))
    assert stands_above(q("131"), q(">130"))


@pytest.mark.parametrize(
    ("amounts", "held"),
    [
        (["5"], "5"),
        (["5", "5"], "5"),
        (["1", "5", "3"], "1–5"),
        ([">5", "7"], ">5"),
        ([">5", "5"], "≥5"),
        (["<5", "3"], "<5"),
        (["1–2", "4 ± 1"], "1–5"),
        ([">5", "<3"], None),
    ],
)
def test_a_hull_holds_all(amounts: list[str], held: str | None):
    found = hull([q(amount) for amount in amounts])
    assert found == (None if held is None else q(held))


def test_places_of_many_are_those_of_each():
    amounts = [q(text) for text in ("5", ">5", "≥5", "<5", "4–6", "7", ">7", "5", "1", "~5", ">5")]
    alone = [
        place_among(amount, amounts[:at] + amounts[at + 1 :]).at
        for at, amount in enumerate(amounts)
    ]
    assert places_of(amounts) == alone
    assert alone[:2] == [5, 3]  # more than 5 is above 5
    by_numbers = [
        place_by_numbers(amount, amounts[:at] + amounts[at + 1 :]).at
        for at, amount in enumerate(amounts)
    ]
    assert by_numbers == alone


# A small world


WORLD = dataset(
    deposits=[
        deposit("tr-us", name="Ours"),
        deposit("cn-big"),
        deposit("cn-mid"),
        deposit("us-coded"),
        deposit("us-twin"),
        deposit("au-other"),
        deposit("au-bare"),
    ],
    estimates=[
        estimate("tr-us", "100", ">1", level="E", kind="announcement", source="press", date="2025"),
        estimate("tr-us", None, None, "2500", level="E", kind="announcement", source="said",
                 date="2024"),
        estimate("tr-us", "10", "3", level="D", basis="partial-oxides", members="La2O3; CeO2",
                 source="old", by="compiler", date="1977"),
        estimate("tr-us", None, "2", "150", level="D", source="book", by="third-party",
                 date="1970"),
        estimate("tr-us", "1", "9", level="D", source="half", by="third-party", scope="part",
                 date="1960"),
        estimate("cn-big", "1000", "5", level="C", code="gb-t-17766"),
        estimate("cn-mid", None, None, "1500", level="D"),
        estimate("us-coded", "50", "2", level="A", code="jorc"),
        estimate("us-twin", "20", "5", level="B", code="jorc"),
        estimate("au-other", "9999", "1", level="A", basis="HM", code="jorc"),
    ],
    oxides=[
        split("tr-us", Nd2O3="20", Pr6O11="5", Y2O3="1", La2O3="74"),
        split("cn-big", Nd2O3="10", Pr6O11="2", La2O3="88"),
    ],
    reserves=[
        reserves("CN", 2025, "3000000"),
        reserves("US", 2025, "1000000"),
        reserves("BR", 2025, "NA"),
        reserves("TR", 2025, None, stated="no row"),
        reserves(None, 2025, "9000000", area="world"),
        reserves("CN", 2026, "2000000"),
        reserves("US", 2026, ">900000"),
        reserves("TR", 2026, "500000"),
    ],
)  # fmt: skip


def row_of(frame: pd.DataFrame, compared: str, **more: Any) -> dict[str, Any]:
    """Return the one row of what is compared."""
    for name, value in {"compared": compared, **more}.items():
        frame = frame[frame[name] == value]
    (row,) = frame.to_dict("records")
    return {str(name): value for name, value in row.items()}


def placed(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("best", "place", "worst", "of", "left_out"))


OURS = rank(WORLD, "tr-us")


def test_rows_are_in_order_and_hold_all_columns():
    assert tuple(OURS.columns) == RANK_COLUMNS
    order = [COMPARED.index(name) for name in OURS["compared"]]
    assert order == sorted(order)
    assert set(OURS["id"]) == {"tr-us"}


def test_a_bound_ranks_as_an_interval():
    row = row_of(OURS, "headline")
    assert row["amount_text"] == ">1000"
    assert placed(row) == (1, 3, 3, 5, 2)  # 50,000 and 1500 may or may not be larger
    assert (row["above_id"], row["above_amount"], row["above_level"]) == ("cn-mid", "1500", "D")
    assert (row["below_id"], row["below_source"]) == ("us-coded", "paper")


def test_rock_counted_as_oxide_is_said_to_be_rock():
    row = row_of(OURS, "rock-as-oxide")
    assert (row["amount_text"], row["unit"], row["basis"]) == ("100000", "kt", "ore")
    assert placed(row) == (1, 1, 1, 5, 2)
    assert pd.isna(row["above_id"])


def test_a_partial_basis_is_never_ranked_with_total_oxides():
    row = row_of(OURS, "documented")
    assert (row["basis"], row["members"], row["source"]) == ("partial-oxides", "La2O3; CeO2", "old")
    assert pd.isna(row["place"])
    assert pd.isna(row["amount_text"])
    assert row["of"] == 4


def test_the_best_supported_figure_on_total_oxides_is_ranked_in_its_place():
    row = row_of(OURS, "supported")
    assert (row["amount_text"], row["source"], row["level"]) == ("150", "book", "D")
    assert placed(row) == (5, 5, 5, 5, 2)


def test_all_claims_together_leave_out_a_part():
    row = row_of(OURS, "claims")
    assert row["amount_text"] == "≥150"  # from 150 to more than 1000, not the part's 90
    assert placed(row) == (1, 5, 5, 5, 2)


def test_each_level_ranks_its_own():
    assert placed(row_of(OURS, "coded"))[3:] == (3, 3)
    assert pd.isna(row_of(OURS, "coded")["place"])
    assert pd.isna(row_of(OURS, "A")["place"])
    assert row_of(OURS, "A")["of"] == 1
    assert placed(row_of(OURS, "D")) == (2, 2, 2, 2, 5)
    level_e = row_of(OURS, "E")
    assert (level_e["amount_text"], level_e["of"]) == (">1000", 1)


def test_every_other_claim_ranks_against_the_headlines():
    claims = OURS[OURS["compared"] == "claim"]
    assert claims["amount_text"].tolist() == ["2500", "90"]
    assert placed(row_of(OURS, "claim", source="said")) == (2, 2, 2, 5, 2)


def test_ore_ranks_as_rock_whatever_its_basis():
    row = row_of(OURS, "ore")
    assert (row["measure"], row["unit"], row["basis"]) == ("ore", "Mt", "ore")
    assert placed(row) == (3, 3, 3, 5, 2)
    assert (row["above_id"], row["below_id"]) == ("cn-big", "us-coded")


def test_the_country_s_own_reserves_are_replaced_not_added():
    row = row_of(OURS, "national", of_figure="headline", edition=2026)
    assert (row["amount_text"], row["unit"], row["replaced_t"]) == (">1000000", "t", "500000")
    assert placed(row) == (1, 2, 3, 3, 0)
    assert (row["above_name"], row["below_name"], row["against"]) == ("CN", "US", "mcs-2026")


def test_a_country_without_reserves_is_added():
    row = row_of(OURS, "national", of_figure="headline", edition=2025)
    assert pd.isna(row["replaced_t"])
    assert placed(row) == (1, 2, 2, 3, 1)  # Brazil has no figure; the world is no country
    row = row_of(OURS, "national", of_figure="rock-as-oxide", edition=2025)
    assert placed(row) == (1, 1, 1, 3, 1)


def test_each_edition_ranks_each_claim():
    national = OURS[OURS["compared"] == "national"]
    assert national["edition"].value_counts().to_dict() == {2025: 5, 2026: 5}
    assert national["of_figure"].drop_duplicates().tolist() == [
        "rock-as-oxide", "headline", "supported", "claim",
    ]  # fmt: skip


# Figures that cover several deposits


SHARED = dataset(
    deposits=[deposit(key) for key in ("tr-one", "cn-two", "us-own", "us-more")],
    estimates=[
        estimate("tr-one", "100", "1"),
        estimate("cn-two", "900", "2", scope="project", date="2021"),
        estimate("us-own", "500", "1", scope="project", source="inventory", level="C"),
        estimate("us-own", "50", "2", source="mine"),
        estimate("us-more", "10", "4", level="E", kind="announcement", scope="project"),
    ],
    oxides=[split(key, Nd2O3="20", Pr6O11="5", Y2O3="1") for key in ("tr-one", "cn-two")],
    reserves=[reserves("TR", 2026, "5000"), reserves("CN", 2026, "6000")],
)


@pytest.mark.parametrize("by", ["contained-reo", "ore", "grade", "ndpr", "hreo"])
@pytest.mark.parametrize("options", [{"figure": "headline"}, {"figure": "documented"},
                                     {"levels": ("C", "D", "E")}])  # fmt: skip
def test_a_figure_of_several_deposits_is_not_ranked(by: Any, options: Any):
    frame = ranks(SHARED, by=by, **options)
    assert not {"cn-two", "us-more"} & set(frame["id"])
    first = rank(SHARED, "tr-one", by=by, **options).iloc[0]
    assert (first["above_id"], first["below_id"]) != ("cn-two", "cn-two")
    for key in ("cn-two", "us-more"):
        rows = rank(SHARED, key, by=by, **options)
        assert rows["place"].isna().all()


def test_a_deposit_s_own_figure_stands_beside_the_shared_one():
    assert set(ranks(SHARED)["id"]) == {"tr-one", "us-own"}
    row = row_of(rank(SHARED, "tr-one"), "headline")
    assert (*placed(row), row["left_out_several"]) == (1, 1, 1, 2, 2, 2)
    level_c = row_of(rank(SHARED, "tr-one"), "C")
    assert (level_c["of"], level_c["left_out_several"]) == (0, 1)


def test_a_shared_figure_is_no_claim_on_the_deposit():
    frame = rank(SHARED, "cn-two")
    assert frame["place"].isna().all()
    assert set(frame["compared"]) & {"rock-as-oxide", "claim", "ore", "national"} == set()
    assert row_of(frame, "headline")["scope"] == "project"
    table = by_contained_reo(SHARED).set_index("id")
    assert table["headline_group"].to_dict() == {
        "tr-one": "ranked", "us-own": "ranked", "cn-two": "unranked", "us-more": "unranked",
    }  # fmt: skip
    assert table.loc[["tr-one", "us-own"], "headline_rank"].tolist() == [1, 1]


def test_why_a_shared_figure_has_no_rank_is_said():
    grid = rank_grid(SHARED, "cn-two", figure="headline")
    (sentence,) = grid.sentences()
    assert sentence == (
        "By its headline figure, Two has no rank by contained rare earth oxide: that figure covers "
        "several deposits together and is no deposit's."
    )
    assert any(
        note.endswith("Deposits left out for this: 2 by headline figure.") for note in grid.notes
    )
    (said,) = rank_grid(SHARED, "cn-two", levels=("D",), lang="tr").sentences()
    assert said.endswith("yalnızca birden çok yatağı birlikte kapsayan rakamları vardır.")
    assert any("bildirilen rakam: 2" in note for note in ranks_grid(SHARED, lang="tr").notes)
    assert not any("several deposits" in note for note in rank_grid(WORLD, "tr-us").notes)


# Other measures


def test_ndpr_is_contained_oxide_times_the_share():
    row = row_of(rank(WORLD, "tr-us", by="ndpr"), "headline")
    assert (row["amount_text"], row["split_source"]) == (">250", "assay")
    assert placed(row) == (1, 2, 2, 2, 5)
    assert (row["above_id"], row["above_amount"]) == ("cn-big", "6000")


def test_heavy_oxides_that_a_split_leaves_out_widen_the_interval():
    row = row_of(rank(WORLD, "tr-us", by="hreo"), "supported")
    assert row["amount_text"] == "~1.5"  # yttrium alone; the split leaves nothing of 100 %
    assert row_of(rank(WORLD, "cn-big", by="hreo"), "headline")["of"] == 1
    assert pd.isna(row_of(rank(WORLD, "cn-big", by="hreo"), "headline")["place"])


def test_a_grade_without_a_tonnage_is_not_ranked():
    frame = rank(WORLD, "tr-us", by="grade")
    assert row_of(frame, "headline")["amount_text"] == ">1"
    assert row_of(frame, "supported")["amount_text"] == "9"  # the part, not the book's sample
    assert "rock-as-oxide" not in set(frame["compared"])
    assert row_of(frame, "headline")["unit"] == "%"


def test_ore_of_all_bases_is_ranked_by_tonnage():
    frame = ranks(WORLD, by="ore")
    assert frame["id"].tolist() == ["au-other", "cn-big", "tr-us", "us-coded", "us-twin"]
    assert set(frame["basis"]) == {"ore"}


# All, and what is asked for


def test_all_are_ranked_in_order_and_equals_share_a_place():
    frame = ranks(WORLD)
    assert frame["id"].tolist() == ["cn-big", "cn-mid", "tr-us", "us-coded", "us-twin"]
    assert frame["place"].tolist() == [1, 2, 3, 4, 4]
    assert frame["worst"].tolist() == [2, 3, 3, 4, 4]
    assert frame["best"].tolist() == [1, 2, 1, 4, 4]
    assert set(frame["of"]) == {5}


def test_levels_rank_the_best_supported_of_them():
    frame = ranks(WORLD, levels=("A", "B", "C"))
    assert frame["id"].tolist() == ["cn-big", "us-coded", "us-twin"]
    assert set(frame["compared"]) == {"coded"}
    assert set(ranks(WORLD, levels=("D",))["compared"]) == {"D"}
    assert set(ranks(WORLD, levels=("D", "E"))["compared"]) == {"levels"}
    assert ranks(WORLD, levels=("D", "E"))["id"].tolist() == ["cn-mid", "tr-us"]


def test_one_figure_or_some_levels_are_ranked_alone():
    assert rank(WORLD, "tr-us", figure="documented")["compared"].tolist() == ["documented"]
    assert rank(WORLD, "tr-us", levels=("E",))["compared"].tolist() == ["E"]
    assert rank(WORLD, "tr-us", levels=("E", "A"))["compared"].tolist() == ["levels", "A", "E"]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"by": "beauty"}, UnknownTerm),
        ({"levels": ("F",)}, UnknownTerm),
        ({"figure": "largest"}, UnknownTerm),
    ],
)
def test_what_is_not_known_is_refused(given: Any, error: type[Exception]):
    with pytest.raises(error):
        rank(WORLD, "tr-us", **given)
    with pytest.raises(error):
        ranks(WORLD, **given)


def test_a_deposit_that_is_not_there_is_refused():
    with pytest.raises(UnknownDeposit, match="did you mean tr-us"):
        rank(WORLD, "tr-uss")


def test_a_deposit_without_figures_has_no_place():
    frame = rank(WORLD, "au-bare")
    assert frame["place"].isna().all()
    assert "national" not in set(frame["compared"])
    assert set(frame["of"]) == {5, 4, 3, 2, 1}


def test_the_dataset_offers_its_ranks():
    pd.testing.assert_frame_equal(WORLD.rank("tr-us"), OURS)
    pd.testing.assert_frame_equal(WORLD.rank(by="ore"), ranks(WORLD, by="ore"))


def test_no_reserves_no_national_rank():
    made = dataset(deposits=[deposit("tr-a")], estimates=[estimate("tr-a", "1", "1")])
    assert "national" not in set(rank(made, "tr-a")["compared"])


# Words


def test_a_sentence_a_line_can_be_quoted():
    said = rank_grid(WORLD, "tr-us").sentences()
    assert said[0] == (
        "If its 100 Mt of rock were all oxide, Ours would rank 1st of 5 deposits by contained rare "
        "earth oxide; but rock is not oxide."
    )
    assert said[1] == (
        "By its headline figure (> 1 Mt REO, level E, source press), Ours ranks 3rd of 5 deposits "
        "by contained rare earth oxide (bounds leave 1st to 3rd open)."
    )
    assert said[2] == (
        "By its documented figure, Ours has no rank by contained rare earth oxide: that figure is "
        "on the basis La2O3 + CeO2, which cannot be ranked with the others."
    )
    assert (
        "With Ours's figure (> 1 Mt REO, level E, source press) as its national reserves, Türkiye "
        "would rank 2nd of 3 (bounds leave 1st to 2nd open) in 2025 and 2nd of 3 (bounds leave 1st "
        "to 3rd open) in 2026 among countries (Survey, by edition); this "
        "replaces the 500 kt REO that they have for Türkiye."
    ) in said


def test_the_same_is_said_in_turkish():
    said = rank_grid(WORLD, "tr-us", lang="tr").sentences()
    assert said[0] == (
        "100 Mt kayanın tümü oksit olsaydı Ours, içerilen nadir toprak oksidi bakımından 5 yatak "
        "arasında 1. sırada olurdu; ancak kaya oksit değildir."
    )
    assert len(said) == len(rank_grid(WORLD, "tr-us").sentences())
    assert not any(word in " ".join(said) for word in (" rank", "deposits", "level", "{"))


@pytest.mark.parametrize("lang", ["en", "tr"])
@pytest.mark.parametrize("by", ["contained-reo", "ore", "grade", "ndpr", "hreo"])
@pytest.mark.parametrize("key", ["tr-us", "au-bare", "cn-big", "au-other"])
def test_everything_is_said_without_a_gap(lang: Any, by: Any, key: str):
    for options in ({}, {"levels": ("A", "D")}, {"figure": "documented"}):
        grid = rank_grid(WORLD, key, by=by, lang=lang, **options)  # type: ignore[arg-type]
        words = " ".join((grid.title, grid.caption, *grid.notes, *grid.sentences()))
        assert not re.search(r"[{}]|\b(None|nan|NaN|NA)\b", words)
        assert all(sentence.endswith(".") for sentence in grid.sentences())
    assert ranks_grid(WORLD, by=by, lang=lang).title


def test_where_it_is_first_or_second_is_said():
    caption = rank_grid(WORLD, "tr-us").caption
    assert caption.startswith("By the numbers stated, Ours is first or second only where rock is")
    assert "by the claim of 2.5 Mt REO" in caption
    assert rank_grid(WORLD, "us-twin", figure="headline").caption == ""


def test_people_and_programs_read_the_same_ranks():
    grid = rank_grid(WORLD, "tr-us")
    read = json.loads(str(write(grid, "json")))
    (row,) = [each for each in read["rows"] if each["compared"] == "headline"]
    assert (row["best"], row["place"], row["worst"], row["of"]) == (1, 3, 3, 5)
    assert (row["amount_text"], row["basis"], row["level"]) == (">1000", "TREO", "E")
    assert (row["above_name"], row["above_amount"]) == ("Mid", 1500)
    assert row["sentence"].startswith("By its headline figure")
    shown = dict(
        zip((c.key for c in grid.shown_columns), grid.sections("en")[0][1][1], strict=True)
    )
    assert (shown["place_shown"], shown["of_shown"], shown["amount"]) == ("3 (1–3)", "5", "> 1,000")
    assert shown["above_shown"] == "Mid: 1.5 Mt (D, paper)"
    (rock,) = [
        each for each in read["rows"]
        if each["of_figure"] == "rock-as-oxide" and each["edition"] == 2026
    ]  # fmt: skip
    assert (rock["amount_text"], rock["basis"], rock["replaced"]) == ("100000", "ore", 500)


def test_people_read_editions_that_say_the_same_as_one_row():
    by_edition = {2023: ("CN", "9000000"), 2024: ("CN", "9000000"), 2025: ("BR", "8000000")}
    rows = [reserves(country, year, text) for year, (country, text) in by_edition.items()]
    rows += [reserves("US", 2024, "1000")]
    made = dataset(
        deposits=[deposit("tr-us")], estimates=[estimate("tr-us", "1", ">1")], reserves=rows
    )
    grid = rank_grid(made, "tr-us")
    keys = [column.key for column in grid.shown_columns]
    sections = dict(grid.sections("en"))
    national = [
        dict(zip(keys, row, strict=True))
        for row in sections["As a country, among national reserves"]
        if "10 kt" in row[0]
    ]
    assert [(row["shown"], row["of_shown"]) for row in national] == [
        ("2023–2025, with > 10 kt REO", "2–3")
    ]
    assert national[0]["above_shown"] == "China: 9 Mt (2023–2024); Brazil: 8 Mt (2025)"
    assert national[0]["below_shown"] == "United States: 1 kt (2024)"
    read = json.loads(str(write(grid, "json")))["rows"]
    kept = [row for row in read if row["of_figure"] == "headline" and row["edition"]]
    assert [(row["edition"], row["of"]) for row in kept] == [(2023, 2), (2024, 3), (2025, 2)]
    assert [row["above_name"] for row in kept] == ["CN", "CN", "BR"]


# The verb


def test_the_verb_ranks_by_name_in_every_format(run: Run, tmp_path: Any):
    for form in FORMS:
        path = tmp_path / f"rank.{form}"
        result = run("rank", "beylikova", "--format", form, "-o", path)
        assert (result.code, path.exists()) == (0, True), result.err
    assert "wrote" in result.err


def test_the_verb_reads_names_as_show_does(run: Run):
    assert run("rank", "beylikova", "--format", "csv").out == run(
        "rank", "tr-beylikova", "--format", "csv"
    ).out  # fmt: skip
    result = run("rank", "beylikowa")
    assert result.code == 2
    assert "no deposit 'beylikowa'" in result.err


def test_the_verb_asks_for_figures_or_levels(run: Run):
    result = run("rank", "all", "--figure", "headline", "--level", "A")
    assert result.code == 2
    assert "give one of them" in result.err
    assert run("rank", "all", "--level", "F").code == 2


def test_the_verb_ranks_all(run: Run):
    frame = [line.split(",") for line in run("rank", "all", "--format", "csv").out.splitlines()]
    assert frame[0][:3] == ["id", "name", "country"]
    assert frame[1][0] == "kp-jongju"


# Beylikova in the data, ranked here by other means


def intervals(dataset: Dataset, figure: str) -> dict[str, tuple[float, float, bool]]:
    """Return (low, high, open below) of contained oxide in kt, by id, from the bare columns."""
    found = {}
    scopes = dict(zip(dataset.estimates["claim"], dataset.estimates["scope"], strict=True))
    for row in dataset.deposits.to_dict("records"):
        low, high = row[f"{figure}_reo_kt_low"], row[f"{figure}_reo_kt_high"]
        text = row[f"{figure}_reo_kt_text"]
        several = scopes.get(row[f"{figure}_claim"]) == "project"
        if row[f"{figure}_basis"] in {"TREO", "REO"} and isinstance(text, str) and not several:
            ends = (0.0 if pd.isna(low) else low, float("inf") if pd.isna(high) else high)
            found[row["id"]] = (*ends, text.startswith(">"))
    return {key: each for key, each in found.items() if each[1] > 0}


def counted(key: str, held: dict[str, tuple[float, float, bool]]) -> tuple[int, int, int]:
    low, high, _ = held[key]
    others = [each for other, each in held.items() if other != key]
    surely = sum(o[0] > high or (o[0] == high and o[2]) for o in others)
    return 1 + surely, 1 + sum(o[1] > low for o in others), len(held)


def test_beylikova_s_headline_rank(bundled: Dataset):
    held = intervals(bundled, "headline")
    row = row_of(rank(bundled, "tr-beylikova"), "headline")
    assert held["tr-beylikova"][:2] == (6940, float("inf"))
    assert (row["best"], row["worst"], row["of"]) == counted("tr-beylikova", held)
    report = by_contained_reo(bundled).set_index("id")["headline_rank"]
    assert row["place"] == report["tr-beylikova"]
    assert row["best"] == 1


def test_beylikova_s_rock_outweighs_every_oxide(bundled: Dataset):
    row = row_of(rank(bundled, "tr-beylikova"), "rock-as-oxide")
    others = intervals(bundled, "headline")
    del others["tr-beylikova"]
    assert row["amount"] == 694_000
    assert row["place"] == 1 + sum(low > 694_000 for low, _, _ in others.values())
    assert row["worst"] == 1 + sum(high > 694_000 for _, high, _ in others.values())


def test_beylikova_is_unranked_by_its_documented_figure_and_under_a_code(bundled: Dataset):
    frame = rank(bundled, "tr-beylikova")
    assert "tr-beylikova" not in intervals(bundled, "documented")
    assert pd.isna(row_of(frame, "documented")["place"])
    assert row_of(frame, "documented")["basis"] == "partial-oxides"
    assert pd.isna(row_of(frame, "coded")["place"])
    estimates = bundled.estimates
    own = estimates[estimates["id"] == "tr-beylikova"]
    assert not set(own["level"]) & set("ABC")


def test_every_documented_rank_is_that_of_its_interval(bundled: Dataset):
    held = intervals(bundled, "documented")
    frame = ranks(bundled, figure="documented").set_index("id")
    assert set(frame.index) == set(held)
    for key in sorted(held)[::7]:
        found = tuple(frame.loc[key, ["best", "worst", "of"]])
        assert found == counted(key, held)


def test_beylikova_s_best_supported_figure(bundled: Dataset):
    row = row_of(rank(bundled, "tr-beylikova"), "supported")
    assert row["level"] == "D"
    assert row["amount_text"] in {"~130", "132.884"}
    estimates = bundled.estimates
    whole = estimates[estimates["part_of"].isna() & estimates["basis"].isin(["TREO", "REO"])]
    known = whole[whole["reo_kt_text"].notna() & (whole["level"] != "E")]
    positive = known[(known["reo_kt_high"].isna()) | (known["reo_kt_high"] > 0)]
    positive = positive[positive["scope"] != "project"]
    assert row["of"] == positive["id"].nunique()


@pytest.mark.parametrize("claim", ["supremacy-2025-10", "yenicag-2025-10"])
def test_beylikova_as_a_country_in_every_edition(bundled: Dataset, claim: str):
    frame = rank(bundled, "tr-beylikova")
    table = bundled.reserves[bundled.reserves["measure"] == "reserves"]
    editions = sorted(int(edition) for edition in table["edition"].unique())
    low = {"supremacy-2025-10": 6_940_000, "yenicag-2025-10": 12_500_000}[claim]
    high = float("inf") if claim.startswith("supremacy") else low
    for edition in editions:
        rows = table[(table["edition"] == edition) & table["country"].notna()]
        others = rows[(rows["country"] != "TR") & rows["reo_t_text"].notna()]
        lows = others["reo_t_low"].fillna(0)
        highs = others["reo_t_high"].fillna(float("inf"))
        row = row_of(
            frame[frame["source"] == claim],
            "national",
            edition=edition,
            of_figure="headline" if high > low else "claim",
        )
        assert row["best"] == 1 + (lows > high).sum()
        assert row["worst"] == 1 + (highs > low).sum()
        assert row["of"] == len(others) + 1
    assert editions[0] == 2020
    assert editions[-1] >= 2026


def test_beylikova_is_second_only_as_a_country_by_the_president_s_figure(bundled: Dataset):
    frame = rank(bundled, "tr-beylikova")
    second = frame[frame["place"] == 2]
    assert set(second["compared"]) == {"national"}
    assert set(second["source"]) == {"yenicag-2025-10"}
    assert second["edition"].tolist() == [2026]
