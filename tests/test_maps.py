"""The maps room without a browser: records, container, tiles, folium's parts, the page's text."""

from __future__ import annotations

import gzip
import hashlib
import html
import io
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any

import branca.element
import folium
import folium.plugins
import pytest

from geodeposits.continents import continent_of
from geodeposits.dataset.schema import TABLE_NAME
from geodeposits.errors import UnknownDeposit, UnwritableFile
from geodeposits.maps import RefusedResource, deposit_map, published_pages
from geodeposits.maps.addresses import is_web_address
from geodeposits.maps.folium_parts import render
from geodeposits.maps.page import MODULES, asset
from geodeposits.maps.page import bundled as joined_modules
from geodeposits.model import DatasetInfo
from geodeposits.wording import DOCUMENTED_RULE, HEADLINE_RULE
from tests.codec_kit import bytes_of
from tests.maps_kit import amount, place
from tests.seeds_kit import copied_seeds

ROOT = Path(__file__).parents[1]

HOSTILE = (
    "<img src=x onerror=window.__pwned=1>",
    "{{ cycler.__init__.__globals__.os.mkdir('pwned') }}",
    "</script><script>window.__pwned=1</script>",
    "{% raw %}{#",
    "$title ${data} `${window.__pwned=1}`",
)

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


# --- What folium adds ----------------------------------------------------------------------------


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


# --- The page ------------------------------------------------------------------------------------


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
    assert borders["names"]["en"]["NO"] == "Norway"
    assert borders["names"]["tr"]["NO"] == "Norveç"


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


# --- Modules -------------------------------------------------------------------------------------


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


# --- Files ---------------------------------------------------------------------------------------


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
    other = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **other}, cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    here = io.StringIO()
    with redirect_stdout(here):
        exec(program, {})
    assert done.stdout == here.getvalue()
    assert len(done.stdout) > 200
