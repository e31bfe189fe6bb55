"""Rules on what claims refer to: one name a party, one key a document, and none unused."""

from __future__ import annotations

from typing import Any

import pytest

from geodeposits.checks import run
from geodeposits.finding import Finding, Severity
from tests.checks_kit import dataset

LYNAS = {"party": "Lynas Rare Earths", "aliases": "Lynas Corporation; Lynas", "origin": "l:1"}
ETI = {"party": "Etimaden", "aliases": "Eti Maden İşletmeleri", "origin": "e:1"}


def partner(party: str | None, **more: Any) -> dict[str, Any]:
    where = {"claim": "tr-a/partners/s", "id": "tr-a", "origin": "t:7"}
    return {**where, "party": party, **more}


def source(key: str, **more: str | None) -> dict[str, Any]:
    return {"key": key, "title": "T", "producer": "P", "origin": f"{key}:1", **more}


def findings(code: str, **rows: Any) -> tuple[Finding, ...]:
    return run(dataset(**rows), select=[code]).findings


def naming(party: str | None, *parties: dict[str, Any], code: str = "GD110") -> tuple[Finding, ...]:
    return findings(code, partners=[partner(party)], parties=[*(parties or (LYNAS, ETI))])


# --- GD110: a party is named as its file names it ------------------------------------------------


@pytest.mark.parametrize("party", ["Lynas Rare Earths", "Etimaden", None])
def test_a_name_as_its_file_has_it_is_left_alone(party: str | None) -> None:
    assert naming(party) == ()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Lynas Corporation", "Lynas Rare Earths"),
        ("Lynas", "Lynas Rare Earths"),
        ("LYNAS rare earths", "Lynas Rare Earths"),
        ("eti maden isletmeleri", "Etimaden"),
    ],
)
def test_an_alias_or_another_writing_is_told_with_the_name(given: str, name: str) -> None:
    (finding,) = naming(given)
    assert finding.message == f"{given!r} is {name!r}: write that name"
    assert (finding.severity, finding.field) == (Severity.ERROR, "party")
    assert (finding.origin, finding.deposit, finding.claim) == ("t:7", "tr-a", "tr-a/partners/s")


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("Etimadan", "did you mean Etimaden?"),
        ("Lynas Corporatoin", "did you mean Lynas Rare Earths?"),  # near an alias
        ("Sheng He", "add one to parties/"),
        ("", "add one to parties/"),
    ],
)
def test_a_party_without_a_file_offers_the_nearest(given: str, hint: str) -> None:
    (finding,) = naming(given)
    assert finding.message == f"{given!r} is a party without a file: {hint}"


def test_two_names_of_one_party_are_offered_once() -> None:
    twin = {"party": "Alpha Mining", "aliases": "Alfa Mining", "origin": "a:1"}
    (finding,) = naming("Alpa Mining", twin)
    assert finding.message.endswith(": did you mean Alpha Mining?")


def test_a_name_outweighs_another_partys_alias() -> None:
    taken = {"party": "Group", "aliases": "Etimaden; ETIMADEN", "origin": "g:1"}
    assert naming("Etimaden", ETI, taken) == ()
    (finding,) = naming("ETIMADEN", ETI, taken)
    assert finding.message == "'ETIMADEN' is 'Etimaden': write that name"


def test_conditions_name_parties_too() -> None:
    condition = {"claim": "tr-a/conditions/s", "id": "tr-a", "party": "Lynas", "origin": "t:9"}
    (finding,) = findings("GD110", conditions=[condition], parties=[LYNAS])
    assert (finding.origin, finding.claim) == ("t:9", "tr-a/conditions/s")


def test_every_claim_is_told() -> None:
    rows = [partner("Nix", origin=f"t:{line}") for line in (1, 2)]
    assert [f.origin for f in findings("GD110", partners=rows, parties=[ETI])] == ["t:1", "t:2"]


def test_a_table_that_came_without_parties_is_not_looked_at() -> None:
    assert findings("GD110", partners=[partner("Nix")]) == ()


# --- GD111: a party that no claim names ----------------------------------------------------------


def test_a_party_is_used_by_a_partner_or_a_condition() -> None:
    condition = {"claim": "c", "id": "tr-a", "party": "Etimaden"}
    rows = {"partners": [partner("Lynas Rare Earths")], "conditions": [condition]}
    assert findings("GD111", parties=[LYNAS, ETI], **rows) == ()


def test_a_party_that_no_claim_names_is_a_note() -> None:
    (finding,) = naming("Etimaden", code="GD111")
    assert finding.message == "no claim names the party 'Lynas Rare Earths'"
    assert (finding.severity, finding.origin, finding.field) == (Severity.NOTE, "l:1", "name")


def test_an_alias_does_not_use_a_party() -> None:
    (finding,) = naming("Lynas", LYNAS, code="GD111")
    assert finding.origin == "l:1"


def test_no_claims_use_no_party() -> None:
    assert [f.origin for f in findings("GD111", parties=[LYNAS, ETI])] == ["e:1", "l:1"]
    assert findings("GD111", partners=[partner("Nix")]) == ()


# --- GD607: one document under two keys ----------------------------------------------------------

PAGE = "https://www.example.org/News/a?id=7"


