"""What people read for the codes of statements: what is counted, how it stands, in which unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodeposits.speech import Language
from geodeposits.vocab.statements import Metric, Relation, StatementUnit

__all__ = ["STATEMENT_TERMS", "StatementTerms"]


@dataclass(frozen=True, kw_only=True)
class StatementTerms:
    """Words for terms; a unit that has none is a symbol, which both languages share."""

    metrics: Mapping[Metric, str]
    relations: Mapping[Relation, str]
    units: Mapping[StatementUnit, str]


ENGLISH: Final = StatementTerms(
    metrics={
        Metric.CONTAINED_REO: "contained rare earth oxide",
        Metric.ORE: "ore",
        Metric.GRADE: "grade",
        Metric.RESERVES: "reserves",
        Metric.PRODUCTION: "output",
        Metric.YEARS_OF_SUPPLY: "years of supply",
        Metric.ELEMENTS: "number of elements",
        Metric.ONLY_PRODUCER: "number of producers",
        Metric.RANK_CONTAINED_REO: "rank by contained rare earth oxide",
        Metric.RANK_HEAVY_REO: "rank by heavy rare earth oxide",
        Metric.RANK_ORE: "rank by tonnage of ore",
        Metric.RANK_GRADE: "rank by grade",
        Metric.RANK_RESERVES: "rank by reserves",
        Metric.RANK_PRODUCTION: "rank by output",
        Metric.SHARE_RESERVES: "share of reserves",
        Metric.SHARE_PRODUCTION: "share of output",
        Metric.SHARE_UNSTATED: "share of reserves or output, unstated which",
    },
    relations={
        Relation.EQUAL: "equal",
        Relation.ABOVE: "above",
        Relation.BELOW: "below",
        Relation.AT_LEAST: "at least",
        Relation.AT_MOST: "at most",
    },
    units={
        StatementUnit.SHORT_TONS: "short tons",
        StatementUnit.TONNES_A_YEAR: "t/year",
        StatementUnit.YEARS: "years",
        StatementUnit.ELEMENTS: "elements",
        StatementUnit.RANK: "rank",
        StatementUnit.PRODUCERS: "producers",
    },
)

TURKISH: Final = StatementTerms(
    metrics={
        Metric.CONTAINED_REO: "içerilen nadir toprak oksidi",
        Metric.ORE: "cevher",
        Metric.GRADE: "tenör",
        Metric.RESERVES: "rezerv",
        Metric.PRODUCTION: "üretim",
        Metric.YEARS_OF_SUPPLY: "kaç yıl yeteceği",
        Metric.ELEMENTS: "element sayısı",
        Metric.ONLY_PRODUCER: "üretici sayısı",
        Metric.RANK_CONTAINED_REO: "içerilen nadir toprak oksidine göre sıra",
        Metric.RANK_HEAVY_REO: "ağır nadir toprak oksidine göre sıra",
        Metric.RANK_ORE: "cevher tonajına göre sıra",
        Metric.RANK_GRADE: "tenöre göre sıra",
        Metric.RANK_RESERVES: "rezerve göre sıra",
        Metric.RANK_PRODUCTION: "üretime göre sıra",
        Metric.SHARE_RESERVES: "rezervlerdeki pay",
        Metric.SHARE_PRODUCTION: "üretimdeki pay",
        Metric.SHARE_UNSTATED: "rezerv veya üretimdeki pay, hangisi olduğu belirtilmemiş",
    },
    relations={
        Relation.EQUAL: "eşit",
        Relation.ABOVE: "üstünde",
        Relation.BELOW: "altında",
        Relation.AT_LEAST: "en az",
        Relation.AT_MOST: "en çok",
    },
    units={
        StatementUnit.SHORT_TONS: "kısa ton",
        StatementUnit.TONNES_A_YEAR: "t/yıl",
        StatementUnit.YEARS: "yıl",
        StatementUnit.ELEMENTS: "element",
        StatementUnit.RANK: "sıra",
        StatementUnit.PRODUCERS: "üretici",
    },
)

STATEMENT_TERMS: Final[dict[Language, StatementTerms]] = {"en": ENGLISH, "tr": TURKISH}
