"""How a run is written for people: concise, full, statistics, waivers to fill in."""

from __future__ import annotations

import tomllib

import pytest

from geodeposits.checks import RULES, CheckRun
from geodeposits.checks.formats import (
    Excerpt,
    Excerpts,
    concise,
    full,
    statistics,
    statistics_records,
    waiver_skeletons,
)
from geodeposits.finding import Finding, Severity

SEED = "seeds/deposits/tr-a.toml:7"


def finding(code: str = "GD201", severity: Severity = Severity.ERROR, **fields: str) -> Finding:
    given = {"message": "latitude 95° lies beyond ±90°", "origin": SEED, **fields}
    return Finding(code=code, severity=severity, **given)


def note(code: str = "GD511", **fields: str) -> Finding:
    return finding(code, Severity.NOTE, **{"message": "is old", **fields})


def run_of(*findings: Finding, rules: tuple[str, ...] = ("GD201",)) -> CheckRun:
    return CheckRun(findings=findings, rules=rules)


def at(excerpt: Excerpt | None) -> Excerpts:
    return lambda _finding: excerpt


def lines(text: str) -> list[str]:
    assert text.endswith("\n")
    return text.splitlines()


# --- Concise -------------------------------------------------------------------------------------


def test_the_place_in_a_seed_says_whose_record_it_is() -> None:
    run = run_of(finding(deposit="tr-a", claim="tr-a/positions/usgs", field="lat"))
    assert lines(concise(run))[0] == f"{SEED}: error GD201 latitude 95° lies beyond ±90°"


@pytest.mark.parametrize(
    ("fields", "heading", "shown"),
    [
        ({"deposit": "my-1", "claim": "my-1/x", "field": "lat"}, "", " [my-1 lat]"),
        ({"deposit": "my-1", "field": "lat"}, "Latitude", " [my-1 Latitude]"),
        ({"deposit": "my-1"}, "Latitude", " [my-1]"),
        ({"claim": "my-1/x"}, "", " [my-1/x]"),
        ({"field": "lat"}, "", " [lat]"),
        ({}, "", ""),
        ({"deposit": "a\nb"}, "", " [a␊b]"),
    ],
)
def test_a_row_of_a_table_is_named_by_its_record_and_its_column(
    fields: dict[str, str], heading: str, shown: str
) -> None:
    run = run_of(finding(**{"origin": "my.csv:2", **fields}))
    excerpt = Excerpt(2, "95,31", 1, 2, heading)
    written = lines(concise(run, at(excerpt if heading else None)))[0]
    assert written == f"my.csv:2: error GD201 latitude 95° lies beyond ±90°{shown}"


def test_a_finding_without_a_file_is_named_once() -> None:
    assert lines(concise(run_of(finding(origin="", deposit="tr-a", field="lat"))))[0] == (
        "tr-a: error GD201 latitude 95° lies beyond ±90°"
    )


def test_several_notes_of_a_rule_are_one_line() -> None:
    run = run_of(finding(), note("GD511"), note("GD511"), note("GD206"), *[note("GD213")] * 3)
    assert lines(concise(run)) == [
        f"{SEED}: error GD201 latitude 95° lies beyond ±90°",
        f"{SEED}: note GD206 is old",
        "notes: GD213 3, GD511 2; --format full or --select shows them",
        "1 error, 0 warnings, 6 notes, 0 waived (1 rule)",
    ]


def test_notes_are_shown_one_by_one_where_that_is_asked_for() -> None:
    written = lines(concise(run_of(note(), note()), notes=True))
    assert written[:2] == [f"{SEED}: note GD511 is old"] * 2
    assert len(written) == 3


def test_an_error_of_a_rule_that_also_has_notes_is_never_counted_away() -> None:
    run = run_of(finding("GD211"), note("GD211"), note("GD211"))
    assert lines(concise(run))[0] == f"{SEED}: error GD211 latitude 95° lies beyond ±90°"
    assert lines(concise(run))[1] == "notes: GD211 2; --format full or --select shows them"


def test_counts_of_notes_over_a_thousand_have_separators_and_equals_go_by_code() -> None:
    run = run_of(*[note("GD511")] * 1200, *[note("GD206")] * 1200)
    assert "notes: GD206 1,200, GD511 1,200; " in concise(run)


def test_a_waived_note_is_not_counted_as_one_of_many() -> None:
    assert "GD511 is old" in concise(run_of(note(), note(waived="known")))


@pytest.mark.parametrize(
    ("severity", "number"), [(Severity.ERROR, 31), (Severity.WARNING, 33), (Severity.NOTE, 36)]
)
def test_colour_paints_severity_and_code_and_nothing_else(severity: Severity, number: int) -> None:
    run = run_of(finding(severity=severity, message="\x1b[0m"))
    painted = lines(concise(run, colour=True))[0]
    assert painted == f"{SEED}: \x1b[{number}m{severity} GD201\x1b[0m ␛[0m"
    assert "\x1b" not in concise(run)
    assert f"\x1b[{number}mGD201 {severity}\x1b[0m: ␛[0m" in full(run, colour=True)
    assert "\x1b" not in full(run)


