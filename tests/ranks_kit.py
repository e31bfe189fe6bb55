"""A world small enough to rank by hand, and how rows of ranks are read."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tests.tables_kit import dataset, deposit, estimate, reserves, split

WORLD = dataset(
    deposits=[
        deposit("tr-us", name="Ours"),
        deposit("cn-big"),
        deposit("cn-mid"),
        deposit("us-coded"),
        deposit("us-twin"),
        deposit("au-other"),
        deposit("au-bare"),
    ],
    estimates=[
        estimate("tr-us", "100", ">1", level="E", kind="announcement", source="press", date="2025"),
        estimate("tr-us", None, None, "2500", level="E", kind="announcement", source="said",
                 date="2024"),
        estimate("tr-us", "10", "3", level="D", basis="partial-oxides", members="La2O3; CeO2",
                 source="old", by="compiler", date="1977"),
        estimate("tr-us", None, "2", "150", level="D", source="book", by="third-party",
                 date="1970"),
        estimate("tr-us", "1", "9", level="D", source="half", by="third-party", scope="part",
                 date="1960"),
        estimate("cn-big", "1000", "5", level="C", code="gb-t-17766"),
        estimate("cn-mid", None, None, "1500", level="D"),
        estimate("us-coded", "50", "2", level="A", code="jorc"),
        estimate("us-twin", "20", "5", level="B", code="jorc"),
        estimate("au-other", "9999", "1", level="A", basis="HM", code="jorc"),
    ],
    oxides=[
        split("tr-us", Nd2O3="20", Pr6O11="5", Y2O3="1", La2O3="74"),
        split("cn-big", Nd2O3="10", Pr6O11="2", La2O3="88"),
    ],
    reserves=[
        reserves("CN", 2025, "3000000"),
        reserves("US", 2025, "1000000"),
        reserves("BR", 2025, "NA"),
        reserves("TR", 2025, None, stated="no row"),
        reserves(None, 2025, "9000000", area="world"),
        reserves("CN", 2026, "2000000"),
        reserves("US", 2026, ">900000"),
        reserves("TR", 2026, "500000"),
    ],
)  # fmt: skip


SHARED = dataset(
    deposits=[deposit(key) for key in ("tr-one", "cn-two", "us-own", "us-more")],
    estimates=[
        estimate("tr-one", "100", "1"),
        estimate("cn-two", "900", "2", scope="project", date="2021"),
        estimate("us-own", "500", "1", scope="project", source="inventory", level="C"),
        estimate("us-own", "50", "2", source="mine"),
        estimate("us-more", "10", "4", level="E", kind="announcement", scope="project"),
    ],
    oxides=[split(key, Nd2O3="20", Pr6O11="5", Y2O3="1") for key in ("tr-one", "cn-two")],
    reserves=[reserves("TR", 2026, "5000"), reserves("CN", 2026, "6000")],
)


def row_of(frame: pd.DataFrame, compared: str, **more: Any) -> dict[str, Any]:
    """Return the one row of what is compared."""
    for name, value in {"compared": compared, **more}.items():
        frame = frame[frame[name] == value]
    (row,) = frame.to_dict("records")
    return {str(name): value for name, value in row.items()}


def placed(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("best", "place", "worst", "of", "left_out"))
