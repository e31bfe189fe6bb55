"""The maps room without a browser: records, container, tiles, folium's parts, the page's text."""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import Any

import branca.element
import folium
import folium.plugins
import pandas as pd
import pytest

from geodeposits.continents import continent_of
from geodeposits.dataset.schema import SCHEMAS, TABLE_NAME
from geodeposits.errors import UnknownDeposit, UnwritableFile
from geodeposits.maps import RefusedResource, UnusableTiles, deposit_map, published_pages, records
from geodeposits.maps.addresses import is_web_address
from geodeposits.maps.container import container, json_block, packed
from geodeposits.maps.folium_parts import render
from geodeposits.maps.leaflet import icon_uris, leaflet_css, leaflet_js
from geodeposits.maps.page import MODULES, asset
from geodeposits.maps.page import bundled as joined_modules
from geodeposits.maps.records import deposit_records, source_records
from geodeposits.maps.tiles import tile_hosts, tile_layers
from geodeposits.model import DatasetInfo
from geodeposits.type_groups import TYPE_GROUPS, group_of
from geodeposits.vocab import DepositType
from geodeposits.wording import DOCUMENTED_RULE, HEADLINE_RULE
from tests.codec_kit import bytes_of
from tests.seeds_kit import copied_seeds

ROOT = Path(__file__).parents[1]
HOSTILE = (
    "<img src=x onerror=window.__pwned=1>",
    "{{ cycler.__init__.__globals__.os.mkdir('pwned') }}",
    "</script><script>window.__pwned=1</script>",
    "{% raw %}{#",
    "$title ${data} `${window.__pwned=1}`",
)


def place(lat: float = 39.6, lon: float = 31.4, **more: Any) -> dict[str, Any]:
    return {"positions": [{"lat": lat, "lon": lon, "cite": {"source": "src"}, **more}]}


def amount(contained: str | None, /, **more: Any) -> dict[str, Any]:
    estimate = {"kind": "resource", "code": "jorc", "basis": "TREO", "contained_kt": contained,
                "by": "operator", "effective": "2024", "cite": {"source": "src"}}  # fmt: skip
    return {"estimates": [{**estimate, **more}]}


def one_record(dataset_of: Any, **record: Any) -> dict[str, Any]:
    (found,) = deposit_records(dataset_of({"tr-one": record}))
    return found


JSON_BLOCKS = {"page", "labels", "notes", "deposits", "sources", "changes", "borders", "names"}


def blocks_of(page: str, block_id: str = "gd-data") -> dict[str, Any]:
    """Read a page's blocks back, by the format's description alone; columns stay bytes."""
    text = re.search(rf'id="{block_id}">([^<]*)<', page)
    assert text is not None
    content = gzip.decompress(bytes_of(text[1]))
    start = 4 + int.from_bytes(content[:4], "little")
    found = {}
    for block in json.loads(content[4:start])["blocks"]:
        name, held = block["name"], content[start : start + block["bytes"]]
        is_json = name in JSON_BLOCKS or name.endswith(".meta")
        found[name] = json.loads(held) if is_json else held
        start += block["bytes"]
    assert start == len(content)
    return found


# --- Type groups -------------------------------------------------------------------------------


def test_every_type_is_in_one_of_at_most_eight_groups():
    assert len(TYPE_GROUPS) <= 8
    held = [kind for group in TYPE_GROUPS for kind in group.types]
    assert sorted(held) == sorted(DepositType)


def test_group_of_a_type_and_of_what_is_no_type():
    assert group_of("ion-adsorption-ree").key == "clay"
    assert group_of("tailings").key == "other"
    assert group_of("no-such-type").key == "other"
    assert group_of(None).key == "other"


def test_every_group_has_a_colour_of_its_own():
    styles = asset("map.css") + asset("page.css")
    colours = re.findall(r"^  --(\w+): (#\w{6});", asset("page.css").split("@media")[0], re.M)
    by_name = dict(colours)
    assert len({by_name[group.key] for group in TYPE_GROUPS}) == len(TYPE_GROUPS)
    assert all(f".group-{group.key} {{" in styles for group in TYPE_GROUPS)


# --- Container ---------------------------------------------------------------------------------


def test_container_lists_its_blocks():
    content = container({"a": b"one", "b": b"", "c": b"three"})
    length = int.from_bytes(content[:4], "little")
    header = json.loads(content[4 : 4 + length])
    assert header["blocks"] == [
        {"name": "a", "bytes": 3},
        {"name": "b", "bytes": 0},
        {"name": "c", "bytes": 5},
    ]
    assert content[4 + length :] == b"onethree"


def test_packed_states_neither_time_nor_system():
    raw = bytes_of(packed(b"some content"))
    assert raw[4:8] == b"\0\0\0\0"
    assert raw[9] == 255
    assert gzip.decompress(raw) == b"some content"


