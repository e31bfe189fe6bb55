"""What others say of a place: positions of the same deposit in the atlas and in older databases.

A record is held against the deposit that it is of; where nobody else places that, against the older
databases of the USGS, whose records bear a name of their own alone in the country. A position that
is written in round figures is taken to be off by half a step of them.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import pandas as pd

from geodeposits.boundaries import distance_to_country_km, places_at
from geodeposits.checks.hits import Mask, numbers, texts
from geodeposits.checks.links import deposit_of
from geodeposits.checks.provinces import stated_provinces
from geodeposits.checks.views import all_positions, made_for_atlas
from geodeposits.checks.whereabouts import SLIP_KM, Floats
from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import LIST_SEPARATOR
from geodeposits.dataset.filters import fold
from geodeposits.sphere import great_circle_km, on_globe
from geodeposits.vocab import Marks

__all__ = ["FAR_KM", "NEAR_KM", "contradicted", "measured"]

NEAR_KM: Final = 5.0
FAR_KM: Final = 25.0
_SLIP_DEG: Final = 0.05
_STEPS_DEG: Final = (1.0, 1 / 2, 1 / 4, 1 / 6, 1 / 10, 1 / 12, 1 / 20, 1 / 60)
_ROUND_DEG: Final = 4e-4  # what three decimals leave of a minute
_ROUGH_KM: Final = 5.5  # rounder figures agree on an axis by chance
_OF_ROW: Final = ("id", "claim", "origin", "source", "name", "country", "marks", "table")
_SHORTEST: Final = 4
_VAGUE: Final = [Marks.NEAREST_TOWN.value, Marks.PROVINCE_CENTROID.value, Marks.OFFSET.value]
_BRACKETED: Final = re.compile(r"[(\[](.*?)[)\]]")
_BETWEEN: Final = re.compile(r"[,;]")
_WORD: Final = re.compile(r"[^\W_]+")
_WIDE: Final = r"(?i)\b(?:area|belt|coast|county|district|field|province|region)\b"
_SILENT: Final = frozenset(
    {"carbonatite", "complex", "deposit", "deposits", "mine", "mines", "occurrence", "of", "placer",
     "placers", "project", "prospect", "property", "the"}
)  # fmt: skip
"""Words that one source gives to a name and another does not."""


def measured(pairs: pd.DataFrame) -> pd.DataFrame:
    """Add what two positions, the second with the suffix `_a`, are apart.

    Columns `apart_km`, `accuracy_km` (sum of the stated ones), `dlat`, `dlon`, `axis` (the axis
    that a whole-degree slip would be on) and `slip`.
    """
    dlat = (pairs["lat"] - pairs["lat_a"]).to_numpy()
    dlon = ((pairs["lon"] - pairs["lon_a"]).to_numpy() + 180) % 360 - 180
    ends = (pairs[name].to_numpy() for name in ("lat_a", "lon_a", "lat", "lon"))
    apart = great_circle_km(*ends)
    accuracy = pairs[["accuracy_m_a", "accuracy_m"]].sum(axis=1).to_numpy() / 1000
    slips = [_whole(dlat) & (np.abs(dlon) < _SLIP_DEG), _whole(dlon) & (np.abs(dlat) < _SLIP_DEG)]
    return pairs.assign(
        apart_km=apart,
        accuracy_km=accuracy,
        dlat=dlat,
        dlon=dlon,
        axis=np.where(slips[0], "lat", "lon"),
        slip=(slips[0] | slips[1]) & (apart > accuracy),
    )


def _whole(difference: Floats) -> Mask:
    nearest = np.round(difference)
    found: Mask = (nearest != 0) & (np.abs(difference - nearest) < _SLIP_DEG)
    return found


@made_for_atlas
def contradicted(dataset: Dataset, atlas: Dataset | None) -> pd.DataFrame:
    """Return each record that no other source confirms, with the nearest of those that place it.

    The columns are those of `measured`, of the record first, `said_a` (who says the other) and
    `others` (how many older databases agree on it; NaN where the other is no older database). A
    slip comes before what is nearer.
    """
    own = _placed(all_positions(dataset))
    known = _against_known(dataset, atlas, own)
    judged = known["record"][~known["same"].to_numpy(dtype=bool)]
    found = _unconfirmed(known)
    older = _against_older(dataset, atlas, own)
    older = older[~older["record"].isin([*judged, *found["record"]])]
    return pd.concat([found, _unconfirmed(older)], ignore_index=True)


def _placed(table: pd.DataFrame) -> pd.DataFrame:
    """Return the positions on the globe, the accuracy where none is stated told by the figures."""
    lat, lon = numbers(table, "lat"), numbers(table, "lon")
    stated, rounded = numbers(table, "accuracy_m"), _rounded_km(lat, lon) * 1000
    columns = {name: texts(table, name) for name in _OF_ROW}
    accuracy = np.where(np.isnan(stated), rounded, stated)
    placed = pd.DataFrame(columns).assign(lat=lat, lon=lon, rounded_m=rounded, accuracy_m=accuracy)
    return placed[on_globe(lat, lon) & texts(table, "id").notna().to_numpy(dtype=bool)]


def _rounded_km(lat: Floats, lon: Floats) -> Floats:
    """Return what a position may be off by if both axes are rounded to one step; 0 for none."""
    off = np.zeros(len(lat))
    for step in _STEPS_DEG:
        round_ = (off == 0) & _is_multiple(lat, step) & _is_multiple(lon, step)
        wide = np.cos(np.radians(lat[round_]))
        off[round_] = great_circle_km(0, 0, step / 2, 0) * np.sqrt(1 + wide**2)
    return off


def _is_multiple(axis: Floats, step: float) -> Mask:
    found: Mask = np.abs(axis - np.round(axis / step) * step) < _ROUND_DEG
    return found


def _unconfirmed(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return one pair of each record of which no pair agrees: a slip, else the nearest.

    What a database says of its own record confirms it only where a curated deposit accepts it, and
    contradicts it beyond 25 km alone. So does another source where the record is one of several
    parts of the deposit, or a district by its name.
    """
    pairs = measured(pairs)
    rough = pairs[["rounded_m", "rounded_m_a"]].max(axis=1) > _ROUGH_KM * 1000
    pairs = pairs.assign(slip=pairs["slip"] & ~rough)
    same, apart = pairs["same"].to_numpy(dtype=bool), pairs["apart_km"].to_numpy()
    near = np.where(pairs["part"], FAR_KM, NEAR_KM)
    agrees = apart <= np.fmax(near, pairs["accuracy_km"].to_numpy())
    confirmed = set(pairs["record"][agrees & (~same | (pairs["table_a"] == "positions"))])
    own = set(pairs["record"][same & (apart <= FAR_KM)])
    left = ~pairs["record"].isin(confirmed) & ~(same & pairs["record"].isin(own))
    ordered = pairs[left].sort_values(["slip", "apart_km"], ascending=[False, True], kind="stable")
    return ordered.drop_duplicates("record").sort_index()


