"""Citations, read back by parsers that are not ours."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import BibliographyData, parse_string

from geodeposits.dataset import Dataset
from geodeposits.errors import UnknownSource
from geodeposits.report.citations import (
    CONTRIBUTORS,
    Citation,
    biblatex,
    bibtex,
    cite,
    csl_json,
    latex,
    plain,
)
from tests.cli_kit import Run, run
from tests.dossier_kit import CITE, HARM

__all__ = ["run"]

ROOT = Path(__file__).resolve().parent.parent
SOURCES = {
    "a paper": {"title": "Çö & 50 % of {La}_2", "producer": "Ünal, R&D", "kind": "paper",
                "date": "2024-02", "doi": "10.1000/a_b(1)", "accessed": "2025-03-04",
                "licence": "CC-BY", "reports": "An agency"},
    "A-Paper": {"title": HARM, "producer": HARM, "kind": "press", "date": "2023",
                "url": "https://example.org/a_b?c=%7Bd%7D&e=f"},
    "plain": {"title": "Plain", "producer": "Somebody", "kind": "database"},
}  # fmt: skip
FIELDS = {
    "id", "type", "title", "author", "issued", "accessed", "container-title", "version", "DOI",
    "URL", "note",
}  # fmt: skip
TYPES = {"article-journal", "article-newspaper", "dataset", "document", "report", "webpage"}


@pytest.fixture(scope="module")
def cited(dataset_of) -> Dataset:
    estimates = [
        {"kind": "resource", "code": "jorc", "basis": "TREO", "ore_mt": "1", "grade_pct": "1",
         "effective": "2020", "by": "operator", "cite": {"source": key}}
        for key in SOURCES
    ]  # fmt: skip
    record = {"name": "Full", "country": "NO", "estimates": estimates,
              "status": [{"status": "exploration", "date": "2020", "cite": CITE}]}  # fmt: skip
    other = {"name": "Other", "country": "NO"}
    return dataset_of({"no-full": record, "no-other": other}, sources=SOURCES)


@pytest.fixture(scope="module")
def of_the_atlas(bundled: Dataset) -> list[Citation]:
    """The citations of the dataset, a deposit and every source."""
    return cite(bundled, ["dataset", "tr-beylikova", *bundled.sources["key"]])


def parsed(dataset: Dataset, *names: str) -> BibliographyData:
    return parse_string(bibtex(cite(dataset, names)), "bibtex")


# --- What is cited -------------------------------------------------------------------------------


def test_a_deposit_gives_its_record_and_every_source_of_its_claims(cited: Dataset) -> None:
    keys = [each.key for each in cite(cited, ["no-full"])]
    assert keys == ["test-no-full", "A-Paper", "a paper", "plain", "src"]
    assert [each.key for each in cite(cited, ["no-other"])] == ["test-no-other"]


def test_names_keys_and_the_dataset_can_be_cited_together_and_once(cited: Dataset) -> None:
    keys = [each.key for each in cite(cited, ["dataset", "plain", "full", "plain"])]
    assert keys == ["test", "plain", "test-no-full", "A-Paper", "a paper", "src"]


def test_what_is_neither_is_refused_with_what_is_near(cited: Dataset) -> None:
    with pytest.raises(UnknownSource, match="nothing to cite as 'plane': did you mean plain"):
        cite(cited, ["plane"])


def test_every_source_is_cited_without_a_search_among_the_names(
    bundled: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def searched(*_: object) -> list[str]:
        raise AssertionError("all names were folded")

    monkeypatch.setattr("geodeposits.dataset.named_ids", searched)
    keys = list(bundled.sources["key"])
    assert [each.key for each in cite(bundled, keys)] == keys


def test_our_own_title_is_turkish_in_turkish(bundled: Dataset) -> None:
    whole, record = cite(bundled, ["dataset", "tr-beylikova"])[:2]
    for each in (whole, record):
        assert "geodeposits: dünyanın nadir toprak yataklarının kaynaklı atlası" in plain(
            each, "tr"
        )
        assert whole.title in plain(each)


def test_a_table_of_somebodys_own_claims_no_version_and_no_licence() -> None:
    from geodeposits.inputs import read

    (whole,) = cite(read(Path(__file__).parent / "my.csv"), ["dataset"])
    assert (whole.author, whole.version, whole.licence) == ("", "", "")
    assert plain(whole) == "my.csv (undated)."


def test_national_tables_are_no_sources_of_a_deposit(bundled: Dataset) -> None:
    keys = {each.key for each in cite(bundled, ["tr-beylikova"])}
    assert "usgs-global-ree" in keys
    assert "usgs-mcs-2025" not in keys


def test_the_dataset_is_cited_as_citation_cff_says(bundled: Dataset) -> None:
    text = (ROOT / "CITATION.cff").read_text("utf-8")
    (whole,) = cite(bundled, ["dataset"])
    assert f'name: "{CONTRIBUTORS}"' in text
    assert f'title: "{whole.title}"' in text
    assert f"version: {whole.version}" in text
    assert f"date-released: {whole.date}" in text
    assert f"- {whole.licence}" in text
    assert (whole.author, whole.licence_url) == (
        CONTRIBUTORS, "https://creativecommons.org/licenses/by/4.0/",
    )  # fmt: skip


# --- BibTeX --------------------------------------------------------------------------------------


def test_bibtex_is_read_back_entry_by_entry(cited: Dataset) -> None:
    entries = parsed(cited, "no-full").entries
    assert list(entries) == ["test-no-full", "A-Paper", "a-paper-2", "plain", "src"]
    paper = entries["a-paper-2"]
    assert paper.type == "misc"
    assert str(paper.persons["author"][0]) == "{Ünal, R\\&D}"
    fields = dict(paper.fields)
    assert fields["title"] == (r"{Çö \& 50 \% of \textbraceleft{}La\textbraceright{}\_2}")
    assert (fields["year"], fields["month"]) == ("2024", "February")
    assert "date" not in fields
    assert (fields["doi"], fields["urldate"]) == (r"10.1000/a\_b(1)", "2025-03-04")
    assert fields["note"] == "reported first by An agency; licence: CC-BY"


def test_bibtex_names_the_whole_with_version_date_and_licence(cited: Dataset) -> None:
    fields = parsed(cited, "dataset", "no-full").entries["test-no-full"].fields
    assert fields["howpublished"] == "In: Test deposits"
    assert fields["version"] == "1.2.3"
    assert "as of 2026-11-23; licence: CC-BY-4.0" in fields["note"]


def test_hostile_text_breaks_no_entry(cited: Dataset) -> None:
    fields = parsed(cited, "A-Paper").entries["A-Paper"].fields
    title = fields["title"]
    assert title.count("{") == title.count("}")
    assert "\x1b" not in title
    assert r"\textbraceleft{}\textbraceleft{} 7*7 \textbraceright{}" in title
    assert fields["url"] == "https://example.org/a_b?c=%7Bd%7D&e=f"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("R&D 5% #1 $x a_b", r"R\&D 5\% \#1 \$x a\_b"),
        ("~^\\", r"\textasciitilde{}\textasciicircum{}\textbackslash{}"),
        ("<|>", r"\textless{}\textbar{}\textgreater{}"),
        ("two\nlines\tand  more", "two lines and more"),
        ("Eskişehir İı", "Eskişehir İı"),
    ],
)
def test_latex_is_escaped(text: str, escaped: str) -> None:
    assert latex(text) == escaped


def test_every_source_of_the_atlas_is_read_back(
    bundled: Dataset, of_the_atlas: list[Citation]
) -> None:
    text = bibtex(of_the_atlas)
    entries = parse_string(text, "bibtex").entries
    assert len(entries) == len(bundled.sources) + 2
    assert all(re.fullmatch(r"[A-Za-z0-9-]+", key) for key in entries)
    assert text.count("@misc{") == len(entries)


def test_biblatex_takes_a_date_as_far_as_it_is_known_and_no_year_beside_it(cited: Dataset) -> None:
    entries = parse_string(biblatex(cite(cited, ["dataset", "no-full"])), "bibtex").entries
    assert list(entries) == ["test", *parsed(cited, "no-full").entries]
    dates = {key: each.fields.get("date") for key, each in entries.items()}
    assert (dates["test"], dates["a-paper-2"], dates["A-Paper"]) == (
        "2026-11-23",
        "2024-02",
        "2023",
    )
    assert dates["plain"] is None
    assert not any({"year", "month"} & set(each.fields) for each in entries.values())
    types = {key: each.type for key, each in entries.items()}
    assert (types["test"], types["plain"], types["a-paper-2"]) == ("dataset", "dataset", "misc")


# --- CSL-JSON ------------------------------------------------------------------------------------


def items(dataset: Dataset, *names: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads(csl_json(cite(dataset, names)))
    return made


def test_csl_json_has_the_fields_of_the_schema_and_no_other(of_the_atlas: list[Citation]) -> None:
    made = json.loads(csl_json(of_the_atlas))
    assert len(made) == len(of_the_atlas)
    for item in made:
        assert set(item) <= FIELDS
        assert {"id", "type", "title"} <= set(item)
        assert item["type"] in TYPES
        assert all(set(name) == {"literal"} for name in item.get("author", []))
        for when in ("issued", "accessed"):
            for parts in item.get(when, {"date-parts": []})["date-parts"]:
                assert 1 <= len(parts) <= 3
                assert all(isinstance(part, int) for part in parts)


def test_csl_json_is_rendered_by_a_citation_processor(bundled: Dataset) -> None:
    source = CiteProcJSON(items(bundled, "dataset", "tr-beylikova"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for key in list(source):
        bibliography.register(Cited([CitationItem(key)]))
    shown = " ".join(str(entry) for entry in bibliography.bibliography())
    assert "Turkey touts discovery of world’s 2nd-largest rare element reserve" in shown.replace(
        "'", "’"
    )
    assert CONTRIBUTORS in shown
    assert "2022" in shown


def test_csl_json_keeps_what_is_hostile_as_it_is(cited: Dataset) -> None:
    (item,) = items(cited, "A-Paper")
    assert item["title"] == HARM
    assert item["issued"] == {"date-parts": [[2023]]}
    assert "\x1b" not in csl_json(cite(cited, ["A-Paper"]))


# --- Text and the command ------------------------------------------------------------------------


def test_text_is_a_line_a_citation(cited: Dataset) -> None:
    lines = [plain(each) for each in cite(cited, ["a paper", "plain", "no-full"])]
    assert lines[0] == (
        "Ünal, R&D (Feb 2024). Çö & 50 % of {La}_2. Reported first by An agency. Licence: CC-BY. "
        "https://doi.org/10.1000/a_b(1) (accessed Mar 4, 2025)"
    )
    assert lines[1] == "Somebody (undated). Plain."
    assert lines[2] == (
        "Full (no-full) (Nov 23, 2026). In: Test deposits. Version 1.2.3, as of Nov 23, 2026. "
        "Licence: CC-BY-4.0. https://creativecommons.org/licenses/by/4.0/"
    )


def test_text_in_turkish(cited: Dataset) -> None:
    (paper,) = cite(cited, ["a paper"])
    assert plain(paper, "tr").startswith("Ünal, R&D (Şub 2024). ")
    assert "İlk bildiren: An agency." in plain(paper, "tr")


def test_the_command_cites_the_dataset_unless_told_otherwise(run: Run) -> None:
    assert run("cite").out.startswith(f"{CONTRIBUTORS} (Nov 23, 2026). geodeposits: ")
    assert run("cite", "dataset").out == run("cite").out


def test_the_command_writes_every_format(run: Run, tmp_path: Path) -> None:
    assert run("cite", "kaplan-1977", "--format", "bibtex").out.startswith("@misc{kaplan-1977,\n")
    made = json.loads(run("cite", "beylikova", "--format", "csl-json").out)
    assert made[0]["id"] == "geodeposits-tr-beylikova"
    assert "date = {1977}" in run("cite", "kaplan-1977", "--format", "biblatex").out
    target = tmp_path / "all.bib"
    assert run("cite", "tr-beylikova", "--format", "bibtex", "-o", target).code == 0
    assert parse_string(target.read_text("utf-8"), "bibtex").entries["kaplan-1977"]


def test_the_command_refuses_what_it_does_not_know(run: Run) -> None:
    result = run("cite", "beylikov-1977")
    assert result.code == 2
    assert result.err.startswith("error: nothing to cite as 'beylikov-1977'")
