"""Roll-ups of a Dataset: deposits by contained rare earth oxide, totals by country and by type.

Pure functions, frames out. Four rules hold everywhere:

- Only figures on total oxides (TREO, REO) are ranked and added as oxide. A figure on another basis
  is listed after them, without a rank, on its own basis.
- A figure that covers several deposits is no deposit's: it is listed without a rank too, and sums
  count it once.
- Evidence levels, bases, and resources with reserves are never added to one another.
- Bounds stay bounds: a sum that holds `>6940` is itself a `>`.

A figure that is zero or negative is no amount here; the rules report it.
"""

from __future__ import annotations

from functools import reduce
from typing import Any, Final, Literal

import pandas as pd

from geodeposits.dataset import Dataset
from geodeposits.dataset.columns import quantity_columns
from geodeposits.dataset.schema import LIST_SEPARATOR, quantity_names
from geodeposits.errors import UnreadableQuantity
from geodeposits.quantity import Quantity
from geodeposits.summary.places import places_of
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis, Category, EvidenceLevel, Kind, Scope
from geodeposits.wording import basis_name, estimate_sentence

__all__ = [
    "FIGURES",
    "FIGURE_COLUMNS",
    "OF_SEVERAL",
    "SORTS",
    "TOTAL_OXIDES",
    "By",
    "Figure",
    "by_contained_reo",
    "chosen_figures",
    "sentence_of",
    "totals",
    "totals_wide",
]

Figure = Literal["headline", "documented"]
By = Literal["country", "type", "all"]

FIGURES: Final[tuple[Figure, ...]] = ("headline", "documented")
TOTAL_OXIDES: Final = "total oxides"
UNSTATED: Final = "unstated"

_ADDED: Final = ("reo_kt", "own_kt", "ore_mt")
_AMOUNTS: Final = (*_ADDED, "grade_pct")
_ABOUT: Final = (
    "basis", "members", "level", "kind", "code", "categories", "scope", "zone", "date", "by",
    "by_name", "source", "at", "claim",
)  # fmt: skip
FIGURE_COLUMNS: Final = (
    "rank",
    "group",
    "bound",
    "sentence",
    *(column for amount in _AMOUNTS for column in quantity_names(amount)),
    *_ABOUT,
)
"""Columns that `by_contained_reo` gives for each figure, after `headline_` and `documented_`."""

_GROUPS: Final = ("ranked", "unranked", "none")
_FROM_CLAIM: Final = ("members", "scope", "zone", "by_name", "at")
_ALL_OXIDES: Final = sorted(basis.value for basis in BASIS_OF_ALL_OXIDES)
_RESERVE_CATEGORIES: Final = {Category.PROVED.value, Category.PROBABLE.value}
_STANDS_FOR: Final = {
    Kind.RESERVE.value: "reserve",
    Kind.EXPLORATION_TARGET.value: "exploration target",
}
OF_SEVERAL: Final = " of several deposits"
"""What follows the sort of a figure that covers a project, a province or a country."""
_OF_ONE: Final = ("resource", "reserve", "exploration target")
SORTS: Final = (*_OF_ONE, *(f"{sort}{OF_SEVERAL}" for sort in _OF_ONE))
"""What a figure may stand for, in the order of the rows."""


def by_contained_reo(dataset: Dataset) -> pd.DataFrame:
    """Tabulate the deposits by contained rare earth oxide: one row a deposit.

    Columns: `id`, `name`, `country`, `type`, `status`; for each of `headline_` and `documented_`
    the `FIGURE_COLUMNS`; and `same` (bool), whether both are one claim.

    - `rank` (Int64): place among the figures of that sort on total oxides, by the best value, else
      the middle of the range, else the bound; more than 5 stands above 5, and equal figures share
      a rank (`summary.places`). Empty for the rest.
    - `group`: `ranked`; `unranked` (another basis, ore without contained oxide, or a figure that
      covers several deposits); `none` (no estimate was chosen, or it states no amount).
    - `bound` (bool): whether the contained oxide is one-sided, such as `>6940`; such a rank is
      that of the bound.
    - `sentence`: the figures as one phrase. `reo_kt` is contained oxide in kt, `own_kt` what is
      contained on the figure's own basis, stated or else tonnage x grade, in kt; `ore_mt` in Mt,
      `grade_pct` in % on `basis`. Each spans four columns (best, low, high, text).

    Rows: ranked headlines by rank; then unranked ones by basis, then those without, each by id.
    A repeated id counts once.
    """
    deposits = dataset.table("deposits").drop_duplicates("id").set_index("id")
    columns: dict[str, pd.Series] = {
        name: deposits[name] for name in ("name", "country", "type", "status")
    }
    for figure in FIGURES:
        chosen = _chosen(dataset, figure)
        chosen = chosen.assign(sentence=_sentences(chosen))
        several = (chosen["group"] == "ranked") & chosen["rank"].isna()
        chosen["group"] = chosen["group"].mask(several, "unranked")
        columns |= {f"{figure}_{name}": chosen[name] for name in FIGURE_COLUMNS}
    claims = columns["headline_claim"], columns["documented_claim"]
    columns["same"] = (claims[0].notna() & (claims[0] == claims[1])).astype(bool)
    return _ordered(pd.DataFrame(columns).reset_index())


