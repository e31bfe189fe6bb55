"""`explore` and `deposit_map` with their options, the `map` verb, and the page in a notebook."""

from __future__ import annotations

import html
import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import click
import folium
import geopandas
import numpy as np
import pytest
import shapely
from click.testing import CliRunner, Result

import geodeposits
from geodeposits.cli import cli
from geodeposits.dataset import Dataset
from geodeposits.errors import UnknownTerm
from geodeposits.maps import DepositMap, UnusableColumn, deposit_map, explore
from geodeposits.maps.deposit_map import MOST_RICH

ROOT = Path(__file__).parents[1]
HOSTILE = (
    "<img src=x onerror=window.__pwned=1>",
    "{{ cycler.__init__.__globals__.os.mkdir('pwned') }}",
    "</script><script>window.__pwned=1</script>",
)


def wells(count: int = 3) -> geopandas.GeoDataFrame:
    columns = {
        "name": [f"Well {number}" for number in range(count)],
        "aquifer": ["chalk", "sand", "chalk"] * (count // 3),
        "depth": np.arange(count, dtype=float),
    }
    places = shapely.points(np.linspace(-179, 179, count), np.linspace(-80, 80, count))
    return geopandas.GeoDataFrame(columns, geometry=places, crs=4326)


def meta(drawn: DepositMap, table: str = "deposits") -> dict[str, Any]:
    return dict(json.loads(drawn.blocks()[f"{table}.meta"]))


def names(drawn: DepositMap, table: str = "deposits") -> list[str]:
    return [column["name"] for column in meta(drawn, table)["columns"]]


# --- explore -------------------------------------------------------------------------------------


def test_explore_is_at_the_front_and_gives_a_map():
    drawn = geodeposits.explore(wells(), color_by="aquifer", size_by="depth", facets=["aquifer"])
    assert isinstance(drawn, DepositMap)
    assert isinstance(drawn, folium.Map)
    found = meta(drawn)
    assert (found["rows"], found["placed"]) == (3, 3)
    assert (found["color_by"], found["size_by"]) == ("aquifer", "depth")
    assert found["facets"] == ["aquifer"]
    assert found["search"] == ["name", "aquifer"]
    assert (drawn.is_of_rows, drawn.is_rich) == (True, False)


def test_explore_says_nothing_of_deposits():
    blocks = explore(wells()).blocks()
    assert json.loads(blocks["labels"]) == {}
    assert not any(name.startswith("occurrences") for name in blocks)


def test_explore_counts_what_a_reader_should_know():
    frame = wells()
    frame.loc[0, "geometry"] = None
    frame.loc[1, "geometry"] = shapely.box(0, 0, 1, 1)
    drawn = explore(frame)
    assert json.loads(drawn.blocks()["notes"]) == {"shapes": 1, "unplaced": 1}
    assert json.loads(explore(wells()).blocks()["notes"]) == {}


@pytest.mark.parametrize(
    ("options", "title"),
    [
        ({}, "3 records"),
        ({"lang": "tr"}, "3 kayıt"),
        ({"title": "Wells & <b>springs</b> {{ 7 * 7 }}"}, "Wells & <b>springs</b> {{ 7 * 7 }}"),
    ],
)
def test_the_title_of_a_page_of_rows(options: dict[str, Any], title: str):
    page = explore(wells(), **options).html()
    assert f"<title>{html.escape(title)}</title>" in page


def test_an_empty_frame_is_a_page_of_rows():
    drawn = explore(wells()[:0])
    assert (drawn.is_of_rows, drawn.is_rich) == (True, False)
    assert "<title>0 records</title>" in drawn.html()


def test_explore_refuses_what_it_cannot_do():
    with pytest.raises(UnknownTerm, match="'aquifr' is no column: did you mean aquifer"):
        explore(wells(), color_by="aquifr")
    with pytest.raises(UnusableColumn, match="no numbers to size by"):
        explore(wells(), size_by="aquifer")
    with pytest.raises(ValueError, match="lang is one of en, tr, not 'de'"):
        explore(wells(), lang="de")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a GeoDataFrame is needed"):
        explore(wells().drop(columns="geometry"))


def test_data_of_a_frame_reach_no_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    frame = geopandas.GeoDataFrame(
        {text: [text, HOSTILE[0]] for text in HOSTILE},
        geometry=[shapely.Point(0, 0), shapely.Point(1, 1)],
        crs=4326,
    )
    drawn = explore(frame, title=HOSTILE[1], color_by=HOSTILE[0], facets=list(HOSTILE))
    page = drawn.html()
    assert not list(tmp_path.iterdir())
    assert all(text not in page for text in (HOSTILE[0], HOSTILE[2]))
    assert page.count(html.escape(HOSTILE[1])) >= 2  # the title and the heading
    assert names(drawn) == list(HOSTILE)


def test_a_further_layer_is_drawn():
    drawn = explore(wells())
    folium.Marker((1, 2)).add_to(drawn)
    assert "L.marker" in drawn.html()


# --- In a notebook -------------------------------------------------------------------------------


def test_a_notebook_gets_the_page_in_a_frame_of_its_own():
    drawn = explore(wells(), title='Quote " and <tag>')
    shown = drawn._repr_html_()
    source = re.search(r'<iframe srcdoc="([^"]*)"', shown)
    assert source is not None
    assert html.unescape(source[1]) == drawn.html()
    assert "height:680px" in shown or 'height="680px"' in shown


# --- deposit_map ---------------------------------------------------------------------------------


def test_a_dataset_is_drawn_with_its_occurrences(beylikova: Dataset):
    drawn = deposit_map(beylikova)
    assert (drawn.is_of_rows, drawn.is_rich) == (False, True)
    assert meta(drawn)["rows"] == 1
    assert (meta(drawn)["color_by"], meta(drawn)["size_by"]) == ("group", "reo_kt")
    assert meta(drawn, "occurrences")["rows"] == len(beylikova.occurrences) > 0
    labels = json.loads(drawn.blocks()["labels"])
    assert labels["deposits"]["en"]["values"]["country"] == {"TR": "Türkiye"}
    assert labels["deposits"]["tr"]["columns"]["country"] == "Ülke"
    assert labels.keys() == {"deposits", "occurrences"}
    assert labels["deposits"].keys() == {"en", "tr"}


def test_occurrences_can_be_left_out(beylikova: Dataset):
    blocks = beylikova.map(occurrences=False).blocks()
    assert "deposits.meta" in blocks
    assert not any(name.startswith("occurrences") for name in blocks)
    assert json.loads(blocks["labels"]).keys() == {"deposits"}


def test_without_occurrences_there_is_no_table_of_them(dataset_of):
    assert deposit_map(dataset_of({"tr-one": {}})).occurrences is None


def test_a_dataset_takes_the_options_of_the_table(beylikova: Dataset):
    drawn = beylikova.map(color_by="level", size_by="ore_mt", facets=("status", "year"), lang="tr")
    found = meta(drawn)
    assert (found["color_by"], found["size_by"]) == ("level", "ore_mt")
    assert found["facets"] == ["status", "year"]
    assert '<html lang="tr">' in drawn.html()
    with pytest.raises(UnknownTerm, match="'levle' is no column: did you mean level"):
        beylikova.map(color_by="levle")
    with pytest.raises(UnusableColumn, match="no numbers to size by"):
        beylikova.map(size_by="level")


@pytest.mark.parametrize(("count", "is_rich"), [(MOST_RICH, True), (MOST_RICH + 1, False)])
def test_many_deposits_are_drawn_as_rows(dataset_of, count: int, is_rich: bool):
    few = dataset_of({"tr-one": {}})
    rows = [{"id": f"d-{n}", "name": f"D {n}"} for n in range(count)]
    dataset = Dataset.of_rows({"deposits": rows}, info=few.info)
    drawn = DepositMap(dataset)
    assert drawn.is_rich is is_rich
    assert meta(drawn)["rows"] == count


def test_the_same_input_gives_the_same_bytes_under_any_hash_seed():
    code = (
        "import hashlib, geopandas, shapely, geodeposits;"
        "f = geopandas.GeoDataFrame({'a': [{'x', 'y', 'z'}, {'p', 'q'}], 'b': ['u', 'v']},"
        " geometry=[shapely.Point(0, 0), shapely.Point(1, 1)], crs=4326);"
        "m = geodeposits.explore(f); print(*(hashlib.sha256(c).hexdigest()"
        " for c in (*m.blocks().values(), m.html().encode())))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": "2"}, timeout=120,
    )  # fmt: skip
    here = io.StringIO()
    with redirect_stdout(here):
        exec(code, {})
    assert done.stdout == here.getvalue()
    assert len(done.stdout) > 200


