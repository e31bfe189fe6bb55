"""The bulk tier: a record's cells become terms, claims and rows; the CSV of the seeds is read."""

from __future__ import annotations

import pytest

from geodeposits.dataset.occurrence_rows import second_hand
from geodeposits.model import Estimate
from tests.occurrences_kit import record


def estimates(**cells: str) -> tuple[Estimate, ...]:
    return record(**cells).estimates("usgs-x")[0]


# --- Terms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("carbonatite", "carbonatite-ree"),
        ("ion adsorption", "ion-adsorption-ree"),
        ("other igneous deposit; alluvial placer; tailings", "fluvial-placer-ree"),
        ("carbonatite(?)", "unknown"),
        ("alkalic igneous", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_type_is_the_first_wording_that_says_the_same(text: str, term: str) -> None:
    assert record(type_text=text).type == term


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("site", "site"),
        ("district or area (?)", "district-or-area"),
        ("intrusion or complex(?)", "intrusion-or-complex"),
        ("district or complex(?)", None),
        ("", None),
    ],
)
def test_what_a_record_stands_for(text: str, term: str | None) -> None:
    assert record(record_text=text).record == term


def test_how_much_is_known() -> None:
    assert record(status_text="Deposit(?)").status == "deposit"
    assert record(status_text="Mine").status is None


@pytest.mark.parametrize(
    ("production", "status", "step"),
    [
        ("Producer", "Deposit", "operating"),
        ("Byproduct producer", "", "operating"),
        ("Past producer", "Occurrence", "closed"),
        ("No production", "Showing", "occurrence"),
        ("", "Occurrence", "occurrence"),
        ("No production", "Occurrence(?)", "other"),
        ("Producer(?)", "Deposit", "other"),
        ("Byproduct producer(?)", "Showing", "other"),
        ("No production", "Deposit", "other"),
    ],
)
def test_the_status_follows_from_production_first(production: str, status: str, step: str) -> None:
    deposit, _ = record(production=production, status_text=status).deposit("usgs-x")
    (claim,) = deposit.status
    assert claim.status == step
    assert claim.status_text == "; ".join(text for text in (status, production) if text)


# --- A deposit with its claims -------------------------------------------------------------------


def test_a_record_as_a_deposit() -> None:
    deposit, unread = record(
        aliases="Vein, Old Vein; Vein", admin1="Sivas", lat=39.5, lon=37.25,
        type_text="carbonatite", record_text="intrusion or complex(?)",
        minerals="monazite; xenotime", company="A Ltd. (2012); B (of C, 2013)", ore_mt="1/6",
    ).deposit("usgs-x")  # fmt: skip
    assert (deposit.name, deposit.country, deposit.admin1) == ("Upper Vein", "TR", "Sivas")
    assert deposit.aliases == ("Vein", "Old Vein")
    assert deposit.classification is not None
    assert deposit.classification.minerals == ("monazite", "xenotime")
    (position,) = deposit.positions
    assert (position.lat, position.lon, position.marks) == (39.5, 37.25, "complex-centroid")
    assert (position.cite.source, position.cite.at) == ("usgs-x", "ID_No 7")
    owners = [(owner.party, str(owner.date), owner.role) for owner in deposit.owners]
    assert owners == [("A Ltd.", "2012", "other"), ("B (of C, 2013)", "None", "other")]
    assert (deposit.estimates, deposit.status) == ((), ())
    assert [piece.text for piece in unread] == ["1/6"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [("district or area", "district-centroid"), ("site", "unstated"), ("", "unstated")],
)
def test_what_the_point_marks(text: str, marks: str) -> None:
    deposit, _ = record(record_text=text, lat=0.0, lon=0.0).deposit("usgs-x")
    assert [position.marks for position in deposit.positions] == [marks]


def test_half_a_position_is_none() -> None:
    assert record(lat=39.5).deposit("usgs-x")[0].positions == ()


def test_an_estimate_carries_what_the_other_cells_say_under_its_number() -> None:
    first, second, third = estimates(
        ore_mt="1) 5 indicated, 6 inferred; 2) 423", reo_mt="2) >6.1; 3) 0.5",
        grade_pct="1.77 indicated, 1.9 inferred; 2) 1.4", other_grade="2) 0.1 Y",
        code="1–2) NI 43-101 compliant; 3) JORC compliant(?)", cut_off="0.5%",
        year="1) 2014; 2) ~1979; 3) pre-1986", references="1) A (2014), 2) B (2015)",
    )  # fmt: skip
    assert (first.label, first.code, str(first.effective)) == ("estimate 1", "ni-43-101", "2014")
    assert (first.by_name, first.cut_off, first.note) == ("A (2014)", "0.5%", None)
    assert [part.categories for part in first.parts] == [("indicated",), ("inferred",)]
    assert [str(part.grade_pct) for part in first.parts] == ["1.77", "1.9"]
    assert (second.code, str(second.effective), second.by_name) == ("ni-43-101", "1979", "B (2015)")
    assert second.note == "year of the estimate: ~1979"
    assert (str(second.ore_mt), str(second.contained_kt), str(second.grade_pct)) == (
        "423", ">6100", "1.4",
    )  # fmt: skip
    assert (third.code, third.effective, third.by_name) == ("unstated", None, None)
    assert third.note == "year of the estimate: pre-1986"
    assert str(third.contained_kt) == "500"
    assert first.stated == (
        "ore, Mt: 1) 5 indicated, 6 inferred; 2) 423 | REO, Mt: 2) >6.1; 3) 0.5 | "
        "REO, %: 1.77 indicated, 1.9 inferred; 2) 1.4 | other grade: 2) 0.1 Y"
    )


