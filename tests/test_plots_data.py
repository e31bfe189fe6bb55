"""The plot of grade and tonnage: the right deposits at the right places, labels apart, scales."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import geodeposits
from geodeposits import charts
from geodeposits.charts.placing import Box, Label, placed
from geodeposits.charts.scales import log_ticks, year_of, year_ticks
from geodeposits.dataset import Dataset
from geodeposits.errors import UnknownDeposit
from geodeposits.quantity import Quantity
from geodeposits.summary import FIGURES
from tests.plots_kit import (
    axes_of,
    box_of,
    dataset,
    deposit,
    estimate,
    names,
    points,
    texts,
)

WIDTHS = (85, 174)


@pytest.fixture(scope="module")
def atlas() -> Dataset:
    return geodeposits.load()


# --- Grade and tonnage ---------------------------------------------------------------------------


def both_known(atlas: Dataset, figure: str) -> dict[str, tuple[float, float]]:
    """Work tonnage and grade of the ranked deposits out anew, from the published columns."""
    found = {}
    for row in atlas.deposits.to_dict("records"):
        if row[f"{figure}_basis"] not in {"TREO", "REO"}:
            continue
        texts = {n: row[f"{figure}_{n}_text"] for n in ("ore_mt", "grade_pct", "reo_kt")}
        known = {
            n: float(Quantity.parse(t).central) for n, t in texts.items() if isinstance(t, str)
        }
        if not known.get("reo_kt"):
            continue
        ore, grade = known.get("ore_mt"), known.get("grade_pct")
        if ore is None and grade is None:
            continue
        ore = known["reo_kt"] / 10 / grade if ore is None and grade else ore
        grade = known["reo_kt"] / 10 / ore if grade is None and ore else grade
        found[row["id"]] = (ore, grade)
    return found


@pytest.mark.parametrize("figure", FIGURES)
def test_every_ranked_deposit_with_tonnage_and_grade_is_a_point(
    atlas: Dataset, figure: Any
) -> None:
    axes = axes_of(charts.grade_tonnage(atlas, figure=figure), "grade-tonnage")
    expected = sorted(both_known(atlas, figure).values())
    drawn = sorted(points(axes))
    assert len(drawn) == len(expected) > 150
    assert np.allclose(drawn, expected, rtol=2e-3)


def test_the_axes_hold_every_point_and_are_logarithmic(atlas: Dataset) -> None:
    axes = axes_of(charts.grade_tonnage(atlas), "grade-tonnage")
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    assert all(left < ore < right and low < grade < high for ore, grade in points(axes))
    ticks = [t.get_text() for t in axes.get_xticklabels()]
    assert {"0.01", "1", "1,000"} <= set(ticks)


def test_a_missing_grade_or_tonnage_follows_from_contained_oxide() -> None:
    data = dataset(
        deposits=[deposit("aa-one"), deposit("bb-two"), deposit("cc-three")],
        estimates=[
            estimate("aa-one", ore=100, contained=2000),
            estimate("bb-two", grade=4, contained=2000),
            estimate("cc-three", contained=2000),
        ],
    )
    plot = charts.grade_tonnage(data)
    assert sorted(points(axes_of(plot, "grade-tonnage"))) == [(50.0, 4.0), (100.0, 2.0)]
    note = plot.notes[0]
    assert "2 of 3 deposits are drawn" in note
    assert "For 2 of them one of the two follows" in note
    assert "1 on total oxides without both" in note


@pytest.mark.parametrize("basis", ["LREO", "TREE", "ore", "HM", "partial-oxides"])
def test_another_basis_is_not_drawn_but_counted(basis: str) -> None:
    members = {"members": "La2O3; CeO2"} if basis == "partial-oxides" else {}
    data = dataset(
        deposits=[deposit("aa-one"), deposit("bb-two")],
        estimates=[
            estimate("aa-one", ore=10, grade=1),
            estimate("bb-two", ore=10, grade=None if basis == "ore" else 1, basis=basis, **members),
        ],
    )
    plot = charts.grade_tonnage(data)
    assert points(axes_of(plot, "grade-tonnage")) == [(10.0, 1.0)]
    assert "1 on another basis or without contained oxide" in plot.notes[0]


def test_what_is_zero_or_implies_more_than_all_is_not_drawn() -> None:
    data = dataset(
        deposits=[deposit("aa-one"), deposit("bb-two"), deposit("cc-three")],
        estimates=[
            estimate("aa-one", ore=10, grade=1),
            estimate("bb-two", ore=1, contained=2000),  # 200 %
            estimate("cc-three", ore=0, grade=1),
        ],
    )
    assert len(points(axes_of(charts.grade_tonnage(data), "grade-tonnage"))) == 1


def test_levels_are_filled_half_filled_and_hollow() -> None:
    ids = {level: f"aa-{level.lower()}" for level in "ABCDE"}
    data = dataset(
        deposits=[deposit(one) for one in ids.values()],
        estimates=[
            estimate(one, ore=10 + k, grade=1, level=level)
            for k, (level, one) in enumerate(ids.items())
        ],
    )
    axes = axes_of(charts.grade_tonnage(data), "grade-tonnage")
    ground = {
        str(marks.get_label())[-1]: tuple(marks.get_facecolor()[0][:3])
        for marks in axes.collections
        if ", " in str(marks.get_label())
    }
    assert set(ground) == set("ABCDE")
    white = (1.0, 1.0, 1.0)
    assert {level for level, colour in ground.items() if colour != white} == set("ABC")


def test_ranges_are_bars_and_bounds_are_arrows() -> None:
    plain = [estimate("aa-one", ore=10, grade=1)]
    ranged = [estimate("aa-one", ore="10–20", grade=1)]
    bound = [estimate("aa-one", ore=10, grade=">1")]
    drawn, words = [], []
    for rows in (plain, ranged, bound):
        plot = charts.grade_tonnage(dataset(deposits=[deposit("aa-one")], estimates=rows))
        drawn.append(len(axes_of(plot, "grade-tonnage").collections))
        words.append({"range stated", "only a bound stated"} & set(texts(plot)))
    assert drawn[1] == drawn[0] + 2  # the bar and its ends
    assert drawn[2] == drawn[0] + 1
    assert words == [set(), {"range stated"}, {"only a bound stated"}]


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("figure", FIGURES)
def test_names_do_not_overlap_and_the_highlighted_is_named(
    atlas: Dataset, width_mm: int, figure: Any
) -> None:
    plot = charts.grade_tonnage(
        atlas, highlight=("tr-beylikova",), figure=figure, width_mm=width_mm
    )
    axes = axes_of(plot, "grade-tonnage")
    named = names(axes)
    assert len(named) >= (8 if width_mm == 85 else 25)
    is_ranked = "tr-beylikova" in both_known(atlas, figure)
    assert ("Beylikova" in [t.get_text() for t in named]) == is_ranked
    boxes = [box_of(plot, text) for text in named]
    for k, one in enumerate(boxes):
        assert one.x0 >= axes.bbox.x0 - 1
        assert one.x1 <= axes.bbox.x1 + 1
        for two in boxes[k + 1 :]:
            wide = min(one.x1, two.x1) - max(one.x0, two.x0)
            high = min(one.y1, two.y1) - max(one.y0, two.y0)
            assert wide < 0.5 or high < 1.6, (wide, high)  # descenders alone may come close


def test_an_unknown_id_is_no_highlight(atlas: Dataset) -> None:
    with pytest.raises(UnknownDeposit, match="tr-beylikova"):
        charts.grade_tonnage(atlas, highlight=("tr-beylikov",))


@pytest.mark.parametrize("wrong", ["best", "Headline"])
def test_only_the_two_figures_are_known(atlas: Dataset, wrong: Any) -> None:
    for draw in (charts.grade_tonnage, charts.cumulative_reo, charts.world_map):
        with pytest.raises(ValueError, match="headline, documented"):
            draw(atlas, figure=wrong)


# --- Placing -------------------------------------------------------------------------------------


def test_a_label_that_would_collide_is_left_out_unless_it_must_stand() -> None:
    frame = Box(0, 0, 40, 12)
    small = Label(20, 6, 2, 16, 6)
    first, second, third = placed([small, small, small], [], frame)
    assert first is not None
    assert second is not None  # at the other side
    assert third is None
    forced = placed([small, small, Label(20, 6, 2, 16, 6, must=True)], [], frame)[2]
    assert forced is not None


def test_a_label_keeps_off_marks_and_inside_the_frame() -> None:
    frame = Box(0, 0, 100, 100)
    marks = [Box(55, 45, 90, 55)]
    (place,) = placed([Label(50, 50, 2, 20, 6)], marks, frame)
    assert place is not None
    assert place.box.right < 50  # the right side is covered
    (corner,) = placed([Label(98, 98, 1, 20, 6)], [], frame)
    assert corner is not None
    assert corner.box.right <= 100
    assert corner.box.top <= 100


# --- Scales --------------------------------------------------------------------------------------


def test_ticks_are_powers_of_ten_and_finer_where_few() -> None:
    assert log_ticks((0.005, 2000)) == [0.01, 0.1, 1, 10, 100, 1000]
    assert log_ticks((0.9, 20)) == [1, 2, 5, 10, 20]
    assert year_ticks(1975.2, 2026.4, 6) == [1980, 1990, 2000, 2010, 2020]
    assert year_ticks(2020, 2024, 9) == [2020, 2021, 2022, 2023, 2024]


@pytest.mark.parametrize(
    ("date", "year"),
    [("2013", 2013.5), ("2013-01", 2013 + 0.5 / 12), ("soon", None), (None, None)],
)
def test_a_date_stands_in_the_middle_of_what_is_known(date: Any, year: float | None) -> None:
    assert year_of(date) == (None if year is None else pytest.approx(year))
