"""Rules on records that are probably one and the same (GD8xx)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.checks.hits import Mask, Row, by_key, complaint, hits, numbers, shown, texts
from geodeposits.checks.registry import rule
from geodeposits.checks.views import all_positions
from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import LIST_SEPARATOR
from geodeposits.dataset.filters import fold
from geodeposits.finding import Finding, Severity
from geodeposits.quantity import shown_number
from geodeposits.sphere import EARTH_RADIUS_KM, between_km, on_globe, unit_vectors

__all__ = ["probable_duplicates"]

_NEAR_KM: Final = 1.0
_FAR_KM: Final = 25.0  # the farthest that stated accuracies can bring two records together
_ALIKE: Final = 85.0  # of 100: twice the letters in common, in order, by the letters of both names
_SAME_KM: Final = 0.01
_ONE_NAME: Final = 100.0
_BITS: Final = np.array([number.bit_count() for number in range(2**14)], dtype=np.int64)
_LETTER: Final = 31  # the bits of a lower-case letter's code that number it
_COMPARED: Final = 40  # names that each is compared with in one cell, those next in the alphabet
_CELLS: Final = 2**14  # along an axis of the sphere; more than any radius needs

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@rule("GD801", Severity.WARNING, needs=("deposits", "positions", "occurrences"), scope="corpus")
def probable_duplicates(dataset: Dataset) -> Iterator[Finding]:
    """Find records of one country that lie close together under names that are alike.

    Close is less than 1 km; or less than 25 km, where the two stated accuracies cover the distance
    and the names begin with the same letter. Names are alike, aliases among them, when 85 % of
    their letters agree after accents, case and script are folded: Kızılcaören, Kizilcaoren and
    Кызылджаорен are one name. Words such as "deposit" or "unnamed" are no name; numbers, single
    letters and directions tell places apart: Zone 1 is not Zone 2. Two occurrences that one
    curated deposit cites are known to belong together. Deposits are compared with deposits,
    occurrences with occurrences.

    Why
        A deposit that stands twice is counted twice: in every total, every ranking, every map.
    Bad
        "Kızılcaören" and "Kizilcaoren" in Türkiye, 300 m apart
    Good
        one record with the other spelling among its aliases; or names that say what is different
    """
    names = _names(dataset)
    pairs = _alike(names, _close(names))
    found = _one_of_each(_with_records(pairs, dataset))
    for row in hits(found, ~_known_together(found)):
        yield complaint("GD801", Severity.WARNING, row, _said(row), field="name")


# --- Names ---------------------------------------------------------------------------------------

_SILENT: Final = frozenset(
    {
        "a", "an", "and", "at", "claim", "claims", "de", "del", "deposit", "deposits", "des",
        "do", "du", "el", "in", "la", "las", "le", "los", "mine", "mines", "mineralisation",
        "mineralization", "no", "number", "occurrence", "occurrences", "of", "ore", "orebody",
        "project", "property", "prospect", "prospects", "ree", "showing", "showings", "site",
        "sites", "target", "the", "unknown", "unnamed", "untitled", "zone", "zones",
    }
)  # fmt: skip
"""Words that name nothing by themselves."""

_TELLING: Final = frozenset(
    {
        "north", "south", "east", "west", "northern", "southern", "eastern", "western",
        "northeast", "northwest", "southeast", "southwest", "central", "centre", "center",
        "upper", "lower", "middle", "main", "big", "little", "great", "small", "old", "new",
        "left", "right", "first", "second", "third", "area", "belt", "district", "field",
        "group", "range", "region", "section", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii",
        "ix", "x", "xi", "xii",
    }
)  # fmt: skip
"""Words that tell two places of one name apart, as numbers and single letters do."""

_SPECIAL: Final = _SILENT | _TELLING

_WORD: Final = re.compile(r"[a-z]+|\d+")
_BRACKETED: Final = re.compile(r"[(\[].*?[)\]]")


class _Name(NamedTuple):
    """A name as it is compared: its words in order and sorted, and what tells it from others."""

    plain: str
    ordered: str
    telling: str


def _letters(text: str) -> str:
    """Return a text in lower-case ASCII letters, whatever script it is written in."""
    if text.isascii():
        return text.lower()
    from anyascii import anyascii

    return fold(anyascii(text))


def _sounded(word: str) -> str:
    """Return a word without romanisations of Cyrillic that Turkic names are spelled without."""
    return word.replace("dzh", "j").replace("y", "i")


def _name(text: str) -> _Name:
    words = _WORD.findall(_letters(text).replace("'", ""))
    telling = sorted(word for word in words if _tells(word))
    named = [_sounded(word) for word in words if not _tells(word) and word not in _SILENT]
    return _Name("".join(named), "".join(sorted(named)), " ".join(telling))


def _compared(given: list[str]) -> pd.DataFrame:
    """Return the names as they are compared, a column a field; those of one plain word at once."""
    single = [text.isascii() and text.isalpha() and len(text) > 1 for text in given]
    plain, known = np.array(given, dtype=object), np.array(single, dtype=np.bool_)
    if known.any():
        words = "\n".join(plain[known].tolist()).lower()
        plain[known] = _sounded(words).split("\n")
        known[known] = [word not in _SPECIAL for word in words.split("\n")]
    ordered, telling = plain.copy(), np.full(len(given), "", dtype=object)
    for row in np.flatnonzero(~known):
        plain[row], ordered[row], telling[row] = _name(given[row])
    return pd.DataFrame({"plain": plain, "ordered": ordered, "telling": telling}, dtype="str")


def _tells(word: str) -> bool:
    return word in _TELLING or word.isdigit() or (len(word) == 1 and word != "a")


def _names(dataset: Dataset) -> pd.DataFrame:
    """Return each name and alias of each record at each of its positions, as they are compared.

    Columns `row` (number in `all_positions`), `record` (number of the record), `given`, those of
    `_Name`, `lat`, `lon`, `accuracy_km`, and `set`: only names of one set are compared, those of
    one table and one country that the same numbers tell from others. In alphabetical order.
    """
    table = all_positions(dataset)
    lat, lon = numbers(table, "lat"), numbers(table, "lon")
    whole = on_globe(lat, lon) & texts(table, "country").notna().to_numpy(dtype=bool)
    rows = np.flatnonzero(whole & texts(table, "id").notna().to_numpy(dtype=bool))
    given = _given(table.take(rows).set_axis(rows), dataset)
    at, distinct = pd.factorize(given)
    names = _compared(distinct.tolist()).take(at)
    names = names.assign(row=given.index.to_numpy(), given=given.to_numpy())
    names = names.assign(telling=_told(names))
    names = names[(names["plain"] != "").to_numpy(dtype=bool)]
    if not names["row"].is_unique:
        names = names.drop_duplicates(["row", "plain", "telling"])
    place = table.take(names["row"].to_numpy())
    accuracy = np.nan_to_num(numbers(place, "accuracy_m")) / 1000
    sets = [place["table"].to_numpy(), place["country"].to_numpy(), names["telling"].to_numpy()]
    return names.assign(
        record=_numbered(place["table"].to_numpy(), place["id"].to_numpy()),
        set=_numbered(*sets),
        lat=lat[names["row"]],
        lon=lon[names["row"]],
        accuracy_km=accuracy,
    ).sort_values(["plain", "row"], kind="stable", ignore_index=True)


def _told(names: pd.DataFrame) -> pd.Series:
    """Return what tells each name from others; an alias is told by what the name is, too."""
    if names["row"].is_unique:
        return names["telling"]
    own = names.drop_duplicates("row").set_index("row")["telling"]
    of_name = names["row"].map(own).astype("str")
    other = ((of_name != "") & (of_name != names["telling"])).to_numpy(dtype=bool)
    pairs = zip(names["telling"][other], of_name[other], strict=True)
    told = names["telling"].to_numpy(dtype=object, copy=True)
    told[other] = [_both(one, two) for one, two in pairs]
    return pd.Series(told, index=names.index, dtype="str")


def _both(one: str, two: str) -> str:
    """Return the words of both, each as often as the one has it that has it more often, sorted."""
    return " ".join(sorted((Counter(one.split()) | Counter(two.split())).elements()))


def _given(table: pd.DataFrame, dataset: Dataset) -> pd.Series:
    """Return the names and the aliases of the rows, indexed by row, the names first.

    An alias with a question mark, which its source doubts, is left out.
    """
    of_deposits = by_key(pd.DataFrame(dataset.deposits), "id", "aliases")
    of_occurrences = by_key(dataset.occurrences, "occurrence_id", "aliases")
    aliases = [
        table.loc[table["table"] == name, "id"].map(known)
        for name, known in (("positions", of_deposits), ("occurrences", of_occurrences))
    ]
    listed = pd.concat(aliases).dropna().astype("str")
    single = listed.str.split(LIST_SEPARATOR, regex=False).explode()
    sure: pd.Series = single[~single.str.contains("?", regex=False)]
    given: pd.Series = pd.concat([texts(table, "name"), sure]).dropna()
    return given


def _numbered(*columns: NDArray[np.object_]) -> Integers:
    """Number the distinct combinations of the columns."""
    codes = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        part, distinct = pd.factorize(column)
        codes, _ = pd.factorize(codes * max(len(distinct), 1) + part)
    return codes


# --- Pairs ---------------------------------------------------------------------------------------


def _close(names: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of names whose records are close: numbers `a`, `b` of rows, `apart_km`."""
    pairs = [_within(names, _NEAR_KM, names["set"].to_numpy())]
    reach = min(_FAR_KM, float(names["accuracy_km"].nlargest(2).sum()))
    if reach > 0:
        initial = names["plain"].str[0].to_numpy()
        pairs.append(_within(names, reach, _numbered(names["set"].to_numpy(), initial)))
    return pd.concat(pairs, ignore_index=True).drop_duplicates(["a", "b"], ignore_index=True)