# --- Full ----------------------------------------------------------------------------------------


def test_full_shows_place_record_text_and_reason() -> None:
    run = run_of(finding(deposit="tr-a", claim="tr-a/positions/usgs", field="lat"))
    text = full(run, at(Excerpt(9, "lat = 95.0", 7, 4)))
    assert lines(text) == [
        "GD201 error: latitude 95° lies beyond ±90°",
        "  at   seeds/deposits/tr-a.toml:9:7",
        "  of   tr-a, claim tr-a/positions/usgs, field lat",
        "  9 | lat = 95.0",
        "    |       ^^^^",
        lines(text)[5],
        "",
        "1 error, 0 warnings, 0 notes, 0 waived (1 rule)",
    ]
    assert lines(text)[5].startswith("  why  ")


def test_full_gives_the_first_sentence_of_why_alone() -> None:
    assert RULES["GD202"].why.count(". ") == 1
    last = lines(full(run_of(finding("GD202"))))[-3]
    assert last == "  why  Half of all software writes longitude first."


def test_full_without_a_text_has_no_quotation_and_no_column() -> None:
    text = full(run_of(finding("GD999", deposit="tr-a", claim="tr-a")))
    assert lines(text)[:4] == [
        "GD999 error: latitude 95° lies beyond ±90°",
        f"  at   {SEED}",
        "  of   tr-a",
        "",
    ]


def test_full_without_any_place_says_what_is_wrong() -> None:
    written = lines(full(run_of(finding("GD999", origin=""))))
    assert written[0] == "GD999 error: latitude 95° lies beyond ±90°"
    assert written[1] == ""


def test_full_names_the_column_as_the_table_does() -> None:
    run = run_of(finding(origin="my.csv:2", deposit="my-1", field="lat"))
    assert "  of   my-1, column Latitude\n" in full(run, at(Excerpt(2, "95,31", 1, 2, "Latitude")))


def test_full_shows_a_line_of_which_no_part_is_known_without_a_mark() -> None:
    text = full(run_of(finding()), at(Excerpt(7, "[[positions]]   ")))
    assert "  7 | [[positions]]\n  why" in text
    assert "^" not in text
    assert f"  at   {SEED}\n" in text


def test_full_leaves_waived_findings_out_and_shows_every_note() -> None:
    text = full(run_of(finding(waived="known"), note(), note()))
    assert "GD201" not in text
    assert text.count("GD511 note: is old") == 2


def marked(text: str) -> str:
    """Return what stands above the mark."""
    shown, mark = (line for line in lines(text) if " | " in line)
    start, end = mark.index("^"), mark.rindex("^") + 1
    assert set(mark[start:end]) == {"^"}
    return shown[start:end]


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    before, after = "b" * 300, "a" * 300
    excerpt = Excerpt(1, f"{before}MEANT{after}", 301, 5)
    text = full(run_of(finding("GD999")), at(excerpt))
    assert marked(text) == "MEANT"
    assert f"  1 | …{'b' * 40}MEANT{'a' * 53}…\n" in text


def test_a_line_of_just_the_widest_is_left_whole() -> None:
    whole = "b" * 60 + "MEANT" + "a" * 35
    assert f"  1 | {whole}\n" in full(run_of(finding()), at(Excerpt(1, whole, 61, 5)))
    longer = f"{whole}a"
    assert f"  1 | …{'b' * 40}MEANT{'a' * 36}\n" in full(
        run_of(finding()), at(Excerpt(1, longer, 61, 5))
    )


def test_a_long_cell_is_cut_itself() -> None:
    excerpt = Excerpt(1, "x" * 500, 1, 500)
    text = full(run_of(finding("GD999")), at(excerpt))
    assert marked(text) == "x" * 39 + "…"


def test_marks_stand_below_wide_and_combining_letters() -> None:
    text = full(run_of(finding()), at(Excerpt(1, "白云e\u0301 = 95", 8, 2)))
    assert "  1 | 白云e\u0301 = 95\n    |         ^^\n" in text


def test_no_text_of_a_file_steers_the_terminal() -> None:
    text = full(
        run_of(finding(origin="a\x1b:1", deposit="\u202e")), at(Excerpt(1, "\x1b[31m", 1, 1))
    )
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "  1 | ␛[31m\n    | ^\n" in text


# --- Statistics ----------------------------------------------------------------------------------


def test_statistics_count_by_rule_and_severity_worst_and_most_first() -> None:
    run = run_of(
        *[finding("GD304")] * 2,
        finding("GD201"),
        finding("GD202"),
        finding("GD211", Severity.WARNING),
        *[finding("GD211", Severity.ERROR)] * 3,
        finding("GD202", waived="known"),
        note("GD999"),
    )
    rows = [(r["found"], r["waived"], r["severity"], r["code"]) for r in statistics_records(run)]
    assert rows == [
        (3, 0, "error", "GD211"),
        (2, 0, "error", "GD304"),
        (1, 0, "error", "GD201"),
        (1, 1, "error", "GD202"),
        (1, 0, "warning", "GD211"),
        (1, 0, "note", "GD999"),
    ]
    assert statistics_records(run)[1]["name"] == "unit-slip"
    assert statistics_records(run)[-1]["name"] == ""