# --- The atlas -----------------------------------------------------------------------------------


def _against_known(dataset: Dataset, atlas: Dataset | None, own: pd.DataFrame) -> pd.DataFrame:
    """Pair positions with those of the deposit that each is of, here and in the atlas."""
    within = own[own["table"] == "occurrences"]
    pairs = [_unjudged(dataset, _of_deposit(dataset, within, deposit_of(dataset, within["id"])))]
    if atlas is not None:
        pairs.append(_of_deposit(atlas, own, deposit_of(dataset, own["id"], atlas)))
    every = pd.concat(pairs, ignore_index=True)
    same = (every["source"] == every["source_a"]).fillna(False).to_numpy(dtype=bool)
    said = every["source_a"].fillna("a source not named") + " (" + every["id_a"] + ")"
    return every.assign(others=np.nan, same=same, part=_are_parts(every), said_a=said)


def _are_parts(pairs: pd.DataFrame) -> Mask:
    """Whether several records of the same source are of one deposit."""
    many = pairs.groupby(["deposit", "source"], dropna=False)["record"].transform("nunique")
    return np.asarray(many > 1, dtype=np.bool_)


def _of_deposit(known: Dataset, own: pd.DataFrame, deposit: pd.Series) -> pd.DataFrame:
    """Pair positions with those that another dataset, or another table, has of their deposit."""
    theirs = _placed(all_positions(known))
    theirs = theirs.assign(deposit=deposit_of(known, theirs["id"]).astype(object))
    theirs = theirs[~theirs["marks"].isin(_VAGUE)]
    keyed = own.assign(deposit=deposit.astype(object), record=own["id"])
    keyed = keyed[keyed["deposit"].notna()]
    pairs = keyed.merge(theirs, on="deposit", suffixes=("", "_a"))
    return pairs[_one_place(known, pairs)]


