"""What the page filters, sorts and lists: a dataset's deposits and occurrences as columns.

The values of a category are the terms of the vocabulary and the codes of countries, so that a link
that names them holds in every language; `value_labels` spells them. In every table the first
column of `search` is the name of a row, and the columns of `facets` are offered as filters: a
category by its values, a number by its range.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodeposits.dataset import Dataset
from geodeposits.dataset.schema import LIST_SEPARATOR
from geodeposits.maps.columns import Column, ColumnTable
from geodeposits.maps.frames import clean_texts, frame_notes, frame_table, placed
from geodeposits.maps.roles import IN_CLASSES
from geodeposits.quantity import Quantity
from geodeposits.speech import Language, Speech, speech
from geodeposits.type_groups import group_of
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, Basis, RelationKind

__all__ = [
    "DEPOSIT_FACETS",
    "OCCURRENCE_FACETS",
    "column_labels",
    "deposit_table",
    "frame_notes",
    "frame_table",
    "occurrence_table",
    "value_labels",
]

Figure = Literal["headline", "documented"]

DEPOSIT_FACETS: Final = (
    "group", "type", "status", "level", "country", "code", "kind", "partner_countries",
    "reo_kt", "grade_pct", "ore_mt", "year",
)  # fmt: skip
"""What the deposits are filtered by, in the order of the panel."""

OCCURRENCE_FACETS: Final = ("group", "type", "status", "record", "country")
"""What the occurrences are filtered by, in the order of the panel."""

_DEPOSIT_SEARCH: Final = ("name", "aliases", "parties", "sources", "occurrences", "id")
_OCCURRENCE_SEARCH: Final = ("name", "aliases", "minerals", "company", "id")
_OF_COUNTRIES: Final = frozenset({"country", "partner_countries"})
_OF_TERMS: Final = frozenset({"type", "status", "code", "kind", "record", "basis"})
_TURKISH: Final = {
    "Id": "Kimlik",
    "Name": "Ad",
    "Other names": "Diğer adlar",
    "Type group": "Tür grubu",
    "Deposit type": "Yatak türü",
    "Project status": "Proje durumu",
    "Country": "Ülke",
    "Province or state": "İl veya eyalet",
    "Ore minerals": "Cevher mineralleri",
    "Evidence level": "Kanıt düzeyi",
    "Reporting code": "Raporlama kodu",
    "Kind of figure": "Rakamın niteliği",
    "Contained REO": "İçerdiği NTO",
    "Grade, TREO": "Tenör, toplam NTO",
    "Ore": "Cevher",
    "Year of the figure": "Rakamın yılı",
    "Basis": "Temel",
    "Figure": "Rakam",
    "Source of the figure": "Rakamın kaynağı",
    "Partner countries": "Ortak ülkeler",
    "Parties": "Taraflar",
    "Sources": "Kaynaklar",
    "Occurrence records": "Zuhur kayıtları",
    "Record": "Kayıt",
    "How much is known": "Bilinenin düzeyi",
    "Record stands for": "Kaydın gösterdiği",
    "District or complex": "Bölge veya karmaşık",
    "Type in the source's words": "Kaynağın sözüyle tür",
    "Rare earth minerals": "Nadir toprak mineralleri",
    "Company": "Şirket",
    "Figures in the source": "Kaynaktaki rakamlar",
    "Curated deposits": "Derlenen yataklar",
    "Source": "Kaynak",
}
"""Labels of columns; units are the same in both languages."""

_AMOUNTS: Final = ("ore_mt", "grade_pct", "contained_kt", "reo_kt")
_LENGTH_OF_A_YEAR: Final = 4


def deposit_table(
    dataset: Dataset, *, figure: Figure = "headline", lang: Language = "en"
) -> ColumnTable:
    """Return a row a deposit, in the order of the dataset: its facets, figures and search texts.

    Level, code, kind, year and amounts are those of the `headline` or of the `documented` figure.
    An amount is the one number that symbols are sized by: the stated value, else the middle of
    the bounds, else the bound. A grade counts on total oxides only, since no other compares.
    """
    rows = dataset.deposits
    columns = (
        _text("id", "Id", rows["id"]),
        _text("name", "Name", rows["name"].fillna(rows["id"])),
        _text("aliases", "Other names", rows["aliases"]),
        _category("group", "Type group", _groups(rows["type"])),
        _category("type", "Deposit type", rows["type"]),
        _category("status", "Project status", rows["status"]),
        _category("country", "Country", rows["country"]),
        _text("admin1", "Province or state", rows["admin1"]),
        _text("minerals", "Ore minerals", rows["minerals"]),
        *_figure_columns(rows, figure, speech(lang)),
        *_party_columns(dataset),
        _text("sources", "Sources", _joined(_cited(dataset), rows["id"])),
        _text("occurrences", "Occurrence records", _joined(_records(dataset), rows["id"])),
    )
    lat, lon = placed(rows["lat"].to_numpy(np.float64), rows["lon"].to_numpy(np.float64))
    return ColumnTable(
        lat=lat,
        lon=lon,
        columns=columns,
        color_by="group",
        size_by="reo_kt",
        facets=DEPOSIT_FACETS,
        search=_DEPOSIT_SEARCH,
    )


def occurrence_table(dataset: Dataset, *, lang: Language = "en") -> ColumnTable:
    """Return a row an occurrence, in the order of the dataset; those without a position too."""
    rows = dataset.occurrences
    columns = (
        _text("id", "Record", rows["occurrence_id"]),
        _text("name", "Name", rows["name"]),
        _text("aliases", "Other names", rows["aliases"]),
        _category("group", "Type group", _groups(rows["type"])),
        _category("type", "Deposit type", rows["type"]),
        _category("status", "How much is known", rows["status"]),
        _category("record", "Record stands for", rows["record"]),
        _category("country", "Country", rows["country"]),
        _category("admin1", "Province or state", rows["admin1"]),
        _category("district", "District or complex", rows["district"]),
        _category("type_text", "Type in the source's words", rows["type_text"]),
        _text("minerals", "Rare earth minerals", rows["minerals"]),
        _text("company", "Company", rows["company"]),
        _text("figures", "Figures in the source", _occurrence_figures(dataset, speech(lang))),
        _text("deposits", "Curated deposits", rows["deposits"]),
        _category("source", "Source", rows["source"]),
    )
    lat, lon = placed(rows["lat"].to_numpy(np.float64), rows["lon"].to_numpy(np.float64))
    return ColumnTable(
        lat=lat,
        lon=lon,
        columns=columns,
        color_by="group",
        facets=OCCURRENCE_FACETS,
        search=_OCCURRENCE_SEARCH,
    )


def column_labels(table: ColumnTable, lang: Language = "en") -> dict[str, str]:
    """Return what the columns of a table of deposits or occurrences are called: {name: text}."""
    return {
        column.name: _in_turkish(column.label) if lang == "tr" else column.label
        for column in table.columns
    }


def _in_turkish(label: str) -> str:
    bare = label.removesuffix(IN_CLASSES)
    return _TURKISH.get(bare, bare) + (", sınıflara ayrılmış" if bare != label else "")


def value_labels(table: ColumnTable, lang: Language = "en") -> dict[str, dict[str, str]]:
    """Spell the terms and codes of a table of deposits or occurrences: {column: {value: text}}."""
    words = speech(lang)
    spell: dict[str, Callable[[str], str]] = {
        "group": words.group,
        **dict.fromkeys(_OF_COUNTRIES, words.country),
        **dict.fromkeys(_OF_TERMS, words.label),
    }
    spell |= {column.name: words.figure for column in table.columns if column.order}
    return {
        column.name: {value: spell[column.name](value) for value in sorted(_distinct(column))}
        for column in table.columns
        if column.name in spell
    }


def _distinct(column: Column) -> set[str]:
    if column.kind == "categories":
        return {value for values in column.values for value in values}
    return {value for value in column.values if value}


def _text(name: str, title: str, values: Iterable[Any]) -> Column:
    return Column(name, title, "text", clean_texts(values))


def _category(name: str, title: str, values: Iterable[Any]) -> Column:
    return Column(name, title, "category", clean_texts(values))


def _groups(types: pd.Series) -> list[str]:
    return [group_of(each).key for each in types]


# --- Figures -------------------------------------------------------------------------------------


def _figure_columns(rows: pd.DataFrame, figure: Figure, words: Speech) -> Iterable[Column]:
    """Yield what a deposit's chosen figure says."""
    chosen = {
        name.removeprefix(f"{figure}_"): rows[name]
        for name in map(str, rows.columns)
        if name.startswith(f"{figure}_")
    }
    comparable = chosen["basis"].isin([str(basis) for basis in BASIS_OF_ALL_OXIDES])
    grade = chosen["grade_pct_text"].where(comparable)
    yield _category("level", "Evidence level", chosen["level"])
    yield _category("code", "Reporting code", chosen["code"])
    yield _category("kind", "Kind of figure", chosen["kind"])
    yield Column("reo_kt", "Contained REO", "number", _central(chosen["reo_kt_text"]), "kt")
    yield Column("grade_pct", "Grade, TREO", "number", _central(grade), "%")
    yield Column("ore_mt", "Ore", "number", _central(chosen["ore_mt_text"]), "Mt")
    yield Column("year", "Year of the figure", "integer", _years(chosen["date"]))
    yield _category("basis", "Basis", chosen["basis"])
    yield _text("figure", "Figure", _sentences(pd.DataFrame(chosen), chosen["claim"], words))
    yield _text("source", "Source of the figure", chosen["source"])


