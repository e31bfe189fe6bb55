"""Vocabularies: each closed, each term parsed by its value alone, URIs only where public."""

from __future__ import annotations

import re

import pytest

from geodeposits import vocab
from geodeposits.errors import UnknownTerm
from geodeposits.vocab import (
    BASIS_OF_ALL_OXIDES,
    CRIRSCO_CODES,
    LEVEL_MEANING,
    NATIONAL_CODES,
    Basis,
    Category,
    Claimant,
    Code,
    DepositType,
    EvidenceLevel,
    ProjectStatus,
    SourceKind,
    Stage,
    Term,
)

VOCABULARIES = sorted(
    # those of statements stand beside their record
    (kind for kind in Term.__subclasses__() if kind.__module__ == vocab.__name__),
    key=lambda kind: kind.__name__,
)
TERMS = [term for kind in VOCABULARIES for term in kind]


def test_every_vocabulary_is_exported() -> None:
    assert {kind.__name__ for kind in VOCABULARIES} <= set(vocab.__all__)
    assert len(VOCABULARIES) >= 14


@pytest.mark.parametrize("term", TERMS, ids=lambda term: f"{type(term).__name__}.{term.name}")
def test_a_term_parses_by_its_value(term: Term) -> None:
    assert type(term).parse(term.value) is term
    assert type(term).parse(term) is term
    assert str(term) == term.value


@pytest.mark.parametrize("kind", VOCABULARIES, ids=lambda kind: kind.__name__)
def test_values_are_plain_words(kind: type[Term]) -> None:
    values = [term.value for term in kind]
    assert all(re.fullmatch(r"[A-Za-z0-9]+(-[a-z0-9]+)*", value) for value in values)
    assert len({value.casefold() for value in values}) == len(values)


@pytest.mark.parametrize("text", ["JORC", "jorc ", "", "jorc-2012", None, True, 5])
def test_nothing_near_is_taken_for_a_term(text: object) -> None:
    with pytest.raises(UnknownTerm, match="is no code: "):
        Code.parse(text)


def test_refusal_offers_the_nearest() -> None:
    with pytest.raises(UnknownTerm, match=r"'carbonatite_ree' is no deposit type: did you mean "):
        DepositType.parse("carbonatite_ree")
    with pytest.raises(UnknownTerm, match=r"did you mean TREO or TREE\?|did you mean TREO"):
        Basis.parse("treo")


def test_refusal_lists_what_is_allowed_where_nothing_is_near() -> None:
    with pytest.raises(UnknownTerm, match="allowed are operator, owner, authority") as caught:
        Claimant.parse("xyzzy")
    assert caught.value.choices == tuple(term.value for term in Claimant)
    with pytest.raises(UnknownTerm, match=r"allowed are occurrence, .* \.\.\.$"):
        ProjectStatus.parse("qqqq")


@pytest.mark.parametrize(
    ("kind", "label"),
    [(DepositType, "deposit type"), (SourceKind, "source kind"), (Basis, "basis")],
)
def test_label(kind: type[Term], label: str) -> None:
    assert kind.label() == label


def test_codes_fall_into_three_groups() -> None:
    uncoded = {Code.NONE, Code.UNSTATED}
    assert not CRIRSCO_CODES & NATIONAL_CODES
    assert set(Code) == CRIRSCO_CODES | NATIONAL_CODES | uncoded
    assert {Code.JORC, Code.NI_43_101, Code.SK_1300, Code.UMREK, Code.IMIC} <= CRIRSCO_CODES
    assert {Code.GKZ, Code.GB_T_17766, Code.UNFC, Code.AMD} == NATIONAL_CODES


def test_every_level_has_a_meaning() -> None:
    assert set(LEVEL_MEANING) == set(EvidenceLevel)
    assert [level.value for level in EvidenceLevel] == ["A", "B", "C", "D", "E"]


def test_only_total_oxides_compare_as_rare_earth_oxide() -> None:
    assert {Basis.TREO, Basis.REO} == BASIS_OF_ALL_OXIDES


def test_exits_of_the_deal_ladder() -> None:
    exits = {stage.value for stage in Stage if stage.is_exit}
    assert exits == {"stalled", "ended", "denied", "ruled-out"}


@pytest.mark.parametrize(
    ("term", "tail"),
    [
        (DepositType.CARBONATITE_REE, "/cmmi/deposit-model/carbonatite-ree"),
        (Category.INFERRED, "/cgi/resource-assessment-category/inferred"),
        (Category.PROVED, "/cgi/reserve-assessment-category/proved"),
        (ProjectStatus.OPERATING, "/cgi/mine-status/operating"),
    ],
)
def test_uri_of_a_public_term(term: Term, tail: str) -> None:
    assert term.uri == f"http://resource.geosciml.org/classifier{tail}"


@pytest.mark.parametrize(
    "term",
    [DepositType.TAILINGS, DepositType.UNKNOWN, Category.GKZ_A, Code.JORC, Stage.OPERATING],
)
def test_local_term_has_no_uri(term: Term) -> None:
    assert term.uri == ""


def test_no_two_terms_share_a_uri() -> None:
    uris = [term.uri for term in TERMS if term.uri]
    assert len(set(uris)) == len(uris)