def _within(names: pd.DataFrame, radius_km: float, sets: Integers) -> pd.DataFrame:
    """Return the pairs of one set nearer than the radius that are close and may be alike."""
    points, (letters, length) = unit_vectors(names["lat"], names["lon"]), _letters_in(names)
    record, accuracy = names["record"].to_numpy(), names["accuracy_km"].to_numpy()
    found: dict[str, list[NDArray[Any]]] = {"a": [], "b": [], "apart_km": []}
    for every in _in_one_cell(points, radius_km, sets):
        a, b = _which_may_be_alike(*every, letters, length)
        apart = between_km(points[a], points[b])
        covered = np.fmin(accuracy[a] + accuracy[b], _FAR_KM)
        close = (apart < _NEAR_KM) | ((apart <= covered) & (apart < _FAR_KM))
        close &= record[a] != record[b]
        for name, values in (("a", a), ("b", b), ("apart_km", apart)):
            found[name].append(values[close])
    return pd.DataFrame({name: np.concatenate(values) for name, values in found.items()})


def _letters_in(names: pd.DataFrame) -> tuple[Integers, Integers]:
    """Return which letters each plain name has, a bit each, and how many it has in all."""
    words = names["plain"].tolist()
    length = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    number = np.frombuffer("".join(words).encode("ascii"), dtype=np.uint8) & _LETTER
    starts = np.cumsum(length) - length
    return np.bitwise_or.reduceat(np.int64(1) << number.astype(np.int64), starts), length


