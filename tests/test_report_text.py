"""The report as text for a terminal, with what the checks found."""

from __future__ import annotations

import io
import json
import re
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from geodeposits.dataset import Dataset
from geodeposits.finding import Severity
from geodeposits.report import report_of
from geodeposits.wording import DOCUMENTED_RULE, HEADLINE_RULE
from tests.report_kit import (
    DEPOSITS,
    SOURCES,
    found,
    hostile,
    run_of,
    the_checked_report,
    the_report,
    tiny,
    write,
)

__all__ = ["hostile", "tiny"]


# Text


def test_the_text_at_80_columns_is_this(tiny: Dataset) -> None:
    rules = (
        f"Headline is what is reported: {HEADLINE_RULE}. Documented is what is best supported: "
        f"{DOCUMENTED_RULE}. Both are shown; neither is corrected by the other."
    )
    golden = GOLDEN.replace("{RULES_OF_CHOICE}", textwrap.fill(rules, 80))
    assert the_checked_report(tiny).text(80) == golden


def test_figures_side_by_side_on_a_wide_terminal(tiny: Dataset) -> None:
    rows = the_report(tiny).text(160).splitlines()
    (row,) = (row for row in rows if row.startswith("Bound"))
    assert re.split(r"\s{2,}", row) == [
        "Bound", "1", "> 6.94 Mt", "REO", "E", "694 Mt of ore at > 1 % REO",
        "–", "954 kt", "La2O3 +", "D", "30.36 Mt of ore at 3.14 %",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [80, 100, 120, 149, 150, 200])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(tiny: Dataset, width: int) -> None:
    text = the_checked_report(tiny).text(width)
    assert max(map(len, text.splitlines())) <= width
    assert "…" not in text
    assert "> 6.94 Mt" in text


def test_a_width_below_80_is_taken_as_80(tiny: Dataset) -> None:
    assert the_report(tiny).text(20) == the_report(tiny).text(80)


def test_print_follows_the_console(tiny: Dataset) -> None:
    out = io.StringIO()
    the_report(tiny).print(Console(file=out, width=80, color_system=None, _environ={}))
    assert out.getvalue() == the_report(tiny).text(80)


def test_print_on_a_colour_terminal_has_colours_and_no_color_has_none(tiny: Dataset) -> None:
    def printed(environ: dict[str, str]) -> str:
        out = io.StringIO()
        console = Console(file=out, width=80, force_terminal=True, _environ=environ)
        report_of(tiny, run=run_of(found("GD301", Severity.ERROR))).print(console)
        return out.getvalue()

    assert "\x1b[1;31m" in printed({"TERM": "xterm-256color"})
    assert "\x1b[1;31m" not in printed({"TERM": "xterm-256color", "NO_COLOR": "1"})


def test_a_long_source_key_breaks_at_a_hyphen(tmp_path: Path) -> None:
    key = "northern-australian-mining-gazette-2025-10"
    seeds = {"cn-total": DEPOSITS["cn-total"].replace('"company"', f'"{key}"')}
    text = report_of(write(tmp_path / "s", seeds, {key: SOURCES["company"]})).text(80)
    assert re.search(r"northern-australian-mining-\n +gazette-2025-10\n", text)


def test_top_cuts_the_ranked_table_and_says_so(tiny: Dataset) -> None:
    whole, cut = the_report(tiny), report_of(tiny, top=1)
    assert "Total" in whole.text()
    assert "Total\n" not in cut.text()
    assert "The first 1; 1 more are ranked." in cut.text()
    assert cut.csv() == whole.csv()
    assert cut.json() == whole.json()


# What the checks found


def test_without_a_run_the_report_says_so(tiny: Dataset) -> None:
    assert "The rules were not run for this report." in the_report(tiny).markdown()


def test_without_a_run_the_complaints_of_the_reader_are_shown(tiny: Dataset) -> None:
    complaint = found("GD105", Severity.ERROR, "no quantity", origin="my.csv:3")
    text = report_of(replace(tiny, reading=(complaint,))).text(100)
    assert "Reading the input gave 1 complaint:\n  error GD105 my.csv:3\n  no quantity\n" in text


