"""The tables that the page filters: deposits, occurrences, and any GeoDataFrame."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geodeposits.errors import UnknownTerm
from geodeposits.maps import UnusableColumn
from geodeposits.maps.columns import Column, ColumnTable, encode_table
from geodeposits.maps.features import (
    DEPOSIT_FACETS,
    OCCURRENCE_FACETS,
    column_labels,
    deposit_table,
    frame_table,
    occurrence_table,
    value_labels,
)
from geodeposits.maps.roles import with_roles
from tests.features_kit import column, points, values

PLACE = {"lat": 39.6, "lon": 31.4, "cite": {"source": "src"}}


def amount(**more: Any) -> dict[str, Any]:
    return {"kind": "resource", "code": "jorc", "basis": "TREO", "by": "operator",
            "effective": "2024-06", "cite": {"source": "src"}, **more}  # fmt: skip


# --- Deposits ------------------------------------------------------------------------------------


def one_deposit(dataset_of: Any, **record: Any) -> ColumnTable:
    return deposit_table(dataset_of({"tr-one": record}, parties={"Acme": "CN", "Bank": "US"}))


def test_a_deposit_has_its_facets_figures_and_place(dataset_of):
    table = one_deposit(
        dataset_of,
        name="Kızılcaören",
        aliases=["Beylikova"],
        classification={"type": "carbonatite-ree", "cite": {"source": "src"}},
        positions=[PLACE],
        estimates=[amount(ore_mt="694", grade_pct=">1", contained_kt="~954")],
    )
    assert (table.lat[0], table.lon[0]) == (39.6, 31.4)
    found = {name: values(table, name)[0] for name in ("id", "name", "aliases", "group", "type")}
    assert found == {
        "id": "tr-one",
        "name": "Kızılcaören",
        "aliases": "Beylikova",
        "group": "carbonatite",
        "type": "carbonatite-ree",
    }
    assert [values(table, name)[0] for name in ("level", "code", "kind", "country", "year")] == [
        "A", "jorc", "resource", "TR", 2024,
    ]  # fmt: skip
    figures = [values(table, name)[0] for name in ("ore_mt", "grade_pct", "reo_kt")]
    assert figures == [694, 1, 954]
    assert [column(table, name).unit for name in ("ore_mt", "grade_pct", "reo_kt")] == [
        "Mt",
        "%",
        "kt",
    ]
    assert values(table, "figure") == ["694 Mt of ore at > 1 % TREO, contained ~954 kt REO"]


def test_what_is_unknown_of_a_deposit_is_empty(dataset_of):
    table = one_deposit(dataset_of)
    assert np.isnan(table.lat[0])
    assert np.isnan(table.lon[0])
    assert values(table, "group") == ["other"]
    assert values(table, "type") == ["unknown"]
    for name in ("status", "level", "code", "kind", "aliases", "figure", "parties", "sources"):
        assert values(table, name) == [""], name
    assert values(table, "partner_countries") == [[]]
    assert np.isnan([values(table, name)[0] for name in ("ore_mt", "grade_pct", "reo_kt")]).all()
    assert values(table, "year") == [pd.NA]


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), (">12", 12), ("<12", 12), ("10–14", 12), ("12 ± 5", 12)]
)
def test_a_figure_is_the_number_that_symbols_are_sized_by(dataset_of, text: str, number: float):
    table = one_deposit(dataset_of, estimates=[amount(contained_kt=text)])
    assert values(table, "reo_kt") == [number]


@pytest.mark.parametrize(("basis", "compares"), [("TREO", True), ("REO", True), ("Y2O3", False)])
def test_a_grade_counts_on_total_oxides_only(dataset_of, basis: str, compares: bool):
    table = one_deposit(dataset_of, estimates=[amount(ore_mt="5", grade_pct="2", basis=basis)])
    assert bool(values(table, "grade_pct")[0] == 2) is compares


def test_parties_are_searched_and_partners_alone_give_countries(dataset_of):
    table = one_deposit(
        dataset_of,
        partners=[
            {"party": "Acme", "role": "offtaker", "stage": "mou", "cite": {"source": "src"}},
            {"party": "Acme", "role": "offtaker", "stage": "binding", "cite": {"source": "src"}},
        ],
        owners=[{"party": "Bank", "cite": {"source": "src"}}],
    )
    assert values(table, "partner_countries") == [["CN"]]
    assert sorted(values(table, "parties")[0].split("; ")) == ["Acme", "Bank"]
    assert values(table, "sources") == ["src"]


def test_the_documented_figure_can_be_asked_for(dataset_of):
    record = {"estimates": [amount(contained_kt="9", code="none", kind="announcement"),
                            amount(contained_kt="4", effective="2020")]}  # fmt: skip
    dataset = dataset_of({"tr-one": record})
    assert values(deposit_table(dataset), "reo_kt") == [9]
    assert values(deposit_table(dataset), "level") == ["E"]
    assert values(deposit_table(dataset, figure="documented"), "reo_kt") == [4]
    assert values(deposit_table(dataset, figure="documented"), "year") == [2020]


def test_the_bundled_deposits(bundled):
    table = deposit_table(bundled)
    assert values(table, "id") == bundled.deposits["id"].tolist()
    assert int(np.isfinite(table.lat).sum()) == int(bundled.deposits["lat"].notna().sum())
    assert table.facets == DEPOSIT_FACETS
    names = {each.name for each in table.columns}
    assert {table.color_by, table.size_by, *table.facets, *table.search} <= names
    row = values(table, "id").index("tr-beylikova")
    assert (
        "kızılcaören" in f"{values(table, 'name')[row]} {values(table, 'aliases')[row]}".casefold()
    )
    assert "US" in values(table, "partner_countries")[row]
    assert values(table, "occurrences")[row].startswith("usgs-")
    assert json.loads(encode_table(table)["table.meta"])["rows"] == len(bundled)


def test_figures_are_worded_in_turkish(bundled):
    english, turkish = (deposit_table(bundled, lang=lang) for lang in ("en", "tr"))
    row = values(english, "id").index("tr-beylikova")
    assert "Mt of ore" in values(english, "figure")[row]
    assert "Mt cevher" in values(turkish, "figure")[row]
    assert values(english, "type") == values(turkish, "type")


# --- Occurrences and words -----------------------------------------------------------------------


def test_the_bundled_occurrences(bundled):
    table = occurrence_table(bundled)
    rows = bundled.occurrences
    assert values(table, "id") == rows["occurrence_id"].tolist()
    assert int(np.isfinite(table.lat).sum()) == int(rows["lat"].notna().sum())
    assert table.facets == OCCURRENCE_FACETS
    cited = values(table, "deposits")[rows["deposits"].eq("tr-beylikova").to_numpy().argmax()]
    assert cited == "tr-beylikova"
    assert any("Mt of ore" in text for text in values(table, "figures"))
    assert set(table.search) == {"name", "aliases", "minerals", "company", "id"}


def test_labels_spell_codes_and_terms_in_both_languages(bundled):
    table = deposit_table(bundled)
    english, turkish = value_labels(table), value_labels(table, "tr")
    assert english["country"]["TR"] == "Türkiye"
    assert turkish["country"]["AU"] == "Avustralya"
    assert english["code"]["ni-43-101"] == "NI 43-101"
    assert english["type"]["carbonatite-ree"] == "carbonatite REE"
    assert english.keys() == turkish.keys()
    for name, words in english.items():
        held = {
            v for each in values(table, name) for v in (each if isinstance(each, list) else [each])
        }
        assert words.keys() == held - {""}, name


def test_every_column_has_a_name_in_turkish(bundled):
    for table in (deposit_table(bundled), occurrence_table(bundled)):
        english, turkish = column_labels(table), column_labels(table, "tr")
        assert english == {each.name: each.label for each in table.columns}
        assert turkish.keys() == english.keys()
        assert [name for name in turkish if turkish[name] == english[name]] == []


def test_a_code_that_is_none_is_spelled_as_it_is(dataset_of):
    table = deposit_table(dataset_of({"x": {}}))
    odd = with_roles(table)
    changed = [Column("country", "Country", "category", ["ZZ"]) if each.name == "country" else each
               for each in odd.columns]  # fmt: skip
    labels = value_labels(ColumnTable(table.lat, table.lon, tuple(changed)))
    assert labels["country"] == {"ZZ": "ZZ"}


def test_blocks_carry_their_prefix(dataset_of):
    blocks = encode_table(deposit_table(dataset_of({"tr-one": {}})), "deposits")
    assert all(name.startswith("deposits.") for name in blocks)
    assert json.loads(blocks["deposits.meta"])["facets"] == list(DEPOSIT_FACETS)


# --- Roles ---------------------------------------------------------------------------------------


def test_roles_are_taken_over_and_the_table_is_left_alone(bundled):
    table = deposit_table(bundled)
    changed = with_roles(table, color_by="status", size_by="ore_mt", facets=["country", "admin1"])
    assert (changed.color_by, changed.size_by) == ("status", "ore_mt")
    assert changed.facets == ("country", "admin1")
    assert column(changed, "admin1").kind == "category"
    assert column(table, "admin1").kind == "text"
    assert with_roles(table) == table


def test_an_unknown_column_is_answered_by_the_nearest(bundled):
    with pytest.raises(UnknownTerm, match="'statuss' is no column: did you mean status"):
        with_roles(deposit_table(bundled), color_by="statuss")


@pytest.mark.parametrize(
    ("role", "name", "why"),
    [
        ("size_by", "status", "no numbers to size by"),
        ("color_by", "partner_countries", "holds lists"),
    ],
)
def test_a_column_that_cannot_serve_is_refused(bundled, role: str, name: str, why: str):
    with pytest.raises(UnusableColumn, match=why):
        with_roles(deposit_table(bundled), **{role: name})


def test_numbers_colour_in_classes_of_about_as_many_rows():
    table = frame_table(points(depth=[float(n) for n in range(100)]), color_by="depth")
    assert table.color_by == "depth.class"
    classes = pd.Series(values(table, "depth.class")).value_counts()
    assert set(classes.index) == {"< 20", "20 – 40", "40 – 59", "59 – 79", "≥ 79"}
    assert classes.between(19, 21).all()


def test_classes_are_in_the_order_of_their_numbers_and_so_in_the_page():
    numbers = [1.0] * 9 + [20.0] * 2 + [300.0] * 5 + [4000.0] * 8 + [np.nan]
    table = frame_table(points(depth=numbers[::-1]), color_by="depth")
    order = column(table, "depth.class").order
    assert [each.replace(",", "") for each in order] == ["< 20", "20 – 300", "300 – 4000", "≥ 4000"]
    blocks = encode_table(table, "t")
    about = {each["name"]: each for each in json.loads(blocks["t.meta"])["columns"]}
    assert about["depth.class"]["values"] == ["", *order]
    assert about["depth.class"]["ordered"] is True
    assert encode_table(table, "t") == blocks


def test_classes_are_named_in_turkish(bundled):
    table = with_roles(deposit_table(bundled, lang="tr"), color_by="grade_pct")
    assert column_labels(table, "tr")["grade_pct.class"] == (
        "Tenör, toplam NTO, sınıflara ayrılmış"
    )
    shown = value_labels(table, "tr")["grade_pct.class"]
    order = column(table, "grade_pct.class").order
    assert set(shown) == set(order)
    assert any("." in each for each in order)
    assert not any("." in each for each in shown.values())


def test_one_number_alone_is_one_class_and_none_is_unknown():
    table = frame_table(points(depth=[5.0, np.nan, 5.0]), color_by="depth")
    assert values(table, "depth.class") == ["all", "", "all"]
