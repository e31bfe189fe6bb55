"""Model: strict, frozen, closed records; JSON Schemas that agree with the records."""

from __future__ import annotations

import datetime
import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from geodeposits import model
from geodeposits.dates import PartialDate
from geodeposits.model import (
    Cite,
    DatasetInfo,
    Deposit,
    Estimate,
    NationalTable,
    Owner,
    OxideDistribution,
    Partner,
    Party,
    Plant,
    Position,
    Record,
    Source,
    json_schema,
)
from geodeposits.quantity import Quantity
from geodeposits.vocab import Basis, Code, DepositType, Kind, Marks, Standing
from tests.seeds_kit import SEEDS

CITE = {"source": "a-source", "at": "p. 1"}
RECORDS = [
    value
    for value in vars(model).values()
    if isinstance(value, type) and issubclass(value, Record) and value is not Record
]


def estimate(**fields: Any) -> dict[str, Any]:
    return {"kind": "resource", "basis": "TREO", "by": "operator", "cite": CITE, **fields}


def deposit(**fields: Any) -> dict[str, Any]:
    return {"name": "Beylikova", "country": "TR", **fields}


def problems(record: type[Record], content: dict[str, Any]) -> list[tuple[tuple[Any, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        record.model_validate(content)
    return [(error["loc"], error["type"]) for error in caught.value.errors()]


def problem(record: type[Record], content: dict[str, Any]) -> tuple[tuple[Any, ...], str]:
    (only,) = problems(record, content)
    return only


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_records_are_frozen_strict_and_closed(record: type[Record]) -> None:
    assert record.model_config["frozen"] is True
    assert record.model_config["strict"] is True
    assert record.model_config["extra"] == "forbid"


def test_a_record_cannot_be_changed() -> None:
    cite = Cite.model_validate(CITE)
    with pytest.raises(ValidationError, match="frozen"):
        cite.source = "another"  # type: ignore[misc]


def test_what_is_read_is_typed() -> None:
    read = Estimate.model_validate(
        estimate(
            code="jorc", edition="2012", ore_mt="~694", grade_pct=3.14,
            contained_kt=Decimal("12.5"), members=["La2O3", "Nd"],
            categories=["measured", "indicated"], effective="2013-09",
            published=datetime.date(2013, 9, 30), attributable_pct=">50", includes_reserves=False,
        )
    )  # fmt: skip
    assert (read.kind, read.basis, read.code) == (Kind.RESOURCE, Basis.TREO, Code.JORC)
    assert read.ore_mt == Quantity.parse("~694")
    assert read.grade_pct == Quantity.parse("3.14")
    assert read.contained_kt == Quantity.parse("12.5")
    assert read.members == ("La2O3", "Nd")
    assert read.effective == PartialDate(2013, 9)
    assert read.published == PartialDate(2013, 9, 30)
    assert read.includes_reserves is False


def test_unknown_is_absent() -> None:
    read = Estimate.model_validate(estimate())
    assert (read.ore_mt, read.grade_pct, read.contained_kt) == (None, None, None)
    assert (read.effective, read.zone, read.includes_reserves) == (None, None, None)
    assert (read.code, read.scope, read.parts) == (Code.UNSTATED, "deposit", ())
    whole = Deposit.model_validate(deposit())
    assert (whole.classification, whole.positions, whole.waivers) == (None, (), ())
    point = Position.model_validate({"lat": 1, "lon": 2, "cite": CITE})
    assert (point.marks, point.standing) == (Marks.UNSTATED, Standing.ACCEPTED)


@pytest.mark.parametrize(
    ("fields", "place", "code"),
    [
        ({"ore_mt": True}, "ore_mt", "GD105"),
        ({"ore_mt": ""}, "ore_mt", "GD105"),
        ({"ore_mt": "694 Mt"}, "ore_mt", "GD105"),
        ({"ore_mt": "3,14"}, "ore_mt", "GD105"),
        ({"ore_mt": "nan"}, "ore_mt", "GD104"),
        ({"ore_mt": float("nan")}, "ore_mt", "GD104"),
        ({"ore_mt": float("inf")}, "ore_mt", "GD104"),
        ({"ore_mt": "1e999"}, "ore_mt", "GD104"),
        ({"ore_mt": 10**400}, "ore_mt", "GD104"),
        ({"kind": "resources"}, "kind", "GD108"),
        ({"basis": "treo"}, "basis", "GD108"),
        ({"code": "JORC"}, "code", "GD108"),
        ({"by": ""}, "by", "GD108"),
        ({"effective": "last autumn"}, "effective", "GD109"),
        ({"effective": "2023-02-29"}, "effective", "GD109"),
        ({"effective": True}, "effective", "GD109"),
        ({"ore_kt": 5}, "ore_kt", "extra_forbidden"),
        ({"label": ""}, "label", "string_too_short"),
        ({"label": 5}, "label", "string_type"),
        ({"includes_reserves": "yes"}, "includes_reserves", "bool_type"),
        ({"includes_reserves": 1}, "includes_reserves", "bool_type"),
        ({"derived": 0}, "derived", "bool_type"),
        ({"scope": "world"}, "scope", "GD108"),
        ({"cite": "a-source"}, "cite", "model_type"),
    ],
)
def test_estimate_refuses(fields: dict[str, Any], place: str, code: str) -> None:
    assert problem(Estimate, estimate(**fields)) == ((place,), code)


def test_lists_are_read_item_by_item() -> None:
    found = problems(Estimate, estimate(categories=["measured", "sure"], members=["Fe2O3", "Nd"]))
    assert found == [(("members", 0), "GD108"), (("categories", 1), "GD108")]
    assert problem(Deposit, deposit(aliases="Kızılcaören")) == (("aliases",), "tuple_type")


@pytest.mark.parametrize("record", [Estimate, Position, Partner], ids=lambda r: r.__name__)
def test_a_claim_needs_a_source(record: type[Record]) -> None:
    assert (("cite",), "missing") in problems(record, {})


def test_a_cite_needs_a_key() -> None:
    assert problem(Cite, {"at": "p. 1"}) == (("source",), "missing")
    assert problem(Cite, {"source": ""}) == (("source",), "string_too_short")


@pytest.mark.parametrize("lat", [95, -1000, 0, 39.6, Decimal("39.6")])
def test_a_strange_latitude_is_read_and_left_to_a_rule(lat: Any) -> None:
    read = Position.model_validate({"lat": lat, "lon": 31, "cite": CITE})
    assert read.lat == float(lat)
    assert isinstance(read.lat, float)


@pytest.mark.parametrize(
    ("lat", "code"),
    [
        ("39.6", "GD105"),
        ("north", "GD105"),
        (True, "GD105"),
        ([39.6], "GD105"),
        (float("nan"), "GD104"),
        (float("-inf"), "GD104"),
        (Decimal("NaN"), "GD104"),
        (Decimal("1e999"), "GD104"),
        (10**400, "GD104"),
    ],
)
def test_what_is_no_latitude_is_not_read(lat: Any, code: str) -> None:
    assert problem(Position, {"lat": lat, "lon": 31, "cite": CITE}) == (("lat",), code)


def test_a_long_text_is_cut_in_the_complaint() -> None:
    with pytest.raises(ValidationError) as caught:
        Position.model_validate({"lat": "9" * 5000, "lon": 31, "cite": CITE})
    assert len(caught.value.errors()[0]["msg"]) < 120


@pytest.mark.parametrize("country", ["TR", "XK", "GB"])
def test_country_is_a_code(country: str) -> None:
    assert Deposit.model_validate(deposit(country=country)).country == country


@pytest.mark.parametrize("country", ["tr", "UK", "EU", "Turkey", "", 90, None, ["TR"], {"a": 1}])
def test_country_is_nothing_else(country: Any) -> None:
    assert problem(Deposit, deposit(country=country)) == (("country",), "GD108")


def test_a_party_may_be_the_union() -> None:
    party = {"name": "European Union", "kind": "intergovernmental", "country": "EU"}
    assert Party.model_validate(party).country == "EU"
    assert problem(Party, {**party, "country": "EUR"}) == (("country",), "GD108")


@pytest.mark.parametrize("record", [Owner, Partner], ids=lambda record: record.__name__)
def test_a_country_stands_with_the_party_and_not_with_its_steps(record: type[Record]) -> None:
    step = {"party": "EU", "role": "lender", "cite": CITE}
    step |= {"stage": "talks"} if record is Partner else {}
    record.model_validate(step)
    assert problem(record, {**step, "country": "EU"}) == (("country",), "extra_forbidden")


def test_oxides_are_known_and_their_shares_are_quantities() -> None:
    read = OxideDistribution.model_validate(
        {"oxides_pct": {"La2O3": "~25", "CeO2": 50}, "cite": CITE}
    )
    assert read.oxides_pct["La2O3"].approximate
    place, code = problem(OxideDistribution, {"oxides_pct": {"La": 25}, "cite": CITE})
    assert (place[:2], code) == (("oxides_pct", "La"), "GD108")
    place, code = problem(OxideDistribution, {"oxides_pct": {"La2O3": "25 %"}, "cite": CITE})
    assert (place, code) == (("oxides_pct", "La2O3"), "GD105")


def test_plant_stage_and_products() -> None:
    plant = {"name": "Pilot", "stage": "pilot", "cite": CITE, "other_t_per_y": {"barite": "72,000"}}
    assert Plant.model_validate(plant).other_t_per_y["barite"] == Quantity.parse(72000)
    assert problem(Plant, {**plant, "stage": "closed"}) == (("stage",), "GD108")


@pytest.mark.parametrize("version", ["1.0", "v1.0.0", "1.0.0-rc1", "1.0.0\n", ""])
def test_version_has_three_numbers(version: str) -> None:
    info = {"name": "n", "title": "t", "description": "d", "licence": "l", "licence_url": "u"}
    assert DatasetInfo.model_validate({**info, "version": "0.1.0"}).version == "0.1.0"
    assert problem(DatasetInfo, {**info, "version": version})[0] == ("version",)


# --- JSON Schemas --------------------------------------------------------------------------------


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_schema_is_valid_and_closed(record: type[Record]) -> None:
    schema = json_schema(record)
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    json.dumps(schema, allow_nan=False)


def _plain(path: Path) -> Any:
    """Return a seed as JSON would hold it: dates as texts."""
    return json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=str))


@pytest.mark.parametrize(
    ("folder", "record", "least"),
    [
        ("deposits", Deposit, 300),
        ("sources", Source, 700),
        ("parties", Party, 100),
        ("national", NationalTable, 7),
    ],
)
def test_real_seeds_satisfy_the_schema(folder: str, record: type[Record], least: int) -> None:
    validator = Draft202012Validator(json_schema(record))
    paths = sorted((SEEDS / folder).glob("*.toml"))
    assert len(paths) >= least
    wrong = [f"{p.name}: {e.message}" for p in paths for e in validator.iter_errors(_plain(p))]
    assert wrong == []


def test_dataset_toml_satisfies_the_schema() -> None:
    Draft202012Validator(json_schema(DatasetInfo)).validate(_plain(SEEDS / "dataset.toml"))


@pytest.mark.parametrize(
    "content",
    [
        {},
        deposit(ore_mt=5),
        deposit(estimates=[estimate(kind="resources")]),
        deposit(estimates=[estimate(effective="13-9")]),
        deposit(estimates=[estimate(ore_mt=True)]),
        deposit(positions=[{"lat": "north", "lon": 1, "cite": CITE}]),
        deposit(positions=[{"lat": 1, "lon": 1}]),
    ],
)
def test_schema_refuses_what_the_record_refuses(content: dict[str, Any]) -> None:
    assert list(Draft202012Validator(json_schema(Deposit)).iter_errors(content))
    with pytest.raises(ValidationError):
        Deposit.model_validate(content)


def test_schema_names_the_terms() -> None:
    types = json_schema(Deposit)["$defs"]["DepositType"]["enum"]
    assert types == [term.value for term in DepositType]
