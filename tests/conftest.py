"""Fixtures: the bundled seeds, small datasets from records, and a browser without a network."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodeposits.dataset import Dataset
from geodeposits.dataset.rows import deposit_rows, party_row, source_row
from geodeposits.model import DatasetInfo, Deposit, Party, Source
from geodeposits.package import load
from geodeposits.seeds import compile_seeds
from tests.seeds_kit import SEEDS, copied_seeds

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
INFO = {
    "name": "test",
    "title": "Test deposits",
    "description": "Deposits for a test.",
    "version": "1.2.3",
    "as_of": "2026-11-23",
    "licence": "CC-BY-4.0",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/",
}
SOURCE = {"title": "A report", "producer": "Somebody", "kind": "paper", "date": "2020",
          "url": "https://example.org/report"}  # fmt: skip

DatasetMaker = Callable[..., Dataset]


def pytest_collection_finish() -> None:
    """Search for garbage less often, and not among thousands of collected tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def bundled() -> Dataset:
    """The dataset of this repository's seeds, which no test may change."""
    return compile_seeds(SEEDS)


@pytest.fixture(scope="session")
def published() -> Iterator[Dataset]:
    """The published dataset, loaded once for all commands; at the end it is as it was."""
    loaded = load()
    yield loaded
    again = dict(load().tables())
    for name, table in loaded.tables():
        pd.testing.assert_frame_equal(table, again[name], obj=name)


@pytest.fixture(scope="session")
def beylikova(bundled: Dataset) -> Dataset:
    """The one deposit that many tests read."""
    return bundled.deposit("tr-beylikova")


@pytest.fixture
def one_deposit(beylikova: Dataset, tmp_path: Path) -> Path:
    """A seeds folder with Beylikova, and the sources and parties that its claims name."""
    return copied_seeds(beylikova, tmp_path / "seeds")


@pytest.fixture(scope="session")
def dataset_of() -> DatasetMaker:
    """Make a dataset of records as they stand in seeds; `src` is a source that always exists.

    `parties` gives the countries of parties by their names.
    """

    def make(
        records: Mapping[str, Mapping[str, Any]],
        *,
        sources: Mapping[str, Mapping[str, Any]] | None = None,
        parties: Mapping[str, str] | None = None,
        **info: str,
    ) -> Dataset:
        about = DatasetInfo.model_validate({**INFO, **info})
        known = {"src": SOURCE, **(sources or {})}
        documents = {key: Source.model_validate(value) for key, value in known.items()}
        named = {
            name: Party.model_validate({"name": name, "kind": "other", "country": country})
            for name, country in (parties or {}).items()
        }
        rows: dict[str, list[dict[str, Any]]] = {
            "sources": [source_row(key, source, origin="") for key, source in documents.items()],
            "parties": [party_row(party, origin="") for party in named.values()],
        }
        for deposit_id, record in records.items():
            deposit = Deposit.model_validate({"name": deposit_id, "country": "TR", **record})
            for table, row in deposit_rows(
                deposit_id,
                deposit,
                as_of=about.as_of,
                sources=documents,
                origins={},
                parties=named,
            ):
                rows.setdefault(table, []).append(row)
        return Dataset.of_rows(rows, info=about)

    return make


@dataclass
class Opened:
    """A page in the browser, with what it tried to fetch and what went wrong in it."""

    page: Any
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def handle(self) -> dict[str, Any]:
        """The page's own read-only handle."""
        return dict(self.page.evaluate("({...window.geodeposits})"))

    @property
    def is_clean(self) -> bool:
        """Nothing was requested, logged as an error, or refused by the page's policy."""
        return not (self.requests or self.problems or self.page.evaluate("window.__refused"))


Opener = Callable[..., Opened]
_WATCH_POLICY = """
window.__refused = [];
addEventListener("securitypolicyviolation", (event) => {
  __refused.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium; without one the tests are skipped by name, in CI they fail."""
    if not Path(CHROMIUM).exists():
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing(f"browser tests need {CHROMIUM}")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def world(bundled: Dataset) -> str:
    """The page of the bundled data."""
    return bundled.map().html()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open HTML from disk in a fresh context; every request but the page's own is refused."""
    with _opener(browser, tmp_path) as opener:
        yield opener


@pytest.fixture(scope="module")
def open_shared(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opener]:
    """Open a page that the tests of a module share: each leaves it as it found it."""
    with _opener(browser, tmp_path_factory.mktemp("pages")) as opener:
        yield opener


@contextmanager
def _opener(browser: Any, folder: Path) -> Iterator[Opener]:
    contexts: list[Any] = []

    def open_html(
        html: str,
        *,
        size: tuple[int, int] = (1440, 900),
        script: str = "",
        ready: bool = True,
        **options: Any,
    ) -> Opened:
        path = folder / f"page-{len(contexts)}.html"
        path.write_text(html, encoding="utf-8", newline="")
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        opened = Opened(context.new_page())
        _watch(opened, context, path.as_uri(), script)
        opened.page.goto(path.as_uri())
        if ready:
            opened.page.wait_for_selector("html[data-ready]", timeout=20_000)
        return opened

    yield open_html
    for context in contexts:
        context.close()


def _watch(opened: Opened, context: Any, own: str, script: str) -> None:
    def refuse(route: Any) -> None:
        if route.request.url == own:
            route.continue_()
            return
        opened.requests.append(route.request.url)
        route.abort()

    context.route("**/*", refuse)
    context.add_init_script(_WATCH_POLICY + script)
    page = opened.page
    page.on("pageerror", lambda error: opened.problems.append(str(error)))
    page.on("console", lambda m: opened.problems.append(m.text) if m.type == "error" else None)