def totals(dataset: Dataset, by: By = "country", figure: Figure = "headline") -> pd.DataFrame:
    """Add the chosen figures up: one row per group, sort of amount, level and basis.

    Columns: `by` itself (country code, deposit type or "all"); `stands_for` ("resource", that is
    any estimate but the next two; "reserve"; "exploration target"; each with " of several deposits"
    where the figures cover more than their deposit); `level`; `basis` ("total oxides", or the basis
    with the members that it counts, so that only like is added to like);
    `deposits`, how many state an amount; `reo_deposits` and the sum `reo_kt` of contained oxide in
    kt over them; `own_deposits`, `own_kt`, the sum on the basis itself; `ore_deposits`, `ore_mt`,
    the sum of ore in Mt (each sum spans four columns, empty where nothing can be added);
    `project_figures`, how many of the figures cover several deposits, which is all of them or none;
    `shared`, how many deposits repeat a project figure that the sum
    already holds; `without_amount`.

    Deposits without an amount have a row of their own in each group, with `deposits` 0 and level
    and basis empty: `deposits` + `shared` + `without_amount` of a group is its size.
    """
    chosen = _keyed(dataset, by, figure)
    with_amount = chosen[chosen["group"] != "none"]
    keys = [by, "stands_for", "level", "family"]
    rows = [_sum_row(by, key, rows) for key, rows in with_amount.groupby(keys, sort=True)]
    missing = chosen[chosen["group"] == "none"].groupby(by, sort=True).size()
    rows += [{by: group, "deposits": 0, "without_amount": int(n)} for group, n in missing.items()]
    return _typed_totals(pd.DataFrame(rows, columns=_total_columns(by)), by)


def totals_wide(dataset: Dataset, by: By = "country", figure: Figure = "headline") -> pd.DataFrame:
    """Set the totals of contained oxide by level side by side: one row per group and sort.

    Columns: `by` itself, `stands_for`; for each level A to E `<level>_deposits` and
    `<level>_reo_kt` (four columns, kt, on total oxides); `unranked`, deposits whose figure is on
    another basis or states no contained oxide; `shared`, deposits that repeat a project figure;
    `project_figures`; `without_amount`. There is no sum across the levels.
    """
    long = totals(dataset, by, figure)
    filled = long.assign(stands_for=long["stands_for"].fillna("resource"))
    rows = [_wide_row(by, key, rows) for key, rows in filled.groupby([by, "stands_for"])]
    counts = [*(f"{level}_deposits" for level in EvidenceLevel), "unranked", "shared"]
    counts += ["project_figures", "without_amount"]
    frame = pd.DataFrame(rows, columns=_wide_columns(by))
    return frame.astype(_kinds(_wide_columns(by), counts=counts, texts=[by, "stands_for"]))


def sentence_of(row: Any) -> str:
    """Write the figures of a row of `estimates` (or of one with its columns) as one phrase."""
    names = ("ore_mt", "grade_pct", "reo_kt", "contained_kt")
    texts = {name: _text(row[f"{name}_text"]) for name in names}
    basis = row["basis"] if row["basis"] in list(Basis) else UNSTATED
    try:
        return estimate_sentence(**texts, basis=basis, members=_text(row["members"]))
    except UnreadableQuantity:
        return "; ".join(f"{name} {text}" for name, text in texts.items() if text)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def chosen_figures(dataset: Dataset, figure: Figure) -> pd.DataFrame:
    """Return the chosen figures, one row a deposit, indexed by id.

    Columns: `FIGURE_COLUMNS` but `sentence`, with the amounts of `deposits`; `stands_for`, one of
    `SORTS`: what covers several deposits may hold what theirs state, and is added to none of them;
    `family`, "total oxides" or the basis with what it counts, empty without a figure. Figures may
    be added where both, and the level, are the same.
    """
    chosen = _chosen(dataset, figure)
    pairs = zip(chosen["basis"], chosen["members"], strict=True)
    families = [_family(_text(basis), _text(members)) for basis, members in pairs]
    stands_for = chosen["kind"].map(_STANDS_FOR).fillna("resource")
    stands_for = stands_for.mask(_only_reserves(chosen["categories"]), "reserve")
    several = chosen["scope"] == Scope.PROJECT.value
    stands_for = stands_for.mask(several, stands_for + OF_SEVERAL)
    family = pd.Series(families, index=chosen.index, dtype="str")
    return chosen.assign(stands_for=stands_for, family=family)


