"""What is said of ranks: sentences, notes, tables for people and for programs, and the verb."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from geodeposits.tables import FORMS, write
from geodeposits.tables.rankings import rank_grid, ranks_grid
from tests.cli_kit import Run, run
from tests.ranks_kit import SHARED, WORLD
from tests.tables_kit import dataset, deposit, estimate, reserves

__all__ = ["run"]


def test_why_a_shared_figure_has_no_rank_is_said():
    grid = rank_grid(SHARED, "cn-two", figure="headline")
    (sentence,) = grid.sentences()
    assert sentence == (
        "By its headline figure, Two has no rank by contained rare earth oxide: that figure covers "
        "several deposits together and is no deposit's."
    )
    assert any(
        note.endswith("Deposits left out for this: 2 by headline figure.") for note in grid.notes
    )
    (said,) = rank_grid(SHARED, "cn-two", levels=("D",), lang="tr").sentences()
    assert said.endswith("yalnızca birden çok yatağı birlikte kapsayan rakamları vardır.")
    assert any("bildirilen rakam: 2" in note for note in ranks_grid(SHARED, lang="tr").notes)
    assert not any("several deposits" in note for note in rank_grid(WORLD, "tr-us").notes)


@pytest.mark.parametrize(
    ("lang", "why", "ranked"),
    [
        ("en", "so only the total oxides that follow from it can be ranked with the others.",
         ("By the total oxides that follow from its figure on the basis La2O3 + CeO2 (> 300 kt REO,"
          " level D, source old), Ours ranks 5th of 5 deposits by contained rare earth oxide (with "
         "bounds up to tenfold, 2nd to 5th).")),
        ("tr", "yalnızca ondan çıkan toplam oksit sıralanabilir.",
         ("Esası La2O3 + CeO2 olan rakamından çıkan toplam oksitle (> 300 kt NTO, D düzeyi, kaynak "
         "old) Ours, içerilen nadir toprak oksidi bakımından 5 yatak arasında 5. sıradadır "
         "(sınırlar on katına kadar alınırsa 2.–5.).")),
    ],
)  # fmt: skip
def test_a_figure_on_a_few_oxides_is_ranked_as_the_bound_that_it_is(
    lang: Any, why: str, ranked: str
):
    said = rank_grid(WORLD, "tr-us", lang=lang).sentences()
    unranked = [sentence for sentence in said[:3] if "La2O3 + CeO2" in sentence]
    assert unranked
    assert all(sentence.endswith(why) for sentence in unranked)
    assert said.count(ranked) == 1


def test_a_sentence_a_line_can_be_quoted():
    said = rank_grid(WORLD, "tr-us").sentences()
    assert said[0] == (
        "If its 100 Mt of rock were all oxide, Ours would rank 1st of 5 deposits by contained rare "
        "earth oxide; but rock is not oxide."
    )
    assert said[1] == (
        "By its headline figure (> 1 Mt REO, level E, source press), Ours ranks 3rd of 5 deposits "
        "by contained rare earth oxide (with bounds up to tenfold, 2nd to 3rd)."
    )
    assert said[2] == (
        "By its documented figure, Ours has no rank by contained rare earth oxide: that figure is "
        "on the basis La2O3 + CeO2, so only the total oxides that follow from it can be ranked "
        "with the others."
    )
    assert (
        "With Ours's figure (> 1 Mt REO, level E, source press) as its national reserves, Türkiye "
        "would rank 2nd of 3 (with bounds up to tenfold, 1st to 2nd) in 2025 and 2nd of 3 (with "
        "bounds up to tenfold, 1st to 3rd) in 2026 among countries (Survey, by edition); this "
        "replaces the 500 kt REO that they have for Türkiye."
    ) in said


def test_the_same_is_said_in_turkish():
    said = rank_grid(WORLD, "tr-us", lang="tr").sentences()
    assert said[0] == (
        "100 Mt kayacın tümü oksit olsaydı Ours, içerilen nadir toprak oksidi bakımından 5 yatak "
        "arasında 1. sırada olurdu; ancak kayaç oksit değildir."
    )
    assert len(said) == len(rank_grid(WORLD, "tr-us").sentences())
    assert not any(word in " ".join(said) for word in (" rank", "deposits", "level", "{"))


@pytest.mark.parametrize("lang", ["en", "tr"])
@pytest.mark.parametrize("by", ["contained-reo", "ore", "grade", "ndpr", "hreo"])
@pytest.mark.parametrize("key", ["tr-us", "au-bare", "cn-big", "au-other"])
def test_everything_is_said_without_a_gap(lang: Any, by: Any, key: str):
    for options in ({}, {"levels": ("A", "D")}, {"figure": "documented"}):
        grid = rank_grid(WORLD, key, by=by, lang=lang, **options)  # type: ignore[arg-type]
        words = " ".join((grid.title, grid.caption, *grid.notes, *grid.sentences()))
        assert not re.search(r"[{}]|\b(None|nan|NaN|NA)\b", words)
        assert all(sentence.endswith(".") for sentence in grid.sentences())
    assert ranks_grid(WORLD, by=by, lang=lang).title


def test_where_it_is_first_or_second_is_said():
    caption = rank_grid(WORLD, "tr-us").caption
    assert caption.startswith("By the numbers stated, Ours is first or second only where rock is")
    assert "by the claim of 2.5 Mt REO" in caption
    assert rank_grid(WORLD, "us-twin", figure="headline").caption == ""


def test_people_and_programs_read_the_same_ranks():
    grid = rank_grid(WORLD, "tr-us")
    read = json.loads(str(write(grid, "json")))
    (row,) = [each for each in read["rows"] if each["compared"] == "headline"]
    assert (row["best"], row["place"], row["worst"], row["of"]) == (2, 3, 3, 5)
    assert (row["amount_text"], row["basis"], row["level"]) == (">1000", "TREO", "E")
    assert (row["above_name"], row["above_amount"]) == ("Mid", 1500)
    assert row["sentence"].startswith("By its headline figure")
    shown = dict(
        zip((c.key for c in grid.shown_columns), grid.sections("en")[0][1][1], strict=True)
    )
    assert (shown["place_shown"], shown["of_shown"], shown["amount"]) == ("3 (2–3)", "5", "> 1,000")
    assert shown["above_shown"] == "Mid: 1.5 Mt (D, paper)"
    (rock,) = [
        each for each in read["rows"]
        if each["of_figure"] == "rock-as-oxide" and each["edition"] == 2026
    ]  # fmt: skip
    assert (rock["amount_text"], rock["basis"], rock["replaced"]) == ("100000", "ore", 500)


def test_people_read_editions_that_say_the_same_as_one_row():
    by_edition = {2023: ("CN", "90000"), 2024: ("CN", "90000"), 2025: ("BR", "80000")}
    rows = [reserves(country, year, text) for year, (country, text) in by_edition.items()]
    rows += [reserves("US", 2024, "1000")]
    made = dataset(
        deposits=[deposit("tr-us")], estimates=[estimate("tr-us", "1", ">1")], reserves=rows
    )
    grid = rank_grid(made, "tr-us")
    keys = [column.key for column in grid.shown_columns]
    sections = dict(grid.sections("en"))
    national = [
        dict(zip(keys, row, strict=True))
        for row in sections["As a country, among national reserves"]
        if "10 kt" in row[0]
    ]
    assert [(row["shown"], row["of_shown"]) for row in national] == [
        ("2023–2025, with > 10 kt REO", "2–3")
    ]
    assert national[0]["above_shown"] == "China: 90 kt (2023–2024); Brazil: 80 kt (2025)"
    assert national[0]["below_shown"] == "United States: 1 kt (2024)"
    read = json.loads(str(write(grid, "json")))["rows"]
    kept = [row for row in read if row["of_figure"] == "headline" and row["edition"]]
    assert [(row["edition"], row["of"]) for row in kept] == [(2023, 2), (2024, 3), (2025, 2)]
    assert [row["above_name"] for row in kept] == ["CN", "CN", "BR"]


# The verb


def test_the_verb_ranks_by_name_in_every_format(run: Run, tmp_path: Any):
    for form in FORMS:
        path = tmp_path / f"rank.{form}"
        result = run("rank", "beylikova", "--format", form, "-o", path)
        assert (result.code, path.exists()) == (0, True), result.err
    assert "wrote" in result.err


def test_the_verb_reads_names_as_show_does(run: Run):
    assert run("rank", "beylikova", "--format", "csv").out == run(
        "rank", "tr-beylikova", "--format", "csv"
    ).out  # fmt: skip
    result = run("rank", "beylikowa")
    assert result.code == 2
    assert "no deposit 'beylikowa'" in result.err


def test_the_verb_asks_for_figures_or_levels(run: Run):
    result = run("rank", "all", "--figure", "headline", "--level", "A")
    assert result.code == 2
    assert "give one of them" in result.err
    assert run("rank", "all", "--level", "F").code == 2


def test_the_verb_ranks_all(run: Run):
    frame = [line.split(",") for line in run("rank", "all", "--format", "csv").out.splitlines()]
    assert frame[0][:3] == ["id", "name", "country"]
    assert frame[1][0] == "kp-jongju"
