"""Rules on sources: every claim has one, and its address can be followed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from geodeposits.finding import Finding, Severity
from geodeposits.model import DatasetInfo
from tests.checks_kit import INFO, dataset, found_by

DEPOSIT = {"id": "tr-a", "name": "A", "country": "TR", "type": "unknown", "origin": "t.csv:2"}
SOURCE = {"key": "usgs-2018", "title": "T", "producer": "P", "kind": "agency", "origin": "s:1"}


def position(source: str | None, **more: Any) -> dict[str, Any]:
    place = {"lat": 39.6, "lon": 31.35, "standing": "accepted", "origin": "t.csv:2"}
    return {"claim": "c", "id": "tr-a", **place, "source": source, **more}


def findings(code: str, *, info: DatasetInfo = INFO, **rows: Any) -> tuple[Finding, ...]:
    held = replace(dataset(**{"deposits": [DEPOSIT], **rows}), info=info)
    return found_by(code, held)


def test_a_claim_that_cites_a_source_is_left_alone() -> None:
    assert findings("GD601", positions=[position("usgs-2018")], sources=[SOURCE]) == ()


def test_a_key_that_the_sources_lack_offers_the_nearest() -> None:
    (finding,) = findings("GD601", positions=[position("usgs-2081")], sources=[SOURCE])
    assert finding.severity is Severity.ERROR
    assert (finding.origin, finding.claim, finding.field) == ("t.csv:2", "c", "source")
    assert finding.message == (
        "the claim cites 'usgs-2081', which is not among the sources: did you mean usgs-2018?"
    )


def test_two_of_the_keys_that_are_near_are_offered() -> None:
    sources = [{**SOURCE, "key": key} for key in ("usgs-2018", "usgs-2019", "usgs-201", "mta")]
    (finding,) = findings("GD601", positions=[position("usgs-2017")], sources=sources)
    (_, offered) = finding.message.rstrip("?").split(": did you mean ")
    assert len(offered.split(" or ")) == 2
    assert set(offered.split(" or ")) < {"usgs-2018", "usgs-2019", "usgs-201"}


# alike by 2 * 3 / 10 = 60 % and by 2 * 3 / 11 = 55 %
@pytest.mark.parametrize(("key", "offered"), [("abcde", True), ("abcdef", False)])
def test_a_key_is_near_from_60_percent_on(key: str, offered: bool) -> None:
    (finding,) = findings("GD601", positions=[position("abcxy")], sources=[{**SOURCE, "key": key}])
    assert finding.message.endswith("abcde?" if offered else "not among the sources")
    assert ("did you mean" in finding.message) == offered


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_claim_without_a_source(nothing: str | None) -> None:
    (finding,) = findings("GD601", positions=[position(nothing)], sources=[SOURCE])
    assert finding.message == "the claim cites no source"


def test_a_lacking_key_is_an_error_even_where_there_are_no_sources_at_all() -> None:
    (finding,) = findings("GD601", positions=[position("usgs-2018")])
    assert finding.severity is Severity.ERROR


def test_the_source_of_a_type_is_looked_up_where_there_is_one() -> None:
    typed = {**DEPOSIT, "type": "carbonatite-ree", "type_source": "nix"}
    (finding,) = findings("GD601", deposits=[typed], sources=[SOURCE])
    assert finding.field == "type_source"
    assert findings("GD601", deposits=[{**typed, "type_source": None}], sources=[SOURCE]) == ()


def test_categories_share_the_finding_of_their_estimate() -> None:
    whole = {"claim": "e", "id": "tr-a", "source": "nix"}
    part = {**whole, "claim": "e/inferred", "part_of": "e"}
    (finding,) = findings("GD601", estimates=[whole, part], sources=[SOURCE])
    assert finding.claim == "e"


def test_a_table_without_any_source_gets_one_note() -> None:
    rows = [position(None, claim=str(i)) for i in range(3)]
    (finding,) = findings("GD601", positions=rows, status=[{"claim": "s", "id": "tr-a"}])
    assert (finding.severity, finding.origin) == (Severity.NOTE, "t.csv")
    assert finding.message == (
        "the table comes without sources: none of its 4 claims can be traced"
    )


def test_a_table_of_ones_own_need_not_list_its_sources() -> None:
    table = INFO.model_copy(update={"name": "table"})
    (finding,) = findings("GD601", info=table, positions=[position("my notes"), position(None)])
    assert finding.severity is Severity.NOTE


def test_deposits_without_claims_need_no_source() -> None:
    assert findings("GD601") == ()


@pytest.mark.parametrize(
    "url",
    [
        None,
        "https://www.usgs.gov",
        "http://pubs.usgs.gov:8080/of/2009/1139/?a=b#c",
        "https://www.mta.gov.tr/v3.0/sayfalar/bilgi-merkezi/Kızılcaören_(1).pdf",
        "https://rudmet.ru./news/13844/?language=en",
        "http://219.143.1.20/report",
    ],
)
def test_addresses_that_can_be_followed(url: str | None) -> None:
    assert findings("GD603", sources=[{**SOURCE, "url": url}]) == ()


@pytest.mark.parametrize(
    "url",
    [
        "www.usgs.gov/ree",
        "ftp://usgs.gov/ree",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https://usgs",
        "https:///path",
        "https://user@evil.example/",
        "https://usgs.gov/a b",
        'https://usgs.gov/"onclick=x',
        "https://usgs.gov/\n",
        "https://usgs..gov/",
        " https://usgs.gov/",
    ],
)
def test_addresses_that_cannot(url: str) -> None:
    (finding,) = findings("GD603", sources=[{**SOURCE, "url": url}])
    assert (finding.origin, finding.claim, finding.field) == ("s:1", "usgs-2018", "url")
    assert finding.severity is Severity.ERROR
    assert "is no http(s) address: write the whole address, from http:// or" in finding.message


@pytest.mark.parametrize(
    "doi", [None, "10.3133/pp1802O", "10.1002/(SICI)1096-8644(1996)99:1<1::A>"]
)
def test_good_dois(doi: str | None) -> None:
    assert findings("GD603", sources=[{**SOURCE, "doi": doi}]) == ()


@pytest.mark.parametrize(
    "doi", ["https://doi.org/10.3133/pp1802O", "doi:10.3133/x", "10.3133", "10.31/x", "10.3133/a b"]
)
def test_bad_dois(doi: str) -> None:
    (finding,) = findings("GD603", sources=[{**SOURCE, "doi": doi}])
    assert (finding.severity, finding.field) == (Severity.ERROR, "doi")
    assert finding.message == f"{doi!r} is no DOI: write it bare, such as 10.3133/pp1802O"


def test_a_long_address_is_judged_at_once() -> None:
    """A pattern that backtracks would take years over this one."""
    (finding,) = findings("GD603", sources=[{**SOURCE, "url": "https://" + "a." * 20000 + "!"}])
    assert len(finding.message) < 200