def _which_may_be_alike(
    a: Integers, b: Integers, letters: Integers, length: Integers
) -> tuple[Integers, Integers]:
    """Return the pairs with letters enough in common: what one lacks is no match in the other."""
    of_a, of_b = letters[a], letters[b]
    left_of_a = length[a] - _bits(of_a & ~of_b)
    left_of_b = length[b] - _bits(of_b & ~of_a)
    may = 200 * np.minimum(left_of_a, left_of_b) >= _ALIKE * (length[a] + length[b])
    return a[may], b[may]


def _bits(letters: Integers) -> Integers:
    """Return how many bits of each number are set, of 28."""
    count: Integers = _BITS[letters & (len(_BITS) - 1)] + _BITS[letters >> 14]
    return count


def _in_one_cell(
    points: Floats, radius_km: float, sets: Integers
) -> Iterator[tuple[Integers, Integers]]:
    """Yield the pairs that share a cell twice the radius wide, in one of eight grids at least.

    Two numbers that differ by half a cell at most share a cell of the grid or of the one shifted
    by half a cell. In a cell with more than _COMPARED names each is compared with those next to it
    in the order of the rows, which is alphabetical; so the work grows with the rows, not with
    their square.
    """
    edge = 4 * np.sin(radius_km / (2 * EARTH_RADIUS_KM))
    grids = [np.floor((points + 1) / edge + step).astype(np.int64).T.copy() for step in (0, 0.5)]
    for shift in product((0, 1), repeat=3):
        x, y, z = (grids[step][axis] for axis, step in enumerate(shift))
        cells = ((sets * _CELLS + x) * _CELLS + y) * _CELLS + z
        order = _not_alone(cells)
        order = order[np.argsort(cells[order], kind="stable")]
        ordered, here = cells[order], np.arange(len(order))
        for step in range(1, _COMPARED + 1):
            here = here[here < len(order) - step]
            here = here[ordered[here] == ordered[here + step]]
            yield order[here], order[here + step]


