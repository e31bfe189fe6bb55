"""Terms as people spell them, and codes whose edition stands in the same cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodeposits.dataset import Dataset
from geodeposits.errors import UnknownTerm
from geodeposits.inputs import read
from geodeposits.readers.editions import code_and_edition, with_editions
from geodeposits.readers.spelling import spelled
from geodeposits.vocab import Basis, Category, Code, DepositType, Kind, Term


def table(tmp_path: Path, **cells: str) -> Dataset:
    path = tmp_path / "my.csv"
    named = {"name": "A", "country": "TR", "ore_mt": "30", **cells}
    path.write_text("\n".join(map(",".join, (named, named.values()))) + "\n", encoding="utf-8")
    return read(path)


# --- Spelling ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "text", "term"),
    [
        (Code, "JORC", "jorc"),
        (Code, " NI 43-101 ", "ni-43-101"),
        (Code, "ni_43_101", "ni-43-101"),
        (DepositType, "Heavy  Mineral_Sands", "heavy-mineral-sands"),
        (Basis, "treo", "TREO"),
        (Category, "c1", "C1"),
        (Kind, "exploration target", "exploration-target"),
    ],
)
def test_case_blanks_and_underscores_are_spelling(terms: type[Term], text: str, term: str) -> None:
    assert spelled(terms)(text) == term


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        (DepositType, "Ion-adsorption"),
        (Code, "NI 43-101F1"),
        (Code, "NI43101"),
        (Code, "JORC code"),
        (Code, "JORC 2012"),
        (Basis, ""),
    ],
)
def test_nothing_beyond_spelling_is_guessed(terms: type[Term], text: str) -> None:
    with pytest.raises(UnknownTerm):
        spelled(terms)(text)


def test_of_two_terms_of_one_spelling_neither_is_guessed() -> None:
    class Letters(Term):
        SMALL = "a-b"
        LARGE = "A-B"

    assert spelled(Letters)("A-B") is Letters.LARGE
    with pytest.raises(UnknownTerm):
        spelled(Letters)("A b")


def test_a_table_may_spell_its_terms_freely(tmp_path: Path) -> None:
    cells = {
        "type": "Carbonatite REE", "code": "JORC", "kind": "Resource", "basis": "treo",
        "categories": "Measured + Indicated", "status": "Resource defined", "by": "Operator",
    }  # fmt: skip
    dataset = table(tmp_path, **cells)
    assert [f for f in dataset.reading if f.code == "GD108"] == []
    (row,) = dataset.estimates.to_dict("records")
    assert [row[name] for name in ("code", "kind", "basis", "categories", "by")] == [
        "jorc", "resource", "TREO", "measured; indicated", "operator",
    ]  # fmt: skip
    assert dataset.deposits["type"].tolist() == ["carbonatite-ree"]
    assert dataset.status["status"].tolist() == ["resource-defined"]


# --- Editions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("JORC 2012", ("jorc", "2012")),
        ("JORC (2012)", ("jorc", "2012")),
        ("jorc( 2004 )", ("jorc", "2004")),
        ("NI 43-101 2011", ("ni-43-101", "2011")),
        ("NI_43-101_(2011)", ("ni-43-101", "2011")),
        ("JORC", None),
        ("2012", None),
        ("JORC 2012 and NI 43-101", None),
        ("JORC 1712", None),
        ("JORC2012", None),
        ("JORC 12", None),
        ("GKZ 2005", None),
        ("none 2012", None),
        ("SK-1300 2019", None),
        ("Kodex 2012", None),
    ],
)
def test_what_is_a_code_and_its_edition(text: str, parted: tuple[str, str] | None) -> None:
    assert code_and_edition(text) == parted


@pytest.mark.parametrize(
    ("code", "edition", "read_as"),
    [
        ("JORC 2012", "", ("jorc", "2012")),
        ("JORC (2012)", "2012", ("jorc", "2012")),
        ("JORC 2012", "2004", ("unstated", "2004")),
        ("jorc", "2004", ("jorc", "2004")),
    ],
)
def test_an_edition_that_is_stated_already_stays(
    tmp_path: Path, code: str, edition: str, read_as: tuple[str, str]
) -> None:
    dataset = table(tmp_path, code=code, edition=edition)
    (row,) = dataset.estimates.to_dict("records")
    assert (row["code"], row["edition"]) == read_as
    refused = [f.code for f in dataset.reading if f.code == "GD108"]
    assert refused == (["GD108"] if read_as[0] == "unstated" else [])


def test_a_table_without_editions_gets_those_that_its_codes_state(tmp_path: Path) -> None:
    dataset = table(tmp_path, code="JORC 2012")
    assert dataset.estimates[["code", "edition"]].to_numpy().tolist() == [["jorc", "2012"]]
    assert all("edition" not in f.message for f in dataset.reading)


def test_columns_without_such_a_code_stay_as_they_are() -> None:
    columns = {"Code": ["jorc", None, 5]}
    assert with_editions(columns, {"Code": "code"}) == (columns, {"Code": "code"})
    assert with_editions(columns, {"Code": "note"}) == (columns, {"Code": "note"})
    parted = with_editions({"Code": ["jorc", "JORC 2012"]}, {"Code": "code"})
    assert parted[0] == {"Code": ["jorc", "jorc"], "edition": [None, "2012"]}
    assert parted[1] == {"Code": "code", "edition": "edition"}