def _central(texts: pd.Series) -> NDArray[np.float32]:
    """Return one number a quantity: NaN where there is none."""
    numbers = [
        np.nan if missing else float(Quantity.parse(text).central)
        for text, missing in zip(texts, texts.isna(), strict=True)
    ]
    return np.asarray(numbers, np.float32)


def _years(dates: pd.Series) -> pd.Series:
    years: pd.Series = pd.to_numeric(dates.str[:_LENGTH_OF_A_YEAR], errors="coerce")
    return years.astype("Int64")


def _sentences(figures: pd.DataFrame, claims: pd.Series, words: Speech) -> list[str]:
    """Word the figures of each row; an empty text where there is no claim."""
    return [
        _sentence(row, words) if is_known else ""
        for row, is_known in zip(figures.to_dict("records"), claims.notna(), strict=True)
    ]


def _sentence(row: Mapping[Any, Any], words: Speech) -> str:
    texts = {name: _known(row[f"{name}_text"]) for name in _AMOUNTS}
    basis = _known(row["basis"])
    counted = basis if basis in set(Basis) else Basis.UNSTATED.value
    return words.sentence(**texts, basis=counted, members=_known(row["members"]))


def _known(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _occurrence_figures(dataset: Dataset, words: Speech) -> list[str]:
    """Word the whole estimates of each occurrence, in the order of the source."""
    estimates = dataset.occurrence_estimates
    whole = estimates[estimates["part_of"].isna()]
    dated = [
        f"{sentence} ({year})" if isinstance(year, str) else sentence
        for sentence, year in zip(
            _sentences(whole, whole["claim"], words), whole["effective"], strict=True
        )
    ]
    found = _gathered(zip(whole["occurrence_id"], dated, strict=True))
    return _joined(found, dataset.occurrences["occurrence_id"], separator=" · ")


# --- What concerns a deposit ---------------------------------------------------------------------


def _party_columns(dataset: Dataset) -> Iterable[Column]:
    """Yield the countries of the partners, and the names of all parties with their other names."""
    ids, partners = dataset.deposits["id"], dataset.partners
    aliases = dataset.parties.set_index("party")["aliases"].dropna().to_dict()
    named = pd.concat([partners[["id", "party"]], dataset.conditions[["id", "party"]]])
    names = _gathered(
        (deposit_id, LIST_SEPARATOR.join(filter(None, (party, aliases.get(party)))))
        for deposit_id, party in named.dropna().itertuples(index=False)
    )
    foreign = partners[partners["relation"] == RelationKind.PARTNER.value]
    pairs = foreign[["id", "party_country"]].dropna().itertuples(index=False)
    countries = _gathered((deposit_id, code) for deposit_id, code in pairs)
    several = [clean_texts(sorted(countries.get(each, ()))) for each in ids]
    yield Column("partner_countries", "Partner countries", "categories", several)
    yield _text("parties", "Parties", _joined(names, ids))


def _cited(dataset: Dataset) -> dict[str, dict[str, None]]:
    """Return the keys of the sources of every deposit, in the order of the tables."""
    of_types = dataset.deposits[["id", "type_source"]].rename(columns={"type_source": "source"})
    tables = [table for name, table in dataset.tables() if {"id", "source"} <= set(table)]
    cited = pd.concat([of_types, *(table[["id", "source"]] for table in tables)]).dropna()
    return _gathered((each, key) for each, key in cited.itertuples(index=False))


def _records(dataset: Dataset) -> dict[str, dict[str, None]]:
    """Return the ids of the occurrences that each deposit cites."""
    cited = dataset.occurrences[["deposits", "occurrence_id"]].dropna().itertuples(index=False)
    return _gathered((each, key) for ids, key in cited for each in ids.split(LIST_SEPARATOR))


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, None]]:
    """Return the values of each key, each once and in the order in which they came."""
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return found


def _joined(
    found: Mapping[str, Iterable[str]], keys: Iterable[str], *, separator: str = LIST_SEPARATOR
) -> list[str]:
    return [separator.join(found.get(key, ())) for key in keys]