def _one_place(known: Dataset, pairs: pd.DataFrame) -> Mask:
    """Whether a deposit is where a record is, rather than borrowing a figure from it.

    It is where it bears the name of the record, or cites the record for its position.
    """
    table, deposits = known.positions, pd.DataFrame(known.deposits)
    wanted = pairs["deposit"].unique()
    table, deposits = (each[each["id"].isin(wanted)] for each in (table, deposits))
    keys = [texts(table, name).tolist() for name in ("id", "source")]
    cited = set(zip(*keys, _record(table).tolist(), strict=True))
    named = _named(deposits, texts(deposits, "id"), aliases=True)
    names = named.groupby("record")["name"].agg(set).to_dict()
    columns = (pairs[name] for name in ("deposit", "source", "id", "name", "country"))
    found = (pairs["table_a"] == "occurrences").to_numpy(dtype=bool, copy=True)
    for row, (deposit, source, record, name, country) in enumerate(zip(*columns, strict=True)):
        if not found[row]:
            own = {f"{country} {each}" for each in _names_in(str(name))}
            found[row] = (deposit, source, str(record).rpartition("-")[2]) in cited
            found[row] |= not own.isdisjoint(names.get(deposit, ()))
    return found


def _record(table: pd.DataFrame) -> pd.Series:
    """Return the number of the record that each row cites."""
    return texts(table, "at").str.replace(r"^.* ", "", regex=True)


def _unjudged(dataset: Dataset, pairs: pd.DataFrame) -> pd.DataFrame:
    """Leave out what a deposit has judged: an occurrence of a source that it states itself."""
    table = dataset.positions
    table = table[texts(table, "id").isin(pairs["deposit"])]
    judged = set(zip(texts(table, "id"), texts(table, "source"), strict=True))
    stated = zip(pairs["deposit"], pairs["source"], strict=True)
    kept = [pair not in judged for pair in stated]
    return pairs[np.array(kept, dtype=np.bool_) & (pairs["table_a"] == "positions")]


# --- Older databases -----------------------------------------------------------------------------


def _against_older(dataset: Dataset, atlas: Dataset | None, own: pd.DataFrame) -> pd.DataFrame:
    """Pair positions with those of older databases under a name that both sides have once.

    A deposit that two sources place alike needs no third.
    """
    others = [known.other_positions for known in (dataset, atlas) if known is not None]
    every = pd.concat(others, ignore_index=True)
    older = _sound(every[~texts(every, "claim").duplicated()])
    keyed = own.assign(record=deposit_of(dataset, own["id"]).to_numpy(dtype=object))
    curated = keyed["record"][keyed["table"] == "positions"].unique()
    doubled = keyed["record"].isin(curated) & (keyed["table"] == "occurrences")
    keyed = keyed[~doubled & ~keyed["record"].isin(_agreed(keyed))]
    links = _same_names(dataset, older)
    pairs = keyed.merge(links[~_judged_links(dataset, links)], on="record")
    theirs = _placed(older.assign(id=texts(older, "claim"))).add_suffix("_a")
    pairs = pairs.merge(theirs, left_on="other", right_on="claim_a")
    said = pairs["source_a"] + " (" + pairs["other"].str.replace(r"^.*/", "", regex=True) + ")"
    wide = [texts(pairs, name).str.contains(_WIDE, na=False) for name in ("name", "name_a")]
    part = (wide[0] | wide[1]).to_numpy(dtype=bool)
    return pairs.assign(others=_many(pairs), same=False, part=part, said_a=said)


def _judged_links(dataset: Dataset, links: pd.DataFrame) -> Mask:
    """Whether the deposit states, or refutes, a position of that database itself."""
    table = dataset.positions
    table = table[texts(table, "id").isin(links["record"])]
    judged = set(zip(texts(table, "id"), texts(table, "source"), strict=True))
    sources = links["other"].str.replace(r"/.*$", "", regex=True)
    return np.array([p in judged for p in zip(links["record"], sources, strict=True)], np.bool_)


def _sound(older: pd.DataFrame) -> pd.DataFrame:
    """Leave out the positions that lie outside of their own country or province."""
    lat, lon = numbers(older, "lat"), numbers(older, "lon")
    inside = distance_to_country_km(lat, lon, texts(older, "country")) <= SLIP_KM
    here, stated = places_at(lat, lon).province, stated_provinces(older)
    pairs = zip(here.tolist(), stated.tolist(), strict=True)
    fits = [not named or own in named.split() for own, named in pairs]
    return older[inside & np.array(fits, dtype=np.bool_)]


