"""The published pages: the world, one deposit with its claims open, and a page that explains."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from string import Template
from typing import Final

from geodeposits.checks.formats import visible
from geodeposits.dataset import Dataset
from geodeposits.maps.addresses import is_web_address
from geodeposits.maps.deposit_map import deposit_map
from geodeposits.maps.page import asset
from geodeposits.vocab import LEVEL_MEANING
from geodeposits.wording import DOCUMENTED_RULE, HEADLINE_RULE

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
        title=_escaped(info.title),
        description=_escaped(info.description),
        links="\n".join(links),
        counts="\n".join(_counts(dataset)),
        headline_rule=_escaped(HEADLINE_RULE),
        documented_rule=_escaped(DOCUMENTED_RULE),
        levels="\n".join(_levels(dataset)),
        version=_escaped(info.version),
        as_of=_escaped(str(info.as_of)),
        licence=_licence(info.licence, info.licence_url),
    )


def _escaped(text: str) -> str:
    return escape(visible(text))


def _licence(name: str, url: str) -> str:
    if not is_web_address(url):
        return _escaped(name)
    return f'<a href="{_escaped(url)}" rel="noopener noreferrer">{_escaped(name)}</a>'


def _link(address: str, name: str, about: str) -> str:
    return f'<li><a href="{_escaped(address)}">{_escaped(name)}</a><br>{_escaped(about)}</li>'


def _counts(dataset: Dataset) -> Iterator[str]:
    tables = dict(dataset.tables())
    for name, words in _COUNTED.items():
        number = f'<td class="number">{len(tables[name]):,}</td>'
        yield f'<tr>{number}<th scope="row">{_escaped(words)}</th></tr>'


def _levels(dataset: Dataset) -> Iterator[str]:
    for level, meaning in LEVEL_MEANING.items():
        counts = [
            int((dataset.deposits[f"{which}_level"] == level.value).sum())
            for which in ("headline", "documented")
        ]
        cells = "".join(f'<td class="number">{count}</td>' for count in counts)
        yield f'<tr><th scope="row">{level.value}</th><td>{_escaped(meaning)}</td>{cells}</tr>'