def test_findings_are_counted_listed_and_waivers_give_their_reason(tiny: Dataset) -> None:
    run = run_of(
        found("GD211", Severity.WARNING, "8 km apart", origin="seeds/a.toml:3"),
        found("GD301", Severity.ERROR, "tonnage of 0", origin="seeds/b.toml:7"),
        found("GD302", Severity.ERROR, "more than the ore", waived="as printed"),
        found("GD511", Severity.NOTE, "old figure"),
    )
    text = report_of(tiny, run=run).text(100)
    assert "1 error, 1 warning, 1 note, 1 waived (2 rules)." in text
    assert text.index("tonnage of 0") < text.index("8 km apart") < text.index("more than the ore")
    assert "error GD301 seeds/b.toml:7" in text
    assert "waived: as printed" in text
    assert "old figure" not in text


def test_only_the_first_twenty_findings_are_listed(tiny: Dataset) -> None:
    run = run_of(*(found("GD301", Severity.ERROR, f"number {n:02}") for n in range(21)))
    text = report_of(tiny, run=run).text(100)
    assert "number 19" in text
    assert "number 20" not in text
    assert "The first 20; 1 more by the command geodeposits check." in text


def test_json_holds_every_finding(tiny: Dataset) -> None:
    run = run_of(*(found("GD511", Severity.NOTE, f"{n}", claim="c") for n in range(30)))
    findings = json.loads(report_of(tiny, run=run).json())["findings"]
    assert findings["counts"] == {"note": 30, "warning": 0, "error": 0, "waived": 0}
    assert len(findings["findings"]) == 30
    assert findings["findings"][0] == {
        "code": "GD511", "severity": "note", "message": "0", "origin": "", "deposit": "",
        "claim": "c", "field": "", "waived": "",
    }  # fmt: skip


