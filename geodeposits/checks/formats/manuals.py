"""The manual of the rules as Markdown: a page of one rule, or of all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from geodeposits.checks.registry import Rule

__all__ = ["rule_markdown", "rules_page"]

_SPECIAL: Final = re.compile(r"[\\*\[\]|<>~]|(?<![^\W_])_|_(?![^\W_])")
_CODE: Final = re.compile(r"(`[^`]+`)")
_FAMILIES: Final = {
    "GD1": "Records that can be read",
    "GD2": "Where a deposit is",
    "GD3": "How much there is",
    "GD4": "Grades and oxides",
    "GD5": "Codes and categories",
    "GD6": "Sources, dates and partners",
    "GD7": "Text that is safe to pass on",
    "GD8": "The dataset as a whole",
}
"""What the hundreds of the codes stand for."""


def rules_page(rules: Iterable[Rule]) -> str:
    """Write the manual of rules as a Markdown page: what they are by family, then each in full.

    A single rule has a page without a list.
    """
    chosen = list(rules)
    if len(chosen) == 1:
        return f"# {_heading(chosen[0])}\n\n{rule_markdown(chosen[0])}\n"
    listed = "\n\n".join(_listed(chosen))
    told = "\n\n".join(f"## {_heading(rule)}\n\n{rule_markdown(rule)}" for rule in chosen)
    return f"{_introduction(len(chosen))}\n\n{listed}\n\n{told}\n"


def rule_markdown(rule: Rule) -> str:
    """Write what a rule finds, why that matters, a bad and a good case, without a heading."""
    looks_at = ", ".join(f"`{name}`" for name in rule.needs) or "what the reader could not read"
    told = [*_parts(rule.what), *_parts(rule.details)]
    told += [f"**Why.** {part}" if n == 0 else part for n, part in enumerate(_parts(rule.why))]
    examples = [f"{name}:\n\n{_fenced(text)}" for name, text in _examples(rule)]
    return "\n\n".join([*told, *examples, f"Severity: {rule.severity}. Looks at: {looks_at}."])


def _introduction(number: int) -> str:
    return (
        "<!-- geodeposits rule --all --format md -->\n\n"
        "# Rules\n\n"
        f"{number} rules. `geodeposits check` runs them, `geodeposits rule GD304` explains one. A "
        "code is never used again for another rule. A finding that is right but accepted gets a "
        "waiver with its reason: in the deposit's file, or in `seeds/occurrences/waivers.toml` for "
        "a record of the bulk tier. The severity is what a rule says at first; a finding may be "
        "worse or milder, as its rule tells."
    )


def _listed(rules: list[Rule]) -> Iterator[str]:
    """Yield a table of the rules of each family, each linked to its section."""
    for family in dict.fromkeys(rule.code[:3] for rule in rules):
        rows = [
            f"| [{rule.code}](#{_anchor(_heading(rule))}) | {rule.severity} | "
            f"{_escaped(rule.what)} |"
            for rule in rules
            if rule.code.startswith(family)
        ]
        table = "\n".join(["| code | severity | finds |", "|---|---|---|", *rows])
        yield f"**{_FAMILIES.get(family, family)}**\n\n{table}"


def _heading(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"


def _anchor(heading: str) -> str:
    """Return the fragment that GitHub gives a heading of letters, digits, spaces and hyphens."""
    return heading.lower().replace(" ", "-")


def _examples(rule: Rule) -> Iterator[tuple[str, str]]:
    yield from ((name, text) for name, text in (("Bad", rule.bad), ("Good", rule.good)) if text)


def _fenced(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text}\n{fence}"


def _parts(text: str) -> list[str]:
    return [_plain(part) for part in text.split("\n\n") if part]


def _plain(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    """Escape what Markdown would read as a mark, but for what stands in `code`."""
    parts = _CODE.split(text)
    return "".join(
        part if number % 2 else _SPECIAL.sub(lambda match: f"\\{match[0]}", part)
        for number, part in enumerate(parts)
    )
