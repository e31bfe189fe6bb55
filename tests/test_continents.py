"""Continents: every country in one, the transcontinental ones as CLDR has them, and their pages."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import tarfile
from pathlib import Path
from typing import Any

import pytest

from geodeposits.continents import CONTINENTS, continent_of, countries_of
from geodeposits.countries import country_codes
from geodeposits.maps import published_pages
from tools import make_continents
from tools.make_continents import table

PLACE = {"positions": [{"lat": 1.0, "lon": 1.0, "cite": {"source": "src"}}]}


def test_every_country_is_on_one_continent():
    held = [code for continent in CONTINENTS for code in countries_of(continent)]
    assert sorted(held) == sorted(country_codes())


@pytest.mark.parametrize(
    ("code", "continent"),
    [
        ("TR", "asia"),
        ("RU", "europe"),
        ("KZ", "asia"),
        ("GE", "asia"),
        ("CY", "asia"),
        ("EG", "africa"),
        ("GL", "north-america"),
        ("MX", "north-america"),
        ("GF", "south-america"),
        ("AU", "oceania"),
        ("XK", "europe"),
        ("AQ", "antarctica"),
        ("EU", None),
        ("", None),
    ],
)
def test_continent_of_a_country(code: str, continent: str | None):
    assert continent_of(code) == continent


def test_countries_of_a_continent_are_sorted_and_of_no_other_none():
    assert countries_of("antarctica") == ("AQ",)
    assert list(countries_of("africa")) == sorted(countries_of("africa"))
    with pytest.raises(KeyError):
        countries_of("atlantis")


# --- The tool ------------------------------------------------------------------------------------

REGIONS = {
    "002": ["011"], "011": ["AA", "AB"], "142": ["BA"], "150": ["CA"], "003": ["DA"],
    "005": ["EA"], "009": ["QO"], "QO": ["AQ", "FA"],
}  # fmt: skip


def test_the_tool_follows_regions_into_regions():
    lines = list(csv.DictReader(io.StringIO(table(REGIONS, ["FA", "AQ", "AB", "EA"]))))
    assert [tuple(line.values()) for line in lines] == [
        ("AB", "africa"),
        ("AQ", "antarctica"),
        ("EA", "south-america"),
        ("FA", "oceania"),
    ]


def test_the_tool_refuses_a_country_without_a_continent():
    with pytest.raises(SystemExit, match="in no continent: ZZ"):
        table(REGIONS, ["AA", "ZZ"])


def _tarball(folder: Path, containment: dict[str, Any]) -> Path:
    content = json.dumps({"supplemental": {"territoryContainment": containment}}).encode()
    path = folder / "cldr.tgz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo(make_continents.MEMBER)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return path


def test_the_tool_reads_the_pinned_tarball_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    tarball = _tarball(
        tmp_path, {"002": {"_contains": ["AA"]}, "002-status-deprecated": {"_contains": ["ZR"]}}
    )
    with pytest.raises(SystemExit, match="SHA-256"):
        make_continents.read_containment(tarball)
    found = hashlib.sha256(tarball.read_bytes()).hexdigest()
    monkeypatch.setattr(make_continents, "SHA256", found)
    assert make_continents.read_containment(tarball) == {"002": ["AA"]}


# --- Pages ---------------------------------------------------------------------------------------


def test_one_page_a_continent_that_holds_a_deposit(dataset_of):
    dataset = dataset_of(
        {
            "tr-one": PLACE,
            "kz-two": {**PLACE, "country": "KZ"},
            "ca-three": {**PLACE, "country": "CA"},
        }
    )
    pages = dict(published_pages(dataset))
    assert list(pages) == ["index.html", "asia.html", "north-america.html", "world.html"]
    index = pages["index.html"].decode()
    assert re.findall(r'<a href="([\w-]+\.html)">', index) == [
        "world.html",
        "asia.html",
        "north-america.html",
    ]
    assert ">2 deposits.<" in index
    assert ">1 deposit.<" in index
    assert "<title>Asia: rare earth deposits</title>" in pages["asia.html"].decode()


def test_no_page_a_continent_where_all_are_on_one(dataset_of):
    pages = dict(
        published_pages(dataset_of({"tr-one": PLACE, "kz-two": {**PLACE, "country": "KZ"}}))
    )
    assert list(pages) == ["index.html", "world.html"]
    assert "By continent" not in pages["index.html"].decode()


def test_the_published_continents_add_up_to_the_world(bundled):
    parts = [bundled.filter(country=countries_of(continent)) for continent in CONTINENTS]
    assert sum(map(len, parts)) == len(bundled)
    placed = bundled.occurrences["country"].notna()
    assert sum(len(part.occurrences) for part in parts) >= placed.sum()
