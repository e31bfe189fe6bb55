"""Ask how many small faults the tests notice: mutation testing of the checks and what they rest on.

    python tools/mutate.py --sample 30 > mutants.md
    python tools/mutate.py --sample 0 checks.places quantity

A mutant is a module with one change (see `mutants.py`). It lives in the memory of a forked process
alone, which runs the module's own tests until the first that fails; no file is touched. Prints a
table in Markdown, then each mutant that no test noticed. Needs a system that forks.
"""

from __future__ import annotations

import argparse
import ast
import gc
import math
import multiprocessing
import os
import random
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Final

from mutants import Mutant, mutants
from planted import PACKAGE, ROOT, fate, passes, path_of, stale

TESTS: Final = {
    "quantity": "quantity quantity_arithmetic",
    "elements": "elements checks_oxides",
    "checks": "checks check_verb",
    "checks.ages": "checks_ages",
    "checks.agreement": "checks_places_apart checks_places_agreement checks_places",
    "checks.amounts": "checks_amounts checks_sizes",
    "checks.bases": "checks_bases",
    "checks.categories": "checks_classes checks_codes checks_codes_inclusive checks_parts",
    "checks.classes": "checks_classes",
    "checks.codes": "checks_codes checks_codes_inclusive",
    "checks.counterparts": "checks_rivals checks_sizes",
    "checks.duplicates": "checks_duplicates",
    "checks.editions": "checks_ages",
    "checks.fixes": "checks_fixes",
    "checks.figures": "checks_figures checks_amounts checks_parts checks_sizes",
    "checks.formats": "checks_formats checks_concise",
    "checks.formats.characters": "checks_concise checks_formats checks_github",
    "checks.formats.counts": "checks_formats checks_concise",
    "checks.formats.data": "checks_concise checks_formats",
    "checks.formats.excerpt": "excerpts checks_sarif checks_formats",
    "checks.formats.github": "checks_github",
    "checks.formats.junit": "checks_junit",
    "checks.formats.manuals": "checks_sarif checks_formats",
    "checks.formats.sarif": "checks_sarif",
    "checks.formats.skeletons": "checks_formats occurrence_waivers",
    "checks.formats.terminal": "checks_formats",
    "checks.grades": "checks_grades",
    "checks.hits": "checks_hits checks_limits checks_codes checks_codes_inclusive",
    "checks.kept": "checks_kept",
    "checks.labels": "checks_rivals",
    "checks.limits": "checks_limits checks_sizes checks_typical",
    "checks.links": "checks_rivals checks_sizes checks_places_agreement",
    "checks.oxides": "checks_oxides",
    "checks.parties": "checks_parties checks_limits",
    "checks.parts": "checks_parts",
    "checks.places": "checks_places checks_places_claims",
    "checks.plans": "checks_plans",
    "checks.provinces": "checks_places_claims",
    "checks.published": "checks_published",
    "checks.records": "checks_records",
    "checks.registry": "checks",
    "checks.rivals": "checks_rivals",
    "checks.sizes": "checks_sizes",
    "checks.sources": "checks_sources",
    "checks.support": "checks_support",
    "checks.text_columns": "checks_text_columns checks_text_safety",
    "checks.text_safety": "checks_text_safety",
    "checks.two_cores": "checks_two_cores",
    "checks.typical": "checks_typical",
    "checks.views": "checks_views checks_support checks_amounts checks_places_agreement",
    "checks.waivers": "checks occurrence_waivers",
    "checks.whereabouts": "checks_places",
    "checks.witnesses": "checks_places_agreement checks_places_apart",
}
"""The test modules that should notice a fault in a module, the nearest first."""
TESTS_OF_ALL_CHECKS: Final = "checks_families rules_page"


@dataclass
class Score:
    """What became of a module's mutants."""

    module: str
    killed: int = 0
    slow: int = 0
    survivors: list[Mutant] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """How many mutants there were."""
        return self.killed + self.slow + len(self.survivors)


def scored(task: tuple[str, int, int]) -> Score:
    """Run the tests of a module on so many of its mutants; 0 is all of them.

    They are first collected here, which loads what every mutant needs, then run without a mutant.
    """
    short, sample, seed = task
    module, score = f"{PACKAGE}.{short}", Score(short)
    path, tests = path_of(module), tests_of(short)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passes(["--collect-only", *tests])
    stale(module)  # before the mutants fork
    gc.freeze()
    unchanged = fate(module, compile(tree, str(path), "exec"), tests, limit_s=900)
    if unchanged.word != "survived":
        print(f"{short}: {unchanged.word} without a mutant", file=sys.stderr, flush=True)
        return score
    limit_s = 10 + 4 * math.ceil(unchanged.cpu_s)
    for mutant in drawn(list(mutants(tree)), sample, f"{seed} {short}"):
        match fate(module, mutant.compiled(tree, path), tests, limit_s=limit_s).word:
            case "killed":
                score.killed += 1
            case "slow":
                score.slow += 1
            case _:
                score.survivors.append(mutant)
    print("\n".join([row(short, [score]), *listed(score)]), file=sys.stderr, flush=True)
    return score


def tests_of(short: str) -> list[str]:
    """Return the files of the tests of a module."""
    more = TESTS_OF_ALL_CHECKS if short.startswith("checks") else ""
    return [f"tests/test_{name}.py" for name in f"{TESTS[short]} {more}".split()]


def drawn(every: list[Mutant], sample: int, seed: str) -> list[Mutant]:
    """Draw so many mutants, in the order of the lines; 0 draws all."""
    if not 0 < sample < len(every):
        return every
    numbers = random.Random(seed).sample(range(len(every)), sample)
    return [every[number] for number in sorted(numbers)]


def row(name: str, scores: Sequence[Score]) -> str:
    """Return a row of the table; a mutant that runs for ever is noticed, too."""
    tried = sum(score.tried for score in scores)
    killed = tried - sum(len(score.survivors) for score in scores)
    slow = sum(score.slow for score in scores)
    return f"| {name} | {tried} | {killed} | {slow} | {100 * killed / max(tried, 1):.0f} |"


def report(scores: Sequence[Score]) -> Iterator[str]:
    """Yield the lines of the table and of the survivors, in Markdown."""
    yield "| module | mutants | killed | of these by time | % |"
    yield "|---|--:|--:|--:|--:|"
    yield from (row(f"`{score.module}`", [score]) for score in scores)
    yield row("all", scores)
    for score in scores:
        if score.survivors:
            yield f"\n`{score.module}`\n"
            yield from listed(score)


def listed(score: Score) -> list[str]:
    """Return a line for each mutant that survived."""
    return [f"- line {mutant}" for mutant in score.survivors]


def main() -> None:
    """Run the mutants that the command line asks for, a module in each of so many processes."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("modules", nargs="*", default=list(TESTS), metavar="MODULE")
    asked.add_argument("--sample", type=int, default=30, help="mutants a module, 0 for all")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--jobs", type=int, default=1)
    args = asked.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    tasks = [(module, args.sample, args.seed) for module in args.modules]
    fresh = multiprocessing.get_context("spawn")  # a rule may itself need a second process
    with ProcessPoolExecutor(args.jobs, mp_context=fresh, max_tasks_per_child=1) as pool:
        print("\n".join(report(list(pool.map(scored, tasks)))))


if __name__ == "__main__":
    main()
