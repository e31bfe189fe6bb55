"""The recomputation of Weng et al. 2015: totals from elements, what they are held against, why."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from geodeposits.elements import oxide_factor

SCRIPT = Path(__file__).resolve().parent.parent / "benchmarks" / "weng2015.py"
SPEC = importlib.util.spec_from_file_location("weng2015", SCRIPT)
assert SPEC is not None
assert SPEC.loader is not None
weng2015 = importlib.util.module_from_spec(SPEC)
sys.modules["weng2015"] = weng2015  # a dataclass looks its module up
SPEC.loader.exec_module(weng2015)

COUNTED, Published, Row = weng2015.COUNTED, weng2015.Published, weng2015.Row
best_published, explanation = weng2015.best_published, weng2015.explanation
rounding, rows = weng2015.rounding, weng2015.rows

CITE = {"source": "weng-2015", "at": "one__1"}
WENG = {"kind": "compiled", "basis": "TREE", "ore_mt": "100", "grade_pct": "1", "by": "compiler"}
SOURCES = {"weng-2015": {"title": "Weng", "kind": "paper", "producer": "Weng"}}


def estimate(ore_mt: str, grade_pct: str, *, by_name: str = "Operator", basis: str = "TREO"):
    figures = {"ore_mt": ore_mt, "grade_pct": grade_pct, "basis": basis}
    return {"kind": "resource", "by": "operator", "by_name": by_name, "cite": {"source": "src"},
            **figures}  # fmt: skip


@pytest.fixture(scope="module")
def dataset(dataset_of):
    theirs = {**WENG, "by_name": "Weng and others (2015)", "cite": CITE}
    others = [
        estimate("100.5", "1.21"),
        estimate("100.5", "1.2"),
        estimate("102", "1.3"),
        estimate("100", "1.25", basis="LREO"),
    ]
    return dataset_of({"tr-one": {"estimates": [theirs, *others]}}, sources=SOURCES)


def record(**ppm: float) -> dict[str, str]:
    blank = {f"{name}_ppm": "" for name in (*COUNTED, "Sc")}
    stated = {f"{name}_ppm": str(value) for name, value in ppm.items()}
    return {"record_id": "one__1", "ore_mt": "100", **blank, **stated}


def made(oxides: float, *, grade: str = "1", stated=COUNTED, elements=0.0, sesquioxides=0.0):
    published = Published("somebody", 100.0, grade, 1000.0, is_theirs=False)
    return Row("one__1", "tr-one", 100.0, stated, elements, oxides, sesquioxides, published)


def test_totals_are_elements_times_factors_times_ore(dataset) -> None:
    (row,) = rows([record(Nd=2000, Ce=5000, Sc=400)], dataset)
    oxides_ppm = 2000 * float(oxide_factor("Nd2O3")) + 5000 * float(oxide_factor("CeO2"))
    assert row.oxides_pct == pytest.approx(oxides_ppm / 10_000)
    assert row.reo_kt == pytest.approx(oxides_ppm / 10_000 * 1000)
    assert row.elements_pct == pytest.approx(0.7)
    assert row.sesquioxides_pct < row.oxides_pct
    assert (row.deposit, row.stated) == ("tr-one", ("Ce", "Nd"))


def test_a_record_without_tonnage_or_elements_is_left_out(dataset) -> None:
    assert list(rows([{**record(Nd=1), "ore_mt": ""}, record(), record(Sc=5)], dataset)) == []


def test_the_published_figure_has_the_same_tonnage_and_the_most_digits(dataset) -> None:
    found = best_published(dataset, "tr-one", 100.0)
    assert found is not None
    assert (found.ore_mt, found.grade_pct) == (100.5, "1.21")
    assert found.reo_kt == pytest.approx(100.5 * 1.21 * 10)
    assert best_published(dataset, "tr-one", 90.0) is None
    assert best_published(dataset, "tr-other", 100.0) is None


def test_their_own_figure_comes_first(dataset_of) -> None:
    others = [
        estimate("100", "1.211"),
        estimate("100.9", "1.2", by_name="Weng and others (2015), as tabulated by USGS"),
    ]
    found = best_published(dataset_of({"tr-one": {"estimates": others}}), "tr-one", 100.0)
    assert found is not None
    assert (found.is_theirs, found.grade_pct) == (True, "1.2")


@pytest.mark.parametrize(
    ("grade", "half"),
    [("1.2", 0.05 / 1.2), ("0.06", 0.005 / 0.06), ("~4", 0.5 / 4), ("", 0.0)],
)
def test_rounding_is_half_the_last_digit(grade: str, half: float) -> None:
    assert rounding(Published("x", 1.0, grade, 1.0, is_theirs=False)) == pytest.approx(half)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (made(1.0199, grade="1.000"), ""),
        (made(1.021, grade="1.000", sesquioxides=1.0), "sesquioxides"),
        (made(1.2, grade="1.000", elements=1.01), "sum of the elements"),
        (made(0.5, grade="1.000", stated=("Y", "La")), "lacks Ce, Pr, Nd, Sm"),
        (made(1.04, grade="1.0", sesquioxides=0.9), "rounded: 1.0 %"),
        (made(1.3, grade="1.000", sesquioxides=1.2), "not explained"),
    ],
)
def test_what_is_off_is_explained(row: Row, why: str) -> None:
    assert why in explanation(row)
    assert bool(explanation(row)) == bool(why)


def test_nothing_is_explained_without_a_published_figure() -> None:
    alone = Row("one__1", "tr-one", 1.0, COUNTED, 1.0, 1.2, 1.17, None)
    assert explanation(alone) == ""
    assert not alone.is_compared
    assert made(1.0).is_compared
    assert not made(1.0, stated=("La", "Ce")).is_compared