def test_only_a_record_without_numbers_takes_what_stands_under_one() -> None:
    (whole,) = estimates(ore_mt="5", year="1) 1982")
    assert str(whole.effective) == "1982"
    numbered, plain = estimates(ore_mt="2) 5", reo_mt="0.142", year="2) 2014")
    assert (str(numbered.effective), plain.effective) == ("2014", None)


@pytest.mark.parametrize(
    ("cells", "kind", "code", "basis"),
    [
        ({"ore_mt": "5"}, "compiled", "unstated", "ore"),
        ({"reo_mt": "5"}, "compiled", "unstated", "TREO"),
        ({"ore_mt": "5 inferred, 6 measured", "grade_pct": "1 inferred"}, "compiled", "unstated",
         "TREO"),
        ({"reo_mt": "5 (CeO2+La2O3)"}, "compiled", "unstated", "partial-oxides"),
        ({"ore_mt": "5 C1+C2", "code": "JORC compliant"}, "compiled", "jorc", "ore"),
        ({"ore_mt": "5 C1+C2", "code": "Not compliant"}, "compiled", "none", "ore"),
        ({"ore_mt": "5 A+B"}, "compiled", "unstated", "ore"),
        ({"ore_mt": "5 P1", "code": "Not compliant"}, "exploration-target", "none", "ore"),
        ({"reo_mt": "0.253 P2+P3"}, "exploration-target", "unstated", "TREO"),
        ({"ore_mt": "5 C2+P1"}, "compiled", "unstated", "ore"),
        ({"reo_mt": "0.5 SRE2O3"}, "compiled", "unstated", "unstated"),
        ({"ore_mt": "5 indicated", "code": "not Compliant"}, "compiled", "none", "ore"),
    ],
)  # fmt: skip
def test_kind_code_and_basis(cells: dict[str, str], kind: str, code: str, basis: str) -> None:
    (estimate,) = estimates(**cells)
    assert (estimate.kind, estimate.code, estimate.basis) == (kind, code, basis)


def test_national_categories_stay_as_they_are_stated() -> None:
    explored, foretold = estimates(ore_mt="5 C1+C2; 6 P1")
    assert (explored.categories, foretold.categories) == (("C1", "C2"), ("P1",))
    (parts,) = estimates(ore_mt="5 C1; 6 C2", code="Not compliant")
    assert [part.categories for part in parts.parts] == [("C1",), ("C2",)]
    assert (parts.kind, parts.code) == ("compiled", "none")


def test_a_soluble_share_is_a_part_on_no_stated_basis() -> None:
    whole, soluble = estimates(ore_mt="0.29 reserve", reo_mt="0.0000261 + 0.000183 SRE2O3")
    assert (whole.basis, whole.zone, whole.scope) == ("TREO", None, "deposit")
    assert (soluble.basis, soluble.zone, soluble.scope) == ("unstated", "soluble oxides", "part")
    assert str(soluble.contained_kt) == "0.183"
    said = "soluble share 0.000183 above the total 0.0000261"
    assert (whole.note, soluble.note) == (said, said)


def test_possible_ore_beside_reserves_is_told() -> None:
    (estimate,) = estimates(ore_mt="4.65 proven+probable+possible")
    assert (estimate.categories, estimate.label) == (("proved", "probable"), "possible")
    assert estimate.note == "counts possible too: 4.65 proven+probable+possible"


@pytest.mark.parametrize(
    ("text", "year", "note"),
    [
        ("1983", "1983", None),
        ("1983(?)", "1983", "year of the estimate: 1983(?)"),
        ("~1983", "1983", "year of the estimate: ~1983"),
        ("1983?", "None", "year of the estimate: 1983?"),
        ("", "None", None),
    ],
)
def test_a_doubted_year_is_read_and_told(text: str, year: str, note: str | None) -> None:
    (estimate,) = estimates(ore_mt="5", year=text)
    assert (str(estimate.effective), estimate.note) == (year, note)


def test_a_zone_is_a_part_of_the_deposit_and_a_class_its_label() -> None:
    (estimate,) = estimates(ore_mt="1600 (coal resource)")
    assert (estimate.zone, estimate.scope, estimate.label) == ("coal", "part", "resource")
    assert estimates(ore_mt="16")[0].scope == "deposit"


@pytest.mark.parametrize(("level", "at_best"), [("A", "C"), ("B", "C"), ("C", "C"), ("D", "D")])
def test_no_database_speaks_above_level_c(level: str, at_best: str) -> None:
    assert second_hand({"level": level, "x": 1}) == {"level": at_best, "x": 1}
