"""Dataset: computed amounts, tables and their columns, filters, unknown ids."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodeposits.dataset import SCHEMAS, Dataset, Filters, table_of
from geodeposits.dataset.amounts import contained_reo, mean_grade, product, total
from geodeposits.dataset.filters import fold
from geodeposits.dataset.rows import deposit_rows, party_row, source_row
from geodeposits.dataset.schema import quantity_names
from geodeposits.dates import PartialDate
from geodeposits.elements import GROUPS
from geodeposits.errors import GeodepositsError, UnknownDeposit
from geodeposits.finding import Finding, Severity
from geodeposits.model import DatasetInfo, Deposit, Party, Source
from geodeposits.quantity import Quantity
from geodeposits.seeds import compile_seeds
from geodeposits.vocab import Basis

CITE = {"source": "src-a"}


def quantity(text: str | None) -> Quantity | None:
    return None if text is None else Quantity.parse(text)


def text_of(value: Quantity | None) -> str | None:
    return None if value is None else value.text


# --- Amounts -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ore_mt", "grade_pct", "kt"),
    [
        ("694", ">1", ">6940"),
        ("30.358", "3.14", "953.2412"),
        ("~10", "0.5–0.6", "~50–60"),
        ("<5", "<2", "<100"),
        (None, "3.14", None),
        ("694", None, None),
        (">5", "<2", None),
        ("0", "3", "0"),
    ],
)
def test_product(ore_mt: str | None, grade_pct: str | None, kt: str | None) -> None:
    assert text_of(product(quantity(ore_mt), quantity(grade_pct))) == kt


@pytest.mark.parametrize(
    ("basis", "contained", "reo"),
    [
        ("TREO", "~100", "~100"),
        ("REO", "<100", "<100"),
        ("LREO", "100", ">100"),
        ("HREO", "~100", ">~100"),
        ("partial-oxides", "90–110", ">90"),
        ("Y2O3", ">100", ">100"),
        ("LREO", "<100", None),
        ("TREE", "100", "117–124"),
        ("TREE", ">100", ">117"),
        ("HM", "100", None),
        ("monazite", "100", None),
        ("ore", "100", None),
        ("unstated", "100", None),
        ("TREO", None, None),
    ],
)
def test_contained_reo_goes_as_far_as_the_basis(
    basis: str, contained: str | None, reo: str | None
) -> None:
    assert text_of(contained_reo(quantity(contained), Basis.parse(basis))) == reo


@pytest.mark.parametrize(
    ("members", "reo"),
    [
        (("Y",), ">126.993"),
        (("La", "Ce", "Y"), ">117.277"),  # the least factor among them
        (("Nd2O3",), ">116.638"),
        (GROUPS["TREE"], "117–124"),  # all of them: the range of real ores
        ((*GROUPS["TREE"], "Sc"), "117–124"),
    ],
)
def test_a_listed_few_elements_are_a_part_of_the_oxides(members: tuple[str, ...], reo: str) -> None:
    assert text_of(contained_reo(quantity("100"), Basis.TREE, members)) == reo
    assert contained_reo(quantity("<100"), Basis.TREE, ("Y",)) is None


def test_every_basis_has_an_answer() -> None:
    says_nothing = {Basis.HEAVY_MINERALS, Basis.MONAZITE, Basis.ORE, Basis.UNSTATED}
    for basis in Basis:
        assert (contained_reo(Quantity.parse(1), basis) is None) == (basis in says_nothing)


@pytest.mark.parametrize(
    ("parts", "sum_of_them"),
    [
        (["1", "2", "3.5"], "6.5"),
        (["1", ">2"], ">3"),
        (["~1", "2–3"], "~3–4"),
        (["1", None], None),
        ([], None),
        ([">1", "<2"], ">1"),
        (["<5", "3"], "3–8"),
        (["<5", "<3"], "<8"),
    ],
)
def test_total(parts: list[str | None], sum_of_them: str | None) -> None:
    assert text_of(total(quantity(part) for part in parts)) == sum_of_them


@pytest.mark.parametrize(
    ("contained_kt", "ore_mt", "grade"),
    [
        ("30", "3", "1"),
        ("100", "3", "3.333"),
        (">6940", "694", ">1"),
        ("100", ">5", "<2"),
        (">100", ">5", None),
        ("100", "<5", None),
        ("0", "0", None),
        (None, "5", None),
        ("5", None, None),
    ],
)
def test_mean_grade(contained_kt: str | None, ore_mt: str | None, grade: str | None) -> None:
    assert text_of(mean_grade(quantity(contained_kt), quantity(ore_mt))) == grade


# --- Rows of one deposit -------------------------------------------------------------------------


def deposit(**fields: Any) -> Deposit:
    return Deposit.model_validate({"name": "A", "country": "TR", **fields})


def estimate(**fields: Any) -> dict[str, Any]:
    return {"kind": "resource", "code": "jorc", "basis": "TREO", "by": "operator", "cite": CITE,
            **fields}  # fmt: skip


SOURCE = Source.model_validate(
    {"title": "Report", "producer": "A Ltd", "kind": "company", "date": "2019-05"}
)
INFO = DatasetInfo.model_validate(
    {"name": "d", "title": "t", "description": "d", "version": "0.1.0", "licence": "l",
     "licence_url": "u", "as_of": "2026-11-23"}
)  # fmt: skip


PARTIES = {
    name: Party.model_validate({"name": name, "kind": "government", "country": country})
    for name, country in (("Çin Halk Cumhuriyeti", "CN"), ("European Union", "EU"))
}


def rows_of(deposit_id: str, record: Deposit) -> Iterator[tuple[str, dict[str, Any]]]:
    return deposit_rows(
        deposit_id,
        record,
        as_of=INFO.as_of,
        sources={"src-a": SOURCE},
        origins={("", 0): "f:1"},
        parties=PARTIES,
    )


def dataset(*records: tuple[str, Deposit], **more: Any) -> Dataset:
    rows: dict[str, list[dict[str, Any]]] = {"sources": []}
    rows["parties"] = [party_row(party, origin="p:1") for party in PARTIES.values()]
    for key in ("src-a", "src-b", "src-c"):
        rows["sources"].append(source_row(key, SOURCE, origin=f"{key}.toml:1"))
    for deposit_id, record in records:
        for table, row in rows_of(deposit_id, record):
            rows.setdefault(table, []).append(row)
    return Dataset.of_rows(rows, info=INFO, **more)


def estimates_of(**fields: Any) -> pd.DataFrame:
    return dataset(("tr-a", deposit(estimates=[estimate(**fields)]))).estimates


PARTS = [
    {"categories": ["measured"], "ore_mt": "1", "grade_pct": "1"},
    {"categories": ["indicated", "inferred"], "ore_mt": "2", "grade_pct": "1", "cut_off": "0.5 %"},
]


def test_parts_are_summed_where_no_total_is_stated() -> None:
    whole, measured, rest = estimates_of(parts=PARTS, cut_off="1 %").to_dict("records")
    assert (whole["ore_mt_text"], whole["contained_kt_text"]) == ("3", "30")
    assert whole["grade_pct_text"] == "1", "no digits that the division made up"
    assert whole["reo_kt_text"] == "30"
    assert whole["summed"] is True
    assert whole["categories"] == "measured; indicated; inferred"
    assert (measured["part_of"], rest["part_of"]) == (whole["claim"], whole["claim"])
    assert measured["claim"] == "tr-a/estimates/src-a/measured"
    assert rest["claim"] == "tr-a/estimates/src-a/indicated+inferred"
    assert (measured["cut_off"], rest["cut_off"]) == ("1 %", "0.5 %")
    assert (measured["summed"], rest["summed"]) == (False, False)


def test_a_stated_total_stands_even_if_the_parts_add_up_to_another() -> None:
    whole = estimates_of(parts=PARTS, ore_mt="3.1", categories=["measured"]).iloc[0]
    assert whole["ore_mt"] == 3.1
    assert pd.isna(whole["contained_kt_text"])
    assert not whole["summed"]
    assert whole["categories"] == "measured"


def test_a_sum_is_unknown_where_a_part_is() -> None:
    parts = [*PARTS, {"categories": ["inferred"], "grade_pct": "2"}]
    whole = estimates_of(parts=parts).iloc[0]
    assert whole[["ore_mt_text", "grade_pct_text", "contained_kt_text"]].isna().all()


def test_contained_of_a_part_is_taken_before_its_product() -> None:
    parts = [{"categories": ["measured"], "ore_mt": "1", "grade_pct": "1", "contained_kt": "11"}]
    assert estimates_of(parts=parts).iloc[0]["contained_kt_text"] == "11"


def test_sum_of_bounds_is_a_bound() -> None:
    parts = [PARTS[0], {"categories": ["inferred"], "ore_mt": "1", "grade_pct": ">2"}]
    whole = estimates_of(parts=parts).iloc[0]
    assert whole["contained_kt_text"] == ">30"
    assert whole["grade_pct_text"] == ">1.5"
    assert pd.isna(whole["contained_kt"])


@pytest.mark.parametrize("ore_mt", ["0", "<100"])
def test_parts_without_a_sure_tonnage_have_no_mean_grade(ore_mt: str) -> None:
    parts = [{"categories": ["inferred"], "ore_mt": ore_mt, "grade_pct": "1"}]
    assert pd.isna(estimates_of(parts=parts).iloc[0]["grade_pct_text"])


def test_figures_that_bound_nothing_are_kept_without_a_product() -> None:
    row = estimates_of(ore_mt=">5", grade_pct="<2").iloc[0]
    assert (row["ore_mt_text"], row["grade_pct_text"]) == (">5", "<2")
    assert row[["product_kt_text", "reo_kt_text"]].isna().all()


def test_stated_contained_is_taken_before_the_product() -> None:
    row = estimates_of(ore_mt="10", grade_pct="2", contained_kt="~190").iloc[0]
    assert (row["product_kt_text"], row["reo_kt_text"]) == ("200", "~190")


def test_largest_figures_stay_finite() -> None:
    row = estimates_of(ore_mt="1e100", grade_pct="1e100", basis="TREE").iloc[0]
    numbers = row[[*quantity_names("product_kt")[:3]]].astype(float)
    assert (numbers < float("inf")).all()


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"effective": "2020-01", "published": "2021"}, "2020-01"),
        ({"published": "2021"}, "2021"),
        ({}, "2019-05"),
        ({"cite": {"source": "unknown"}}, None),
    ],
)
def test_date_of_an_estimate(fields: dict[str, Any], date: str | None) -> None:
    found = estimates_of(**fields)["date"].iloc[0]
    assert (None if pd.isna(found) else found) == date


def test_level_goes_by_the_effective_date_alone() -> None:
    assert estimates_of(published="2025")["level"].iloc[0] == "B"
    assert estimates_of(effective="2025")["level"].iloc[0] == "A"


def test_claims_of_one_source_are_numbered() -> None:
    found = dataset(("tr-a", deposit(estimates=[estimate(), estimate(), estimate()])))
    names = [f"tr-a/estimates/src-a{tail}" for tail in ("", "/2", "/3")]
    assert found.estimates["claim"].tolist() == names


def test_owners_and_partners_share_a_table() -> None:
    who = {"party": "Eti Maden", "cite": CITE}
    step = {**who, "role": "offtaker", "stage": "talks", "date": "2024"}
    found = dataset(("tr-a", deposit(owners=[{**who, "share_pct": ">50"}], partners=[step])))
    owner, partner = found.partners.to_dict("records")
    assert (owner["relation"], owner["role"], owner["share_pct_text"]) == ("owner", "owner", ">50")
    assert (partner["relation"], partner["stage"], partner["date"]) == ("partner", "talks", "2024")
    assert owner["claim"] != partner["claim"]
    assert pd.isna(owner["party_country"]), "it has no file in parties/"
    assert pd.isna(partner["share_pct_text"])


def test_oxides_plants_conditions_and_waivers_have_rows() -> None:
    record = deposit(
        oxides=[{"oxides_pct": {"La2O3": "25", "CeO2": "~50"}, "cite": CITE, "date": "2020"}],
        plants=[{"name": "Pilot", "stage": "pilot", "ore_t_per_y": "1,200", "cite": CITE,
                 "other_t_per_y": {"thorium": 250, "barite": "72,000"}}],
        conditions=[{"party": "TR", "condition": "no-sale", "cite": CITE}],
        waivers=[{"code": "GD211", "reason": "two pits"}],
        classification={"type": "carbonatite-ree", "minerals": ["bastnäsite", "monazite"],
                        "cite": {"source": "src-b", "at": "p. 2"}},
    )  # fmt: skip
    found = dataset(("tr-a", record))
    assert found.oxides.loc[0, ["La2O3", "CeO2_text"]].tolist() == [25.0, "~50"]
    assert pd.isna(found.oxides.loc[0, "Nd2O3"]), "not reported is not zero"
    assert found.plants.loc[0, "other_t_per_y"] == "barite 72000; thorium 250"
    assert found.plants.loc[0, "ore_t_per_y"] == 1200
    assert found.conditions.loc[0, "condition"] == "no-sale"
    assert found.waivers.loc[0, ["id", "code"]].tolist() == ["tr-a", "GD211"]
    row = found.deposits.iloc[0]
    assert (row["minerals"], row["type_source"]) == ("bastnäsite; monazite", "src-b")


# --- Tables --------------------------------------------------------------------------------------


def _point(lat: float, lon: float, **more: Any) -> dict[str, Any]:
    return {"lat": lat, "lon": lon, "accuracy_m": 100, "cite": CITE, **more}


@cache
def sample() -> Dataset:
    beylikova = deposit(
        classification={"type": "carbonatite-ree", "cite": {"source": "src-b"}},
        positions=[_point(39.6, 31.35)],
        estimates=[estimate(kind="announcement", basis="REO", ore_mt="694", grade_pct=">1"),
                   estimate(kind="historical", ore_mt="30", grade_pct="3")],
        partners=[{"party": "Çin Halk Cumhuriyeti", "role": "other",
                   "stage": "talks", "cite": CITE},
                  {"party": "European Union", "role": "lender",
                   "stage": "talks", "cite": CITE}],
        status=[{"status": "exploration", "date": "2026", "cite": CITE}],
    )  # fmt: skip
    fiji = deposit(
        country="FJ", positions=[_point(-17.0, 179.5)], estimates=[estimate(basis="TREE", ore_mt=10,
        grade_pct=4, effective="2025")], status=[{"status": "operating", "cite": CITE}],
    )  # fmt: skip
    alaska = deposit(country="US", positions=[_point(55.0, -132.0)])
    nowhere = deposit(country="NA", no_position="kept secret")
    return dataset(("tr-a", beylikova), ("fj-b", fiji), ("us-c", alaska), ("na-d", nowhere))


def ids(found: Dataset) -> list[str]:
    return found.deposits["id"].tolist()


@pytest.mark.parametrize("name", SCHEMAS)
def test_columns_are_those_of_the_schema(name: str) -> None:
    table = dict(sample().tables())[name]
    spare = {"origin", "geometry"} & set(table.columns)
    assert tuple(column for column in table.columns if column not in spare) == SCHEMAS[name].names
    for column in SCHEMAS[name].of_type("number"):
        assert table[column].dtype == "float64"
    for column in SCHEMAS[name].of_type("string"):
        assert table[column].dtype == "str"


def test_an_empty_dataset_has_all_columns_and_can_be_asked() -> None:
    empty = Dataset.of_rows({}, info=INFO)
    assert len(empty) == 0
    for name, table in empty.tables():
        assert set(SCHEMAS[name].names) <= set(table.columns)
    assert ids(empty.filter(country="TR", partner="x", evidence="A", min_reo_kt=1,
                            min_grade_pct=1, bbox=(0, 0, 1, 1))) == []  # fmt: skip


def test_schemas_are_consistent() -> None:
    for name, schema in SCHEMAS.items():
        assert schema.name == name
        assert len(set(schema.names)) == len(schema.names)
        assert not schema.key or schema.key in schema.names
        for column, (table, target) in schema.links.items():
            assert column in schema.names
            assert target == SCHEMAS[table].key
        assert all(column.description for column in schema.columns)
        for quantity_name in schema.quantities:
            assert set(quantity_names(quantity_name)) <= set(schema.names)


def test_geometry_is_in_wgs84_and_empty_where_unknown() -> None:
    deposits = sample().deposits
    assert deposits.crs.to_epsg() == 4326
    points = dict(zip(deposits["id"], deposits.geometry, strict=True))
    assert (points["tr-a"].x, points["tr-a"].y) == (31.35, 39.6)
    assert points["na-d"] is None or points["na-d"].is_empty


def test_len_and_repr() -> None:
    found = sample()
    assert len(found) == 4
    assert repr(found) == "<Dataset 't': 4 deposits, 15 rows of claims>"


def test_a_table_without_rows_states_no_origin() -> None:
    assert "origin" not in table_of(SCHEMAS["plants"], []).columns
    assert sample().deposits["origin"].tolist() == ["f:1"] * 4


def test_filtering_leaves_the_dataset_as_it_was() -> None:
    found = sample()
    before = found.estimates.copy()
    found.filter(country="TR")
    pd.testing.assert_frame_equal(found.estimates, before)
    assert len(found) == 4


# --- Filters -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, ["tr-a", "fj-b", "us-c", "na-d"]),
        ({"country": ("TR",)}, ["tr-a"]),
        ({"country": ("TR", "NA")}, ["tr-a", "na-d"]),
        ({"country": "NA"}, ["na-d"]),
        ({"country": ("DE",)}, []),
        ({"type": ("carbonatite-ree",)}, ["tr-a"]),
        ({"type": ("unknown",)}, ["fj-b", "us-c", "na-d"]),
        ({"status": ("operating", "exploration")}, ["tr-a", "fj-b"]),
        ({"status": ("operating",)}, ["fj-b"]),
        ({"partner": ("çin",)}, ["tr-a"]),
        ({"partner": ("CIN HALK",)}, ["tr-a"]),
        ({"partner": ("cn",)}, ["tr-a"]),
        ({"partner": ("EU",)}, ["tr-a"]),
        ({"partner": "European"}, ["tr-a"]),
        ({"partner": ("CH",)}, []),
        ({"partner": (".*",)}, []),
        ({"evidence": ("E",)}, ["tr-a"]),
        ({"evidence": ("D",)}, ["tr-a"]),
        ({"evidence": ("A",)}, ["fj-b"]),
        ({"evidence": ("B", "C")}, []),
        ({"min_reo_kt": 6940}, ["tr-a"]),
        ({"min_reo_kt": 6940.1}, []),
        ({"min_reo_kt": 468}, ["tr-a", "fj-b"]),
        ({"min_reo_kt": 468.1}, ["tr-a"]),
        ({"min_reo_kt": 0}, ["tr-a", "fj-b"]),
        ({"min_grade_pct": 3}, ["tr-a"]),  # 4 % of elements are no 4 % of oxides
        ({"min_grade_pct": 3.1}, []),
        ({"bbox": (31.35, 39.6, 31.35, 39.6)}, ["tr-a"]),
        ({"bbox": (31.36, 39, 32, 40)}, []),
        ({"bbox": (30, 39.7, 32, 40)}, []),
        ({"bbox": (170, -90, -120, 90)}, ["fj-b", "us-c"]),
        ({"bbox": (179.6, -90, -120, 90)}, ["us-c"]),
        ({"bbox": (170, -90, -133, 90)}, ["fj-b"]),
        ({"bbox": (170, 0, -120, 90)}, ["us-c"]),
        ({"bbox": (-180, -90, 180, 90)}, ["tr-a", "fj-b", "us-c"]),
        ({"country": "TR", "evidence": "A"}, []),
        ({"country": "TR", "partner": "cn", "min_reo_kt": 1, "bbox": (0, 0, 90, 90)}, ["tr-a"]),
    ],
)
def test_filter(conditions: dict[str, Any], expected: list[str]) -> None:
    assert ids(sample().filter(**conditions)) == expected
    assert ids(sample().filter(Filters(**conditions))) == expected


def test_filter_without_a_condition_is_the_dataset_itself() -> None:
    found = sample()
    assert found.filter() is found
    assert Filters().is_empty
    assert not Filters(min_reo_kt=0).is_empty


def test_claims_and_sources_that_nothing_uses_are_left_out() -> None:
    found = sample().filter(country="TR")
    assert set(found.estimates["id"]) == set(found.partners["id"]) == {"tr-a"}
    assert found.sources["key"].tolist() == ["src-a", "src-b"]
    assert ids(found.filter(country="FJ")) == []


def test_findings_follow_their_deposit() -> None:
    said = [
        Finding(code="GD105", severity=Severity.ERROR, message=word, deposit=word)
        for word in ("tr-a", "fj-b", "")
    ]
    record = deposit(country="TR")
    found = dataset(("tr-a", record), ("fj-b", deposit(country="FJ")), reading=said)
    assert [f.message for f in found.filter(country="TR").reading] == ["tr-a", ""]


def test_one_deposit() -> None:
    assert ids(sample().deposit("fj-b")) == ["fj-b"]


@pytest.mark.parametrize("wrong", ["tr-b", "TR-A", "../tr-a", "", "x" * 300])
def test_unknown_deposit(wrong: str) -> None:
    with pytest.raises(UnknownDeposit, match="no deposit ") as caught:
        sample().deposit(wrong)
    assert caught.value.deposit_id == wrong
    assert "tr-a" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Kızılcaören", "kizilcaoren"), ("İSTANBUL", "istanbul"), ("Straße", "strasse"), ("", "")],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_severities_have_ranks_and_findings_an_order() -> None:
    assert [severity.rank for severity in Severity] == [0, 1, 2]
    places = ["b.toml:2", "a.toml:10", "a.toml:9", "a.toml", ""]
    found = [Finding(code="GD1", severity=Severity.NOTE, message="m", origin=p) for p in places]
    ordered = [finding.origin for finding in sorted(found, key=lambda f: f.sort_key)]
    assert ordered == ["", "a.toml", "a.toml:9", "a.toml:10", "b.toml:2"]


def test_as_of_is_what_levels_are_counted_from() -> None:
    assert INFO.as_of == PartialDate(2026, 11, 23)


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ('published = "2025-01"', "B"),
        ('published = "2025-01"\nannounced_as_new = true', "A"),
        ('published = "2015-01"\nannounced_as_new = true', "B"),
        ('published = "2025-01"\nannounced_as_new = true\neffective = "2010"', "B"),
    ],
)
def test_publication_stands_in_for_a_missing_effective_date_only_where_new(
    tmp_path: Path, given: str, level: str
) -> None:
    (tmp_path / "deposits").mkdir()
    (tmp_path / "dataset.toml").write_text(
        (Path(__file__).parent.parent / "seeds" / "dataset.toml").read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    (tmp_path / "deposits" / "tr-a.toml").write_text(
        'name = "A"\ncountry = "TR"\n[[estimates]]\nkind = "resource"\ncode = "jorc"\n'
        f'basis = "TREO"\nore_mt = 5\nby = "operator"\n{given}\ncite = {{ source = "x" }}\n',
        encoding="utf-8",
    )
    assert compile_seeds(tmp_path).estimates["level"].tolist() == [level]


@pytest.mark.parametrize(
    "conditions",
    [
        {"country": "Atlantis"},
        {"type": "carbonatite"},
        {"status": "open"},
        {"evidence": "F"},
        {"min_reo_kt": float("nan")},
        {"bbox": (0.0, 0.0, float("inf"), 1.0)},
    ],
)
def test_a_condition_that_nothing_could_meet_is_refused(conditions: dict[str, Any]) -> None:
    with pytest.raises(GeodepositsError):
        Filters(**conditions)


def test_a_country_is_named_by_code_or_by_name() -> None:
    assert Filters(country=("Türkiye", "norway", "CN")).country == ("TR", "NO", "CN")