def test_statistics_are_a_table_and_the_counts() -> None:
    run = run_of(*[finding("GD304")] * 1234, note("GD999", waived="known"))
    assert lines(statistics(run)) == [
        "   found  waived  severity  code   rule",
        "   1,234       0  error     GD304  unit-slip",
        "       0       1  note      GD999",
        "1,234 errors, 0 warnings, 0 notes, 1 waived (1 rule)",
    ]


def test_statistics_of_nothing_are_the_counts_alone() -> None:
    assert statistics(run_of()) == "0 errors, 0 warnings, 0 notes, 0 waived (1 rule)\n"


@pytest.mark.parametrize(("records", "said"), [(0, "(1 rule, 0 records)"), (1, "(1 rule)")])
def test_a_run_over_nothing_says_so(records: int, said: str) -> None:
    empty = CheckRun(findings=(), rules=("GD201",), records=records)
    assert concise(empty) == f"0 errors, 0 warnings, 0 notes, 0 waived {said}\n"
    assert full(empty) == statistics(empty) == concise(empty)


@pytest.mark.parametrize(
    ("one", "other", "both"), [(None, 0, 0), (None, None, None), (0, 3, 3), (2, 3, 5)]
)
def test_records_of_joined_runs_are_added(
    one: int | None, other: int | None, both: int | None
) -> None:
    runs = [CheckRun(findings=(), rules=(), records=records) for records in (one, other)]
    assert runs[0].joined(runs[1]).records == both


# --- Waivers to fill in --------------------------------------------------------------------------


def test_skeletons_stand_under_the_file_they_go_into() -> None:
    text = waiver_skeletons(
        run_of(
            finding("GD304", origin="data/estimates.csv:3", deposit="usgs-1"),
            finding("GD201", deposit="tr-a"),
        )
    )
    assert text == (
        "# --- into seeds/occurrences/waivers.toml\n"
        "\n"
        "# data/estimates.csv:3: latitude 95° lies beyond ±90°\n"
        "[[waivers]]\n"
        'id = "usgs-1"\n'
        'code = "GD304"\n'
        'reason = "…"\n'
        "\n"
        "# --- into seeds/deposits/tr-a.toml\n"
        "\n"
        f"# {SEED}: latitude 95° lies beyond ±90°\n"
        "[[waivers]]\n"
        'code = "GD201"\n'
        'reason = "…"\n'
    )


def test_skeletons_tell_findings_of_one_rule_on_one_record_apart() -> None:
    text = waiver_skeletons(
        run_of(
            finding(deposit="tr-a", claim="c1", message="m1"),
            finding(deposit="tr-a", claim="c1", message="m2"),
            finding(deposit="tr-a", claim="c2", message="m3"),
            finding(deposit="tr-b", claim="c9", message="m4"),
        )
    )
    waivers = tomllib.loads(text)["waivers"]
    assert [waiver.get("about") for waiver in waivers] == ["m1", "m2", "c2", None]


def test_skeletons_are_of_open_errors_and_warnings_of_records() -> None:
    findings = (
        finding("GD1", Severity.WARNING, deposit="tr-a"),
        finding("GD2", deposit="tr-a", waived="known"),
        finding("GD3"),
        note("GD4", deposit="tr-a"),
    )
    assert [w["code"] for w in tomllib.loads(waiver_skeletons(run_of(*findings)))["waivers"]] == [
        "GD1"
    ]
    with_notes = tomllib.loads(waiver_skeletons(run_of(*findings), notes=True))
    assert [w["code"] for w in with_notes["waivers"]] == ["GD1", "GD4"]


def test_skeletons_are_toml_whatever_the_text() -> None:
    hostile = 'a"\\\n[[x]]\u2028\x00'
    text = waiver_skeletons(
        run_of(
            finding(deposit=hostile, origin="a.csv:1", message=hostile),
            finding(deposit=hostile, origin="a.csv:1", message="other"),
        )
    )
    first, second = tomllib.loads(text)["waivers"]
    assert (first["id"], first["about"]) == (hostile, hostile)
    assert second["about"] == "other"
    assert set(tomllib.loads(text)) == {"waivers"}


def test_skeletons_for_a_table_say_where_waivers_count() -> None:
    run = run_of(
        finding("GD304", origin="my.csv:3", deposit="xx-a"),
        finding("GD201", origin="my.csv:4", deposit="xx-b"),
    )
    text = waiver_skeletons(run, of_table=True)
    assert text.startswith("# Waivers belong to a folder of seeds: a table has none")
    assert "# --- into" not in text
    assert text.count("Waivers belong") == 1
    of_seeds = tomllib.loads(waiver_skeletons(run))
    assert tomllib.loads(text) == of_seeds
    assert [w["id"] for w in of_seeds["waivers"]] == ["xx-a", "xx-b"]


def test_no_finding_needs_no_waiver() -> None:
    assert waiver_skeletons(run_of()) == ""
    assert waiver_skeletons(run_of(), of_table=True) == ""
