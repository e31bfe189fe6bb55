"""Estimates written as free text in table cells, as older databases keep them.

One record of such a table has a cell for ore, one for contained oxide and one for grade, and each
may hold several figures: `1) 0.06; 2) 0.256`, `8.483 probable, 13.16 total indicated`,
`Upper zone— 30.64 indicated + 119.29 inferred`. The grammar reads a cell into figures and joins
the figures of the three cells: numbered ones by their number, the others by category, class and
zone. What it cannot read it returns with its text and the reason; it never guesses.

    cell    = part { (";" | "," | "+") part }       "," and "+" part only before another figure
    part    = [number ")"] [zone ("—" | ":")] figure
    figure  = ["estimated at"] [sign] run [("–" | "-" | "to") run] ["?"] ["%" | "Mt"] { word }
    word    = category | class | zone word | formula in brackets

A gap after `0.` (`0. 21`) is closed and said so; any other (`1. 5` may be a numbered part), a
doubled point (`1..83`), a slash (`1/6`), a leading zero without a point (`0035`), a bound before a
range (`>1–3`) and a letter close to the figure (`1.2e5`) make it unreadable. A comma parts figures
after a word or before a zone only: `1, 628` may be one number. Brackets are not parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from geodeposits.elements import OXIDES
from geodeposits.errors import GeodepositsError
from geodeposits.quantity import Quantity
from geodeposits.vocab import Category

__all__ = ["COLUMNS", "Stated", "StatedPart", "Unread", "numbered", "read_estimates"]

COLUMNS: Final = ("ore", "reo", "grade")
"""The three cells of a record, in the order in which `read_estimates` takes them."""

SOLUBLE: Final = "soluble oxides"
"""Zone of a figure marked SRE2O3: the share of the oxides that leaching dissolves."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of a cell that could not be read: which cell, its text, and why."""

    column: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class StatedPart:
    """The figures of one set of categories: ore in Mt, contained oxide in Mt, grade in %."""

    categories: tuple[Category, ...] = ()
    ore: Quantity | None = None
    reo: Quantity | None = None
    grade: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Stated(StatedPart):
    """One estimate: its figures, or those of its categories in `parts`.

    `number` is the number it bears in the cells (None where there are none), `classes` its words
    other than categories (`reserve`, `exploitable`), `members` the oxides that are counted where
    the text lists them, `remarks` what was doubtful in the writing.
    """

    number: int | None = None
    zone: str = ""
    classes: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    parts: tuple[StatedPart, ...] = ()


_Share = TypeVar("_Share", StatedPart, Stated)


@dataclass(frozen=True, slots=True)
class _Figure:
    column: str
    quantity: Quantity
    number: int | None = None
    zone: str = ""
    categories: tuple[Category, ...] = ()
    classes: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        return (self.zone, self.categories, self.classes)

    @property
    def is_plain(self) -> bool:
        return not (self.zone or self.categories or self.classes)

    @property
    def is_soluble(self) -> bool:
        return self.zone.endswith(SOLUBLE)


@dataclass(slots=True)
class _Entry:
    """The figures that belong together, one a column."""

    number: int | None
    figures: dict[str, _Figure] = field(default_factory=dict)

    @property
    def first(self) -> _Figure:
        return next(iter(self.figures.values()))

    @property
    def marked(self) -> _Figure:
        return next((f for f in self.figures.values() if not f.is_plain), self.first)


# --- A cell ---------------------------------------------------------------------------------------

