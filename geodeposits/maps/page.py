"""The page put together: folium's parts, our script and style, then the data, then the policy."""

from __future__ import annotations

import html
import json
import re
import warnings
from base64 import b64encode
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any, Final

import folium

from geodeposits.checks.formats import visible
from geodeposits.dataset.schema import TABLE_NAME
from geodeposits.maps.borders import border_blocks
from geodeposits.maps.container import container, json_block, packed
from geodeposits.maps.folium_parts import FoliumParts, elements_of, image_hosts, render
from geodeposits.maps.leaflet import icon_uris, leaflet_css, leaflet_js
from geodeposits.maps.page_texts import page_texts, with_texts
from geodeposits.maps.page_words import page_words
from geodeposits.maps.records import deposit_records, record_changes, source_records
from geodeposits.speech import LANGUAGES, Language, speech

if TYPE_CHECKING:
    from geodeposits.dataset import Dataset
    from geodeposits.maps.deposit_map import DepositMap
    from geodeposits.model import DatasetInfo

__all__ = ["MODULES", "STYLES", "RefusedResource", "asset", "bundled", "page_html"]

MODULES: Final = (
    "codec.js",
    "dom.js",
    "locale.js",
    "words_en.js",
    "words_tr.js",
    "words.js",
    "order.js",
    "symbols.js",
    "borders.js",
    "pixels.js",
    "basemap.js",
    "points.js",
    "columns.js",
    "discs.js",
    "palette.js",
    "cloud_parts.js",
    "cloud.js",
    "filters.js",
    "store.js",
    "state.js",
    "downloads.js",
    "grid.js",
    "facets.js",
    "panel.js",
    "scales.js",
    "charts.js",
    "grade_tonnage.js",
    "arcs.js",
    "looks.js",
    "legend.js",
    "detail.js",
    "row_detail.js",
    "png.js",
    "print.js",
    "view.js",
    "controls.js",
    "page.js",
    "main.js",
)
"""The modules of the page; each imports only from those before it."""

STYLES: Final = (
    "page.css",
    "panel.css",
    "map.css",
    "detail.css",
    "charts.css",
    "print.css",
)

_IMPORT: Final = re.compile(r"^import\s[^;]*?from\s+\"\./([\w-]+\.js)\";\n", re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.MULTILINE)
_COMMENT: Final = re.compile(r"^ *//.*\n", re.MULTILINE)
_SCRIPT: Final = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)
_REMOTE: Final = re.compile(
    r"<(?:script|link)\b[^>]*?\b(?:src|href)\s*=\s*[\"']?\s*((?:https?:)?//[^\"'\s>]+)",
    re.IGNORECASE,
)


