"""Medians of our carbonatite deposits, beside those of the USGS model of carbonatites.

    python benchmarks/usgs_2009_1139.py                                # ours alone
    python benchmarks/usgs_2009_1139.py --ore-mt X --treo-pct Y        # beside the published ones

Berger, Singer and Orris 2009 (USGS Open-File Report 2009-1139) model ore tonnage and the grades of
RE2O3, Nb2O5 and P2O5 of explored carbonatites by cumulative frequencies. None of their medians is
typed in here, since no text of the report with them was at hand: give them as read. Ours are the
medians of the reported and of the best documented figures on total oxides (TREO, REO), by deposit
type and by evidence level, never over several bases. Printed as Markdown.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Final

import pandas as pd

import geodeposits
from geodeposits.dataset import Dataset
from geodeposits.vocab import BASIS_OF_ALL_OXIDES, DepositType, EvidenceLevel
from geodeposits.wording import label

TYPES: Final = (
    DepositType.CARBONATITE_REE,
    DepositType.CARBONATITE_LATERITE_REE,
    DepositType.CARBONATITE_NIOBIUM,
)
FIGURES: Final = ("headline", "documented")
ROUNDED: Final = 3


def figures(dataset: Dataset, figure: str) -> pd.DataFrame:
    """Return tonnage and grade of carbonatites: columns type, level, basis, ore_mt, grade_pct."""
    deposits = dataset.deposits[dataset.deposits["type"].isin([each.value for each in TYPES])]
    names = ("level", "basis", "ore_mt", "grade_pct")
    chosen = deposits[["type", *(f"{figure}_{name}" for name in names)]]
    bare: pd.DataFrame = chosen.rename(columns={f"{figure}_{name}": name for name in names})
    return bare


def medians(dataset: Dataset, ore_mt: float | None, treo_pct: float | None) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| figures | type | level | deposits | ore, median Mt (n) | grade, median % TREO (n) |"
    yield "|---|---|---|--:|--:|--:|"
    if ore_mt is not None or treo_pct is not None:
        yield (
            f"| OFR 2009-1139, as given | carbonatites with Nb or REE | – | – | "
            f"{ore_mt if ore_mt is not None else ''} | {treo_pct if treo_pct is not None else ''} |"
        )
    for figure in FIGURES:
        table = figures(dataset, figure)
        counted = table[table["basis"].isin([each.value for each in BASIS_OF_ALL_OXIDES])]
        yield _line(figure, "all three", "A–E", counted)
        for kind in TYPES:
            yield _line(figure, label(kind), "A–E", counted[counted["type"] == kind.value])
        for level in EvidenceLevel:
            yield _line(figure, "all three", level.value, counted[counted["level"] == level.value])
        others = table["basis"].notna().sum() - len(counted)
        yield f"| {figure} | on another basis, not counted | | {others} | | |"


def _line(figure: str, kind: str, level: str, table: pd.DataFrame) -> str:
    cells = [_median(table[name]) for name in ("ore_mt", "grade_pct")]
    return f"| {figure} | {kind} | {level} | {len(table)} | {cells[0]} | {cells[1]} |"


def _median(values: pd.Series) -> str:
    known = values.dropna()
    return f"{known.median():.{ROUNDED}g} ({len(known)})" if len(known) else ""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--ore-mt", type=float, help="published median of ore, Mt")
    parser.add_argument("--treo-pct", type=float, help="published median of the RE2O3 grade, %%")
    given = parser.parse_args()
    print("## Carbonatites: our medians beside the model of USGS OFR 2009-1139\n")
    if given.ore_mt is None and given.treo_pct is None:
        print("The published medians are not given: ours stand alone.\n")
    print(*medians(geodeposits.load(), given.ore_mt, given.treo_pct), sep="\n")


if __name__ == "__main__":
    main()