def _agreed(own: pd.DataFrame) -> set[object]:
    """Return the records that positions of two sources place within 5 km of one another."""
    several = own[own["record"].duplicated(keep=False)]
    pairs = measured(several.merge(several, on="record", suffixes=("", "_a")))
    near = (pairs["source"] < pairs["source_a"]) & (pairs["apart_km"] <= NEAR_KM)
    return set(pairs["record"][near.fillna(False).to_numpy(dtype=bool)])


def _many(pairs: pd.DataFrame) -> Floats:
    """Return how many sources agree on the other position, the same figures counting once."""
    each = pairs[["record", "source_a", "lat_a", "lon_a"]].assign(row=np.arange(len(pairs)))
    both = each.merge(each, on="record", suffixes=("", "_b"))
    apart = great_circle_km(
        *(both[f"{axis}_a{end}"] for end in ("", "_b") for axis in ("lat", "lon"))
    )
    differs = (both["source_a"] != both["source_a_b"]) & (apart > 0) & (apart <= NEAR_KM)
    return np.bincount(both["row"][differs], minlength=len(pairs)).astype(np.float64) + 1


def _same_names(dataset: Dataset, older: pd.DataFrame) -> pd.DataFrame:
    """Return `record` and `other`, the claim of the older record that bears the same name."""
    here = texts(older, "country").unique()
    every = ((dataset.deposits, "id"), (dataset.occurrences, "occurrence_id"))
    tables = [(table[texts(table, "country").isin(here)], key) for table, key in every]
    theirs = _named(older, texts(older, "claim"), aliases=True)
    wanted = frozenset(name.partition(" ")[2] for name in theirs["name"].unique().tolist())
    named = [_named(pd.DataFrame(own), texts(own, key), among=wanted) for own, key in tables]
    own = pd.concat(named)
    own = own[own["name"].isin(theirs["name"])]
    own = _once(own.assign(record=deposit_of(dataset, own["record"])), ["name"])
    theirs = theirs.assign(source=theirs["record"].str.replace(r"/.*$", "", regex=True))
    joined = own.merge(_once(theirs, ["name", "source"]), on="name", suffixes=("", "_a"))
    links = joined[["record", "record_a"]].drop_duplicates()
    alone = links.groupby("record_a")["record"].transform("size") == 1
    return links[alone].rename(columns={"record_a": "other"})


def _once(names: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the names that one record alone bears."""
    single = names.groupby(keys)["record"].transform("nunique") == 1
    return names[single].drop_duplicates([*keys, "record"])


def _named(
    table: pd.DataFrame,
    record: pd.Series,
    *,
    aliases: bool = False,
    among: frozenset[str] | None = None,
) -> pd.DataFrame:
    """Return the record and each of its names behind its country, folded; of those `among` only."""
    given = texts(table, "name").fillna("")
    if not len(table):
        return pd.DataFrame({"record": record, "name": given})
    if aliases:
        given = given + LIST_SEPARATOR + texts(table, "aliases").fillna("")
    at, distinct = pd.factorize(given.to_numpy(dtype=object))
    names = [
        [] if among is not None and text.isalnum() and fold(text) not in among else _names_in(text)
        for text in distinct.tolist()
    ]
    kept = [among is None or not among.isdisjoint(each) for each in names]
    rows = np.flatnonzero(np.array(kept, dtype=np.bool_)[at])
    known = pd.Series([names[place] for place in at[rows]], index=given.index[rows], dtype=object)
    columns = {"record": record, "country": texts(table, "country")}
    chosen = pd.DataFrame({name: column.take(rows) for name, column in columns.items()})
    every = chosen.assign(name=known).explode("name").dropna()
    return pd.DataFrame(
        {"record": every["record"], "name": every["country"] + " " + every["name"].astype("str")}
    )


def _names_in(text: str) -> list[str]:
    """Return the names in a text, outside and within brackets, without words that name nothing."""
    if text.isalnum():
        return [plain] if len(plain := fold(text)) >= _SHORTEST and plain not in _SILENT else []
    parts = _BETWEEN.split(_BRACKETED.sub(LIST_SEPARATOR, text))
    for bracketed in _BRACKETED.findall(text):
        parts += _BETWEEN.split(bracketed)
    folded = {_plain(part) for part in parts}
    return sorted(name for name in folded if len(name) >= _SHORTEST)


def _plain(name: str) -> str:
    words = _WORD.findall(fold(name).replace("'", ""))
    return "".join(word for word in words if word not in _SILENT)
