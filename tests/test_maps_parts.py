"""Parts of the page: type groups, the container, Leaflet, tiles."""

from __future__ import annotations

import gzip
import json
import re

import folium
import folium.plugins
import pytest

from geodeposits.maps import UnusableTiles
from geodeposits.maps.container import container, json_block, packed
from geodeposits.maps.leaflet import icon_uris, leaflet_css, leaflet_js
from geodeposits.maps.page import asset
from geodeposits.maps.tiles import tile_hosts, tile_layers
from geodeposits.type_groups import TYPE_GROUPS, group_of
from geodeposits.vocab import DepositType
from tests.codec_kit import bytes_of

# --- Type groups ---------------------------------------------------------------------------------


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


# --- Container -----------------------------------------------------------------------------------


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


# --- Leaflet -------------------------------------------------------------------------------------


def test_leaflet_is_whole_and_names_no_file():
    assert "Leaflet 1.9.3" in leaflet_js()[:200]
    assert "sourceMappingURL" not in leaflet_js()
    assert "url(images" not in leaflet_css()
    assert leaflet_css().count("data:image/png;base64,") == 3
    assert all(uri.startswith("data:image/png;base64,iVBOR") for uri in icon_uris().values())


# --- Tiles ---------------------------------------------------------------------------------------


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
