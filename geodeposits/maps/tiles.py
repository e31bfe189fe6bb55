"""Online tile layers: optional, chosen by the user, off until the reader of the page asks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import folium

from geodeposits.errors import GeodepositsError
from geodeposits.maps.addresses import is_web_address

__all__ = ["Tiles", "UnusableTiles", "tile_hosts", "tile_layers"]

Tiles = str | tuple[str, str] | folium.TileLayer
"""A provider's name, a URL template with its attribution, or a folium layer."""

_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?")
_OPTIONS: Final = {"min_zoom": "minZoom", "max_zoom": "maxZoom", "max_native_zoom": "maxNativeZoom",
                   "tms": "tms", "opacity": "opacity", "detect_retina": "detectRetina"}  # fmt: skip


class UnusableTiles(GeodepositsError):
    """Tiles that cannot be had: no known provider, no attribution, no plain http(s) address."""

    def __init__(self, tiles: object, why: str) -> None:
        self.tiles = tiles
        super().__init__(f"{tiles!r}: {why}")


def tile_layers(tiles: Iterable[Tiles]) -> list[dict[str, Any]]:
    """Return the layers as the page's script needs them: name, url, hosts, Leaflet options.

    An attribution given by the user is plain text and is escaped; a provider's own is markup.
    """
    return [_described(layer, given) for given in tiles for layer in [_layer(given)]]


def _layer(given: Tiles) -> folium.TileLayer:
    if isinstance(given, folium.TileLayer):
        return given
    try:
        if isinstance(given, tuple):
            url, attribution = given
            return folium.TileLayer(url, attr=html.escape(attribution), name=urlsplit(url).netloc)
        return folium.TileLayer(given)
    except ValueError:
        why = "no known provider; give (URL template, attribution) for tiles of your own"
        raise UnusableTiles(given, why) from None


def _described(layer: folium.TileLayer, given: Tiles) -> dict[str, Any]:
    url = str(layer.tiles)
    hosts = list(tile_hosts(url, str(layer.options.get("subdomains", "abc")), given=given))
    options = {
        ours: layer.options[name] for name, ours in _OPTIONS.items() if name in layer.options
    }
    options["attribution"] = layer.options["attribution"]
    options["subdomains"] = layer.options.get("subdomains", "abc")
    return {"name": str(layer.tile_name), "url": url, "hosts": hosts, "options": options}


def tile_hosts(url: str, subdomains: str | Iterable[str], *, given: object = None) -> Iterator[str]:
    """Yield the origins that a URL template names, `{s}` replaced by each subdomain.

    Raises UnusableTiles for anything but http(s) with a plain host: what comes out goes into the
    page's Content-Security-Policy.
    """
    for subdomain in dict.fromkeys(subdomains) if "{s}" in url else [""]:
        address = url.replace("{s}", subdomain)
        if not is_web_address(address) or not _HOST.fullmatch(urlsplit(address).netloc):
            raise UnusableTiles(given or url, "tiles need an http(s) address with a plain host")
        parts = urlsplit(address)
        yield f"{parts.scheme}://{parts.netloc.lower()}"
