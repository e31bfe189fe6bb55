"""A cell of free text into its figures, each with the words that mark it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Final

from geodeposits.elements import ELEMENTS, OXIDES
from geodeposits.errors import GeodepositsError
from geodeposits.quantity import Quantity
from geodeposits.vocab import Category

__all__ = [
    "COLUMNS",
    "EXPLORED",
    "PROGNOSTIC",
    "SOLUBLE",
    "Figure",
    "Gap",
    "Unread",
    "numbered",
    "read_cell",
]

COLUMNS: Final = ("ore", "reo", "grade")
"""The three cells of a record, in the order in which `read_estimates` takes them."""

SOLUBLE: Final = "soluble oxides"
"""Zone of a figure marked SRE2O3: the share of the oxides that leaching dissolves."""

EXPLORED: Final = frozenset({Category.GKZ_A, Category.GKZ_B, Category.GKZ_C1, Category.GKZ_C2})
"""Categories of the GKZ system for ground that is explored."""

PROGNOSTIC: Final = frozenset({Category.GKZ_P1, Category.GKZ_P2, Category.GKZ_P3})
"""Categories of the GKZ system for what is foretold: targets of exploration."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of a cell that could not be read: which cell, its text, and why."""

    column: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a cell: its number, its marks (zone, categories, classes), its remarks."""

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
        """What figures of several columns share where they belong together."""
        return (self.zone, self.categories, self.classes)

    @property
    def words(self) -> frozenset[str]:
        """The words that mark it; none for a plain figure."""
        return frozenset((*self.zone.split(), *self.categories, *self.classes))

    @property
    def is_soluble(self) -> bool:
        """Whether it is the soluble share of another figure."""
        return self.zone.endswith(SOLUBLE)


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of an unread piece: its number and the words known here that mark it.

    `is_other` says that it names one element or oxide (`0.4 Y`), so that it is a figure of another
    thing; `is_cell`, that a whole list of figures is unread.
    """

    unread: Unread
    number: int | None = None
    words: frozenset[str] = frozenset()
    is_other: bool = False
    is_cell: bool = False

    @property
    def column(self) -> str:
        """The cell in which it stands."""
        return self.unread.column