class RefusedResource(UserWarning):
    """A layer wants a script or style sheet from elsewhere; the page will refuse to load it."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url} is not part of the page, and the page loads nothing: it is refused"
        )


def page_html(deposit_map: DepositMap) -> str:
    """Return the finished page of a map: the one place where text becomes HTML.

    folium renders its part first, without any data. What comes from the dataset or the user is
    inserted afterwards: the title escaped, all else in compressed blocks.
    """
    parts = render(deposit_map)
    for url in dict.fromkeys(_REMOTE.findall(parts.head + parts.body)):
        warnings.warn(RefusedResource(url), stacklevel=3)
    scripts = [leaflet_js(), _folium_support(), parts.script, bundled()]
    title = html.escape(_titles(deposit_map)[deposit_map.lang])
    texts = page_texts(deposit_map.lang, of_rows=deposit_map.is_of_rows)
    return Template(with_texts(asset("page.html"), texts)).substitute(
        lang=deposit_map.lang,
        noscript=html.escape(speech(deposit_map.lang).noscript),
        policy=html.escape(_policy(deposit_map, parts, scripts), quote=True),
        title=title,
        map_name=parts.map_name,
        style=_style(leaflet_css(), *map(asset, STYLES)),
        folium_head=parts.head.strip(),
        folium_body=parts.body.strip(),
        leaflet=_script(scripts[0]),
        support=_script(scripts[1]),
        folium_script=_script(scripts[2]),
        main=_script(scripts[3], kind="module"),
        basemap=_borders(),
        data="\n".join(_block(*each) for each in _data(deposit_map).items()),
    )


def asset(name: str) -> str:
    """Return the text of a file in `assets/`."""
    return files("geodeposits").joinpath("maps", "assets", name).read_text(encoding="utf-8")


@cache
def bundled() -> str:
    """Return the modules as one: joined in order, without imports, exports and comments."""
    texts = [_COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub("", asset(name)))) for name in MODULES]
    return "\n".join(f"// {name}\n{text}" for name, text in zip(MODULES, texts, strict=True))


def _folium_support() -> str:
    return asset("folium_support.js").replace(
        "__ICON_URIS__", json.dumps(icon_uris(), sort_keys=True)
    )


def _script(text: str, *, kind: str = "") -> str:
    attribute = f' type="{kind}"' if kind else ""
    return f"<script{attribute}>{text}</script>"


def _style(*texts: str) -> str:
    return "\n".join(f"<style>\n{text.strip()}\n</style>" for text in texts)


def _policy(deposit_map: DepositMap, parts: FoliumParts, scripts: list[str]) -> str:
    """Return the Content-Security-Policy: nothing but these very scripts, no request at all.

    Scripts that the user's own layers put into the page are folium's output without data, so their
    hashes are listed too. Images come from the chosen tile hosts only.
    """
    added = [match[2] for match in _SCRIPT.finditer(parts.head + parts.body) if match[2].strip()]
    hashes = [f"'sha256-{_hash(text)}'" for text in dict.fromkeys([*scripts, *added])]
    hosts = {host for layer in deposit_map.tile_layers for host in layer["hosts"]}
    images = ["data:", *sorted(hosts.union(image_hosts(deposit_map)))]
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(hashes)}",
            "style-src 'unsafe-inline'",
            f"img-src {' '.join(images)}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _borders() -> str:
    return _block("gd-basemap", border_blocks())


def _block(name: str, blocks: dict[str, bytes]) -> str:
    data = packed(container(blocks))
    return f'<script type="application/octet-stream" id="{name}">{data}</script>'


def _data(deposit_map: DepositMap) -> dict[str, dict[str, bytes]]:
    """Return all that the script shows, as blocks by the element that holds them.

    A page of few deposits holds the page, the tables and the claims in one; of many rows, what
    is needed to draw them comes first, and `gd-rest` is read once they are drawn.
    """
    blocks = {"page": json_block(_page(deposit_map)), **deposit_map.blocks()}
    if deposit_map.is_rich:
        return {"gd-data": blocks | _claims(deposit_map.dataset, deposit_map.lang)}
    opening = deposit_map.opening_blocks() | {"page"}
    return {
        "gd-data": {name: block for name, block in blocks.items() if name in opening},
        "gd-rest": {name: block for name, block in blocks.items() if name not in opening},
    }


def _claims(dataset: Dataset, lang: Language) -> dict[str, bytes]:
    """Return the claims in one language, and what the others say differently."""
    own = {
        "deposits": deposit_records(dataset, lang=lang),
        "sources": source_records(dataset, lang=lang),
    }
    changes = {
        other: {
            "deposits": record_changes(own["deposits"], deposit_records(dataset, lang=other)),
            "sources": record_changes(own["sources"], source_records(dataset, lang=other)),
        }
        for other in LANGUAGES
        if other != lang
    }
    return {name: json_block(value) for name, value in (*own.items(), ("changes", changes))}


def _page(deposit_map: DepositMap) -> dict[str, Any]:
    """Return what the script has to know beside the claims."""
    info = deposit_map.dataset.info
    texts = partial(page_texts, of_rows=deposit_map.is_of_rows)
    own_view = any(isinstance(each, folium.FitBounds) for each in elements_of(deposit_map))
    return {
        "lang": deposit_map.lang,
        "title": visible(deposit_map.title or info.title),
        "edition": _edition(info),
        "selected": deposit_map.selected and visible(deposit_map.selected),
        "fit": not own_view,
        "rich": deposit_map.is_rich,
        "rows": deposit_map.is_of_rows,
        "tiles": deposit_map.tile_layers,
        "speech": {
            lang: {**page_words(lang), "texts": texts(lang), "title": title}
            for lang, title in _titles(deposit_map).items()
        },
    }


def _titles(deposit_map: DepositMap) -> dict[Language, str]:
    """Return the title by language: a user's own is the same in all."""
    if deposit_map.title is None and deposit_map.is_of_rows:
        return {lang: speech(lang).records(len(deposit_map.table.lat)) for lang in LANGUAGES}
    title = deposit_map.title or deposit_map.dataset.info.title
    return {lang: visible(speech(lang).title(title)) for lang in LANGUAGES}


def _edition(info: DatasetInfo) -> dict[str, str] | None:
    """Return what a published dataset says of itself; somebody's own table says nothing."""
    if info.name == TABLE_NAME:
        return None
    dated = {"as_of": str(info.as_of)} if info.as_of else {}
    return {**dated, "version": info.version, "licence": info.licence}
