"""The register of rules, the run, and waivers."""

from __future__ import annotations

import ast
import dataclasses
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geodeposits import checks
from geodeposits.checks import FAMILIES, RULES, CheckRun, Rule, agreement, find_rule, manual, run
from geodeposits.checks.registry import chosen_rules, rule
from geodeposits.dataset import SCHEMAS, Dataset, table_of
from geodeposits.errors import UnknownRule
from geodeposits.finding import Severity
from geodeposits.quantity import Quantity
from tests.amounts_kit import deposit, estimate
from tests.checks_kit import INFO, empty
from tests.run_kit import SOURCE, bad_latitude, found, of_rows, trial, waiver

ROOT = Path(__file__).parents[1]
ROOM = ROOT / "geodeposits" / "checks"
FIRST_RULES = (
    *("GD101", "GD102", "GD103", "GD104", "GD105", "GD106", "GD107", "GD108", "GD109"),
    *("GD201", "GD202", "GD203", "GD204", "GD208", "GD211", "GD212"),
    *("GD301", "GD302", "GD303", "GD304", "GD308", "GD601", "GD603", "GD803"),
)
# --- The register --------------------------------------------------------------------------------


def test_the_first_rules_are_registered_in_the_order_of_their_codes() -> None:
    assert list(RULES) == sorted(RULES)
    assert set(FIRST_RULES) <= set(RULES)


@pytest.mark.parametrize("each", RULES.values(), ids=lambda each: each.code)
def test_the_docstring_of_a_rule_is_its_manual(each: Rule) -> None:
    assert each.what.startswith("Find ")
    assert each.what.endswith(".")
    assert ". " not in each.what
    assert each.why
    assert each.bad
    assert each.good
    page = manual(each)
    assert page.startswith(f"{each.code} {each.name} ({each.severity})\n")
    assert [line for line in page.splitlines() if line in {"Why", "Bad", "Good"}] == [
        "Why",
        "Bad",
        "Good",
    ]
    for part in (each.what, each.details):
        assert part in page


@pytest.mark.parametrize("each", RULES.values(), ids=lambda each: each.code)
def test_a_rule_is_well_formed(each: Rule) -> None:
    assert each.code[:2] == "GD"
    assert each.code[2:].isdigit()
    assert len(each.code) == 5
    assert each.name.replace("-", "").isalnum()
    assert each.name[0].isalpha()
    assert each.scope in {"row", "corpus"}
    assert set(each.needs) <= set(SCHEMAS)


def test_names_of_rules_differ() -> None:
    assert len({each.name for each in RULES.values()}) == len(RULES)


def test_the_register_goes_by_code_whatever_came_first() -> None:
    register = type(RULES)()
    for code in ("GD304", "GD101", "GD211"):
        register.add(dataclasses.replace(RULES["GD201"], code=code))
    assert list(register) == ["GD101", "GD211", "GD304"]
    assert len(register) == 3


def test_a_code_is_given_once() -> None:
    with pytest.raises(ValueError, match="GD201 is the code of another rule"):
        rule("GD201", Severity.NOTE)(lambda dataset: iter(()))


def test_a_rule_without_a_section_has_none() -> None:
    bare = dataclasses.replace(RULES["GD201"], doc="Find nothing.\n\nWhy\n    For a test.")
    assert (bare.why, bare.bad, bare.good) == ("For a test.", "", "")


def test_find_rule_takes_any_case_and_offers_the_nearest() -> None:
    assert find_rule("gd212") is RULES["GD212"]
    with pytest.raises(UnknownRule, match="no rule 'GD299'"):
        find_rule("GD299")


def test_families_hold_the_rules() -> None:
    homes = {each.check.__module__ for each in RULES.values()}
    assert homes == {family.__name__ for family in FAMILIES}


@pytest.mark.parametrize("each", RULES.values(), ids=lambda each: each.code)
def test_a_rule_is_a_function_of_its_module(each: Rule) -> None:
    (home,) = (family for family in FAMILIES if family.__name__ == each.check.__module__)
    assert getattr(home, each.name.replace("-", "_")) is each.check


