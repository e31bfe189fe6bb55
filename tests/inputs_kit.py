"""What the tests of commands share: a table of somebody's own, and a seed with one change."""

from __future__ import annotations

from pathlib import Path

BEYLIKOVA = "deposits/tr-beylikova.toml"


def edit(folder: Path, before: str, after: str, name: str = BEYLIKOVA) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def table(path: Path, *rows: str, header: str = "name,country,lat,lon,ore_mt") -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path