@pytest.mark.parametrize(
    "other",
    [
        PAGE,
        "http://www.example.org/News/a?id=7",
        "https://example.org/News/a?id=7",
        "HTTPS://Example.ORG/News/a?id=7/",
        f" {PAGE} ",
    ],
)
def test_one_address_under_two_keys(other: str) -> None:
    (finding,) = findings("GD607", sources=[source("a", url=PAGE), source("b", url=other)])
    assert finding.message == f"{other!r} is the url of the source 'a' too"
    assert (finding.severity, finding.origin) == (Severity.ERROR, "b:1")
    assert (finding.claim, finding.field) == ("b", "url")


@pytest.mark.parametrize(
    "other",
    [
        "https://www.example.org/news/a?id=7",  # of a path, case matters
        "https://www.example.org/News/a?id=8",
        "https://www.example.org/News/a",
        "https://files.example.org/News/a?id=7",
        "https://wwwexample.org/News/a?id=7",
        "ftp://example.org/News/a?id=7",
        None,
        "",
    ],
)
def test_two_addresses_are_two_documents(other: str | None) -> None:
    rows = [source("a", url=PAGE), source("b", url=other), source("c", url=other and None)]
    assert findings("GD607", sources=rows) == ()


def test_a_host_alone() -> None:
    rows = [source("a", url="https://example.org"), source("b", url="http://www.Example.org/")]
    assert [finding.origin for finding in findings("GD607", sources=rows)] == ["b:1"]


def test_a_third_key_is_told_with_the_first() -> None:
    rows = [source(key, url=PAGE) for key in "abc"]
    told = [finding.message for finding in findings("GD607", sources=rows)]
    assert told == [f"{PAGE!r} is the url of the source 'a' too"] * 2


def test_the_case_of_a_doi_makes_no_difference() -> None:
    rows = [source("a", doi="10.1016/J.OreGeo.1"), source("b", doi="10.1016/j.oregeo.1")]
    (finding,) = findings("GD607", sources=rows)
    assert finding.message == "'10.1016/j.oregeo.1' is the doi of the source 'a' too"
    assert findings("GD607", sources=[rows[0], source("b", doi="10.1016/j.oregeo.10")]) == ()


def test_sources_without_address_are_no_twins() -> None:
    assert findings("GD607", sources=[source("a"), source("b"), source("c", url=" ")]) == ()
    assert findings("GD607") == ()


# --- GD608: a source that no claim cites ---------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        {"positions": [{"claim": "c", "id": "tr-a", "source": "used"}]},
        {"conditions": [{"claim": "c", "id": "tr-a", "source": "used"}]},
        {"occurrences": [{"occurrence_id": "x-1", "source": "used"}]},
        {"occurrence_estimates": [{"claim": "c", "source": "used"}]},
        {"reserves": [{"claim": "c", "source": "used"}]},
        {"deposits": [{"id": "tr-a", "type_source": "used"}]},
        {"status": [{"claim": "c", "id": "tr-a", "source": "x", "note": "Against used, p. 4."}]},
        {"deposits": [{"id": "tr-a", "no_position": "as used says"}]},
    ],
)
def test_a_source_is_used_by_a_row_of_any_table(rows: dict[str, Any]) -> None:
    assert findings("GD608", sources=[source("used")], **rows) == ()


def test_a_source_that_nothing_cites_is_a_note() -> None:
    cited = [{"claim": "c", "id": "tr-a", "source": "used"}]
    held = [source("used"), source("used-2019"), source("us")]
    told = findings("GD608", sources=held, positions=cited)
    assert [(f.claim, f.message) for f in told] == [
        ("us", "no claim cites the source 'us'"),
        ("used-2019", "no claim cites the source 'used-2019'"),
    ]
    assert {(f.severity, f.field) for f in told} == {(Severity.NOTE, "key")}


def test_a_longer_key_in_a_note_is_another_source() -> None:
    noted = [{"claim": "c", "id": "tr-a", "source": "x", "note": "see used-2019, pre-used"}]
    (finding,) = findings("GD608", sources=[source("used")], positions=noted)
    assert finding.claim == "used"


def test_a_party_does_not_use_a_source_by_its_name() -> None:
    (finding,) = findings("GD608", sources=[source("etimaden")], parties=[{"party": "etimaden"}])
    assert finding.origin == "etimaden:1"


def test_without_sources_there_is_nothing_to_tell() -> None:
    assert findings("GD608", positions=[{"claim": "c", "id": "tr-a", "source": "used"}]) == ()


# --- GD113: a name belongs to one party ----------------------------------------------------------


def test_two_files_with_one_name_are_found_at_the_second() -> None:
    (finding,) = findings("GD113", parties=[ETI, {**ETI, "aliases": None, "origin": "e2:1"}])
    assert (finding.severity, finding.origin) == (Severity.ERROR, "e2:1")
    assert finding.message == "'etimaden' is a name of another party too: e:1"


def test_an_alias_that_is_the_name_of_another_is_found() -> None:
    other = {"party": "ETİMADEN", "aliases": "Eti", "origin": "x:1"}
    (finding,) = findings("GD113", parties=[{**LYNAS, "aliases": "Etimaden"}, other])
    assert finding.origin == "x:1"


def test_a_party_may_repeat_its_own_name_and_none_is_found_without_parties() -> None:
    assert findings("GD113", parties=[{**LYNAS, "aliases": "Lynas rare earths"}, ETI]) == ()
    assert findings("GD113", parties=[]) == ()