# --- geodeposits map -----------------------------------------------------------------------------


def run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["map", *map(str, args)], standalone_mode=False)


@pytest.fixture
def drawn_with(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The options that the verb hands to `Dataset.map`."""
    given: dict[str, Any] = {}
    draw = Dataset.map

    def watched(dataset: Dataset, **options: Any) -> DepositMap:
        given.update(options)
        return draw(dataset, **options)

    monkeypatch.setattr(Dataset, "map", watched)
    return given


def test_the_verb_passes_its_options_on(one_deposit: Path, tmp_path: Path, drawn_with):
    target = tmp_path / "x.html"
    result = run(
        one_deposit, "-o", target, "--title", "Mine", "--color-by", "status", "--size-by", "ore_mt",
        "--facets", "country, level", "--lang", "tr", "--no-occurrences", "--fail-on", "never",
    )  # fmt: skip
    assert result.exception is None, result.output
    assert drawn_with == {
        "title": "Mine",
        "color_by": "status",
        "size_by": "ore_mt",
        "facets": ["country", "level"],
        "tiles": (),
        "lang": "tr",
        "occurrences": False,
    }
    assert '<html lang="tr">' in target.read_text(encoding="utf-8")


def test_the_verb_draws_occurrences_unless_told_not_to(
    one_deposit: Path, tmp_path: Path, drawn_with
):
    run(one_deposit, "-o", tmp_path / "x.html", "--fail-on", "never")
    assert drawn_with["occurrences"] is True
    assert (drawn_with["color_by"], drawn_with["facets"], drawn_with["lang"]) == (None, None, "en")


def test_the_verb_opens_the_page_when_asked(
    one_deposit: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", lambda url: opened.append(url) or 0)
    target = tmp_path / "a page.html"
    run(one_deposit, "-o", target, "--fail-on", "never")
    assert opened == []
    run(one_deposit, "-o", target, "--fail-on", "never", "--open")
    assert opened == [target.resolve().as_uri()]
