"""What folium makes of a map and of the layers that the user added: three pieces of a page.

folium names every element by random digits, and renders what it rendered a second time as a
template. So no data of ours is in its tree, and the random digits are replaced by numbers in
order of appearance.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

import branca.element
import folium

from geodeposits.maps.tiles import tile_hosts

__all__ = ["FoliumParts", "elements_of", "image_hosts", "render"]

_RANDOM: Final = re.compile(r"[0-9a-f]{32}")


class FoliumParts(NamedTuple):
    """Markup for the head, markup for the body, script text, and the name of the map in it."""

    head: str
    body: str
    script: str
    map_name: str


def render(folium_map: folium.Map) -> FoliumParts:
    """Render a map and its layers; the tree is left as it was and names do not depend on chance."""
    figure = folium_map.get_root()
    assert isinstance(figure, branca.element.Figure)  # noqa: S101  (a folium map hangs in one)
    with _restored(figure):
        figure.header._children.pop("meta_http", None)
        for child in list(figure._children.values()):
            child.render()
        texts = [part.render() for part in (figure.header, figure.html, figure.script)]
        random = {element._id for element in elements_of(figure)}
    head, body, script, name = _numbered([*texts, folium_map.get_name()], random)
    return FoliumParts(_unix(head), _unix(body), _inert(_unix(script)), name)


def elements_of(root: branca.element.Element) -> Iterator[branca.element.Element]:
    """Yield an element and all below it, children and parts (a popup's html, say), each once."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if id(element) not in seen:
            seen.add(id(element))
            yield element
            waiting.extend(_held(element))


def _held(element: branca.element.Element) -> Iterator[branca.element.Element]:
    for name, value in vars(element).items():
        held = value.values() if isinstance(value, dict) else value
        several = held if isinstance(held, Iterable) and not isinstance(held, str) else [held]
        if name != "_parent":
            yield from (item for item in several if isinstance(item, branca.element.Element))


def image_hosts(root: branca.element.Element) -> list[str]:
    """Return the origins of the tile layers that are in the tree, sorted."""
    hosts: set[str] = set()
    for element in elements_of(root):
        if isinstance(element, folium.TileLayer):
            subdomains = str(element.options.get("subdomains", "abc"))
            hosts.update(tile_hosts(str(element.tiles), subdomains))
        elif isinstance(element, folium.WmsTileLayer):
            hosts.update(tile_hosts(element.url, ""))
    return sorted(hosts)


@contextmanager
def _restored(figure: branca.element.Figure) -> Iterator[None]:
    """Rendering hangs its results into the tree; take them out again."""
    before = [(element, OrderedDict(element._children)) for element in elements_of(figure)]
    try:
        yield
    finally:
        for element, children in before:
            element._children = children


def _numbered(texts: list[str], random: set[str]) -> list[str]:
    """Replace each random id by a number in order of appearance; other digits stay."""
    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        if match[0] not in random:
            return match[0]
        return numbers.setdefault(match[0], str(len(numbers) + 1))

    return [_RANDOM.sub(number, text) for text in texts]


def _unix(text: str) -> str:
    """A browser reads CR LF as LF, and hashes what it read."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _inert(script: str) -> str:
    """Keep a string inside the script from ending the script's element."""
    escaped = re.sub(r"</(?=script)", r"<\\/", script, flags=re.IGNORECASE)
    return escaped.replace("<!--", r"<\!--")