def test_json_block_refuses_what_json_lacks():
    assert json_block({"name": "Kızılcaören"}) == '{"name":"Kızılcaören"}'.encode()
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="JSON"):
            json_block([value])


# --- Leaflet -----------------------------------------------------------------------------------


def test_leaflet_is_whole_and_names_no_file():
    assert "Leaflet 1.9.3" in leaflet_js()[:200]
    assert "sourceMappingURL" not in leaflet_js()
    assert "url(images" not in leaflet_css()
    assert leaflet_css().count("data:image/png;base64,") == 3
    assert all(uri.startswith("data:image/png;base64,iVBOR") for uri in icon_uris().values())


# --- Tiles -------------------------------------------------------------------------------------


def test_tiles_by_name_have_address_attribution_and_hosts():
    (layer,) = tile_layers(["OpenStreetMap"])
    assert layer["hosts"] == ["https://tile.openstreetmap.org"]
    assert "OpenStreetMap" in layer["options"]["attribution"]
    (layer,) = tile_layers(["OpenTopoMap"])
    assert layer["hosts"] == [f"https://{s}.tile.opentopomap.org" for s in "abc"]


def test_tiles_of_ones_own_need_an_attribution_which_is_text():
    (layer,) = tile_layers([("https://{s}.example.org/{z}/{x}/{y}.png", "<b>me</b> & {{ you }}")])
    assert layer["options"]["attribution"] == "&lt;b&gt;me&lt;/b&gt; &amp; {{ you }}"
    assert layer["hosts"] == [f"https://{s}.example.org" for s in "abc"]
    with pytest.raises(UnusableTiles, match="attribution"):
        tile_layers(["https://example.org/{z}/{x}/{y}.png"])


def test_tiles_as_a_folium_layer():
    given = folium.TileLayer("https://t.example.org/{z}/{x}/{y}.png", attr="me", max_zoom=9)
    (layer,) = tile_layers([given])
    assert layer["options"]["maxZoom"] == 9


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/{z}/{x}/{y}.png",
        "javascript:alert(1)",
        "https://example.org; script-src */{z}.png",
        "https://user@example.org/{z}.png",
        "https://'unsafe-inline'/{z}.png",
        "//example.org/{z}.png",
        "https:///{z}.png",
        "https://[::1/{z}.png",
    ],
)
def test_tiles_without_a_plain_host_are_refused(url: str):
    with pytest.raises(UnusableTiles, match="plain host"):
        list(tile_hosts(url, "abc"))


# --- Records -----------------------------------------------------------------------------------


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


# --- What folium adds --------------------------------------------------------------------------


def test_names_are_numbers_and_other_digits_stay(dataset_of):
    digest = "d41d8cd98f00b204e9800998ecf8427e"
    made = deposit_map(dataset_of({"tr-one": place()}))
    marker = folium.Marker([1, 2], popup=f"md5 {digest}").add_to(made)
    parts = render(made)
    assert parts.map_name == "map_1"
    assert digest in parts.script
    assert marker._id not in parts.script
    found = set(re.findall(r"[0-9a-f]{32}", parts.script))
    assert found == {digest}


def test_rendering_leaves_the_tree_as_it_was(dataset_of):
    made = deposit_map(dataset_of({"tr-one": place()}))
    folium.Marker([1, 2], popup="here").add_to(made)
    root = made.get_root()
    before = [list(part._children) for part in (root.header, root.html, root.script)]
    first = made.html()
    assert [list(part._children) for part in (root.header, root.html, root.script)] == before
    assert made.html() == first


def test_a_string_in_folium_s_script_cannot_end_the_script(dataset_of):
    made = deposit_map(dataset_of({"tr-one": place()}))
    folium.Marker([1, 2], popup="</script><!-- x\r\ny").add_to(made)
    script = render(made).script
    assert "</script" not in script
    assert "<!--" not in script
    assert "\r" not in script


def test_a_layer_that_loads_from_elsewhere_is_warned_of(dataset_of):
    made = deposit_map(dataset_of({"tr-one": place()}))
    folium.plugins.Fullscreen().add_to(made)
    with pytest.warns(RefusedResource, match="it is refused"):
        page = made.html()
    assert "https:" not in policy_of(page)


# --- The page ----------------------------------------------------------------------------------


def policy_of(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found is not None
    return html.unescape(found[1])


def scripts_of(page: str) -> list[str]:
    found = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.S)
    return [text for attributes, text in found if "octet-stream" not in attributes]