_RUN: Final = r"\d[\d,]*(?:\.\s?\d+|\.\.\d+|/\d+|\.)?"
_STRICT: Final = re.compile(r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_SIGN: Final = r"[~≈<>≥≤]|>=|<="
_LONGEST: Final = 2_000  # characters of a cell
_MOST: Final = 60  # figures of a cell
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
_OTHER: Final = re.compile(rf"\d[%?]? \(?(?:{'|'.join((*ELEMENTS, *OXIDES))})\)?$")
_CATEGORIES: Final = {
    "measured": Category.MEASURED, "measure": Category.MEASURED, "meas": Category.MEASURED,
    "indicated": Category.INDICATED, "ind": Category.INDICATED,
    "inferred": Category.INFERRED, "inf": Category.INFERRED,
    "proven": Category.PROVED, "proved": Category.PROVED, "probable": Category.PROBABLE,
    **{category.value.lower(): category for category in (*EXPLORED, *PROGNOSTIC)},
}  # fmt: skip
_CLASSES: Final = {
    "reserve": "reserve", "reserves": "reserve", "resource": "resource", "resources": "resource",
    "prospective": "prospective", "industrial": "industrial", "geologic": "geologic",
    "identified": "identified", "speculative": "speculative", "possible": "possible",
    "demonstrated": "demonstrated", "exploitable": "exploitable", "recoverable": "recoverable",
}  # fmt: skip
_LESS_CERTAIN: Final = {"possible", "prospective", "speculative"}
"""Classes that beside categories widen the figure beyond them."""
_PLACES: Final = {"upper", "lower", "tailings", "coal", "primary", "weathered", "zone"}
_SILENT: Final = {"total", "estimated", "estimate", "est", "and"}
_UNITS: Final = {"ore": {"Mt"}, "reo": {"Mt"}, "grade": {"%"}}


# --- Numbers and pieces ---------------------------------------------------------------------------


def numbered(text: str) -> dict[int | None, str]:
    """Split a cell such as `1) 2012; 2) JORC` by its numbers; text before any stands under None.

    `1–3) JORC; 4) none` counts for each of 1 to 3. A cell beyond the measure of a list stands
    under None as a whole.
    """
    found: dict[int | None, list[str]] = {}
    spelled = _spelled_out(text) if len(text) <= _LONGEST else None
    whole = [(None, text.strip())]
    parts = whole if spelled is None else _numbered_parts(spelled)
    stated = [(number, said) for number, part in parts if (said := part.strip(" ,"))]
    for number, said in stated if len(stated) <= _MOST else whole:
        found.setdefault(number, []).append(said)
    return {number: "; ".join(said) for number, said in found.items()}


def _spelled_out(text: str) -> str | None:
    """Repeat what is said of a span of numbers under each of them; None for too many numbers."""
    pieces, start, count = [], 0, 0
    for match in _outside_brackets(_SPAN, text):
        if numbers := range(int(match["first"]), int(match["last"]) + 1):
            count += len(numbers)
            if count > _MOST:
                return None
            pieces += [text[start : match.start()]]
            pieces += ["; ".join(f"{number}) {match['said']}" for number in numbers)]
            start = match.end()
    return "".join([*pieces, text[start:]])


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
    for match in _outside_brackets(separator, text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def _outside_brackets(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches before which no bracket is open; each character is looked at once."""
    within, start = False, 0
    for match in pattern.finditer(text):
        opened, closed = (text.rfind(sign, start, match.start()) for sign in "()")
        within = opened > closed if opened != closed else within
        start = match.start()
        if not within:
            yield match


@dataclass(frozen=True, slots=True)
class _Piece:
    """The text of one figure, and what follows its zone."""

    column: str
    text: str
    rest: str
    number: int | None
    zone: str

    def gap(self, why: str) -> Gap:
        words = (_known(word) for word in re.findall(r"[a-z]+\d?", self.rest.lower()))
        return Gap(
            Unread(self.column, self.text, why),
            self.number,
            frozenset((*self.zone.split(), *filter(None, words))),
            is_other=_OTHER.search(self.rest) is not None,
        )


def _known(word: str) -> str:
    said = _CATEGORIES.get(word) or _CLASSES.get(word)
    return said or (word if word in _PLACES else "")


def _pieces(column: str, text: str) -> Iterator[_Piece]:
    for number, part in _numbered_parts(text):
        zone = ""
        for piece in _parted(part, _FIGURES):
            said = piece.strip(" ,")
            label, rest = _labelled(said)
            zone = label or zone
            if said:
                yield _Piece(column, said, rest, number, zone)


def _labelled(piece: str) -> tuple[str, str]:
    """Split off the zone before a figure; another label (`Th: 5`, `inferred: 5`) is left there."""
    match = _ZONED.match(piece)
    label = match[1].lower().split() if match else []
    others = (word for word in label if word in _CLASSES or (word in _CATEGORIES and word[1:]))
    if match is None or _PLACES.isdisjoint(label) or any(others):
        return "", piece
    return " ".join(label), piece[match.end() :]


# --- Figures --------------------------------------------------------------------------------------


def read_cell(column: str, text: str) -> list[Figure | Gap]:
    """Read a cell of one of the COLUMNS into figures, and gaps for what cannot be read."""
    if len(text) > _LONGEST:
        why = f"more than {_LONGEST} characters are no list of figures"
        return [Gap(Unread(column, text, why), is_cell=True)]
    pieces = list(islice(_pieces(column, text), _MOST + 1))
    if len(pieces) > _MOST:
        why = f"more than {_MOST} figures are no list of them"
        return [Gap(Unread(column, text, why), is_cell=True)]
    return _with_excess(_read_figure(piece) for piece in pieces)


def _with_excess(pieces: Iterable[Figure | Gap]) -> list[Figure | Gap]:
    """Remark on a total and the soluble share right after it where the share is the larger."""
    found = list(pieces)
    for place, (whole, share) in enumerate(pairwise(found)):
        if isinstance(whole, Figure) and isinstance(share, Figure) and _exceeds(share, whole):
            said = f"soluble share {share.quantity.text} above the total {whole.quantity.text}"
            for at, figure in ((place, whole), (place + 1, share)):
                found[at] = replace(figure, remarks=(*figure.remarks, said))
    return found


def _exceeds(share: Figure, whole: Figure) -> bool:
    of_it = share.zone == f"{whole.zone} {SOLUBLE}".strip() and share.number == whole.number
    return of_it and share.quantity.central > whole.quantity.central


def _read_figure(piece: _Piece) -> Figure | Gap:
    match = _FIGURE.fullmatch(piece.rest)
    if match is None:
        return piece.gap("no figure")
    given = [match[name] for name in ("low", "high", "mean") if match[name] is not None]
    runs = [re.sub(r"^0\.\s+", "0.", run).removesuffix(".") for run in given]
    if why := _why_none(piece, match) or _why_no_numbers(given, runs):
        return piece.gap(why)
    remarks = [f"{g!r} read as {run}" for g, run in zip(given, runs, strict=True) if " " in g]
    doubted = bool(match["query"] or match["doubt"])
    remarks += [f"queried in the table: {piece.text}"] * doubted
    sign = match["sign"] or ("~" if doubted else "")
    try:
        quantity = Quantity.parse(_spelled(sign, *runs))
    except GeodepositsError as error:
        return piece.gap(str(error))
    figure = Figure(piece.column, quantity, piece.number, piece.zone, remarks=tuple(remarks))
    return _with_words(figure, match["words"].strip(), piece)


def _why_none(piece: _Piece, match: re.Match[str]) -> str:
    """Say why unit or words make a piece no figure of its column; empty where they do not."""
    if match["unit"] and match["unit"] not in _UNITS[piece.column]:
        return f"a figure in {match['unit']} in the column of another unit"
    begins, ends = match["words"][:1], piece.rest[: match.start("words")][-1:]
    if begins == "+" or (begins.isalnum() and ends.isalnum()):
        return f"{match['words']!r} stands too close to the figure"
    return ""


def _why_no_numbers(given: list[str], runs: list[str]) -> str:
    pairs = zip(given, runs, strict=True)
    return next((f"{g!r} is no number" for g, run in pairs if not _STRICT.fullmatch(run)), "")


def _spelled(sign: str, low: str, high: str = "", mean: str = "") -> str:
    span = f"{low}–{high}" if high else low
    return f"{sign}{mean} ({span})" if mean else f"{sign}{span}"


def _with_words(figure: Figure, words: str, piece: _Piece) -> Figure | Gap:
    """Sort the words after a figure into categories, classes, zone and members."""
    if brackets := re.fullmatch(r"\(([\w+ ]+)\)", words):
        names = tuple(name.strip() for name in brackets[1].split("+"))
        if all(name in OXIDES for name in names):
            return replace(figure, members=names)
    if words == "SRE2O3":
        return replace(figure, zone=f"{figure.zone} {SOLUBLE}".strip())
    said = {word.strip("()."): word for word in re.findall(r"[^\s+,]+", words.lower())}
    for plain, word in said.items():
        if not _known(plain) and plain not in _SILENT:
            return piece.gap(f"{word!r} is no word known here")
    named = {_CATEGORIES[word] for word in said if word in _CATEGORIES}
    classes = tuple(dict.fromkeys(_CLASSES[word] for word in said if word in _CLASSES))
    places = (*figure.zone.split(), *(word for word in said if word in _PLACES))
    wider = [name for name in classes if named and name in _LESS_CERTAIN]
    return replace(
        figure,
        zone=" ".join(dict.fromkeys(places)),
        categories=tuple(category for category in Category if category in named),
        classes=classes,
        remarks=(*figure.remarks, *(f"counts {name} too: {piece.text}" for name in wider)),
    )
