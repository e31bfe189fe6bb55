"""What plots of patterns, oxides, sums and time draw: gaps kept, levels apart."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest

import geodeposits
from geodeposits import charts
from geodeposits.charts.oxide_bars import SLICES
from geodeposits.charts.pattern import PATTERN_ORDER
from geodeposits.charts.scales import year_of
from geodeposits.dataset import Dataset
from geodeposits.errors import NothingToPlot, UnknownDeposit, UnknownTerm
from geodeposits.normalisation import CHONDRITES
from geodeposits.quantity import Quantity
from geodeposits.summary import FIGURES, totals
from tests.plots_kit import (
    axes_of,
    dataset,
    deposit,
    estimate,
    names,
    points,
    shares,
    step,
    texts,
)

WIDTHS = (85, 174)


@pytest.fixture(scope="module")
def atlas() -> Dataset:
    return geodeposits.load()


# --- Patterns ------------------------------------------------------------------------------------

LIGHT = {"La2O3": 25, "CeO2": 50, "Pr6O11": 5, "Nd2O3": 17, "Sm2O3": 2, "Eu2O3": 0.5, "Gd2O3": 0.5}


def patterned(**oxides: Any) -> Dataset:
    return dataset(deposits=[deposit("aa-one")], oxides=[shares("aa-one", **oxides)])


def lines(plot: charts.Plot) -> list[list[tuple[str, float]]]:
    axes = axes_of(plot, "ree-pattern")
    return [
        [(PATTERN_ORDER[int(x)], float(y)) for x, y in line.get_xydata()] for line in axes.lines
    ]


def test_a_pattern_is_element_over_chondrite_with_a_place_for_promethium() -> None:
    (line,) = lines(charts.ree_pattern(patterned(**LIGHT)))
    assert [element for element, _ in line] == ["La", "Ce", "Pr", "Nd", "Sm", "Eu", "Gd"]
    lanthanum = 25 / 100 * 1e6 / 1.17277 / 0.237  # % of the oxides, oxide factor, ppm of chondrite
    assert line[0][1] == pytest.approx(lanthanum, rel=1e-4)
    assert PATTERN_ORDER.index("Pm") == PATTERN_ORDER.index("Nd") + 1


def test_no_line_is_drawn_across_a_gap() -> None:
    stated = {**LIGHT, "Dy2O3": 0.1, "Yb2O3": 0.05}
    del stated["Pr6O11"]
    runs = [
        [element for element, _ in line] for line in lines(charts.ree_pattern(patterned(**stated)))
    ]
    assert runs == [["La", "Ce"], ["Nd", "Sm", "Eu", "Gd"], ["Dy"], ["Yb"]]


def test_a_bound_is_a_gap_too() -> None:
    stated = {**LIGHT, "Pr6O11": "<5"}
    runs = [
        [element for element, _ in line] for line in lines(charts.ree_pattern(patterned(**stated)))
    ]
    assert runs == [["La", "Ce"], ["Nd", "Sm", "Eu", "Gd"]]


def test_anomalies_are_printed_as_far_as_they_are_known() -> None:
    europium = 0.5 / 1.15792 / 0.0563
    samarium, gadolinium = 2 / 1.15961 / 0.148, 0.5 / 1.15261 / 0.199
    shown = " ".join(texts(charts.ree_pattern(patterned(**LIGHT))))
    assert f"Eu/Eu* {europium / (samarium * gadolinium) ** 0.5:.2f}" in shown
    assert "Ce/Ce* " in shown
    without = " ".join(texts(charts.ree_pattern(patterned(La2O3=30, CeO2=50, Nd2O3=20))))
    assert "Eu/Eu*" not in without
    assert "Ce/Ce*" not in without  # Pr is needed
    assert "relative level only" in without


@pytest.mark.parametrize("reference", CHONDRITES)
def test_the_reference_can_be_chosen(reference: str) -> None:
    plot = charts.ree_pattern(patterned(**LIGHT), reference=reference)
    (line,) = lines(plot)
    praseodymium = 5 / 100 * 1e6 / 1.20816 / CHONDRITES[reference].ppm["Pr"]
    assert dict(line)["Pr"] == pytest.approx(praseodymium, rel=1e-4)
    assert reference.rsplit("-", maxsplit=1)[-1] in plot.notes[0]
    with pytest.raises(UnknownTerm, match="chondrite"):
        charts.ree_pattern(patterned(**LIGHT), reference="basalt")


def test_fewer_than_three_elements_are_no_pattern() -> None:
    with pytest.raises(NothingToPlot, match="three elements"):
        charts.ree_pattern(patterned(La2O3=40, CeO2=60))
    assert lines(charts.ree_pattern(patterned(La2O3=40, CeO2=50, Nd2O3=10)))


def test_without_ids_the_largest_are_drawn_and_the_rest_counted(atlas: Dataset) -> None:
    plot = charts.ree_pattern(atlas)
    drawn = {str(line.get_label()) for line in axes_of(plot, "ree-pattern").lines}
    assert len(drawn) == 6
    assert "cn-bayan-obo" in drawn
    assert "more distributions are not drawn" in plot.notes[0]


# --- Oxides --------------------------------------------------------------------------------------


def test_bars_are_stacked_and_the_rest_is_not_stated() -> None:
    plot = charts.oxide_bars(patterned(La2O3=30, CeO2=50, Nd2O3="<9", Sm2O3=1, Gd2O3=2))
    axes = axes_of(plot, "oxides")
    widths = {
        str(bars.get_label()).partition(" ")[2]: (bars[0].get_x(), bars[0].get_width())
        for bars in axes.containers
    }
    assert widths == {
        "La": (0, 30), "Ce": (30, 50), "Sm–Gd": (80, 3), "rest": (83, 17),
    }  # fmt: skip
    assert "not stated" in texts(plot)


def test_bars_count_each_element_once_and_tell_a_sum_above_all() -> None:
    counted = [element for elements in SLICES.values() for element in elements]
    assert len(counted) == len(set(counted)) == 16
    plot = charts.oxide_bars(patterned(La2O3=60, CeO2=60))
    axes = axes_of(plot, "oxides")
    assert axes.get_xlim()[1] == 120
    assert "not stated" not in texts(plot)
    assert "1 of the distributions add up to more than 100 %" in plot.notes[0]


def test_oxides_of_a_deposit_without_any_are_nothing_to_plot(atlas: Dataset) -> None:
    with pytest.raises(NothingToPlot, match="tr-beylikova"):
        charts.oxide_bars(atlas, ["tr-beylikova"])
    with pytest.raises(UnknownDeposit):
        charts.oxide_bars(atlas, ["no-such"])


# --- Cumulative ----------------------------------------------------------------------------------


@pytest.mark.parametrize("figure", FIGURES)
def test_each_level_is_added_up_by_itself(atlas: Dataset, figure: Any) -> None:
    plot = charts.cumulative_reo(atlas, figure=figure)
    table = totals(atlas, "all", figure)
    table = table[(table["basis"] == "total oxides") & (table["stands_for"] == "resource")]
    levels = [axes for axes in plot.axes if str(axes.get_label()).startswith("level")]
    assert {str(axes.get_label())[-1] for axes in levels} == set(table["level"]) & set("ABCDE")
    for axes in levels:
        (curve,) = [line for line in axes.lines if str(line.get_label()).startswith("level")]
        x, y = curve.get_xydata().T
        row = table[table["level"] == str(axes.get_label())[-1]].iloc[0]
        assert len(x) - 1 == row["reo_deposits"]
        assert (x[0], y[0], x[-1]) == (0, 0, 100)
        assert y[-1] == pytest.approx(100)
        steps = np.diff(y)
        assert (steps > 0).all()
        assert (np.diff(steps) <= 1e-9).all()  # the largest first


def test_figures_of_several_deposits_and_reserves_are_not_added() -> None:
    shared = {"scope": "project", "source": "paper", "date": "2020"}
    data = dataset(
        deposits=[deposit(one) for one in ("aa-one", "bb-two", "cc-three", "dd-four")],
        estimates=[
            estimate("aa-one", contained=100, claim="1", **shared),
            estimate("bb-two", contained=100, claim="2", **shared),
            estimate("cc-three", contained=50, claim="3"),
            estimate("dd-four", contained=50, claim="4", kind="reserve"),
        ],
    )
    plot = charts.cumulative_reo(data)
    (axes,) = [axes for axes in plot.axes if axes.get_label() == "level D"]
    (curve,) = [line for line in axes.lines if line.get_label() == "level D"]
    assert np.allclose(curve.get_ydata(), [0, 100])
    assert "1 reserves or exploration targets, 2 that cover several deposits" in plot.notes[0]


# --- Estimates through time ----------------------------------------------------------------------


def test_every_dated_estimate_with_contained_oxide_is_a_mark(atlas: Dataset) -> None:
    rows = atlas.estimates[atlas.estimates["id"] == "tr-beylikova"]
    whole = rows[rows["part_of"].isna() & rows["reo_kt_text"].notna() & rows["date"].notna()]
    plot = charts.estimates_through_time(atlas, "tr-beylikova")
    axes = axes_of(plot, "estimates")
    drawn = points(axes)
    expected = [
        (year_of(row["date"]), float(Quantity.parse(row["reo_kt_text"]).central) / 1000)
        for _, row in whole.iterrows()
    ]
    assert len(drawn) == len(expected) == 5
    assert np.allclose(sorted(drawn), sorted(expected))
    shown = " ".join(texts(plot))
    assert "President of Türkiye" in shown
    assert "> 6.94 Mt" in shown
    assert "ore 2" in plot.notes[0]


def test_marks_without_room_for_names_are_numbered_and_listed(atlas: Dataset) -> None:
    plot = charts.estimates_through_time(atlas, "au-yangibana", width_mm=85)
    axes = axes_of(plot, "estimates")
    numbers = sorted(int(t.get_text()) for t in names(axes))
    assert numbers == list(range(1, len(points(axes)) + 1))
    listed = [t for t in texts(plot) if "Hastings" in t]
    assert len(listed) > 3


def test_undated_or_oreless_estimates_are_counted_by_basis() -> None:
    data = dataset(
        deposits=[deposit("aa-one")],
        estimates=[
            estimate("aa-one", contained=100, claim="1", date="2001"),
            estimate("aa-one", contained=100, claim="2", date=None),
            estimate("aa-one", ore=100, claim="3", basis="ore"),
            estimate("aa-one", contained=90, claim="4", part_of="1"),
        ],
    )
    plot = charts.estimates_through_time(data, "aa-one")
    assert len(points(axes_of(plot, "estimates"))) == 1
    assert "2 estimates state no contained REO" in plot.notes[0]
    assert "REO (undated) 1, ore 1" in plot.notes[0]


@pytest.mark.parametrize(
    "rows", [[], [{"ore": 10, "basis": "ore"}], [{"contained": 1, "date": None}]]
)
def test_nothing_dated_is_nothing_to_plot(rows: list[dict[str, Any]]) -> None:
    data = dataset(deposits=[deposit("aa-one")], estimates=[estimate("aa-one", **r) for r in rows])
    with pytest.raises(NothingToPlot, match="no dated estimate of One"):
        charts.estimates_through_time(data, "aa-one")


# --- Partners ------------------------------------------------------------------------------------


def test_each_party_has_a_lane_owners_first(atlas: Dataset) -> None:
    plot = charts.partner_timeline(atlas, "tr-beylikova")
    rows = atlas.partners[atlas.partners["id"] == "tr-beylikova"]
    heads = [t.get_text() for t in axes_of(plot, "page").texts]
    parties = [head for head in heads if head in set(rows["party"])]
    assert set(parties) == set(rows["party"])
    assert parties[0] == "Eti Maden"
    lanes = axes_of(plot, "partners").get_ylim()[0]
    assert lanes == pytest.approx(23 * (rows["party"].nunique() + 1))  # and the status
    shown = texts(plot)
    assert {"stalled, Oct 6, 2025", "MoU, Oct 2024", "ruled out, Oct 2025"} <= set(shown)


def test_an_early_step_and_an_undated_one_stand_at_the_left() -> None:
    data = dataset(
        deposits=[deposit("aa-one")],
        partners=[
            step("aa-one", "Old Mines", date="1950", stage="binding"),
            step("aa-one", "New Mines", date="2020", stage="talks"),
            step("aa-one", "New Mines", date="2021", stage="ended"),
            step("aa-one", "No Date", stage="mou"),
        ],
    )
    plot = charts.partner_timeline(data, "aa-one")
    axes = axes_of(plot, "partners")
    shown = texts(plot)
    assert {"binding, 1950", "MoU, undated", "earlier, undated"} <= set(shown)
    ticks = [int(t.get_text()) for t in axes.get_xticklabels()]
    assert min(ticks) >= 2020
    assert all(b > a for a, b in pairwise(ticks))


def test_a_status_that_is_stated_again_is_one_bar() -> None:
    steps = [
        ("2019", "exploration"),
        ("2020", "exploration"),
        ("2021", "other"),
        ("2022", "scoping"),
    ]
    data = dataset(
        deposits=[deposit("aa-one")],
        status=[
            {"claim": str(k), "id": "aa-one", "date": date, "status": status, "source": "paper"}
            for k, (date, status) in enumerate(steps)
        ],
    )
    plot = charts.partner_timeline(data, "aa-one")
    bars = axes_of(plot, "partners").containers
    assert [str(b.get_label()) for b in bars] == ["status exploration", "status scoping"]
    assert bars[0][0].get_x() == pytest.approx(2019.5)
    assert bars[0][0].get_width() == pytest.approx(3)
    assert any("another step" in text for text in texts(plot))


@pytest.mark.parametrize(
    ("status", "shown"),
    [("exploration", "exploration (undated)"), ("other", "deposit, no production (undated)")],
)
def test_a_status_without_a_date_is_written_as_undated(status: str, shown: str) -> None:
    said = {"status": status, "status_text": "deposit, no production", "source": "paper"}
    data = dataset(deposits=[deposit("aa-one")], status=[{"claim": "1", "id": "aa-one", **said}])
    plot = charts.partner_timeline(data, "aa-one")
    assert shown in texts(plot)
    assert not axes_of(plot, "partners").containers


def test_the_status_of_every_kind_of_deposit_is_drawn(bundled: Dataset) -> None:
    """One deposit for each way in which owners, partners and status are dated."""
    kinds: dict[frozenset[tuple[Any, ...]], str] = {}
    said: dict[str, set[tuple[Any, ...]]] = {}
    for name, table in (("partners", bundled.partners), ("status", bundled.status)):
        words = table["status" if name == "status" else "stage"]
        for key, date, word in zip(table["id"], table["date"], words, strict=True):
            is_other = pd.isna(word) or word == "other"
            said.setdefault(str(key), set()).add((name, isinstance(date, str), is_other))
    for key, kind in said.items():
        kinds.setdefault(frozenset(kind), key)
    assert len(kinds) >= 15
    for kind, key in kinds.items():
        shown = texts(charts.partner_timeline(bundled, key))
        assert ("Status" in shown) == any(name == "status" for name, _, _ in kind)


def test_no_step_at_all_is_nothing_to_plot() -> None:
    with pytest.raises(NothingToPlot, match="One"):
        charts.partner_timeline(dataset(deposits=[deposit("aa-one")]), "aa-one")


def test_a_table_without_anything_is_nothing_to_plot() -> None:
    empty = dataset(deposits=[deposit("aa-one")])
    for draw in (charts.grade_tonnage, charts.cumulative_reo, charts.world_map):
        with pytest.raises(NothingToPlot):
            draw(empty)
    with pytest.raises(NothingToPlot, match="no distribution is stated"):
        charts.oxide_bars(empty)
    assert isinstance(empty.deposits, pd.DataFrame)
