"""Sums by group, level and basis, on datasets small enough to add up by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from geodeposits.errors import UnknownTerm
from geodeposits.quantity import Quantity
from geodeposits.summary.groups import GROUPINGS
from geodeposits.summary.splits import chosen_splits
from geodeposits.summary.sums import Part, _mean
from geodeposits.summary.tables import MEASURES, table
from geodeposits.tables.summaries import summary_grid
from tests.tables_kit import dataset, deposit, estimate, split, step

PERCENT = Quantity.exactly(Decimal("0.01"))


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


# Long


def test_what_may_be_added_is_added_and_nothing_else():
    frame = table(WORLD)
    turkey = frame[frame["country"] == "TR"]
    keys = list(zip(turkey["stands_for"], turkey["level"], turkey["basis"], strict=True))
    assert keys == [
        ("resource", "A", "total oxides"),
        ("resource", "A", "TREE"),
        ("resource", "E", "total oxides"),
        ("reserve", "A", "total oxides"),
    ]
    assert turkey["deposits"].tolist() == [2, 1, 1, 1]
    assert turkey["ore_mt_text"].tolist() == ["40", "5", "100", "4"]
    assert turkey["reo_kt_text"].tolist() == ["500", "175.5–186", ">1000", "200"]


def test_a_bound_makes_the_sum_a_bound():
    added = dataset(
        deposits=[deposit("tr-a"), deposit("tr-b")],
        estimates=[estimate("tr-a", "1", ">1"), estimate("tr-b", "2", "1")],
    )
    row = only(table(added), country="TR")
    assert (row["reo_kt_text"], row["reo_kt_low"]) == (">30", 30)
    assert pd.isna(row["reo_kt"])
    assert pd.isna(row["reo_kt_high"])


def test_a_project_that_deposits_share_counts_once():
    row = only(table(WORLD), country="CN", stands_for="resource of several deposits")
    assert (row["deposits"], row["shared"], row["project_figures"]) == (1, 1, 1)
    assert (row["reo_kt_text"], row["ore_mt_text"]) == ("250", "50")


def test_a_project_is_not_added_to_single_deposits():
    row = only(table(WORLD), country="CN", stands_for="resource")
    assert (row["deposits"], row["shared"], row["project_figures"]) == (1, 0, 0)
    assert row["reo_kt_text"] == "500"
    apart = table(WORLD, by="all")["stands_for"].tolist()
    assert apart[-2:] == ["resource of several deposits", "no amount"]


def test_another_figure_of_the_same_project_counts():
    added = dataset(
        deposits=[deposit("cn-a"), deposit("cn-b")],
        estimates=[
            estimate("cn-a", "50", "0.5", scope="project"),
            estimate("cn-b", "51", "0.5", scope="project"),
        ],
    )
    row = only(table(added), country="CN")
    assert (row["deposits"], row["shared"], row["project_figures"]) == (2, 0, 2)


def test_deposits_without_an_amount_have_a_row_of_their_own():
    frame = table(WORLD)
    last = frame[frame["country"] == "CN"].iloc[-1]
    assert (last["deposits"], last["without_amount"], last["ore_deposits"]) == (1, 1, 0)
    assert last["stands_for"] == "no amount"
    assert pd.isna(last["level"])
    assert pd.isna(last["reo_kt_text"])


@pytest.mark.parametrize(
    "by", [by for by in GROUPINGS if "partner" not in by and "owner" not in by]
)
def test_every_deposit_is_in_one_group(by: Any):
    frame = table(WORLD, by=by)
    assert frame[["deposits", "shared"]].sum().sum() == len(WORLD)
    assert frame["without_amount"].sum() == 1


def test_partial_oxides_are_told_apart_by_what_they_count():
    added = dataset(
        deposits=[deposit("tr-a"), deposit("tr-b"), deposit("tr-c")],
        estimates=[
            estimate("tr-a", "1", "1", basis="partial-oxides", members="La2O3; CeO2"),
            estimate("tr-b", "1", "1", basis="partial-oxides", members="La2O3; CeO2"),
            estimate("tr-c", "1", "1", basis="partial-oxides", members="Nd2O3"),
        ],
    )
    frame = table(added, measures=("deposits", "contained"))
    assert frame["basis"].tolist() == ["partial-oxides: La2O3; CeO2", "partial-oxides: Nd2O3"]
    assert frame["contained_kt_text"].tolist() == ["20", "10"]
    cells = [row for _, rows in summary_grid(added, wide=False).sections("en") for row in rows]
    assert [row[3] for row in cells] == ["La2O3 + CeO2", "Nd2O3"]


# Means


def test_a_mean_grade_is_weighed_by_tonnage():
    row = only(table(WORLD, measures=("grade",)), country="TR", level="A", basis="total oxides",
               stands_for="resource")  # fmt: skip
    assert row["grade_pct"] == 1.25  # (10 x 2 + 30 x 1) / 40
    assert (row["grade_deposits"], row["grade_covers_pct"]) == (2, 100)


def test_a_grade_that_is_a_bound_makes_a_mean_that_is_one():
    added = dataset(
        deposits=[deposit("tr-a"), deposit("tr-b"), deposit("tr-c")],
        estimates=[
            estimate("tr-a", "10", ">1"),
            estimate("tr-b", "30", "2"),
            estimate("tr-c", "60", None, "900"),
        ],
    )
    row = only(table(added, measures=("grade",)), country="TR")
    assert row["grade_pct_text"] == ">1.75"
    assert (row["grade_deposits"], row["grade_covers_pct"]) == (2, 40)


def test_a_tonnage_that_is_a_bound_weighs_nothing():
    added = dataset(
        deposits=[deposit("tr-a"), deposit("tr-b")],
        estimates=[estimate("tr-a", ">10", "9"), estimate("tr-b", "30", "2")],
    )
    row = only(table(added, measures=("grade",)), country="TR")
    assert (row["grade_pct_text"], row["grade_deposits"]) == ("2", 1)
    assert row["grade_covers_pct"] == 75


def test_a_mean_of_intervals_stays_within_its_parts():
    def part(share: str, amount: str) -> Part:
        one, other = Quantity.parse(share), Quantity.parse(amount)
        return Part(one, one * other * PERCENT, other)

    mean = _mean([part("1", "10–100"), part("2", "10–100")], factor=PERCENT)
    assert (str(mean.low), str(mean.high)) == ("1", "2")  # the bare quotient says 0.15 to 15
    assert _mean([], factor=PERCENT) is None
    assert _mean([part("3", ">5")], factor=PERCENT) == Quantity.parse("3")
    unweighed = _mean([part("3", ">5"), part("4", ">5")], factor=PERCENT)
    assert unweighed.text == "3–4"


# Splits


def test_ndpr_is_told_with_what_it_covers():
    row = only(table(WORLD, measures=("ndpr", "dytb")), country="TR", level="A",
               basis="total oxides", stands_for="resource")  # fmt: skip
    assert row["ndpr_kt"] == 40  # 200 kt x 20 %
    assert row["ndpr_pct"] == 20
    assert (row["ndpr_deposits"], row["ndpr_covers_pct"]) == (1, 40)  # 200 of 500 kt
    assert (row["dytb_kt"], row["dytb_pct"]) == (3, 1.5)


def test_a_split_without_praseodymium_gives_an_interval():
    frame = table(WORLD, measures=("ndpr", "dytb"))
    row = only(frame, country="CN", stands_for="resource")
    assert row["ndpr_kt_text"] == "80–100"  # 500 kt x 16 %, up to the 4 % that are left
    assert row["ndpr_pct_text"] == "16–20"
    assert row["dytb_deposits"] == 0
    assert pd.isna(row["dytb_kt_text"])
    assert row["dytb_covers_pct"] == 0


def test_elements_have_no_oxide_split():
    row = only(table(WORLD, measures=("ndpr",)), country="TR", basis="TREE")
    assert (row["ndpr_deposits"], row["ndpr_covers_pct"]) == (0, 0)


def test_a_split_that_is_full_leaves_nothing_to_a_missing_member():
    made = dataset(deposits=[deposit("a-b")], oxides=[split("a-b", Nd2O3="16", La2O3="84")])
    share = chosen_splits(made)["a-b"].share_of(("Nd", "Pr"))
    assert share == Quantity.parse("~16")
    assert chosen_splits(made)["a-b"].share_of(("Dy",)) is None


def test_the_split_is_chosen_by_what_it_knows_then_by_what_is_stated_then_by_date():
    full = {"Nd2O3": "1", "Pr6O11": "1", "Tb4O7": "1", "Dy2O3": "1"}
    rows = [
        split("a-b", "less", Nd2O3="9"),
        split("a-b", "derived", derived=True, date="2025", **full),
        split("a-b", "old", date="2001", **full),
        split("a-b", "new", date="2020", **full),
        split("a-b", "undated", **full),
        split("a-b", "newer", date="2020", **full),
    ]
    sources = []
    for kept in (rows, rows[:4], rows[:3], rows[:2], rows[:1]):
        made = dataset(deposits=[deposit("a-b")], oxides=kept)
        sources.append(chosen_splits(made)["a-b"].source)
    assert sources == ["new", "new", "old", "derived", "less"]


# Wide


def test_wide_sets_levels_side_by_side_on_total_oxides():
    frame = table(WORLD, measures=("deposits", "reo"), wide=True)
    row = only(frame, country="TR", stands_for="resource")
    assert (row["A_deposits"], row["A_reo_kt_text"]) == (2, "500")
    assert (row["E_deposits"], row["E_reo_kt_text"]) == (1, ">1000")
    assert (row["B_deposits"], row["other_basis"]) == (0, 1)
    assert pd.isna(row["B_reo_kt_text"])
    assert only(frame, country="TR", stands_for="reserve")["A_reo_kt_text"] == "200"
    china = only(frame, country="CN", stands_for="resource")
    assert (china["D_deposits"], china["shared"], china["without_amount"]) == (1, 0, 1)
    several = only(frame, country="CN", stands_for="resource of several deposits")
    assert (several["D_deposits"], several["shared"], several["without_amount"]) == (1, 1, 0)


def test_wide_and_long_add_the_same():
    long = table(WORLD)
    wide = table(WORLD, wide=True)
    for row in long[long["basis"] == "total oxides"].to_dict("records"):
        same = only(wide, country=row["country"], stands_for=row["stands_for"])
        assert same[f"{row['level']}_reo_kt_text"] == row["reo_kt_text"]
        assert same[f"{row['level']}_deposits"] == row["reo_deposits"]


def test_wide_counts_every_deposit():
    frame = table(WORLD, by="all", wide=True)
    names = [*(f"{level}_deposits" for level in "ABCDE"), "other_basis", "shared", "without_amount"]
    assert frame[names].sum().sum() - frame["shared"].sum() == len(WORLD) - frame["shared"].sum()


def test_levels_keep_only_theirs():
    frame = table(WORLD, levels=("E",), wide=True, measures=("deposits",))
    assert frame["country"].tolist() == ["TR"]
    assert [name for name in frame if name.endswith("_deposits")] == ["E_deposits"]
    assert set(table(WORLD, levels=("A", "E"))["level"]) == {"A", "E"}


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
