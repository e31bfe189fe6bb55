"""The register of rules: a code, a name, a severity, a check, and a docstring that is the manual.

The docstring of a rule begins with one sentence, what it finds; further paragraphs may say what
counts and what is exempt; then sections `Why`, `Bad` and `Good` follow, each a heading of its own
with indented text below.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from geodeposits.dataset import Dataset
from geodeposits.errors import UnknownRule
from geodeposits.finding import Finding, Severity

__all__ = ["RULES", "Check", "Rule", "Scope", "chosen_rules", "find_rule", "manual", "rule"]

Check = Callable[..., Iterator[Finding]]
Scope = Literal["row", "corpus"]

_HEADING: Final = re.compile(r"^(Why|Bad|Good)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue.

    `name` reads after "allow ..."; `severity` is what a finding has unless its text says worse;
    `needs` names the tables that are looked at (none: what the reader had to say); a `corpus` rule
    compares rows with one another and needs them all, a `row` rule may be run on any part of them.
    A rule that is `comparing` takes an atlas as well, whose records its own are held against.
    """

    code: str
    name: str
    severity: Severity
    needs: tuple[str, ...]
    scope: Scope
    check: Check
    doc: str
    comparing: bool = False

    def found(self, dataset: Dataset, atlas: Dataset | None = None) -> Iterator[Finding]:
        """Yield what the rule finds in a dataset, held against an atlas where there is one."""
        return self.check(dataset, atlas) if self.comparing else self.check(dataset)

    @property
    def what(self) -> str:
        """What the rule finds, as one sentence."""
        return " ".join(self._introduction[0].split())

    @property
    def details(self) -> str:
        """What counts and what is exempt, where the first sentence does not say it all."""
        return "\n\n".join(self._introduction[1:])

    @property
    def why(self) -> str:
        """Why that matters."""
        return self._section("Why")

    @property
    def bad(self) -> str:
        """An example of what is found."""
        return self._section("Bad")

    @property
    def good(self) -> str:
        """The same example put right."""
        return self._section("Good")

    @property
    def _introduction(self) -> list[str]:
        return _HEADING.split(self.doc)[0].strip().split("\n\n")

    def _section(self, heading: str) -> str:
        parts = _HEADING.split(self.doc)
        found = dict(zip(parts[1::2], parts[2::2], strict=True)).get(heading, "")
        return textwrap.dedent(found).strip()


class _Register(Mapping[str, Rule]):
    """Rules by code, in the order of the codes, in whatever order they came."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    def add(self, rule: Rule) -> None:
        """Add a rule; raise ValueError where another has its code."""
        if self._rules.setdefault(rule.code, rule) is not rule:
            raise ValueError(f"{rule.code} is the code of another rule")

    def __getitem__(self, code: str) -> Rule:
        return self._rules[code]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._rules))

    def __len__(self) -> int:
        return len(self._rules)


RULES: Final = _Register()
"""Every rule by its code, sorted by code."""


def rule(
    code: str,
    severity: Severity,
    *,
    needs: tuple[str, ...] = (),
    scope: Scope = "row",
    comparing: bool = False,
) -> Callable[[Check], Check]:
    """Register a check under its code; its function name becomes the rule's name.

    A check takes a dataset, and where it is `comparing` an atlas beside it, or None.
    """

    def register(check: Check) -> Check:
        name = getattr(check, "__name__", "").replace("_", "-")
        doc = inspect.getdoc(check) or ""
        RULES.add(Rule(code, name, severity, needs, scope, check, doc, comparing))
        return check

    return register


def find_rule(code: str) -> Rule:
    """Return the rule with the code, in any case; raise UnknownRule with the nearest codes."""
    try:
        return RULES[code.upper()]
    except KeyError:
        raise UnknownRule(code, choices=RULES) from None


def chosen_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return the rules that `select` names (all, if it names none) and `ignore` does not, by code.

    Both take codes and prefixes of codes (`GD2`). Raises UnknownRule for one that fits no rule.
    """
    wanted = _codes(select) or set(RULES)
    dropped = _codes(ignore)
    return tuple(each for code, each in RULES.items() if code in wanted - dropped)


def _codes(names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for name in [names] if isinstance(names, str) else names:
        fitting = {code for code in RULES if name and code.startswith(name.upper())}
        if not fitting:
            raise UnknownRule(name, choices=RULES)
        found |= fitting
    return found


def manual(rule: Rule) -> str:
    """Return the manual page of a rule as plain text: what it finds, why, a bad and a good case."""
    looks_at = ", ".join(rule.needs) if rule.needs else "what the reader could not read"
    head = f"{rule.code} {rule.name} ({rule.severity})"
    parts = [head, rule.what, *([rule.details] if rule.details else []), f"Looks at: {looks_at}."]
    for heading, text in (("Why", rule.why), ("Bad", rule.bad), ("Good", rule.good)):
        parts.append(f"{heading}\n{textwrap.indent(text, '    ')}")
    return "\n\n".join(parts) + "\n"