def test_the_policy_lists_every_script_and_allows_nothing_else(dataset_of):
    page = deposit_map(dataset_of({"tr-one": place()})).html()
    policy = dict(part.split(" ", 1) for part in policy_of(page).split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["img-src"] == "data:"
    hashes = [
        f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in scripts_of(page)
    ]
    assert len(hashes) == 4
    assert sorted(policy["script-src"].split()) == sorted(hashes)


def test_the_policy_names_the_hosts_of_chosen_tiles_only(dataset_of):
    made = deposit_map(dataset_of({"tr-one": place()}), tiles=["OpenStreetMap"])
    folium.TileLayer("https://t.example.org/{z}/{x}/{y}.png", attr="me").add_to(made)
    folium.WmsTileLayer("https://w.example.org/wms", layers="x").add_to(made)
    policy = dict(part.split(" ", 1) for part in policy_of(made.html()).split("; "))
    assert policy["img-src"].split() == [
        "data:",
        "https://t.example.org",
        "https://tile.openstreetmap.org",
        "https://w.example.org",
    ]
    assert "connect-src" not in policy


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_text(dataset_of, title, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = deposit_map(dataset_of({"tr-one": place()}), title=title).html()
    assert f"<h1>{html.escape(title)}</h1>" in page
    assert f"<title>{html.escape(title)}</title>" in page
    assert len(scripts_of(page)) == 4
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_is_in_no_markup(dataset_of, text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = deposit_map(dataset_of({"tr-one": {"name": text, **place()}})).html()
    assert text not in page
    assert html.escape(text) not in page
    assert blocks_of(page)["deposits"][0]["name"] == text
    assert list(tmp_path.iterdir()) == []


def test_folium_alone_would_have_run_it(tmp_path, monkeypatch):
    """The canary: the same text in folium's tree does run, so the tests above can fail."""
    monkeypatch.chdir(tmp_path)
    bare = folium.Map()
    bare.get_root().html.add_child(branca.element.Element(HOSTILE[1]))
    bare.get_root().render()
    assert [path.name for path in tmp_path.iterdir()] == ["pwned"]


def test_a_title_shows_what_would_reorder_it(dataset_of):
    page = deposit_map(dataset_of({"tr-one": place()}), title="a\u202eb<\x1b").html()
    assert "<h1>a&lt;U+202E&gt;b&lt;\u241b</h1>" in page
    assert "\u202e" not in page


def test_a_table_of_the_user_has_no_edition(dataset_of):
    made = dataset_of({"tr-one": place()})
    for name, edition in (
        ("test", {"as_of": "2026-11-23", "version": "1.2.3", "licence": "CC-BY-4.0"}),
        (TABLE_NAME, None),
    ):
        info = made.info.model_copy(update={"name": name})
        page = deposit_map(replace(made, info=info)).html()
        assert blocks_of(page)["page"]["edition"] == edition


def test_the_page_carries_data_borders_and_what_the_script_must_know(dataset_of):
    page = deposit_map(dataset_of({"tr-one": {**place(), **amount("954")}})).html()
    data = blocks_of(page)
    assert [record["id"] for record in data["deposits"]] == ["tr-one"]
    assert list(data["sources"]) == ["src"]
    assert data["page"]["edition"]["as_of"] == "2026-11-23"
    rules = data["page"]["speech"]["en"]["rules"]
    assert rules == {"headline": HEADLINE_RULE, "documented": DOCUMENTED_RULE}
    borders = blocks_of(page, "gd-basemap")
    assert len(borders["borders"]["labels"]) > 240
    assert borders["names"]["TR"] == "Türkiye"


def test_a_view_that_the_user_fixed_is_kept(dataset_of):
    made = deposit_map(dataset_of({"tr-one": place()}))
    assert blocks_of(made.html())["page"]["fit"] is True
    made.fit_bounds([[30, 20], [40, 40]])
    assert blocks_of(made.html())["page"]["fit"] is False


def test_the_page_forbids_no_zooming_and_names_its_language(dataset_of):
    page = deposit_map(dataset_of({"tr-one": place()})).html()
    assert '<html lang="en">' in page
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in page
    assert "user-scalable" not in page


def test_wrong_options_are_refused_at_once(dataset_of):
    dataset = dataset_of({"tr-one": place()})
    with pytest.raises(UnknownDeposit, match="did you mean tr-one"):
        deposit_map(dataset, selected="tr-onee")
    with pytest.raises(ValueError, match="lang is one of en"):
        deposit_map(dataset, lang="xx")  # type: ignore[arg-type]


def test_a_notebook_gets_the_page_in_a_frame(dataset_of):
    made = deposit_map(dataset_of({"tr-one": place()}))
    shown = made._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    frame = re.search(r'srcdoc="([^"]*)"', shown)
    assert frame is not None
    assert html.unescape(frame[1]) == made.html()
    assert made.get_root().render() == made.html()


# --- Modules -----------------------------------------------------------------------------------


def test_modules_import_only_from_those_before_them():
    for index, name in enumerate(MODULES):
        imported = re.findall(r'from "\./([\w-]+\.js)"', asset(name))
        assert set(imported) <= set(MODULES[:index]), name


def test_joined_modules_share_no_name_and_keep_no_import():
    text = joined_modules()
    assert not re.search(r"^(?:import|export)\b", text, re.M)
    names = re.findall(r"^(?:async )?(?:function|const|class) (\w+)", text, re.M)
    assert len(names) == len(set(names))
    assert len(names) > 80


def test_no_module_sets_markup_or_can_end_its_element():
    for name in MODULES:
        text = asset(name)
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", text
        )
        assert "</script" not in text
        assert "<!--" not in text


# --- Files -------------------------------------------------------------------------------------


def test_save_writes_the_page(dataset_of, tmp_path):
    made = deposit_map(dataset_of({"tr-one": place()}))
    made.save(tmp_path / "maps" / "x.html")
    assert (tmp_path / "maps" / "x.html").read_bytes() == made.html().encode()


def test_save_leaves_the_old_page_on_a_full_disk(dataset_of, tmp_path, monkeypatch):
    target = tmp_path / "x.html"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("geodeposits.files.os.fsync", full)
    with pytest.raises(UnwritableFile, match="No space left"):
        deposit_map(dataset_of({"tr-one": place()})).save(target)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.html"]


def test_pages_are_small_and_few(bundled):
    pages = dict(published_pages(bundled))
    continents = {continent_of(code) for code in bundled.deposits["country"]} - {None}
    others = {"index.html", "tr-beylikova.html", "world.html"}
    assert set(pages) == others | {f"{continent}.html" for continent in continents}
    assert len(continents) > 4
    assert all(len(content) <= 2_000_000 for content in pages.values())
    assert blocks_of(pages["tr-beylikova.html"].decode())["page"]["selected"] == "tr-beylikova"
    assert len(blocks_of(pages["world.html"].decode())["deposits"]) == len(bundled)
    for name, content in pages.items():
        if name != "index.html":
            spoken = blocks_of(content.decode())["page"]["speech"]
            assert spoken["en"]["title"] != spoken["tr"]["title"], name


def test_the_index_counts_links_and_escapes(dataset_of):
    dataset = dataset_of(
        {"tr-one": {**place(), **amount("954")}, "tr-two": place()},
        title="<b>Atlas</b> {{ 7 * 7 }}",
        licence_url="javascript:alert(1)",
    )
    pages = dict(published_pages(dataset))
    assert sorted(pages) == ["index.html", "world.html"]
    index = pages["index.html"].decode()
    assert "<h1>&lt;b&gt;Atlas&lt;/b&gt; {{ 7 * 7 }}</h1>" in index
    assert "javascript:" not in index
    assert '<td class="number">2</td><th scope="row">deposits</th>' in index
    assert 'href="world.html"' in index
    assert "tr-beylikova" not in index
    assert f"{html.escape(HEADLINE_RULE)}." in index
    assert f"{html.escape(DOCUMENTED_RULE)}." in index
    level_a = re.search(r'<th scope="row">A</th>.*', index)
    assert level_a is not None
    assert level_a[0].count('<td class="number">1</td>') == 2


@pytest.mark.parametrize(
    ("url", "web"),
    [
        ("https://example.org/a?b=1&c=<x>", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,1", False),
        ("//example.org", False),
        ("https:///path", False),
        ("https://[::1", False),
        ("", False),
    ],
)
def test_only_a_web_address_is_linked_from_the_index(dataset_of, url, web):
    assert is_web_address(url) is web
    dataset = dataset_of({"tr-one": place()})
    dataset = replace(dataset, info=replace_url(dataset.info, url))
    index = dict(published_pages(dataset))["index.html"].decode()
    assert (f'href="{html.escape(url)}" rel=' in index) is web
    assert "CC-BY-4.0" in index


def replace_url(info: DatasetInfo, url: str) -> DatasetInfo:
    return info.model_copy(update={"licence_url": url})


def test_the_same_dataset_gives_the_same_bytes_under_any_hash_seed(bundled, tmp_path):
    part = copied_seeds(bundled.filter(country=("TR", "GL")), tmp_path / "seeds")
    program = (
        "import hashlib; from geodeposits.seeds import compile_seeds;"
        "from geodeposits.maps import published_pages; import folium;"
        "from geodeposits.maps import deposit_map;"
        f"ds = compile_seeds({str(part)!r});"
        "m = deposit_map(ds); folium.Marker([1, 2], popup='x').add_to(m);"
        "print(hashlib.sha256(m.html().encode()).hexdigest());"
        "print([hashlib.sha256(b).hexdigest() for _, b in published_pages(ds)])"
    )
    outputs = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=environment, cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop()) > 200
