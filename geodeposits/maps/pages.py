"""The published pages: the world, each continent, one deposit with its claims open, an index."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from string import Template
from typing import Final

from geodeposits.checks.formats import visible
from geodeposits.continents import CONTINENTS, continent_of, countries_of
from geodeposits.dataset import Dataset
from geodeposits.maps.addresses import is_web_address
from geodeposits.maps.deposit_map import deposit_map
from geodeposits.maps.page import asset
from geodeposits.vocab import LEVEL_MEANING
from geodeposits.wording import DOCUMENTED_RULE, HEADLINE_RULE

__all__ = ["published_pages"]

SHOWN_DEPOSIT: Final = "tr-beylikova"
"""The deposit that has a page of its own."""

_CONTINENTS_HEAD: Final = """<h2>By continent</h2>
<p class="quiet">The same map with the deposits and occurrences of one continent. A country that
lies in two is counted where Unicode's CLDR counts it: Russia in Europe, Türkiye and Kazakhstan in
Asia, Egypt in Africa.</p>"""

_COUNTED: Final = {
    "deposits": "deposits",
    "occurrences": "occurrences, records of a foreign database",
    "estimates": "estimates of how much, categories included",
    "positions": "statements of where, refuted ones included",
    "partners": "dated steps of owners and partners",
    "status": "dated steps of project status",
    "sources": "sources",
}


def published_pages(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Yield (file name, content) of every page; the same dataset gives the same bytes.

    The page of the one deposit is left out where the dataset lacks it, and those of continents
    where all deposits are on one.
    """
    yield "index.html", _index(dataset).encode("utf-8")
    if _has_shown(dataset):
        one = dataset.deposit(SHOWN_DEPOSIT)
        title = f"{_shown_name(dataset)}: every claim about one deposit"
        page = deposit_map(one, title=title, selected=SHOWN_DEPOSIT)
        yield f"{SHOWN_DEPOSIT}.html", page.html().encode("utf-8")
    for continent, part in _continents(dataset):
        page = deposit_map(part, title=f"{CONTINENTS[continent]}: rare earth deposits")
        yield f"{continent}.html", page.html().encode("utf-8")
    yield "world.html", deposit_map(dataset).html().encode("utf-8")


def _continents(dataset: Dataset) -> Iterator[tuple[str, Dataset]]:
    """Yield the deposits of each continent; nothing where all are on one."""
    found = {continent_of(code) for code in dataset.deposits["country"].dropna().unique()} - {None}
    for continent in sorted(found, key=str) if len(found) > 1 else ():
        yield str(continent), dataset.filter(country=countries_of(str(continent)))


def _has_shown(dataset: Dataset) -> bool:
    return SHOWN_DEPOSIT in set(dataset.deposits["id"])


def _shown_name(dataset: Dataset) -> str:
    return str(dataset.deposits.set_index("id").loc[SHOWN_DEPOSIT, "name"])


def _index(dataset: Dataset) -> str:
    info = dataset.info
    return Template(asset("index.html")).substitute(
        title=_escaped(info.title),
        description=_escaped(info.description),
        links="\n".join(_links(dataset)),
        continents=_of_continents(dataset),
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


def _links(dataset: Dataset) -> Iterator[str]:
    world = f"All deposits by contained oxides, type and evidence: {_held(dataset)}."
    yield _link("world.html", "World map", world)
    if _has_shown(dataset):
        about = "One deposit with every claim about it, each with its source."
        yield _link(f"{SHOWN_DEPOSIT}.html", _shown_name(dataset), about)


def _of_continents(dataset: Dataset) -> str:
    """Return the section that links the pages of the continents; nothing where there are none."""
    links = [
        _link(f"{continent}.html", CONTINENTS[continent], f"{_held(part)}.")
        for continent, part in _continents(dataset)
    ]
    if not links:
        return ""
    listed = "\n".join(links)
    return f'{_CONTINENTS_HEAD}\n<ul class="pages grid">\n{listed}\n</ul>'


def _held(dataset: Dataset) -> str:
    """Say how many deposits and occurrences a page shows: "43 deposits, 310 occurrences"."""
    several = [(len(dataset), "deposit"), (len(dataset.occurrences), "occurrence")]
    said = [f"{count:,} {name}{'' if count == 1 else 's'}" for count, name in several]
    return ", ".join(said if len(dataset.occurrences) else said[:1])


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
