"""The tables that the page filters: deposits, occurrences, and any GeoDataFrame."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from typing import Any

import geopandas
import numpy as np
import pandas as pd
import pytest
import shapely

from geodeposits.errors import UnknownTerm
from geodeposits.maps import UnusableColumn
from geodeposits.maps.columns import Column, ColumnTable, encode_table
from geodeposits.maps.features import (
    DEPOSIT_FACETS,
    OCCURRENCE_FACETS,
    column_labels,
    deposit_table,
    frame_notes,
    frame_table,
    occurrence_table,
    value_labels,
)
from geodeposits.maps.frames import MOST_FACETS, placed
from geodeposits.maps.roles import with_roles

PLACE = {"lat": 39.6, "lon": 31.4, "cite": {"source": "src"}}


def values(table: ColumnTable, name: str) -> list[Any]:
    (column,) = [each for each in table.columns if each.name == name]
    return list(column.values)


def column(table: ColumnTable, name: str) -> Column:
    return next(each for each in table.columns if each.name == name)


def amount(**more: Any) -> dict[str, Any]:
    return {"kind": "resource", "code": "jorc", "basis": "TREO", "by": "operator",
            "effective": "2024-06", "cite": {"source": "src"}, **more}  # fmt: skip


def points(**columns: Any) -> geopandas.GeoDataFrame:
    rows = len(next(iter(columns.values())))
    places = [shapely.Point(10 + n / 10, 20) for n in range(rows)]
    return geopandas.GeoDataFrame(dict(columns), geometry=places, crs=4326)


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


# --- Frames --------------------------------------------------------------------------------------

DAY = datetime.date(1999, 12, 31)


@pytest.mark.parametrize(
    ("given", "kind", "expected"),
    [
        (["b", None, "b"], "category", ["b", "", "b"]),
        (["a", "b", "c"], "text", ["a", "b", "c"]),
        (pd.Categorical(["a", "a", None]), "category", ["a", "a", ""]),
        (pd.Categorical([2, 2, 1]), "integer", [2, 2, 1]),
        ([True, False, True], "category", ["true", "false", "true"]),
        (pd.array([True, None, False], dtype="boolean"), "category", ["true", "", "false"]),
        ([True, None, False], "category", ["true", "", "false"]),
        ([1, 2, 3], "integer", [1, 2, 3]),
        (pd.array([1, None, 3], dtype="Int64"), "integer", [1, pd.NA, 3]),
        ([1.5, 2.5, 0.0], "number", [1.5, 2.5, 0.0]),
        ([1.0, 2.0, 3.0], "number", [1.0, 2.0, 3.0]),
        (pd.array([1.5, 2.5, 0.5], dtype="Float64"), "number", [1.5, 2.5, 0.5]),
        ([Decimal("1.5"), Decimal(2), Decimal(3)], "number", [1.5, 2.0, 3.0]),
        (np.array([2**63, 1, 2**63], dtype="uint64"), "category", [str(2**63), "1", str(2**63)]),
        ([10**400, 2, 2], "category", [str(10**400), "2", "2"]),
        ([1j, 2j, 1j], "category", ["1j", "2j", "1j"]),
        ([DAY, None, DAY], "integer", [1999, pd.NA, 1999]),
        ([["a", "b"], [], None], "categories", [["a", "b"], [], []]),
        ([("a",), {"b", "a"}, np.array(["c"])], "categories", [["a"], ["a", "b"], ["c"]]),
        ([{"a": 1}, None, {"a": 1}], "category", ["{'a': 1}", "", "{'a': 1}"]),
        ([1, "a", None], "text", ["1", "a", ""]),
        ([None, None, None], "text", ["", "", ""]),
        (pd.to_timedelta([1, 1, 2], unit="D"), "category", ["1 days", "1 days", "2 days"]),
        (["line\nbreak", "\x1b[0m", "\u202ex"], "text", ["line\nbreak", "␛[0m", "<U+202E>x"]),
    ],
)  # fmt: skip
def test_each_sort_of_column_has_a_kind(given: Any, kind: str, expected: list[Any]):
    table = frame_table(points(it=given))
    found = column(table, "it")
    assert found.kind == kind
    shown = [str(each).replace(" 00:00:00", "") if kind == "category" else each
             for each in found.values]  # fmt: skip
    assert [None if each is pd.NA else each for each in shown] == [
        None if each is pd.NA else each for each in expected
    ]
    encode_table(table)


def test_unknown_and_infinite_numbers_are_kept_apart_from_nought():
    table = frame_table(points(it=[0.5, np.nan, np.inf]))
    assert values(table, "it")[0] == 0.5
    assert not np.isfinite(values(table, "it")[1:]).any()


def test_dates_are_filtered_by_year_and_listed_in_full():
    days = pd.to_datetime(["2020-05-17", None, "1987-01-01"])
    table = frame_table(points(found=days))
    assert values(table, "found") == [2020, pd.NA, 1987]
    assert column(table, "found").label == "found (year)"
    assert values(table, "found.full") == ["2020-05-17", "", "1987-01-01"]
    assert table.facets == ("found",)


def test_dates_that_say_no_more_than_a_year_are_one_column():
    table = frame_table(points(found=pd.to_datetime(["2020-01-01", None, "1987-01-01"])))
    assert [each.name for each in table.columns] == ["found"]


def test_moments_keep_their_time_and_zone():
    moments = pd.to_datetime(["2020-05-17T10:30", None]).tz_localize("Europe/Istanbul")
    assert values(frame_table(points(at=moments)), "at.full") == ["2020-05-17 10:30:00+03:00", ""]


@pytest.mark.parametrize(
    ("distinct", "kind", "offered"), [(60, "category", True), (61, "text", False)]
)
def test_up_to_sixty_values_make_a_filter(distinct: int, kind: str, offered: bool):
    texts = [f"v{n}" for n in range(distinct)] + ["v0"]
    table = frame_table(points(it=texts))
    assert column(table, "it").kind == kind
    assert (table.facets == ("it",)) is offered


def test_many_values_that_repeat_are_stored_once_but_are_no_filter():
    table = frame_table(points(it=[f"v{n % 100}" for n in range(400)]))
    assert column(table, "it").kind == "category"
    assert table.facets == ()
    assert table.search == ("it",)


def test_keys_and_constants_are_no_filters():
    table = frame_table(points(key=range(70), one=["x"] * 70, same=[3.5] * 70, n=[1, 2] * 35))
    assert table.facets == ("n",)


def test_no_more_filters_than_a_panel_holds():
    many = {f"c{n}": [1, 2, 1] for n in range(MOST_FACETS + 5)}
    assert len(frame_table(points(**many)).facets) == MOST_FACETS


def test_filters_that_are_named_are_those_and_in_that_order():
    table = frame_table(points(a=[1, 2], b=["x", "y"], c=[0.5, 1]), facets=["c", "b"])
    assert table.facets == ("c", "b")
    assert column(table, "b").kind == "category"
    assert frame_table(points(a=[1, 2]), facets="a").facets == ("a",)
    assert frame_table(points(a=[1, 2]), facets=[]).facets == ()


def test_the_column_that_names_a_row():
    frame = points(code=["p", "q"], Name=["one", "two"], note=["n", "m"])
    assert frame_table(frame).search == ("Name", "code", "note")
    assert frame_table(frame, name="note").search == ("note", "code", "Name")
    assert frame_table(frame, name="note", search=["code"]).search == ("note", "code")
    with pytest.raises(UnknownTerm, match="'names' is no column: did you mean Name"):
        frame_table(frame, name="names")


def test_a_number_that_names_or_is_searched_becomes_a_text():
    table = frame_table(points(well=[7, 8, 8], depth=[1.5, 2, 2]), name="well")
    assert column(table, "well").kind == "text"
    assert values(table, "well") == ["7", "8", "8"]
    assert table.search == ("well",)
    assert table.facets == ("depth",)
    assert frame_table(points(well=[7, 8, 8]), search="well").search == ("well",)


def test_odd_names_of_columns_and_a_doubled_index():
    frame = points(a=[1, 2, 3])
    frame["{{ 7 * 7 }}</script>"] = ["x", "y", "x"]
    frame[7] = [1, 2, 2]
    frame[""] = ["p", "q", "q"]
    doubled = pd.concat([frame, frame[["a"]]], axis=1)
    doubled.index = pd.Index([5, 5, 6], name="site")
    table = frame_table(doubled, color_by=7)  # type: ignore[arg-type]
    names = [each.name for each in table.columns]
    assert names == ["site", "a", "{{ 7 * 7 }}</script>", "7", "column 5", "a (2)", "7.class"]
    assert values(table, "site") == [5, 5, 6]
    assert doubled.columns.tolist()[0] == "a"


def test_a_name_that_is_taken_is_left_to_its_column():
    days = pd.to_datetime(["2020-05-17", "1987-03-02"])
    frame = points(**{"day.full": ["x", "y"], "day": days, "n": [1, 2], "n.class": ["p", "q"]})
    table = frame_table(frame, color_by="n")
    assert values(table, "day.full") == ["x", "y"]
    assert values(table, "day.full (2)") == ["2020-05-17", "1987-03-02"]
    assert values(table, "n.class") == ["p", "q"]
    assert table.color_by == "n.class.class"


def test_the_frame_is_left_as_it_was():
    frame = points(a=["x", "y"], b=[[1], [2]])
    before = frame.copy(deep=True)
    frame_table(frame, color_by="a", facets=["a"])
    pd.testing.assert_frame_equal(frame, before)


# --- Positions of a frame ------------------------------------------------------------------------


def test_shapes_are_placed_by_a_point_within_them():
    ring = shapely.box(0, 0, 9, 9) - shapely.box(1, 1, 8, 8)
    shapes = [
        shapely.Point(1, 2),
        ring,
        shapely.LineString([(0, 0), (4, 4)]),
        shapely.MultiPoint([(3, 3)]),
    ]
    frame = geopandas.GeoDataFrame({"n": range(4)}, geometry=shapes, crs=4326)
    table = frame_table(frame)
    assert (table.lon[0], table.lat[0]) == (1, 2)
    assert shapely.contains_xy(ring, table.lon[1], table.lat[1])
    assert frame_notes(frame) == {"shapes": 3}


def test_a_row_without_a_place_is_listed_all_the_same():
    shapes = [
        None,
        shapely.Point(),
        shapely.Polygon(),
        shapely.Point(10, 91),
        shapely.Point(10, 90),
    ]
    frame = geopandas.GeoDataFrame({"n": range(5)}, geometry=shapes, crs=4326)
    table = frame_table(frame)
    assert np.isfinite(table.lat).tolist() == [False] * 4 + [True]
    assert values(table, "n") == [0, 1, 2, 3, 4]
    assert frame_notes(frame) == {"unplaced": 4}


def test_other_systems_lead_to_degrees():
    ankara = geopandas.GeoSeries([shapely.Point(32.85, 39.93), None], crs=4326).to_crs(32636)
    table = frame_table(geopandas.GeoDataFrame({"n": [1, 2]}, geometry=ankara))
    assert (table.lon[0], table.lat[0]) == pytest.approx((32.85, 39.93), abs=1e-6)
    assert np.isnan(table.lat[1])


def test_a_system_without_a_way_to_degrees_places_nothing():
    local = 'LOCAL_CS["pit grid",UNIT["metre",1]]'
    frame = geopandas.GeoDataFrame({"n": [1]}, geometry=[shapely.Point(1, 1)], crs=local)
    assert np.isnan(frame_table(frame).lat).all()
    assert frame_notes(frame) == {"unplaced": 1}


def test_without_a_system_coordinates_are_degrees_and_that_is_said():
    frame = geopandas.GeoDataFrame(
        {"n": [1, 2]}, geometry=[shapely.Point(1, 2), shapely.Point(5e5, 4e6)]
    )
    assert frame_table(frame).lat.tolist()[0] == 2
    assert frame_notes(frame) == {"unplaced": 1, "without_crs": 1}


def test_a_frame_without_geometry_or_rows_is_a_table():
    bare = geopandas.GeoDataFrame({"n": ["x", "x"]})
    assert np.isnan(frame_table(bare).lat).all()
    assert frame_notes(bare) == {"unplaced": 2}
    empty = points(n=["x"])[:0]
    assert len(frame_table(empty).lat) == 0
    assert frame_notes(empty) == {}
    encode_table(frame_table(empty))


def test_a_second_geometry_is_text_and_a_series_is_a_frame():
    frame = points(n=[1, 2])
    frame["where"] = frame.geometry
    assert values(frame_table(frame), "where") == ["POINT (10 20)", "POINT (10.1 20)"]
    assert frame_table(frame.geometry).lat.tolist() == [20, 20]


def test_what_is_no_frame_is_refused():
    with pytest.raises(TypeError, match="a GeoDataFrame is needed, not DataFrame"):
        frame_table(pd.DataFrame({"n": [1]}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lon", "expected"),
    [(180.0, 180.0), (190.0, -170.0), (360.0, 0.0), (361.0, None), (-181.0, None)],
)
def test_longitudes_to_the_east_of_the_antimeridian(lon: float, expected: float | None):
    found = placed(np.array([0.0]), np.array([lon]))[1][0]
    assert (None if np.isnan(found) else found) == expected
