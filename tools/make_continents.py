"""Make `geodeposits/vocab_data/continents.csv` from the territory containment of Unicode's CLDR.

    python tools/make_continents.py                  # fetches the pinned package with `npm pack`
    python tools/make_continents.py --tarball FILE   # takes a tarball that is already there

CLDR puts every country in one region of the United Nations' M49 and so in one continent, also
those that lie in two: Russia is in Europe; Türkiye, Kazakhstan and the Caucasus are in Asia. Its
containment comes with no Python package (Babel reads it, but does not keep it), so it is taken
from the npm package cldr-core. Antarctica, which M49 sets apart, is set apart here too.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

PACKAGE: Final = "cldr-core"
VERSION: Final = "48.2.0"
SHA256: Final = "5310e0c7a06c1feb83dc8e54c8584bbe0b9c2ea8320172a18d541986b124585d"
MEMBER: Final = "package/supplemental/territoryContainment.json"
DATA: Final = Path(__file__).parents[1] / "geodeposits" / "vocab_data"
TARGET: Final = DATA / "continents.csv"

CONTINENTS: Final = {
    "002": "africa",
    "142": "asia",
    "150": "europe",
    "003": "north-america",  # 021 Northern America, 013 Central America, 029 Caribbean
    "005": "south-america",
    "009": "oceania",
}
"""CLDR's code of a continent -> what it is called in the table."""

SET_APART: Final = {"AQ": "antarctica"}

Containment = Mapping[str, Sequence[str]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tarball", type=Path, help=f"{PACKAGE}-{VERSION}.tgz, already fetched")
    parser.add_argument("--target", type=Path, default=TARGET, help="file to write")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        containment = read_containment(given.tarball or fetch(Path(folder)))
    text = table(containment, known_codes())
    given.target.write_text(text, encoding="utf-8", newline="\n")
    print(f"{given.target.name}: {len(text.splitlines()) - 1} countries")


def fetch(folder: Path) -> Path:
    """Pack the pinned version of the npm package into `folder`; return the tarball."""
    subprocess.run(["npm", "pack", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True)
    return folder / f"{PACKAGE}-{VERSION}.tgz"


def read_containment(tarball: Path) -> dict[str, list[str]]:
    """Return what each region contains, by code; deprecated countries are left out.

    Raises SystemExit when the tarball is not the one that this script was written for.
    """
    found = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{tarball} has SHA-256 {found}, expected {SHA256}")
    with tarfile.open(tarball) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            raise SystemExit(f"{tarball} lacks {MEMBER}")
        listed = json.load(member)["supplemental"]["territoryContainment"]
    return {code: entry["_contains"] for code, entry in listed.items() if "status" not in code}


def known_codes() -> list[str]:
    """Return the codes of the package's countries."""
    lines = (DATA / "countries.csv").read_text(encoding="utf-8").splitlines()
    return [row["code"] for row in csv.DictReader(lines)]


def table(containment: Containment, codes: Sequence[str]) -> str:
    """Return the CSV text: code, continent, sorted by code; raise SystemExit where one lacks."""
    found = {
        country: name
        for region, name in CONTINENTS.items()
        for country in below(region, containment)
    } | SET_APART
    if lost := sorted(set(codes) - found.keys()):
        raise SystemExit(f"in no continent: {', '.join(lost)}")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["code", "continent"])
    writer.writerows((code, found[code]) for code in sorted(codes))
    return text.getvalue()


def below(region: str, containment: Containment) -> Iterator[str]:
    """Yield the codes of the countries in a region, through the regions that it contains."""
    for code in containment[region]:
        if code in containment:
            yield from below(code, containment)
        else:
            yield code


if __name__ == "__main__":
    main()
