"""What the tests of the panel in the browser share: a page of it alone, and its parts."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from geodeposits.maps.page import asset

JS = Path(__file__).parent / "js"

MODULES = (
    *("dom.js", "locale.js", "words_en.js", "words_tr.js", "words.js", "symbols.js", "order.js"),
    *("discs.js", "filters.js", "store.js", "state.js", "downloads.js"),
    *("grid.js", "facets.js", "panel.js"),
)

HOSTILE = "<img src=x onerror=window.__pwned=1>"

ROWS = 400


def table_of(rows: int = ROWS) -> dict[str, Any]:
    """Three known deposits, one of them without a position, then made ones."""
    columns: dict[str, tuple[str, str, list[Any]]] = {
        "id": ("Id", "text", ["tr-beylikova", "cn-bayan-obo", "xx-hostile"]),
        "name": ("Name", "text", ["Beylikova (Kızılcaören)", "Bayan Obo", HOSTILE]),
        "country": ("Country", "category", ["TR", "CN", ""]),
        "type": ("Type", "category", ["carbonatite", "carbonatite", HOSTILE]),
        "partners": ("Partner country", "categories", [["CN", "RU"], [], [HOSTILE]]),
        "reo": ("Contained REO", "number", [6940.0, 57400.0, None]),
        "year": ("Year", "integer", [2022, 1986, None]),
    }
    values = {name: list(known) for name, (_, _, known) in columns.items()}
    for i in range(rows - 3):
        kind = "clay" if i % 2 else "placer"
        parties, kt = ["KZ"] if i % 10 == 0 else [], 1.0 + i if i % 4 else None
        made = [f"id-{i:03}", f"Deposit {i:03}", f"C{i % 12:02}", kind, parties, kt, 1950 + i % 70]
        for name, value in zip(columns, made, strict=True):
            values[name].append(value)
    known = {"lat": [39.6, 41.8, None], "lon": [31.4, 110.0, None]}
    lat = [*known["lat"][:2], *[i % 50 for i in range(rows - 3)], None]
    lon = [*known["lon"][:2], *[i % 150 for i in range(rows - 3)], None]
    for column in values.values():  # without a position comes last
        column.append(column.pop(2))
    listed = [
        {"name": name, "label": label, "kind": kind, "values": values[name],
         "unit": "kt" if name == "reo" else ""}
        for name, (label, kind, _) in columns.items()
    ]  # fmt: skip
    return {"columns": listed, "lat": lat, "lon": lon, "search": ["name"]}


def harness(
    given: dict[str, Any] | None = None, *, lang: str = "en", script: str = "panel_harness.mjs"
) -> str:
    """Join the modules as the page does, under the same policy."""
    own = ("fake_table.mjs", script)
    texts = [*map(asset, MODULES), *((JS / name).read_text("utf-8") for name in own)]
    joined = "\n".join(re.sub(r"^(import .*\n|export )", "", text, flags=re.M) for text in texts)
    allowed = b64encode(sha256(joined.encode()).digest()).decode()
    data = json.dumps({**(given or table_of()), "lang": lang}).replace("<", "\\u003c")
    return f"""<!DOCTYPE html>
<html lang="{lang}" data-begun="true"><head><meta charset="utf-8"><title>Harness</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-{allowed}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>{asset("page.css")}</style><style>{asset("map.css")}</style><style>{asset("panel.css")}</style>
</head><body><header class="top"><h1>Harness</h1></header><main>
<section class="map-area" aria-label="Map"></section><section class="legend" aria-label="Legend"></section>
<section id="panel" class="panel" aria-label="Deposits" tabindex="-1"><div id="list"></div></section>
</main><script type="application/json" id="given">{data}</script>
<script type="module">{joined}</script></body></html>"""  # noqa: E501


@pytest.fixture
def opened(open_page: Any) -> Any:
    return open_page(harness())


def names(opened: Any) -> list[str]:
    return list(opened.page.locator("[data-row] button.name").all_inner_texts())


def count_line(opened: Any) -> str:
    return str(opened.page.locator(".count").inner_text())


def focused(opened: Any, script: str) -> Any:
    return opened.page.evaluate(f"(document.activeElement).{script}")


def open_filters(opened: Any) -> None:
    opened.page.get_by_role("button", name="Filters").click()


def facet(opened: Any, name: str) -> Any:
    found = opened.page.locator(f'[data-facet="{name}"]')
    if found.get_attribute("open") is None:
        found.locator("summary").click()
        found.locator("li, rect").first.wait_for(state="attached")
    return found