def _not_alone(cells: Integers) -> Integers:
    """Return the rows whose cell another row is in too, and some more by chance."""
    slot = cells % (4 * len(cells) + 1)
    return np.flatnonzero(np.bincount(slot)[slot] > 1) if len(cells) else slot


def _alike(names: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs whose names are alike, `row` and `row_a` of the two, the earlier the latter.

    With `given`, `given_a` (the names that are alike), `alike` (to 100) and `apart_km`.
    """
    from rapidfuzz.fuzz import ratio

    a, b = pairs["a"].to_numpy(), pairs["b"].to_numpy()
    swapped = names["row"].to_numpy()[a] > names["row"].to_numpy()[b]
    a, b = np.where(swapped, b, a), np.where(swapped, a, b)
    scores = np.zeros(len(pairs))
    for column in ("plain", "ordered"):
        words = names[column].to_numpy(dtype=object)
        both = zip(words[a], words[b], strict=True)
        scores = np.fmax(scores, [ratio(one, two, score_cutoff=_ALIKE) for one, two in both])
    kept = scores >= _ALIKE
    first, second = names.take(a[kept]), names.take(b[kept])
    return pd.DataFrame(
        {
            "row": second["row"].to_numpy(),
            "row_a": first["row"].to_numpy(),
            "given": second["given"].to_numpy(),
            "given_a": first["given"].to_numpy(),
            "alike": scores[kept],
            "apart_km": pairs["apart_km"].to_numpy()[kept],
        }
    )


# --- What is said --------------------------------------------------------------------------------


def _with_records(pairs: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Add `id`, `name`, `claim`, `origin` of the later record, and of the earlier (`_a`)."""
    table = all_positions(dataset)
    links = by_key(dataset.occurrences, "occurrence_id", "deposits")
    known = {}
    for suffix in ("", "_a"):
        rows = table.take(pairs[f"row{suffix}"].to_numpy())
        for name in ("id", "name", "claim", "origin", "table"):
            known[f"{name}{suffix}"] = texts(rows, name).to_numpy()
        known[f"deposits{suffix}"] = rows["id"].map(links).to_numpy()
    return pairs.assign(**known)


def _one_of_each(pairs: pd.DataFrame) -> pd.DataFrame:
    """Keep for each later record the most alike of the earlier ones, the nearest, the first."""
    ordered = pairs.sort_values(
        ["alike", "apart_km", "row_a", "row"], ascending=[False, True, True, True], kind="stable"
    )
    kept = ordered.drop_duplicates(["table", "id"])
    return kept.sort_values("row", kind="stable", ignore_index=True)


def _known_together(pairs: pd.DataFrame) -> Mask:
    """Whether one curated deposit cites both records."""
    cited = zip(texts(pairs, "deposits"), texts(pairs, "deposits_a"), strict=True)
    return np.array([bool(_listed(one) & _listed(two)) for one, two in cited], dtype=bool)


def _listed(text: object) -> set[str]:
    return set(text.split(LIST_SEPARATOR)) if isinstance(text, str) else set()


def _said(row: Row) -> str:
    """Say which record it repeats, how far off, and under which names."""
    far = _distance(row["apart_km"])
    alias = "" if row["given"] == row["name"] else f" (as {shown(row['given'])})"
    other = "" if row["given_a"] == row["name_a"] else f" (as {shown(row['given_a'])})"
    likeness = "one name" if row["alike"] == _ONE_NAME else f"{row['alike']:.0f} % alike"
    return (
        f"{shown(row['name'])}{alias} is probably {row['id_a']} {shown(row['name_a'])}{other} "
        f"once more: {likeness}, {far}; make them one record, or say in the names what is different"
    )


def _distance(km: float) -> str:
    if km < _SAME_KM:
        return "on one point"
    if km < _NEAR_KM:
        return f"{shown_number(km * 1000, digits=2)} m apart"
    return f"{shown_number(km, digits=2)} km apart"