# --- Choosing rules ------------------------------------------------------------------------------


def test_select_takes_codes_and_prefixes() -> None:
    chosen = [each.code for each in chosen_rules(["GD21", "GD304"])]
    assert chosen == [code for code in RULES if code.startswith("GD21") or code == "GD304"]
    assert {"GD211", "GD212", "GD304"} <= set(chosen)


def test_ignore_is_taken_from_what_is_selected() -> None:
    chosen = [each.code for each in chosen_rules(["GD2"], ["GD21", "gd201"])]
    assert chosen == [code for code in RULES if code.startswith("GD20") and code != "GD201"]
    assert "GD202" in chosen


def test_without_a_choice_all_rules_are_run() -> None:
    assert chosen_rules() == tuple(RULES.values())


def test_one_code_may_be_given_bare() -> None:
    assert run(trial(), select="GD201").rules == ("GD201",)


@pytest.mark.parametrize("name", ["GD9", "X", "", "GD2011"])
def test_a_name_that_fits_no_rule_is_refused(name: str) -> None:
    with pytest.raises(UnknownRule):
        run(trial(), select=[name])
    with pytest.raises(UnknownRule):
        run(trial(), ignore=[name])


# --- The run -------------------------------------------------------------------------------------


def test_findings_are_sorted_and_name_the_rules_run() -> None:
    result = run(trial(bad_latitude("tr-b"), bad_latitude("tr-a")), select=["GD208", "GD201"])
    assert [f.deposit for f in result.findings] == ["tr-a", "tr-b"]
    assert result.rules == ("GD201", "GD208")


def test_counts_and_failing_leave_waived_ones_out() -> None:
    result = run(
        trial(bad_latitude("tr-a"), bad_latitude("tr-b"), waivers=(waiver("GD201"),)),
        select=["GD201"],
    )
    assert result.counts() == {Severity.ERROR: 1, Severity.WARNING: 0, Severity.NOTE: 0}
    assert [f.deposit for f in result.failing()] == ["tr-b"]
    assert [f.deposit for f in result.waived] == ["tr-a"]


def test_failing_counts_from_a_severity_on() -> None:
    kinds = [
        dataclasses.replace(found("GD101", severity.value), severity=severity)
        for severity in Severity
    ]
    result = CheckRun(findings=tuple(kinds), rules=("GD101",))
    assert len(result.failing(Severity.NOTE)) == 3
    assert len(result.failing(Severity.WARNING)) == 2
    assert [f.message for f in result.failing(Severity.ERROR)] == ["error"]


def test_progress_is_told_of_each_rule() -> None:
    steps: list[tuple[str, int, int]] = []
    run(trial(), select=["GD6"], progress=lambda *step: steps.append(step))
    codes = [code for code in RULES if code.startswith("GD6")]
    assert codes[:2] == ["GD601", "GD602"]
    assert steps == [(code, n, len(codes)) for n, code in enumerate(codes, start=1)]


def test_what_the_reader_found_is_selected_and_ignored_by_code() -> None:
    dataset = of_rows(reading=(found("GD103"), found("GD109")))
    assert [f.code for f in run(dataset).findings] == ["GD103", "GD109"]
    assert [f.code for f in run(dataset, select=["GD103"]).findings] == ["GD103"]
    assert [f.code for f in run(dataset, ignore=["GD103"]).findings] == ["GD109"]


def test_what_the_reader_found_under_any_code_is_not_lost() -> None:
    dataset = of_rows(reading=(found("GD201"), found("GD999")))
    assert [f.code for f in run(dataset).findings] == ["GD201", "GD999"]
    assert [f.code for f in run(dataset, select=["GD2"]).findings] == ["GD201"]


def test_dataset_check_is_the_run() -> None:
    assert trial(bad_latitude()).check(select=["GD2"]) == run(trial(bad_latitude()), select=["GD2"])


def test_a_run_is_the_same_twice() -> None:
    dataset = trial(bad_latitude("tr-b"), bad_latitude("tr-a"), waivers=(waiver("GD204"),))
    assert run(dataset) == run(dataset)


