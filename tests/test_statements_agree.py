"""A statement of rank and a rank: two ways to ask one question, and one answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from geodeposits.dataset import Dataset
from geodeposits.summary import FIGURES as FIGURES_CHOSEN
from geodeposits.summary.comparable import RankMeasure
from geodeposits.summary.ranks import rank
from geodeposits.summary.statements import Check, Ground, Judgement, When
from geodeposits.summary.statements import tested as judged_all
from geodeposits.summary.statements.grounds import areas_of
from geodeposits.vocab.statements import Metric

MEASURES: dict[Metric, RankMeasure] = {
    Metric.RANK_CONTAINED_REO: "contained-reo",
    Metric.RANK_ORE: "ore",
    Metric.RANK_GRADE: "grade",
    Metric.RANK_HEAVY_REO: "hreo",
}
FIGURES = {
    Ground.HEADLINE: "headline",
    Ground.DOCUMENTED: "documented",
    Ground.SUPPORTED: "supported",
    Ground.SPLITS: "headline",
}


@pytest.fixture(scope="module")
def judged(bundled: Dataset) -> tuple[Judgement, ...]:
    deposits = set(bundled.deposits["id"])
    return tuple(
        each
        for each in judged_all(bundled)
        if each.said.metric in MEASURES and each.said.text("subject") in deposits
    )


def competitors(dataset: Dataset, each: Judgement, area: str) -> Dataset:
    """Return the dataset without the deposits that the statement does not mean."""
    lies_in = areas_of(each.said.text("scope"))[area or each.said.text("scope")]
    types, subject = each.said.listed("types"), each.said.text("subject")
    rows = dataset.deposits.to_dict("records")
    meant = [
        row["id"] == subject or (lies_in(row) and (not types or row["type"] in types))  # type: ignore[arg-type]
        for row in rows
    ]
    return replace(dataset, deposits=dataset.deposits[meant])


def row_of(dataset: Dataset, each: Judgement, area: str, figure: str) -> dict[str, Any]:
    """Return what `rank` says of the subject of a statement by a figure."""
    by, meant = MEASURES[each.said.metric], competitors(dataset, each, area)
    chosen = figure if figure in FIGURES_CHOSEN else None
    frame = rank(meant, each.said.text("subject"), by=by, figure=chosen)  # type: ignore[arg-type]
    (row,) = frame[frame["compared"] == figure].astype("object").to_dict("records")
    return {str(name): None if value is pd.NA else value for name, value in row.items()}


def now(each: Judgement) -> list[Check]:
    """Return the comparisons of today with figures of the dataset."""
    return [
        check for check in each.checks if check.ground in FIGURES and check.when is not When.THEN
    ]


def test_there_are_statements_of_rank(judged: tuple[Judgement, ...]) -> None:
    assert sum(len(now(each)) for each in judged) > 20
    assert {Ground.HEADLINE, Ground.DOCUMENTED} <= {c.ground for j in judged for c in now(j)}


def test_statements_and_ranks_agree(bundled: Dataset, judged: tuple[Judgement, ...]) -> None:
    for each in judged:
        for check in now(each):
            row = row_of(bundled, each, check.area, FIGURES[check.ground])
            assert check.found is not None
            told = (each.said.text("statement"), check.ground, row["place"], row["of"])
            assert (row["of"], row["claim"]) == (check.others, check.used[0].claim), told
            place = (check.found.low, check.found.best, check.found.high)
            assert place == (row["best"], row["place"], row["worst"]), told


def test_what_is_stated_is_ranked_among_the_same(
    bundled: Dataset, judged: tuple[Judgement, ...]
) -> None:
    for each in judged:
        for check in each.checks:
            if check.ground is Ground.AS_STATED and check.when is not When.THEN:
                row = row_of(bundled, each, check.area, "headline")
                unranked = row["place"] is None  # then the deposit is not among the others
                assert check.others == row["of"] + unranked


def test_beylikova_s_headline_has_one_rank(bundled: Dataset, judged: tuple[Judgement, ...]) -> None:
    (each,) = [j for j in judged if j.said.text("statement") == "beylikova-rank2-world"]
    (check,) = [c for c in now(each) if c.ground is Ground.HEADLINE]
    row = rank(bundled, "tr-beylikova", figure="headline").iloc[0]
    assert check.found is not None
    place = (check.found.low, check.found.best, check.found.high)
    assert place == tuple(int(row[name]) for name in ("best", "place", "worst"))
    assert check.others == row["of"]
