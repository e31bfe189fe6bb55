"""The manual of the rules as Markdown, and the page of all of them under docs/."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from geodeposits.checks import RULES
from geodeposits.checks.formats import rule_markdown, rules_page
from tests.cli_kit import Run, run

__all__ = ["run"]

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"


def bare(**fields: str) -> str:
    return rule_markdown(dataclasses.replace(RULES["GD201"], **fields))


def test_the_page_is_that_of_the_rules(run: Run) -> None:
    """Renew it by `geodeposits rule --all --format md -o docs/rules.md`."""
    written = PAGE.read_text(encoding="utf-8")
    assert written == rules_page(RULES.values())
    assert written == run("rule", "--all", "--format", "md").out


def test_every_rule_is_listed_and_told_once() -> None:
    text = rules_page(RULES.values())
    links = re.findall(r"^\| \[(GD\d+)\]\(#([a-z0-9-]+)\) \| (\w+) \|", text, re.MULTILINE)
    assert [code for code, _, _ in links] == list(RULES)
    assert [severity for _, _, severity in links] == [r.severity.value for r in RULES.values()]
    headings = re.findall(r"^## (GD\d+ \S+)$", text, re.MULTILINE)
    assert headings == [f"{each.code} {each.name}" for each in RULES.values()]
    assert [anchor for _, anchor, _ in links] == [h.lower().replace(" ", "-") for h in headings]
    assert text.startswith("<!-- geodeposits rule --all --format md -->\n\n# Rules\n")
    assert f"\n{len(RULES)} rules. " in text


def test_rules_are_listed_by_family() -> None:
    text = rules_page(RULES.values())
    families = re.findall(r"^\*\*(.+)\*\*$", text.partition("\n## ")[0], re.MULTILINE)
    assert len(families) == len({code[:3] for code in RULES})
    assert families[:2] == ["Records that can be read", "Where a deposit is"]
    assert not any(name.startswith("GD") for name in families)


def test_a_rule_is_told_with_its_reason_and_examples(run: Run) -> None:
    each = RULES["GD304"]
    text = rule_markdown(each)
    assert text.startswith(each.what)
    assert f"\n\n**Why.** {' '.join(each.why.split())}\n\n" in text
    assert f"\n\nBad:\n\n```text\n{each.bad}\n```\n\nGood:\n\n```text\n{each.good}\n```\n\n" in text
    named = ", ".join(f"`{name}`" for name in each.needs)
    assert text.endswith(f"\n\nSeverity: error. Looks at: {named}.")
    assert run("rule", "gd304", "--format", "md").out == f"# GD304 {each.name}\n\n{text}\n"


def test_marks_of_markdown_are_escaped_outside_of_code() -> None:
    doc = "Find *a* <b> [c](d) x_y _z_ ~ | and `*a* <b>`.\n\nWhy\n    W*y.\nBad\n    *b*\n"
    text = bare(doc=doc)
    assert text.startswith(r"Find \*a\* \<b\> \[c\](d) x_y \_z\_ \~ \| and `*a* <b>`.")
    assert r"**Why.** W\*y." in text
    assert "```text\n*b*\n```" in text
    assert "Good:" not in text


def test_what_follows_code_is_escaped_again() -> None:
    text = bare(doc="*a* `*b*` *c* `*d*` *e*\n\nWhy\n    W.\n")
    assert text.startswith(r"\*a\* `*b*` \*c\* `*d*` \*e\*")


def test_paragraphs_stay_apart() -> None:
    doc = "Find it.\n\nAnd\nthis.\n\nAnd that.\n\nWhy\n    One\n    line.\n\n    Two.\n"
    assert bare(doc=doc).startswith(
        "Find it.\n\nAnd this.\n\nAnd that.\n\n**Why.** One line.\n\nTwo.\n\nSeverity: "
    )


def test_a_fence_is_longer_than_any_in_the_example() -> None:
    text = bare(doc="Find it.\n\nWhy\n    W.\nBad\n    ```\n    x\n    ```\n")
    assert "Bad:\n\n````text\n```\nx\n```\n````" in text


def test_a_rule_of_the_reader_says_so() -> None:
    assert rule_markdown(RULES["GD802"]).endswith("Looks at: what the reader could not read.")


@pytest.mark.parametrize("form", ["text", "md"])
def test_the_manual_goes_into_a_file(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "rules.md"
    shown = run("rule", "--all", "--format", form)
    written = run("rule", "--all", "--format", form, "-o", path)
    assert (shown.code, written.code, written.out) == (0, 0, "")
    assert path.read_text(encoding="utf-8") == shown.out


def test_the_page_replaces_its_own_kind(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rules.md"
    path.write_text(rules_page(list(RULES.values())[:3]), encoding="utf-8")
    assert run("rule", "--all", "--format", "md", "-o", path).code == 0
    assert path.read_text(encoding="utf-8") == rules_page(RULES.values())


@pytest.mark.parametrize("args", [(), ("GD201", "--all")])
def test_one_rule_or_all(run: Run, args: tuple[str, ...]) -> None:
    result = run("rule", *args)
    assert result.code == 2
    assert "name one rule, such as GD212, or say --all" in result.err
