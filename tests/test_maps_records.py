"""Records of the page: what is carried of a deposit and its claims."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from geodeposits.dataset.schema import SCHEMAS
from geodeposits.maps import records
from geodeposits.maps.container import json_block
from geodeposits.maps.records import deposit_records, source_records
from tests.maps_kit import amount, place


def one_record(dataset_of: Any, **record: Any) -> dict[str, Any]:
    (found,) = deposit_records(dataset_of({"tr-one": record}))
    return found


@pytest.mark.parametrize(
    ("contained", "size", "shown"),
    [
        ("954", 954, "954 kt"),
        (">6940", 6940, "> 6.94 Mt"),
        ("<50", 50, "< 50 kt"),
        ("100–300", 200, "100–300 kt"),
        ("100 ± 30", 100, "100 ± 30 kt"),
        ("~0.5", 0.5, "~500 t"),
    ],
)
def test_a_symbol_is_sized_by_the_best_value_else_the_middle_else_the_bound(
    dataset_of, contained, size, shown
):
    record = one_record(dataset_of, **amount(contained))
    (estimate,) = record["estimates"]
    assert estimate["reo_kt"] == size
    assert estimate["amount"] == shown


def test_ore_alone_has_no_amount_of_oxides(dataset_of):
    record = one_record(dataset_of, **amount(None, basis="ore", ore_mt="694"))
    (estimate,) = record["estimates"]
    assert "reo_kt" not in estimate
    assert estimate["sentence"] == "694 Mt of ore"
    assert estimate["basis"] == "ore"


def test_zero_is_no_size(dataset_of):
    (estimate,) = one_record(dataset_of, **amount("0"))["estimates"]
    assert "reo_kt" not in estimate


def test_parts_stand_below_their_estimate_and_choices_point_to_whole_ones(dataset_of):
    parts = [
        {"categories": ["indicated"], "ore_mt": "10", "grade_pct": "2"},
        {"categories": ["inferred"], "ore_mt": "30", "grade_pct": "1"},
    ]
    older = amount("7", effective="2015")["estimates"]
    newer = amount(None, parts=parts)["estimates"]
    record = one_record(dataset_of, estimates=[*older, *newer])
    assert len(record["estimates"]) == 2
    assert record["headline"] == record["documented"] == 1
    whole = record["estimates"][1]
    assert [part["categories"] for part in whole["parts"]] == [["indicated"], ["inferred"]]
    assert whole["parts"][0]["sentence"].startswith("10 Mt of ore at 2 % TREO")
    assert whole["summed"] is True


def test_a_partial_basis_names_its_oxides_and_what_it_contains(dataset_of):
    basis = {"basis": "partial-oxides", "members": ["La2O3", "CeO2"]}
    (estimate,) = one_record(dataset_of, **amount("954", **basis))["estimates"]
    assert estimate["basis"] == "La₂O₃ + CeO₂"
    assert "members" not in estimate
    assert estimate["on_basis"] == "954 kt"
    assert estimate["amount"] == "> 954 kt"


@pytest.mark.parametrize(
    ("basis", "shown"),
    [
        ({"basis": "TREO"}, "TREO"),
        ({"basis": "HM"}, "heavy minerals"),
        ({"basis": "TREE", "members": ["La", "Y"]}, "TREE (elements): La + Y"),
        ({"basis": "unstated"}, "basis unstated"),
    ],
)
def test_a_basis_has_the_name_that_it_has_everywhere(dataset_of, basis, shown):
    (estimate,) = one_record(dataset_of, **amount("954", **basis))["estimates"]
    assert estimate["basis"] == shown
    assert "members" not in estimate


def test_members_are_listed_where_the_basis_does_not_name_them(dataset_of):
    counted = {"basis": "TREO", "members": ["La2O3", "CeO2"]}
    (estimate,) = one_record(dataset_of, **amount("954", **counted))["estimates"]
    assert (estimate["basis"], estimate["members"]) == ("TREO", ["La₂O₃", "CeO₂"])


def test_a_basis_that_no_vocabulary_has_is_shown_as_given(dataset_of):
    dataset = dataset_of({"tr-one": amount("954")})
    unread = replace(dataset, estimates=dataset.estimates.assign(basis="tree-ish"))
    (estimate,) = deposit_records(unread)[0]["estimates"]
    assert estimate["basis"] == "tree ish"


@pytest.mark.parametrize(
    ("lat", "lon", "drawn"),
    [(0, 0, True), (90, 180, True), (-90, -180, True), (90.001, 0, False), (0, -180.001, False),
     (95, 31, False)],
)  # fmt: skip
def test_what_is_on_the_globe_is_drawn(dataset_of, lat, lon, drawn):
    record = one_record(dataset_of, **place(lat, lon))
    assert ("undrawn" not in record) is drawn
    assert ("lat" in record) is drawn
    if not drawn:
        assert f"latitude {lat:g}" in record["undrawn"]
        assert len(record["positions"]) == 1


def test_without_a_position_the_reason_is_given(dataset_of):
    assert one_record(dataset_of)["undrawn"] == "no position is known"
    stated = one_record(dataset_of, no_position="only the prefecture is public")
    assert stated["undrawn"] == "only the prefecture is public"


@pytest.mark.parametrize(
    ("more", "imprecise"),
    [
        ({"accuracy_m": 4999, "marks": "ore-body"}, False),
        ({"accuracy_m": 5000, "marks": "ore-body"}, True),
        ({"marks": "mine"}, False),
        ({"accuracy_m": 100, "marks": "complex-centroid"}, True),
        ({"marks": "nearest-town"}, True),
        ({"marks": "province-centroid"}, True),
        ({"marks": "offset"}, True),
    ],
)
def test_a_centroid_or_a_wide_accuracy_is_imprecise(dataset_of, more, imprecise):
    assert one_record(dataset_of, **place(**more))["imprecise"] is imprecise


def test_partner_steps_are_in_order_of_date_and_the_undated_last(dataset_of):
    def step(stage: str, **more: Any) -> dict[str, Any]:
        return {"party": "China", "role": "lender", "stage": stage,
                "cite": {"source": "src"}, **more}  # fmt: skip

    dated = {"mou": "2024-10", "talks": "2024-09", "letter-of-interest": "2024-10-06"}
    steps = [step("ended"), *(step(stage, date=date) for stage, date in dated.items())]
    other = {**step("talks", date="2020"), "party": "Canada"}
    made = dataset_of({"tr-one": {"partners": [*steps, other]}}, parties={"China": "CN"})
    (record,) = deposit_records(made)
    china, canada = record["partners"]
    assert [each["stage"] for each in china["steps"]] == [
        "talks",
        "letter of interest",
        "MoU",
        "ended",
    ]
    assert china["country"] == "China"
    assert canada["party"] == "Canada"
    assert "country" not in canada, "it has no file in parties/"


def test_degrees_are_written_alike(dataset_of):
    (known,) = one_record(dataset_of, **place(39.61944, 31.4))["positions"]
    assert known["where"] == "39.61944°, 31.4°"
    (known,) = one_record(dataset_of, **place(-10, 0))["positions"]
    assert known["where"] == "-10°, 0°"


def test_every_kind_of_claim_is_carried_with_its_source(dataset_of):
    cite = {"source": "src", "at": "p. 7"}
    record = one_record(
        dataset_of,
        **place(standing="refuted", reason="a slip"),
        owners=[{"party": "Eti Maden", "share_pct": 100, "cite": cite}],
        conditions=[{"party": "TR", "condition": "domestic-refining", "cite": cite}],
        plants=[{"name": "Pilot", "stage": "pilot", "ore_t_per_y": "1,200",
                 "other_t_per_y": {"barite": "72"}, "cite": cite}],
        status=[{"status": "exploration", "date": "2023", "cite": cite}],
        oxides=[{"oxides_pct": {"La2O3": "30", "CeO2": "50"}, "cite": cite}],
        classification={"type": "carbonatite-ree", "minerals": ["bastnäsite"], "cite": cite},
    )  # fmt: skip
    assert record["positions"][0]["refuted"] is True
    assert record["positions"][0]["reason"] == "a slip"
    assert record["undrawn"] == "no position is known"
    assert record["owners"][0]["share"] == "100 %"
    assert record["conditions"][0]["condition"] == "domestic refining"
    assert record["plants"][0]["flows"] == ["1200 t/y of ore", "barite 72 t/y"]
    assert record["steps"][0]["status"] == "exploration"
    assert record["oxides"][0]["shares"] == ["La₂O₃ 30", "CeO₂ 50"]
    assert record["minerals"] == ["bastnäsite"]
    for claims in ("owners", "conditions", "plants", "steps", "oxides"):
        assert record[claims][0]["cite"] == {"source": "src", "at": "p. 7"}


def test_an_unknown_country_is_shown_by_its_code(dataset_of):
    dataset = dataset_of({"tr-one": place()})
    assert deposit_records(dataset)[0]["country"] == "Türkiye"
    unread = replace(dataset, deposits=dataset.deposits.assign(country="QQ"))
    assert deposit_records(unread)[0]["country"] == "QQ"


def unknown_in(value: Any, where: str = "") -> list[str]:
    """Return where a record holds an empty text, list or record, None or NaN."""
    if isinstance(value, dict | list) and value:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        return [found for key, each in pairs for found in unknown_in(each, f"{where}/{key}")]
    empty = value is None or value in ("", [], {}) or value != value  # noqa: PLR0124  (NaN)
    return [where] if empty else []


def test_each_table_is_turned_into_records_once(dataset_of, monkeypatch):
    """What is done for every deposit and table takes minutes for a table of thousands."""
    made = dataset_of({f"tr-{n}": {**place(), **amount("954")} for n in range(30)})
    rows, turned = records._rows, []

    def counted(table: pd.DataFrame) -> list[dict[str, Any]]:
        turned.append(table)
        return rows(table)

    monkeypatch.setattr(records, "_rows", counted)
    found = deposit_records(made)
    assert [len(record["estimates"]) for record in found] == [1] * 30
    of_deposits = [name for name, schema in SCHEMAS.items() if "id" in schema.names]
    assert len(turned) == len(of_deposits) - 1, "all but waivers"


def test_claims_stay_with_their_deposit_in_their_order(dataset_of):
    both = amount("1")["estimates"] + amount("2")["estimates"]
    made = dataset_of({"tr-a": {"estimates": both}, "tr-b": amount("3"), "tr-c": {}})
    mixed = replace(made, estimates=made.estimates.iloc[[0, 2, 1]])  # rows of one lie apart
    found = [[e["reo_kt"] for e in r.get("estimates", [])] for r in deposit_records(mixed)]
    assert found == [[1, 2], [3], []]


def test_what_is_unknown_is_left_out(dataset_of, bundled):
    (bare,) = deposit_records(dataset_of({"tr-one": {}}))
    assert sorted(bare) == ["country", "group", "id", "name", "type", "undrawn"]
    blank = dataset_of({"tr-one": place()})
    blank = replace(blank, deposits=blank.deposits.assign(admin1="", scope_note=None))
    assert unknown_in(deposit_records(blank)) == []
    (source,) = source_records(dataset_of({})).values()
    assert sorted(source) == ["date", "kind", "producer", "title", "url"]
    (at_zero,) = deposit_records(dataset_of({"tr-one": place(0, 0)}))
    assert (at_zero["lat"], at_zero["lon"], at_zero["imprecise"]) == (0, 0, False)
    assert unknown_in([deposit_records(bundled), source_records(bundled)]) == []
    assert unknown_in({"a": [{"b": ""}], "c": float("nan"), "d": 0}) == ["/a/0/b", "/c"]


def test_records_of_the_bundled_data_are_json_and_point_to_sources(bundled):
    records, sources = deposit_records(bundled), source_records(bundled)
    json_block(records)
    cited = re.findall(r'"cite": {"source": "([^"]+)"', json.dumps(records))
    assert len(cited) > 5 * len(records)
    assert set(cited) <= set(sources)


def test_beylikova_shows_what_is_reported_beside_what_is_documented(bundled):
    (record,) = deposit_records(bundled.deposit("tr-beylikova"))
    reported = record["estimates"][record["headline"]]
    documented = record["estimates"][record["documented"]]
    assert reported["sentence"] == "694 Mt of ore at > 1 % REO, contained > 6.94 Mt REO"
    assert (reported["level"], documented["level"]) == ("E", "D")
    assert documented["basis"] == "La₂O₃ + CeO₂ + Nd₂O₃"
    assert any("12.5 Mt REO" in estimate["sentence"] for estimate in record["estimates"])