# --- Tables that hold nothing --------------------------------------------------------------------


@pytest.mark.parametrize("each", RULES.values(), ids=lambda each: each.code)
def test_a_rule_stands_an_empty_dataset(each: Rule) -> None:
    assert list(each.found(empty())) == []


@cache
def with_everything_missing() -> Dataset:
    tables = {name: table_of(schema, [{}, {}]) for name, schema in SCHEMAS.items()}
    return Dataset.of_tables(tables, info=INFO)


@pytest.mark.parametrize("each", RULES.values(), ids=lambda each: each.code)
def test_a_rule_stands_rows_in_which_everything_is_missing(each: Rule) -> None:
    findings = list(each.found(with_everything_missing()))
    assert {f.code for f in findings} <= {"GD101", "GD601", "GD803"}
    assert {f.code for f in findings} <= {each.code}


@cache
def without_types() -> Dataset:
    tables = {
        name: table_of(schema, [{}]).astype(object).where(lambda frame: frame.notna(), None)
        for name, schema in SCHEMAS.items()
        if name != "deposits"
    }
    return dataclasses.replace(empty(), **tables)


@pytest.mark.parametrize("each", RULES.values(), ids=lambda each: each.code)
def test_a_rule_stands_columns_without_a_type(each: Rule) -> None:
    """A frame of a user's own may hold None in columns of objects."""
    findings = list(each.found(without_types()))
    assert {f.code for f in findings} <= {"GD601", "GD803"}


@cache
def without_columns() -> Dataset:
    tables = {
        name: pd.DataFrame({"id": ["tr-a"]})
        for name in SCHEMAS
        if name not in {"deposits", "sources", "waivers"}
    }
    return dataclasses.replace(trial(bad_latitude()), **tables)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_stands_a_table_that_lacks_columns(code: str) -> None:
    assert all(f.code == code for f in RULES[code].found(without_columns()))


@pytest.mark.parametrize(
    ("least", "failing"), [((), 1), ((Severity.WARNING,), 2), ((Severity.NOTE,), 3)]
)
def test_errors_alone_fail_a_run_unless_more_is_asked_for(
    least: tuple[Severity, ...], failing: int
) -> None:
    each = [dataclasses.replace(found("GD201"), severity=severity) for severity in Severity]
    result = CheckRun(findings=tuple(each), rules=("GD201",))
    failed = result.failing(*least)
    assert len(failed) == failing
    assert Severity.ERROR in {finding.severity for finding in failed}


# --- Waivers -------------------------------------------------------------------------------------


def test_a_waiver_accepts_the_findings_of_its_deposit_and_code() -> None:
    result = run(trial(bad_latitude(), waivers=(waiver("GD201"),)))
    assert [(f.code, f.waived) for f in result.findings] == [("GD201", "known")]
    assert result.failing(Severity.NOTE) == ()


def test_a_waiver_whose_reason_got_lost_is_one_all_the_same() -> None:
    result = run(trial(bad_latitude(), waivers=({**waiver("GD201"), "reason": ""},)))
    assert [(f.code, f.waived) for f in result.findings] == [("GD201", "waived")]


@pytest.mark.parametrize("about", ["latitude 95°", "positions/usgs", "tr-a.toml:7"])
def test_about_may_be_in_message_claim_or_origin(about: str) -> None:
    result = run(trial(bad_latitude(), waivers=(waiver("GD201", about=about),)))
    assert [f.waived for f in result.findings] == ["known"]


def test_a_waiver_about_something_else_accepts_nothing() -> None:
    result = run(trial(bad_latitude(), waivers=(waiver("GD201", about="longitude"),)))
    assert [(f.code, f.waived) for f in result.findings] == [("GD201", ""), ("GD803", "")]


def test_a_waiver_of_another_deposit_accepts_nothing() -> None:
    result = run(trial(bad_latitude("tr-b"), waivers=(waiver("GD201"),)))
    assert [(f.code, f.deposit) for f in result.findings] == [("GD803", "tr-a"), ("GD201", "tr-b")]


