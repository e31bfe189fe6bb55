"""Nine deposits in two countries for the tests of tables, and one row out of a table."""

from __future__ import annotations

from typing import Any

import pandas as pd

from tests.tables_kit import dataset, deposit, estimate, split


def only(frame: pd.DataFrame, **wanted: Any) -> dict[str, Any]:
    """Return the one row that has these values."""
    for name, value in wanted.items():
        frame = frame[frame[name] == value]
    (row,) = frame.to_dict("records")
    return {str(name): value for name, value in row.items()}


WORLD = dataset(
    deposits=[
        deposit("tr-one"),
        deposit("tr-two"),
        deposit("tr-three"),
        deposit("tr-four"),
        deposit("tr-five"),
        deposit("cn-six"),
        deposit("cn-seven"),
        deposit("cn-eight"),
        deposit("cn-bare"),
    ],
    estimates=[
        estimate("tr-one", "10", "2", level="A", code="jorc", date="2019-03"),
        estimate("tr-two", "30", "1", level="A", code="jorc", date="2021"),
        estimate("tr-three", "100", ">1", level="E", date="2025-10"),
        estimate("tr-four", "5", "3", level="A", basis="TREE", date="2015"),
        estimate("tr-five", "4", "5", level="A", kind="reserve", date="2022"),
        estimate("cn-six", contained="500", level="D", date="1988", by="compiler"),
        estimate("cn-seven", "50", "0.5", level="D", scope="project", zone="both", date="1999"),
        estimate("cn-eight", "50", "0.5", level="D", scope="project", zone="both", date="1999"),
    ],
    status=[
        {"claim": "s1", "id": "tr-one", "status": "operating", "date": "2020"},
        {"claim": "s2", "id": "tr-two", "status": "closed", "date": "2020"},
    ],
    oxides=[
        split("tr-one", Nd2O3="15", Pr6O11="5", Dy2O3="1", Tb4O7="0.5", La2O3="78.5"),
        split("cn-six", Nd2O3="16", La2O3="80"),
    ],
)
