"""The published pages: the world, one deposit with its claims open, and a page that explains."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from string import Template
from typing import Final

from geodeposits.dataset import Dataset
from geodeposits.maps.deposit_map import deposit_map
from geodeposits.maps.page import asset
from geodeposits.vocab import LEVEL_MEANING

__all__ = ["published_pages"]

SHOWN_DEPOSIT: Final = "tr-beylikova"
"""The deposit that has a page of its own."""

_COUNTED: Final = {
    "deposits": "deposits",
    "estimates": "estimates of how much, categories included",
    "positions": "statements of where, refuted ones included",
    "partners": "dated steps of owners and partners",
    "status": "dated steps of project status",
    "sources": "sources",
}


def published_pages(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Yield (file name, content) of every page; the same dataset gives the same bytes.

    The page of the one deposit is left out where the dataset lacks it.
    """
    yield "index.html", _index(dataset).encode("utf-8")
    if _has_shown(dataset):
        one = dataset.deposit(SHOWN_DEPOSIT)
        title = f"{_shown_name(dataset)}: every claim about one deposit"
        page = deposit_map(one, title=title, selected=SHOWN_DEPOSIT)
        yield f"{SHOWN_DEPOSIT}.html", page.html().encode("utf-8")
    yield "world.html", deposit_map(dataset).html().encode("utf-8")


def _has_shown(dataset: Dataset) -> bool:
    return SHOWN_DEPOSIT in set(dataset.deposits["id"])


def _shown_name(dataset: Dataset) -> str:
    return str(dataset.deposits.set_index("id").loc[SHOWN_DEPOSIT, "name"])


def _index(dataset: Dataset) -> str:
    info = dataset.info
    links = [
        _link("world.html", "World map", "All deposits by contained oxides, type and evidence.")
    ]
    if _has_shown(dataset):
        about = "One deposit with every claim about it, each with its source."
        links.append(_link(f"{SHOWN_DEPOSIT}.html", _shown_name(dataset), about))
    return Template(asset("index.html")).substitute(
        title=escape(info.title),
        description=escape(info.description),
        links="\n".join(links),
        counts="\n".join(_counts(dataset)),
        levels="\n".join(_levels(dataset)),
        version=escape(info.version),
        as_of=escape(str(info.as_of)),
        licence=_licence(info.licence, info.licence_url),
    )


def _licence(name: str, url: str) -> str:
    if not url.startswith(("https://", "http://")):
        return escape(name)
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(name)}</a>'


def _link(address: str, name: str, about: str) -> str:
    return f'<li><a href="{escape(address)}">{escape(name)}</a><br>{escape(about)}</li>'


def _counts(dataset: Dataset) -> Iterator[str]:
    tables = dict(dataset.tables())
    for name, words in _COUNTED.items():
        number = f'<td class="number">{len(tables[name]):,}</td>'
        yield f'<tr>{number}<th scope="row">{escape(words)}</th></tr>'


def _levels(dataset: Dataset) -> Iterator[str]:
    for level, meaning in LEVEL_MEANING.items():
        counts = [
            int((dataset.deposits[f"{which}_level"] == level.value).sum())
            for which in ("headline", "documented")
        ]
        cells = "".join(f'<td class="number">{count}</td>' for count in counts)
        yield f'<tr><th scope="row">{level.value}</th><td>{escape(meaning)}</td>{cells}</tr>'
