"""The statements of the seeds: read, published, filtered, judged, and shown by `claims`."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geodeposits.checks import run as check
from geodeposits.dataset import SCHEMAS, Dataset, table_of
from geodeposits.model import Statement
from geodeposits.package import package_files, read_package
from geodeposits.seeds import compile_seeds
from geodeposits.speech import Language, speech
from geodeposits.summary.statements import (
    Ground,
    Judgement,
    Lack,
    Misfit,
    Misread,
    Outcome,
    Verdict,
    verdicts,
)
from geodeposits.summary.statements import tested as judged
from geodeposits.tables.grid import Code
from geodeposits.tables.statement_figures import figures_sentence
from geodeposits.tables.statement_terms import STATEMENT_TERMS
from geodeposits.tables.statement_words import STATEMENT_WORDS
from geodeposits.tables.statements import statement_grid
from geodeposits.vocab.statements import Metric, Relation, StatementUnit
from tests.cli_kit import Run, run
from tests.seed_folder_kit import DATASET
from tests.seeds_kit import SEEDS

__all__ = ["run"]

LANGUAGES: tuple[Language, ...] = ("en", "tr")
IDS = sorted(path.stem for path in (SEEDS / "claims").glob("*.toml"))
GOOD = """\
who = "Somebody"
date = "2025-10"
subject = "tr-a"
metric = "contained-reo"
value = "12.5"
unit = "Mt"
summary = "A holds 12.5 Mt."
cite = { source = "paper" }
"""


@pytest.fixture(scope="module")
def results(bundled: Dataset) -> dict[str, Judgement]:
    return {each.said.text("statement"): each for each in judged(bundled)}


# --- The seeds themselves ------------------------------------------------------------------------


def test_at_least_thirty_five_statements_stand() -> None:
    assert len(IDS) >= 35
    assert sum(name.startswith("beylikova") for name in IDS) >= 9


@pytest.mark.parametrize("name", IDS)
def test_a_statement_is_sourced_worded_and_judged_by_figures(
    name: str, bundled: Dataset, results: dict[str, Judgement]
) -> None:
    result = results[name]
    said = result.said
    source = bundled.sources.set_index("key").loc[said.text("source")]
    assert source["url"].startswith("http")
    assert said.text("who")
    for column in ("summary", "summary_tr"):
        assert said.text(column).endswith(".")
    assert said.text("summary") != said.text("summary_tr")
    assert isinstance(result.verdict, Verdict)
    assert result.used or any(
        each.ground in {Ground.LISTED, Ground.MINEABLE, Ground.MAKING} for each in result.checks
    )
    assert result.lacks or result.verdict is not Verdict.UNTESTABLE
    assert not result.lacks or result.verdict in {Verdict.UNTESTABLE, Verdict.OPEN}
    assert not result.lacks or Outcome.HOLDS not in {check.outcome for check in result.checks}
    claims = set(bundled.estimates["claim"]) | set(bundled.reserves["claim"])
    claims |= set(bundled.plants["claim"]) | set(bundled.oxides["claim"])
    assert {used.claim for used in result.used if used.claim} <= claims
    for lang in ("en", "tr"):
        assert len(figures_sentence(result, lang)) > 20


@pytest.mark.parametrize("name", IDS)
def test_no_verdict_stands_in_a_seed(name: str) -> None:
    text = (SEEDS / "claims" / f"{name}.toml").read_text(encoding="utf-8")
    assert not any(word in text for word in ("verdict", "supported", "contradicted", "untestable"))


def test_beylikova_is_judged_as_its_figures_have_it(results: dict[str, Judgement]) -> None:
    second = results["beylikova-rank2-world"]
    assert second.verdict is Verdict.DEPENDS
    holding = {
        (each.ground, each.edition) for each in second.checks if each.outcome is Outcome.HOLDS
    }
    assert holding == {(Ground.NATIONAL_WITH, 2026)}  # as a country's reserve, in one edition
    tonnage = results["beylikova-694mt-ree"]
    assert tonnage.said.oxide == tonnage.said.value  # the press calls the metals elements
    assert tonnage.verdict is Verdict.CONTRADICTED
    assert float(round(tonnage.ratio or 0, 1)) == 55.5  # 694 Mt against 12.5 Mt
    assert [reading.misread for reading in tonnage.readings] == [Misread.ORE]
    yearly = results["beylikova-570000t-ree-per-year"]
    assert (yearly.verdict, yearly.ratio) == (Verdict.CONTRADICTED, 57)
    plan = results["beylikova-10000t-from-570000t"]
    assert plan.verdict is Verdict.DEPENDS
    recovered = {each.level: each.outcome for each in plan.checks if each.ground is Ground.RECOVERY
                 and each.outcome is not Outcome.OPEN}  # fmt: skip
    assert recovered == {"D": Outcome.HOLDS, "E": Outcome.FAILS}
    supply = results["beylikova-1000-years"]
    assert (supply.verdict, supply.readings[0].misread) == (Verdict.CONTRADICTED, Misread.MINE_LIFE)
    assert results["beylikova-10-of-17"].lacks == (Lack.NO_SPLIT,)


def test_the_verdicts_as_a_table(bundled: Dataset) -> None:
    table = verdicts(bundled).set_index("statement")
    assert list(table.index) == IDS
    row = table.loc["jongju-doubles-world"]
    assert (row["verdict"], row["lacks"], row["holds"]) == ("untestable", "own-word", 0)
    assert "tr-beylikova/estimates/yenicag-2025-10" in table.loc["beylikova-694mt-ree", "claims"]


# --- Reading -------------------------------------------------------------------------------------


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    source = 'title = "P"\nproducer = "P"\nkind = "paper"\nurl = "https://example.org/p"\n'
    files = {
        "dataset.toml": DATASET,
        "sources/paper.toml": source,
        "deposits/tr-a.toml": 'name = "A"\ncountry = "TR"\n',
        "deposits/no-b.toml": 'name = "B"\ncountry = "NO"\n',
        "claims/good.toml": GOOD,
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_a_statement_becomes_a_row(seeds: Path) -> None:
    (row,) = compile_seeds(seeds).statements.to_dict("records")
    assert (row["statement"], row["subject"], row["source"]) == ("good", "tr-a", "paper")
    assert (row["value"], row["value_text"], row["unit"]) == (12.5, "12.5", "Mt")
    assert (row["relation"], row["scope"]) == ("equal", "world")
    assert row["origin"].endswith("claims/good.toml:1")


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ('subject = "tr-b"', "GD109", "subject: 'tr-b' is neither a deposit nor a country: "),
        ('subject = "TR"\nagainst = "cn-x"', "GD109", "against: 'cn-x' is neither"),
        (
            'unit = "years"',
            "GD109",
            "unit: contained-reo is stated in Mt, kt, short ton, t, not in",
        ),
        ("value = 0", "GD109", "value: a figure above zero"),
        ('value = "many"', "GD105", "value: 'many' is no quantity"),
        ('metric = "size"', "GD108", "metric: 'size' is no metric"),
        ('scope = "narnia"', "GD108", "scope: 'narnia' is no area"),
        ('verdict = "supported"', "GD103", "verdict: unknown field"),
        ('date = "soon"', "GD109", "date: 'soon' is no date"),
    ],
)
def test_what_cannot_be_tested_is_a_finding_with_its_line(
    seeds: Path, line: str, code: str, message: str
) -> None:
    names = [each.partition(" =")[0] for each in line.splitlines()]
    kept = [each for each in GOOD.splitlines() if each.partition(" =")[0] not in names]
    (seeds / "claims" / "good.toml").write_text("\n".join([*kept, line, ""]), encoding="utf-8")
    dataset = compile_seeds(seeds)
    (finding,) = dataset.reading
    assert (finding.code, finding.message[: len(message)]) == (code, message)
    assert finding.origin.endswith(f"good.toml:{len(kept) + len(names)}")
    optional = names in (["date"], ["verdict"], ["scope"])
    assert len(dataset.statements) == int(optional)


def test_a_statement_without_source_is_left_out(seeds: Path) -> None:
    text = GOOD.replace('cite = { source = "paper" }\n', "")
    (seeds / "claims" / "good.toml").write_text(text, encoding="utf-8")
    dataset = compile_seeds(seeds)
    assert [finding.code for finding in dataset.reading] == ["GD601"] or dataset.reading
    assert dataset.statements.empty


def test_a_source_of_a_statement_is_used_and_must_be_there(seeds: Path) -> None:
    dataset = compile_seeds(seeds)
    assert not check(dataset, select=["GD608", "GD601", "GD115"]).findings
    (seeds / "sources" / "paper.toml").unlink()
    (finding,) = check(compile_seeds(seeds), select=["GD601"]).findings
    assert "'paper'" in finding.message
    assert finding.origin.endswith("claims/good.toml:1")


def test_a_subject_that_is_lost_is_found(seeds: Path) -> None:
    dataset = compile_seeds(seeds)
    lost = replace(dataset, statements=dataset.statements.assign(subject="tr-lost"))
    (finding,) = check(lost, select=["GD115"]).findings
    assert finding.message == "subject 'tr-lost' is not among the deposits, and is no country"
    for fine in ("TR", "world"):
        kept = replace(dataset, statements=dataset.statements.assign(subject=fine))
        assert not check(kept, select=["GD115"]).findings


def test_every_field_of_a_statement_is_a_column() -> None:
    fields = set(Statement.model_fields) - {"cite"}
    assert fields <= set(SCHEMAS["statements"].names)
    for kind in (Metric, Relation, StatementUnit):
        assert [kind.parse(term.value) for term in kind] == list(kind)


# --- Published -----------------------------------------------------------------------------------


def test_statements_are_published_and_read_back(seeds: Path, tmp_path: Path) -> None:
    dataset = compile_seeds(seeds)
    folder = tmp_path / "data"
    for name, content in package_files(dataset).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    text = (folder / "statements.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["statement"] for row in rows] == ["good"]
    assert json.loads((folder / "schemas/statement.json").read_text())["title"] == "Statement"
    again = read_package(folder)
    assert not again.reading
    left = again.statements.drop(columns="origin")
    assert left.equals(dataset.statements.drop(columns="origin"))
    (folder / "statements.csv").unlink()  # a package that was made before there were any
    assert read_package(folder).statements.empty


def test_the_published_table_is_what_the_seeds_say(bundled: Dataset) -> None:
    published = (SEEDS.parent / "data" / "statements.csv").read_bytes()
    assert published == package_files(bundled)["statements.csv"]


def test_a_part_keeps_the_statements_about_what_is_left(bundled: Dataset) -> None:
    one = bundled.deposit("tr-beylikova")
    assert set(one.statements["subject"]) == {"tr-beylikova", "TR"}
    assert set(one.statements["source"]) <= set(one.sources["key"])
    china = bundled.filter(country=("CN",))
    assert set(china.statements["subject"]) == {"cn-bayan-obo", "CN"}


# --- Shown ---------------------------------------------------------------------------------------


def test_words_stand_for_every_term_in_both_languages() -> None:
    english, turkish = STATEMENT_WORDS["en"], STATEMENT_WORDS["tr"]
    for words in (english, turkish):
        assert set(words.grounds) == set(Ground)
        assert set(words.verdicts) == set(Verdict)
        assert set(words.outcomes) == set(Outcome)
        assert set(words.missing) == set(Lack)
        assert set(words.misreads) == set(Misread)
        assert set(words.misfits) == set(Misfit)
        assert words.areas.keys() == english.areas.keys()
    for name in ("grounds", "verdicts", "outcomes", "missing", "misfits", "misreads", "areas"):
        left, right = getattr(english, name), getattr(turkish, name)
        assert not set(left.values()) & set(right.values())


def test_codes_are_words_for_people_in_both_languages(bundled: Dataset) -> None:
    for terms in STATEMENT_TERMS.values():
        assert set(terms.metrics) == set(Metric)
        assert set(terms.relations) == set(Relation)
    english, turkish = (statement_grid(bundled, judged(bundled), lang=lang) for lang in LANGUAGES)
    for key in ("metric", "relation", "unit", "lacks"):
        (column,) = (each for each in turkish.columns if each.key == key)
        (other,) = (each for each in english.columns if each.key == key)
        codes = {str(code) for code in turkish.values(key) if code is not None}
        assert codes == {str(code) for code in english.values(key) if code is not None}
        assert isinstance(column, Code)
        left = {code: other.shown(code, speech("en")) for code in codes}
        right = {code: column.shown(code, speech("tr")) for code in codes}
        same = {code for code in codes if left[code] == right[code]}
        assert same == ({"%", "Mt", "g/t", "t"} & codes if key == "unit" else set())


def test_a_grid_has_a_row_for_each_and_headings_by_subject(
    bundled: Dataset, results: dict[str, Judgement]
) -> None:
    grid = statement_grid(bundled, results.values())
    assert sorted(str(value) for value in grid.values("statement")) == IDS
    subjects = list(dict.fromkeys(grid.values("subject")))
    assert subjects.index("tr-beylikova") < subjects.index("AU")  # deposits, then countries
    some = statement_grid(bundled, results.values(), subjects=["TR"], verdicts=["depends"])
    assert set(some.values("statement")) == {"turkiye-third-if-jorc", "turkiye-top-five-producer"}
    none = statement_grid(bundled, results.values(), subjects=["KP"])
    assert not none.rows
    assert not none.notes  # nothing to explain


def test_the_verb_on_a_terminal_of_a_hundred_columns(run: Run, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    result = run("claims", "--subject", "beylikova", "--subject", "TR")
    assert result.code == 0, result.err
    assert max(map(len, result.out.splitlines())) <= 100
    assert "Beylikova (tr-beylikova)" in result.out
    assert "12 statements: contradicted 6, depends 4, open 2." in result.out
    turkish = run("claims", "--subject", "tr-beylikova", "--verdict", "depends", "--lang", "tr")
    assert "esasa göre değişiyor 2." in turkish.out
    assert "Beylikova, dünyanın" in turkish.out


def test_the_verb_for_programs(run: Run, tmp_path: Path) -> None:
    result = run("claims", "--format", "json", "--verdict", "supported")
    rows = json.loads(result.out)["rows"]
    assert {row["statement"] for row in rows} >= {"fen-largest-europe", "mountain-pass-15pct-world"}
    assert all(row["url"].startswith("http") and row["claims"] for row in rows)
    out = tmp_path / "claims.csv"
    assert run("claims", "-o", out, "--country", "TR").code == 0
    held = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert {row["subject"] for row in held} == {"tr-beylikova", "TR"}


def test_filters_choose_what_is_shown_and_all_is_ranked_among(run: Run) -> None:
    alone = json.loads(run("claims", "--country", "NO", "--format", "json").out)["rows"]
    whole = json.loads(run("claims", "--format", "json").out)["rows"]
    (fen,) = alone
    assert fen == next(row for row in whole if row["statement"] == "fen-largest-europe")


def test_what_is_asked_for_must_be_there(run: Run) -> None:
    result = run("claims", "--subject", "beylikowa")
    assert result.code == 2
    assert "beylikowa" in result.err
    assert run("claims", "--verdict", "true").code == 2


def test_text_of_a_statement_is_shown_as_text(bundled: Dataset) -> None:
    row = bundled.statements.iloc[0].to_dict()
    hostile = row | {"who": "=1+1\x1b[31m", "summary": "<b>&", "summary_tr": None}
    table = table_of(SCHEMAS["statements"], [hostile])
    made = replace(bundled, statements=table)
    from geodeposits.tables import write

    grid = statement_grid(made, judged(made))
    assert "\x1b" not in str(write(grid, "text"))
    assert "<b>&" not in str(write(grid, "html"))
    assert "\n=1+1" not in str(write(grid, "csv"))
