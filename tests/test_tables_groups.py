"""Groups of a table of sums, and its words."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from geodeposits.errors import UnknownTerm
from geodeposits.summary.groups import GROUPINGS
from geodeposits.summary.tables import MEASURES, table
from geodeposits.tables.summaries import summary_grid
from tests.summary_tables_kit import WORLD
from tests.tables_kit import dataset, deposit, estimate, step

# Groups


def test_groups_stand_in_the_order_of_their_vocabulary_the_unknown_last():
    assert table(WORLD, by="status")["status"].drop_duplicates().tolist() == [
        "operating", "closed", "not stated",
    ]  # fmt: skip
    assert table(WORLD, by="decade")["decade"].drop_duplicates().tolist() == [
        "1980s", "1990s", "2010s", "2020s", "no figure",
    ]  # fmt: skip
    levels = table(WORLD, by="level", measures=("deposits",))
    assert levels["level"].drop_duplicates().dropna().tolist() == ["A", "D", "E", "no figure"]
    assert table(WORLD, by="region")["region"].drop_duplicates().tolist() == ["asia"]
    assert table(WORLD, by="code")["code"].drop_duplicates().tolist() == [
        "jorc",
        "none",
        "no figure",
    ]


def test_parties_count_by_their_newest_step():
    made = dataset(
        deposits=[deposit("tr-a"), deposit("tr-b"), deposit("tr-c")],
        estimates=[
            estimate(f"tr-{name}", "1", grade) for name, grade in zip("abc", "123", strict=True)
        ],
        partners=[
            step("tr-a", "China", "mou", "2024-10", party_country="CN"),
            step("tr-a", "China", "stalled", "2025-10", party_country="CN"),
            step("tr-a", "United States", "talks", "2025-09", party_country="US"),
            step("tr-b", "China", "ended", "2020", party_country="CN"),
            step("tr-b", "China", "binding", "2021", party_country="CN"),
            step("tr-b", "Acme", None, "2021", party_country="US"),
            step("tr-b", "Owner", None, "2021", relation="owner", party_country="TR"),
        ],
    )
    frame = table(made, by="partner", measures=("deposits", "reo"))
    found = dict(zip(frame["partner"], frame["reo_kt_text"], strict=True))
    assert found == {"Acme": "20", "China": "20", "United States": "10", "no partner": "30"}
    frame = table(made, by="partner-country", measures=("deposits", "reo"))
    found = dict(zip(frame["partner_country"], frame["reo_kt_text"], strict=True))
    assert found == {"CN": "20", "US": "30", "no partner": "30"}
    owners = table(made, by="owner", measures=("deposits",))
    assert dict(zip(owners["owner"], owners["deposits"], strict=True)) == {
        "Owner": 1,
        "no owner": 2,
    }
    assert any("overlap" in note for note in summary_grid(made, by="partner").notes)


REST = {
    "partner": ("no partner", "ortak yok"),
    "partner-country": ("no partner", "ortak yok"),
    "owner": ("no owner", "sahip yok"),
    "owner-country": ("no owner", "sahip yok"),
    "code": ("no figure", "rakam yok"),
    "level": ("no figure", "rakam yok"),
    "decade": ("no figure", "rakam yok"),
    "status": ("not stated", "belirtilmemiş"),
}


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("by", REST)
def test_the_rest_is_named_for_programs_and_for_people(by: Any, wide: bool):
    for lang, said in zip(("en", "tr"), REST[by], strict=True):
        grid = summary_grid(WORLD, by=by, wide=wide, lang=lang)
        assert REST[by][0] in grid.values(by.replace("-", "_"))
        rows = [row for _, rows in grid.sections(lang) for row in rows]
        assert said in [row[0] for row in rows]
        assert all(row[0] for row in rows)


def test_a_party_of_no_stated_country_is_not_taken_for_none():
    made = dataset(
        deposits=[deposit("tr-a"), deposit("tr-b")],
        estimates=[estimate("tr-a", "1", "1"), estimate("tr-b", "1", "2")],
        partners=[step("tr-a", "Acme", "talks", "2025")],
    )
    frame = table(made, by="partner-country", measures=("reo",))
    found = dict(zip(frame["partner_country"], frame["reo_kt_text"], strict=True))
    assert found == {"not stated": "10", "no partner": "20"}


def test_people_read_how_many_deposits_have_no_amount():
    grid = summary_grid(WORLD, wide=False)
    assert ("China", "No amount", "", "", "1", "") in grid.sections("en")[0][1]
    assert "No amount" not in [column.title for column in grid.shown_columns]


def test_an_amount_on_another_basis_is_pointed_at():
    given = {"deposits": [deposit("tr-a")]}
    mineral = dataset(**given, estimates=[estimate("tr-a", contained="1", basis="unstated")])
    grid = summary_grid(mineral, wide=False)
    assert any("measure 'contained' shows the amount" in note for note in grid.notes)
    assert any("does not say what it counts" in note for note in summary_grid(mineral).notes)
    plain = dataset(**given, estimates=[estimate("tr-a", "1", "1")])
    assert not any("'contained'" in note for note in summary_grid(plain, wide=False).notes)


@pytest.mark.parametrize(
    "given",
    [{"by": "colour"}, {"measures": ("gold",)}, {"levels": ("F",)}, {"figure": "largest"}],
)
def test_what_is_not_known_is_refused(given: Any):
    with pytest.raises(UnknownTerm):
        table(WORLD, **given)


def test_the_dataset_offers_its_summary():
    pd.testing.assert_frame_equal(WORLD.summary(by="type"), table(WORLD, by="type"))


def test_an_empty_dataset_has_an_empty_table():
    assert table(dataset()).empty
    assert table(dataset(), wide=True, measures=MEASURES).empty


# Words


@pytest.mark.parametrize("by", GROUPINGS)
@pytest.mark.parametrize("lang", ["en", "tr"])
@pytest.mark.parametrize("wide", [True, False])
def test_every_grouping_is_worded(by: Any, lang: Any, wide: bool):
    grid = summary_grid(WORLD, by=by, measures=MEASURES, lang=lang, wide=wide)
    assert len(grid.rows) == len(table(WORLD, by=by, wide=wide))
    assert grid.title
    assert "{" not in " ".join((grid.title, grid.caption, *grid.notes))


def test_countries_stand_in_the_order_of_their_names():
    made = dataset(
        deposits=[deposit("cn-a"), deposit("tr-b"), deposit("us-c"), deposit("de-d")],
        estimates=[estimate(key, "1", "1") for key in ("cn-a", "tr-b", "us-c", "de-d")],
    )

    def names(lang: Any) -> list[str]:
        return [row[0] for _, rows in summary_grid(made, lang=lang).sections(lang) for row in rows]

    assert names("en") == ["China", "Germany", "Türkiye", "United States"]
    assert names("tr") == ["Almanya", "Amerika Birleşik Devletleri", "Çin", "Türkiye"]


def test_the_bundled_table_agrees_with_the_report_s_totals(bundled: Any):
    from geodeposits.summary import totals

    ours = table(bundled, measures=("deposits", "ore", "reo", "contained"))
    theirs = totals(bundled)
    amounts = ["reo_kt_text", "ore_mt_text"]
    for level in "ABCDE":
        one = ours[(ours["level"] == level) & (ours["basis"] == "total oxides")]
        other = theirs[(theirs["level"] == level) & (theirs["basis"] == "total oxides")]
        left = one.set_index(["country", "stands_for"])[amounts].sort_index()
        right = other.set_index(["country", "stands_for"])[amounts].sort_index()
        pd.testing.assert_frame_equal(left, right)
    assert ours["contained_kt_text"].notna().sum() == theirs["own_kt_text"].notna().sum()