GOLDEN = """\
A tiny atlas
version 1.2.3 · as of 2026-01-01 · 7 deposits · 7 estimates · 3 sources

HOW TO READ THE FIGURES
A  CRIRSCO-family code, effective within 10 years of the as-of date
B  CRIRSCO-family code, older or undated
C  national code (GKZ, GB/T, UNFC, AMD), or a code that only a database names
D  historical, compiled or conceptual, or no code named
E  announced by an official or a company without a report
{RULES_OF_CHOICE}
Ore is rock, not oxide. Only figures on total oxides (TREO, REO) are ranked and
added up; what is on another basis stands apart. Levels, bases, resources and
reserves are never added to one another.
A figure with > is a lower bound and is ranked by that bound; ~ means about. Mt
and kt are million and thousand metric tonnes.

DEPOSITS BY CONTAINED RARE EARTH OXIDE
  #  Deposit              Contained  Basis     Lvl  Figure, date, source
────────────────────────────────────────────────────────────────────────────────
  1  Bound                > 6.94 Mt  REO       E    694 Mt of ore at > 1 % REO
     Türkiye                                        announcement, no code
                                                    2025-10, speech
  –    documented            954 kt  La2O3 +   D    30.36 Mt of ore at 3.14 %
                                     CeO2 +         La2O3 + CeO2 + Nd2O3
                                     Nd2O3          historical, no code
                                                    1977, table

  2  Total                     5 Mt  TREO      A    100 Mt of ore at 5 % TREO
     China                                          resource, JORC, indicated,
                                                    inferred
                                                    2020-03, company
  1    documented              5 Mt  TREO      A    as headline

FIGURES THAT ARE NOT RANKED
The headline figure is on another basis, states no contained oxide, or covers
several deposits. Contained is on the stated basis; the order means nothing.
  #  Deposit              Contained  Basis     Lvl  Figure, date, source
────────────────────────────────────────────────────────────────────────────────
  –  Elements                200 kt  TREE      D    10 Mt of ore at 2 % TREE
     Canada                          elements       (elements)
                                                    compiled, no code
                                                    2015, table
  –    documented            200 kt  TREE      D    as headline
                                     elements

  –  North                    40 kt  TREO      B    no tonnage of ore
     Greenland                                      resource, JORC, of a project
                                                    of several deposits
                                                    2012, company
  –    documented             40 kt  TREO      B    as headline

  –  South                    40 kt  TREO      B    no tonnage of ore
     Greenland                                      resource, JORC, of a project
                                                    of several deposits
                                                    2012, company
  –    documented             40 kt  TREO      B    as headline

  –  Beach                   500 kt  monazite  D    no tonnage of ore
     India                                          resource
                                                    2011, table
  –    documented            500 kt  monazite  D    as headline

TOTALS BY COUNTRY

Headline figures: contained oxide, with the number of deposits
                                                                       Not
                          Level A          Level B         Level E  ranked  None
────────────────────────────────────────────────────────────────────────────────
Australia                       –                –               –       –     1
Canada                          –                –               –       1     –
China                        5 Mt                –               –       –     –
                              (1)
Greenland                       –            40 kt               –       –     –
resource of                                    (1)
several deposits
India                           –                –               –       1     –
Türkiye                         –                –       > 6.94 Mt       –     –
                                                               (1)
All                          5 Mt                –       > 6.94 Mt       2     1
                              (1)                              (1)
All                             –            40 kt               –       –     –
resource of                                    (1)
several deposits
1 of these figures covers several deposits and stands apart: it may hold what
others count. Repeats of such a figure that the sums leave out: 1.

Documented figures: contained oxide, with the number of deposits
                                                                       Not
                                  Level A                  Level B  ranked  None
────────────────────────────────────────────────────────────────────────────────
Australia                               –                        –       –     1
Canada                                  –                        –       1     –
China                                5 Mt                        –       –     –
                                      (1)
Greenland                               –                    40 kt       –     –
resource of                                                    (1)
several deposits
India                                   –                        –       1     –
Türkiye                                 –                        –       1     –
All                                  5 Mt                        –       3     1
                                      (1)
All                                     –                    40 kt       –     –
resource of                                                    (1)
several deposits
1 of these figures covers several deposits and stands apart: it may hold what
others count. Repeats of such a figure that the sums leave out: 1.

TOTALS BY DEPOSIT TYPE

Headline figures: contained oxide, with the number of deposits
                                                                       Not
                          Level A          Level B         Level E  ranked  None
────────────────────────────────────────────────────────────────────────────────
carbonatite REE                 –                –       > 6.94 Mt       –     –
                                                               (1)
unknown                      5 Mt                –               –       2     1
                              (1)
unknown                         –            40 kt               –       –     –
resource of                                    (1)
several deposits
All                          5 Mt                –       > 6.94 Mt       2     1
                              (1)                              (1)
All                             –            40 kt               –       –     –
resource of                                    (1)
several deposits
1 of these figures covers several deposits and stands apart: it may hold what
others count. Repeats of such a figure that the sums leave out: 1.

Documented figures: contained oxide, with the number of deposits
                                                                       Not
                                  Level A                  Level B  ranked  None
────────────────────────────────────────────────────────────────────────────────
carbonatite REE                         –                        –       1     –
unknown                              5 Mt                        –       2     1
                                      (1)
unknown                                 –                    40 kt       –     –
resource of                                                    (1)
several deposits
All                                  5 Mt                        –       3     1
                                      (1)
All                                     –                    40 kt       –     –
resource of                                                    (1)
several deposits
1 of these figures covers several deposits and stands apart: it may hold what
others count. Repeats of such a figure that the sums leave out: 1.

NOT COUNTED
No amount     1 deposit without a headline that states an amount
Not ranked    4 deposits with a headline that cannot be ranked
Undocumented  1 deposit without an amount of level A to D
No amount: Nothing known (Australia)

WHAT THE CHECKS FOUND
0 errors, 0 warnings, 0 notes, 0 waived (2 rules).
"""
