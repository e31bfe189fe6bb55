"""Evidence levels: code, age and kind of an estimate."""

from __future__ import annotations

import pytest

from geodeposits.dataset import evidence_level
from geodeposits.dates import PartialDate
from geodeposits.vocab import CRIRSCO_CODES, NATIONAL_CODES, Code, EvidenceLevel, Kind

AS_OF = PartialDate.parse("2026-11-23")


def level(
    kind: Kind = Kind.RESOURCE,
    code: Code = Code.JORC,
    effective: str | None = "2020",
    as_of: PartialDate | None = AS_OF,
) -> EvidenceLevel:
    date = None if effective is None else PartialDate.parse(effective)
    return evidence_level(kind=kind, code=code, effective=date, as_of=as_of)


@pytest.mark.parametrize(
    ("effective", "expected"),
    [
        ("2026-11-23", "A"),
        ("2016-11-24", "A"),
        ("2016-11-23", "A"),
        ("2016-11-22", "B"),
        ("2016-11", "A"),  # may be the 30th
        ("2016-10", "B"),
        ("2016", "A"),  # may be 31 December
        ("2015", "B"),
        ("2015-12-31", "B"),
        ("2030", "A"),
        (None, "B"),
    ],
)
def test_ten_years_to_the_day(effective: str | None, expected: str) -> None:
    assert level(effective=effective).value == expected


@pytest.mark.parametrize(
    ("as_of", "effective", "expected"),
    [
        ("2026", "2016-12-31", "A"),  # a year counts by its last day
        ("2026", "2016-12-30", "B"),
        ("2026-02", "2016-02-28", "A"),
        ("2026-02", "2016-02-27", "B"),
        ("2024-02-29", "2014-02-28", "B"),
        ("2024-02-29", "2014-03-01", "A"),
    ],
)
def test_a_partial_as_of_date_counts_by_its_last_day(
    as_of: str, effective: str, expected: str
) -> None:
    assert level(effective=effective, as_of=PartialDate.parse(as_of)).value == expected


def test_without_an_as_of_date_nothing_is_fresh() -> None:
    assert level(effective="2026", as_of=None) is EvidenceLevel.B


@pytest.mark.parametrize("code", sorted(CRIRSCO_CODES))
@pytest.mark.parametrize("kind", [Kind.RESOURCE, Kind.RESERVE, Kind.COMPILED])
def test_a_fresh_code_of_the_family_is_a(kind: Kind, code: Code) -> None:
    assert level(kind, code) is EvidenceLevel.A
    assert level(kind, code, effective="2010") is EvidenceLevel.B


@pytest.mark.parametrize("code", sorted(NATIONAL_CODES))
@pytest.mark.parametrize("effective", ["2026", "1970", None])
def test_a_national_code_is_c_whatever_its_age(code: Code, effective: str | None) -> None:
    assert level(code=code, effective=effective) is EvidenceLevel.C


@pytest.mark.parametrize("code", [Code.NONE, Code.UNSTATED])
def test_without_a_code_it_is_d(code: Code) -> None:
    assert level(code=code) is EvidenceLevel.D
    assert level(Kind.COMPILED, code) is EvidenceLevel.D


@pytest.mark.parametrize("kind", [Kind.HISTORICAL, Kind.EXPLORATION_TARGET])
@pytest.mark.parametrize("code", [Code.JORC, Code.GKZ, Code.NONE])
def test_what_is_historical_or_conceptual_is_d_even_under_a_code(kind: Kind, code: Code) -> None:
    assert level(kind, code) is EvidenceLevel.D


@pytest.mark.parametrize("code", [Code.JORC, Code.GKZ, Code.NONE])
def test_an_announcement_is_e_even_under_a_code(code: Code) -> None:
    assert level(Kind.ANNOUNCEMENT, code) is EvidenceLevel.E