def _chosen(dataset: Dataset, figure: Figure) -> pd.DataFrame:
    """Return the chosen figures, one row a deposit, indexed by id: all columns but `sentence`."""
    deposits = dataset.table("deposits").drop_duplicates("id").set_index("id")
    columns = [str(column) for column in deposits.columns]
    names = {c: c.removeprefix(f"{figure}_") for c in columns if c.startswith(f"{figure}_")}
    chosen = pd.DataFrame(deposits[list(names)]).rename(columns=names)
    claims = dataset.estimates.drop_duplicates("claim").set_index("claim")
    chosen = chosen.assign(**{name: chosen["claim"].map(claims[name]) for name in _FROM_CLAIM})
    known = chosen["basis"].isin([basis.value for basis in Basis])
    chosen = chosen.assign(
        basis=chosen["basis"].where(known | chosen["claim"].isna(), UNSTATED),
        **_own_amount(chosen),
    )
    return chosen.assign(**_standing(chosen))


def _own_amount(chosen: pd.DataFrame) -> dict[str, pd.Series]:
    stated = chosen["contained_kt_text"].notna()
    pairs = zip(*map(quantity_names, ("own_kt", "contained_kt", "product_kt")), strict=True)
    return {own: chosen[given].where(stated, chosen[made]) for own, given, made in pairs}


def _standing(chosen: pd.DataFrame) -> dict[str, pd.Series]:
    reo, own, ore = (_central(chosen[f"{name}_text"]) for name in _ADDED)
    ranked = chosen["basis"].isin(_ALL_OXIDES) & (reo > 0)
    several = chosen["scope"] == Scope.PROJECT.value
    group = pd.Series("none", index=chosen.index).mask((own > 0) | (ore > 0), "unranked")
    one_sided = chosen["reo_kt_low"].isna() | chosen["reo_kt_high"].isna()
    return {
        "rank": _places(chosen.loc[ranked & ~several, "reo_kt_text"]).reindex(chosen.index),
        "group": group.mask(ranked, "ranked"),
        "bound": (chosen["reo_kt_text"].notna() & one_sided).astype(bool),
    }


def _places(texts: pd.Series) -> pd.Series:
    places = places_of([Quantity.parse(text) for text in texts])
    return pd.Series(places, index=texts.index, dtype="Int64")


def _central(texts: pd.Series) -> pd.Series:
    """Return `Quantity.central` of each text; NaN where there is none, or none to be read."""
    found = {text: _quantity(text) for text in texts.dropna().unique()}
    values = {text: float(quantity.central) for text, quantity in found.items() if quantity}
    return texts.map(values).astype("float64")


def _quantity(text: str) -> Quantity | None:
    try:
        return Quantity.parse(text)
    except UnreadableQuantity:
        return None


def _sentences(chosen: pd.DataFrame) -> pd.Series:
    rows = chosen.to_dict("records")
    texts = [sentence_of(row) if isinstance(row["claim"], str) else None for row in rows]
    return pd.Series(texts, index=chosen.index, dtype="str")


def _ordered(frame: pd.DataFrame) -> pd.DataFrame:
    keys = frame.assign(
        group_order=frame["headline_group"].map(_GROUPS.index),
        rank_order=frame["headline_rank"].fillna(0),
        basis_order=frame["headline_basis"].fillna("").where(frame["headline_rank"].isna(), ""),
    )
    order = keys.sort_values(["group_order", "rank_order", "basis_order", "id"]).index
    return frame.loc[order].reset_index(drop=True)