_RUN: Final = r"\d[\d,]*(?:\.\s?\d+|\.\.\d+|/\d+|\.)?"
_STRICT: Final = re.compile(r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_SIGN: Final = r"[~≈<>≥≤]|>=|<="
_LONGEST: Final = 2_000
_NUMBERED: Final = re.compile(r"\s*(\d{1,2})\)\s*")
_SPAN: Final = re.compile(
    r"(?<![^\s;:,])(?P<first>\d{1,2})[–-](?P<last>\d{1,2})\)\s*(?P<said>[^;]*)"
)
_ZONED: Final = re.compile(r"\s*([A-Za-z][A-Za-z ]*?)\s*(?:—|:)\s*(?=[~<>\d])")
_PARTS: Final = re.compile(r";|:(?=\s*\d{1,2}\))|\s(?=\d{1,2}\)\s)")
_BEGUN: Final = rf"(?:{_SIGN})?\s*\d"
_LABEL: Final = r"[a-z][a-z ]*(?:—|:)\s*"
_FIGURES: Final = re.compile(
    rf",\s+(?={_LABEL}{_BEGUN})|(?:(?<!\d),\s+|\s*\+\s*)(?=(?:{_LABEL})?{_BEGUN})", re.IGNORECASE
)
_FIGURE: Final = re.compile(
    rf"\s*(?:estimated\s+at\s+)?(?P<sign>{_SIGN})?\s*(?P<low>{_RUN})"
    rf"(?:\s*(?:–|-|to)\s*(?P<high>{_RUN})(?:\s*\((?P<mean>[\d.]+)\s+average\))?)?"
    r"\s*(?P<query>\?)?\s*(?P<unit>%|Mt)?\s*(?P<doubt>\(\?\))?\s*(?P<words>.*)"
)
_CATEGORIES: Final = {
    "measured": Category.MEASURED, "measure": Category.MEASURED, "meas": Category.MEASURED,
    "indicated": Category.INDICATED, "ind": Category.INDICATED,
    "inferred": Category.INFERRED, "inf": Category.INFERRED,
    "proven": Category.PROVED, "proved": Category.PROVED, "probable": Category.PROBABLE,
    "a": Category.GKZ_A, "b": Category.GKZ_B, "c1": Category.GKZ_C1, "c2": Category.GKZ_C2,
    "p1": Category.GKZ_P1, "p2": Category.GKZ_P2, "p3": Category.GKZ_P3,
}  # fmt: skip
_CLASSES: Final = {
    "reserve": "reserve", "reserves": "reserve", "resource": "resource", "resources": "resource",
    "prospective": "prospective", "industrial": "industrial", "geologic": "geologic",
    "identified": "identified", "speculative": "speculative", "possible": "possible",
    "demonstrated": "demonstrated", "exploitable": "exploitable", "recoverable": "recoverable",
}  # fmt: skip
_PLACES: Final = {"upper", "lower", "tailings", "coal", "primary", "weathered", "zone"}
_SILENT: Final = {"total", "estimated", "estimate", "est", "and"}
_UNITS: Final = {"ore": {"Mt"}, "reo": {"Mt"}, "grade": {"%"}}


def numbered(text: str) -> dict[int | None, str]:
    """Split a cell such as `1) 2012; 2) JORC` by its numbers; text before any stands under None.

    `1–3) JORC; 4) none` counts for each of 1 to 3.
    """
    found: dict[int | None, str] = {}
    for number, part in _numbered_parts(_SPAN.sub(_spelled_out, text)):
        if plain := part.strip(" ,"):
            found[number] = f"{found[number]}; {plain}" if number in found else plain
    return found


def _spelled_out(match: re.Match[str]) -> str:
    numbers = range(int(match["first"]), int(match["last"]) + 1)
    if not numbers or _within_brackets(match.string, match.start()):
        return match[0]
    return "; ".join(f"{number}) {match['said']}" for number in numbers)


def _numbered_parts(text: str) -> Iterator[tuple[int | None, str]]:
    """Yield each part with the number it bears or that went before."""
    number: int | None = None
    for part in _parted(" ".join(text.split()), _PARTS):
        match = _NUMBERED.match(part)
        number = int(match[1]) if match else number
        yield number, part[match.end() :] if match else part


def _parted(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    """Cut a text at the separators outside brackets."""
    start = 0
    for match in separator.finditer(text):
        if not _within_brackets(text, match.start()):
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


def _within_brackets(text: str, place: int) -> bool:
    return text.rfind("(", 0, place) > text.rfind(")", 0, place)


def _read_cell(column: str, text: str) -> Iterator[_Figure | Unread]:
    if len(text) > _LONGEST:
        yield Unread(column, text, f"more than {_LONGEST} characters are no list of figures")
        return
    for number, part in _numbered_parts(text):
        zone = ""
        for piece in _parted(part, _FIGURES):
            text = piece.strip(" ,")
            label, rest = _labelled(text)
            zone = label or zone
            if text:
                yield _read_figure(column, text, rest, number, zone)


def _labelled(piece: str) -> tuple[str, str]:
    """Split off the zone before a figure; another label (`Th: 5`, `inferred: 5`) is left there."""
    match = _ZONED.match(piece)
    label = match[1].lower().split() if match else []
    others = (word for word in label if word in _CLASSES or (word in _CATEGORIES and word[1:]))
    if match is None or _PLACES.isdisjoint(label) or any(others):
        return "", piece
    return " ".join(label), piece[match.end() :]


def _read_figure(
    column: str, text: str, unlabelled: str, number: int | None, zone: str
) -> _Figure | Unread:
    match = _FIGURE.fullmatch(unlabelled)
    if match is None:
        return Unread(column, text, "no figure")
    if match["unit"] and match["unit"] not in _UNITS[column]:
        return Unread(column, text, f"a figure in {match['unit']} in the column of another unit")
    begins, ends = match["words"][:1], unlabelled[: match.start("words")][-1:]
    if begins == "+" or (begins.isalnum() and ends.isalnum()):
        return Unread(column, text, f"{match['words']!r} stands too close to the figure")
    given = [match[name] for name in ("low", "high", "mean") if match[name] is not None]
    runs = [re.sub(r"^0\.\s+", "0.", run).removesuffix(".") for run in given]
    for run, plain in zip(given, runs, strict=True):
        if _STRICT.fullmatch(plain) is None:
            return Unread(column, text, f"{run!r} is no number")
    remarks = [f"{g!r} read as {run}" for g, run in zip(given, runs, strict=True) if " " in g]
    if match["query"] or match["doubt"]:
        remarks.append(f"queried in the table: {text}")
    sign = match["sign"] or ("~" if match["query"] else "")
    try:
        quantity = Quantity.parse(_spelled(sign, *runs))
    except GeodepositsError as error:
        return Unread(column, text, str(error))
    figure = _Figure(column, quantity, number, zone, remarks=tuple(remarks))
    return _with_words(figure, match["words"].strip(), text)


def _spelled(sign: str, low: str, high: str = "", mean: str = "") -> str:
    span = f"{low}–{high}" if high else low
    return f"{sign}{mean} ({span})" if mean else f"{sign}{span}"


def _with_words(figure: _Figure, words: str, text: str) -> _Figure | Unread:
    """Sort the words after a figure into categories, classes, zone and members."""
    if brackets := re.fullmatch(r"\(([\w+ ]+)\)", words):
        names = tuple(name.strip() for name in brackets[1].split("+"))
        if all(name in OXIDES for name in names):
            return replace(figure, members=names)
    if words == "SRE2O3":
        return replace(figure, zone=f"{figure.zone} {SOLUBLE}".strip())
    categories, classes, places = [], [], figure.zone.split()
    for word in re.findall(r"[^\s+,]+", words.lower()):
        plain = word.strip("().")
        if plain in _CATEGORIES:
            categories.append(_CATEGORIES[plain])
        elif plain in _CLASSES:
            classes.append(_CLASSES[plain])
        elif plain in _PLACES:
            places.append(plain)
        elif plain not in _SILENT:
            return Unread(figure.column, text, f"{word!r} is no word known here")
    order = list(Category)
    return replace(
        figure,
        zone=" ".join(dict.fromkeys(places)),
        categories=tuple(sorted(dict.fromkeys(categories), key=order.index)),
        classes=tuple(dict.fromkeys(classes)),
    )


# --- A record -------------------------------------------------------------------------------------


def read_estimates(ore: str, reo: str, grade: str) -> tuple[list[Stated], list[Unread]]:
    """Read the cells of ore (Mt), contained oxide (Mt) and grade (%) of one record.

    Returns the estimates that the figures make up, in the order of the cells, and what could not
    be read. Every figure of the cells is in one of the two.
    """
    figures: list[_Figure] = []
    unread: list[Unread] = []
    for column, text in zip(COLUMNS, (ore, reo, grade), strict=True):
        for found in _read_cell(column, text):
            if isinstance(found, Unread):
                unread.append(found)
            else:
                figures.append(found)
    entries = _joined(figures)
    return [stated for group in _groups(entries) for stated in _estimates(group)], unread


def _joined(figures: list[_Figure]) -> list[_Entry]:
    """Put together the figures of the three cells that belong to one another.

    Marked figures (with category, class or zone) meet by number and mark; plain ones join the only
    entry of their number that lacks their column. A figure without a number, beside numbered ones,
    joins the only entry with its mark.
    """
    entries: list[_Entry] = []
    place = {id(figure): index for index, figure in enumerate(figures)}
    # stable: marked ones first, and of those the numbered ones
    for figure in sorted(figures, key=lambda f: (f.is_plain, f.number is None)):
        entry = _home(figure, entries)
        if entry is None:
            entry = _Entry(figure.number)
            entries.append(entry)
        entry.figures[figure.column] = figure
    return sorted(entries, key=lambda entry: min(place[id(f)] for f in entry.figures.values()))


def _home(figure: _Figure, entries: list[_Entry]) -> _Entry | None:
    free = [entry for entry in entries if figure.column not in entry.figures]
    same = [entry for entry in free if entry.number == figure.number]
    if figure.is_plain:
        open_ones = [entry for entry in same if not entry.marked.is_soluble]
        rivals = [e for e in entries if e.number == figure.number and not e.marked.is_soluble]
        return open_ones[0] if len(open_ones) == 1 == len(rivals) else None
    alike = [entry for entry in same if entry.marked.key == figure.key]
    if not alike and figure.number is None:
        alike = [entry for entry in free if entry.marked.key == figure.key]
    return alike[0] if len(alike) == 1 else None


def _groups(entries: Iterable[_Entry]) -> Iterator[list[_Entry]]:
    """Gather the entries of one number, zone and class, in order."""
    gathered: dict[tuple[object, ...], list[_Entry]] = {}
    for entry in entries:
        head = entry.marked
        gathered.setdefault((entry.number, head.zone, head.classes), []).append(entry)
    yield from gathered.values()


_RESOURCES: Final = {Category.MEASURED, Category.INDICATED, Category.INFERRED}
_RESERVES: Final = {Category.PROVED, Category.PROBABLE}
_NATIONAL: Final = {Category.GKZ_A, Category.GKZ_B, Category.GKZ_C1, Category.GKZ_C2}


def _estimates(group: list[_Entry]) -> Iterator[Stated]:
    """Make estimates of the entries of one number, zone and class.

    Entries of different resource categories make up one estimate, and those of reserve categories
    another; where two share a category, neither adds to the other and each stands alone.
    """
    left = list(group)
    for family in (_RESOURCES, _RESERVES, _NATIONAL):
        members = [e for e in left if e.marked.categories and set(e.marked.categories) <= family]
        named = [category for entry in members for category in entry.marked.categories]
        if len(members) > 1 and len(named) == len(set(named)):
            left = [entry for entry in left if entry not in members]
            parts = tuple(_with_figures(StatedPart(), entry) for entry in members)
            yield replace(_stated(members), categories=tuple(named), parts=parts)
    for entry in left:
        yield _with_figures(_stated([entry]), entry)


def _with_figures(share: _Share, entry: _Entry) -> _Share:
    stated = {column: figure.quantity for column, figure in entry.figures.items()}
    return replace(
        share,
        categories=entry.marked.categories,
        ore=stated.get("ore"),
        reo=stated.get("reo"),
        grade=stated.get("grade"),
    )


def _stated(entries: list[_Entry]) -> Stated:
    figures = [figure for entry in entries for figure in entry.figures.values()]
    head = entries[0]
    return Stated(
        number=head.number,
        zone=head.marked.zone,
        classes=head.marked.classes,
        members=tuple(dict.fromkeys(name for f in figures for name in f.members)),
        remarks=tuple(dict.fromkeys(remark for f in figures for remark in f.remarks)),
    )