def test_an_unused_waiver_is_a_warning_at_its_line() -> None:
    (finding,) = run(trial(waivers=(waiver("GD212"),))).findings
    assert (finding.code, finding.severity) == ("GD803", Severity.WARNING)
    assert finding.origin == "seeds/deposits/tr-a.toml:20"
    assert "GD212" in finding.message


def test_a_waiver_of_a_rule_that_is_not_run_is_judged_all_the_same() -> None:
    used = trial(bad_latitude(), waivers=(waiver("GD201"),))
    assert run(used, select=["GD803"]).findings == ()
    assert run(used, ignore=["GD201"]).findings == ()


def test_a_waiver_of_what_shows_beside_an_atlas_alone_is_used() -> None:
    own = of_rows(
        deposits=[deposit("own", name="Mountain Pass")],
        estimates=[estimate("18.4", "7.98", id="own", claim="own/e")],
        waivers=[waiver("GD310", deposit="own")],
    )
    theirs = estimate("16.69", "7.98", id="us-a", claim="us-a/f", source="t")
    atlas = of_rows(deposits=[deposit("us-a", name="Mountain Pass")], estimates=[theirs])
    beside = run(own, select=["GD310", "GD803"], atlas=atlas).findings
    assert [(f.code, f.waived) for f in beside] == [("GD310", "known")]
    assert run(own, select=["GD803"], atlas=lambda: atlas).findings == ()
    (unused,) = run(own, select=["GD310", "GD803"]).findings
    assert (unused.code, unused.deposit) == ("GD803", "own")


def test_a_waiver_of_no_rule_is_unused() -> None:
    (finding,) = run(trial(waivers=(waiver("GD999"),))).findings
    assert "no rule has this code" in finding.message


def test_an_unused_waiver_cannot_be_waived() -> None:
    result = run(trial(waivers=(waiver("GD212"), waiver("GD803"))))
    assert [(f.code, f.waived) for f in result.findings] == [("GD803", ""), ("GD803", "")]


def test_a_waiver_accepts_what_the_reader_found() -> None:
    complaint = found("GD103", "colour: unknown field", deposit="tr-a")
    dataset = dataclasses.replace(
        trial(waivers=(waiver("GD103", about="colour"),)), reading=(complaint,)
    )
    assert [(f.code, f.waived) for f in run(dataset).findings] == [("GD103", "known")]


def test_public_names_are_there() -> None:
    assert all(hasattr(checks, name) for name in checks.__all__)


# --- Columns, not rows ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.name)
def test_no_rule_walks_over_all_rows(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not used & {"iterrows", "itertuples", "apply", "iloc"}


def test_figures_that_agree_are_never_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    number = 2000
    spread = {"ore_mt": 10.0, "grade_pct": 1.0, "contained_kt": 100.0}
    figures = {f"{name}{end}": v for name, v in spread.items() for end in ("", "_low", "_high")}
    rows = [
        {"claim": f"c{i}", "id": f"tr-{i}", "basis": "REO", "source": "usgs", **figures}
        for i in range(number)
    ]
    positions = [bad_latitude(f"tr-{i}", lat=39.5 + i * 1e-6) for i in range(number)]
    deposits = [{"id": f"tr-{i}", "name": "n", "country": "TR"} for i in range(number)]
    dataset = of_rows(deposits=deposits, positions=positions, estimates=rows, sources=[SOURCE])
    calls: list[object] = []
    monkeypatch.setattr(Quantity, "parse", classmethod(lambda cls, value: calls.append(value)))
    assert run(dataset).findings == ()
    assert calls == []


def test_many_positions_of_one_deposit_do_not_explode() -> None:
    rows = [bad_latitude("tr-a", lat=lat) for lat in np.linspace(38.0, 38.0001, 2000)]
    dataset = trial(*rows, bad_latitude("tr-b", lat=38.0), bad_latitude("tr-b", lat=38.1))
    pairs = agreement._pairs(dataset)
    assert pairs["id"].value_counts().to_dict() == {"tr-a": 100 * 99 // 2, "tr-b": 1}
    assert [f.severity for f in run(dataset, select=["GD211", "GD212"]).findings] == [Severity.NOTE]