def _keyed(dataset: Dataset, by: By, figure: Figure) -> pd.DataFrame:
    """Return the chosen figures with the keys of a total: group, sort, level, family of bases."""
    chosen = chosen_figures(dataset, figure)
    groups = dataset.table("deposits").drop_duplicates("id").set_index("id")
    group = pd.Series("all", index=chosen.index) if by == "all" else groups[by].fillna("")
    levels = chosen["level"].where(chosen["level"].isin(list(EvidenceLevel)), UNSTATED)
    return chosen.assign(level=levels, **{by: group})


def _only_reserves(categories: pd.Series) -> pd.Series:
    """Tell which figures cover proved and probable ore alone, whatever the kind of statement."""
    known = {text: set(text.split(LIST_SEPARATOR)) for text in categories.dropna().unique()}
    reserves = [text for text, words in known.items() if words <= _RESERVE_CATEGORIES]
    return categories.isin(reserves)


def _family(basis: str | None, members: str | None) -> str | None:
    """Name what may be added to one another; None without a figure."""
    if basis is None:
        return None
    return TOTAL_OXIDES if basis in _ALL_OXIDES else basis_name(basis, members)


def _sum_row(by: By, key: tuple[Any, ...], rows: pd.DataFrame) -> dict[str, Any]:
    once = _without_repeats(rows)
    row = {
        **dict(zip((by, "stands_for", "level", "basis"), key, strict=True)),
        "deposits": len(once),
        "project_figures": int((once["scope"] == "project").sum()),
        "shared": len(rows) - len(once),
        "without_amount": 0,
    }
    for amount in _ADDED:
        added = _amounts(once[f"{amount}_text"])
        row[f"{amount.split('_')[0]}_deposits"] = len(added)
        row |= quantity_columns(amount, reduce(Quantity.__add__, added) if added else None)
    return row


def _without_repeats(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep one row of a project figure that several deposits carry: same source, same figures."""
    facts = ["source", "date", "ore_mt_text", "grade_pct_text", "own_kt_text"]
    repeated = rows.duplicated(facts) & (rows["scope"] == "project")
    return rows[~repeated]


def _amounts(texts: pd.Series) -> list[Quantity]:
    amounts = (_quantity(text) for text in texts.dropna())
    return [amount for amount in amounts if amount is not None and amount.central > 0]


def _total_columns(by: By) -> list[str]:
    sums = (("reo_deposits", "reo_kt"), ("own_deposits", "own_kt"), ("ore_deposits", "ore_mt"))
    added = [name for count, amount in sums for name in (count, *quantity_names(amount))]
    tail = ["project_figures", "shared", "without_amount"]
    return [by, "stands_for", "level", "basis", "deposits", *added, *tail]


def _typed_totals(frame: pd.DataFrame, by: By) -> pd.DataFrame:
    names = _total_columns(by)
    counts = [name for name in names if name.endswith("deposits")]
    counts += ["project_figures", "shared", "without_amount"]
    keys = [by, "stands_for", "level", "basis"]
    filled = frame.assign(**{name: frame[name].fillna(0) for name in counts})
    typed = filled.astype(_kinds(names, counts=counts, texts=keys))
    return typed.sort_values(keys).reset_index(drop=True)


def _kinds(names: list[str], *, counts: list[str], texts: list[str]) -> dict[str, str]:
    """Return the dtypes of a table of totals: counts, texts, and numbers for the rest."""
    kinds = {name: "str" if name.endswith("_text") else "float64" for name in names}
    return kinds | dict.fromkeys(texts, "str") | dict.fromkeys(counts, "int64")


def _wide_columns(by: By) -> list[str]:
    names = [
        name
        for level in EvidenceLevel
        for name in (f"{level}_deposits", *quantity_names(f"{level}_reo_kt"))
    ]
    tail = ["unranked", "shared", "project_figures", "without_amount"]
    return [by, "stands_for", *names, *tail]


def _wide_row(by: By, key: tuple[Any, ...], rows: pd.DataFrame) -> dict[str, Any]:
    row = dict(zip((by, "stands_for"), key, strict=True))
    on_oxides = rows[rows["basis"] == TOTAL_OXIDES].set_index("level")
    for level in EvidenceLevel:
        known = level.value in on_oxides.index
        found = on_oxides.loc[level.value] if known else pd.Series(dtype="object")
        row[f"{level}_deposits"] = found.get("reo_deposits", 0)
        row |= {f"{level}_{name}": found.get(name) for name in quantity_names("reo_kt")}
    counted = sum(row[f"{level}_deposits"] for level in EvidenceLevel)
    row["unranked"] = int(rows["deposits"].sum()) - counted
    for name in ("shared", "project_figures", "without_amount"):
        row[name] = int(rows[name].sum())
    return row
