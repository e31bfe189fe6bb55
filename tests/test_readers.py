"""Readers: what a table of one's own is read as."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geodeposits.dates import PartialDate
from geodeposits.inputs import read
from geodeposits.package import package_files
from geodeposits.readers.fields import FIELDS, SYNONYMS
from tests.readers_kit import HEAD, ROW, Table, refused, said, table

__all__ = ["table"]


FULL = {
    "id": "tr-a", "name": "Beylikova", "aliases": "Kızılcaören", "country": "Türkiye",
    "admin1": "Eskişehir", "type": "carbonatite-ree", "type_text": "carbonatite",
    "minerals": "bastnäsite", "by_products": "fluorite", "status": "exploration",
    "status_text": "pilot", "status_date": "2023-04-18", "lat": "39.6194", "lon": "31.3508",
    "accuracy_m": "2500", "marks": "ore-body", "label": "the first", "kind": "resource",
    "code": "jorc", "edition": "2012", "basis": "LREO", "members": "La2O3; CeO2",
    "categories": "measured, indicated+inferred", "ore_mt": "~694", "grade_pct": ">1",
    "contained_kt": "6,940", "effective": "2020-05", "published": "2021", "by": "operator",
    "by_name": "A Ltd", "cut_off": "1 %", "zone": "north", "stated": "694 Mt",
    "partner": "Somebody", "partner_country": "EU", "partner_role": "offtaker",
    "partner_stage": "talks", "partner_date": "2024", "source": "a", "source_title": "Report",
    "source_producer": "B Ltd", "source_url": "https://example.org/a", "at": "p. 4", "note": "n",
}  # fmt: skip


def test_every_field_has_its_place(table: Table) -> None:
    assert set(FULL) == set(FIELDS)
    cells = ";".join(f'"{value}"' for value in FULL.values())
    dataset = table(";".join(FULL), cells)
    assert said(dataset) == []
    deposit = dataset.deposits.iloc[0]
    for name in ("id", "name", "aliases", "admin1", "type", "type_text", "minerals",
                 "by_products", "status", "status_text", "status_date", "marks"):  # fmt: skip
        assert deposit[name] == FULL[name]
    assert (deposit["country"], deposit["lat"], deposit["lon"]) == ("TR", 39.6194, 31.3508)
    assert (deposit["accuracy_m"], deposit["type_source"]) == (2500, "a")
    estimate = dataset.estimates.iloc[0]
    for name in ("label", "kind", "code", "edition", "basis", "members", "effective", "published",
                 "by", "by_name", "cut_off", "zone", "stated", "source", "at", "note"):  # fmt: skip
        assert estimate[name] == FULL[name]
    assert estimate["categories"] == "measured; indicated; inferred"
    texts = estimate[["ore_mt_text", "grade_pct_text", "contained_kt_text", "reo_kt_text"]]
    assert texts.tolist() == ["~694", ">1", "6940", ">6940"]
    assert (estimate["level"], estimate["date"]) == ("A", "2020-05")
    partner = dataset.partners.iloc[0]
    assert (partner["party"], partner["party_country"]) == ("Somebody", "EU")
    assert (partner["role"], partner["stage"], partner["date"]) == ("offtaker", "talks", "2024")
    source = dataset.sources.iloc[0]
    assert source[["key", "title", "producer", "url"]].tolist() == [
        "a", "Report", "B Ltd", "https://example.org/a",
    ]  # fmt: skip
    for name in ("positions", "estimates", "partners", "status"):
        assert dict(dataset.tables())[name]["origin"].tolist() == ["my.csv:2"]


def test_a_figure_claims_the_least_by_default(table: Table) -> None:
    row = table("name,country,ore_mt", "A,TR,5").estimates.iloc[0]
    assert row[["kind", "code", "basis", "by", "level"]].tolist() == [
        "compiled", "unstated", "unstated", "compiler", "D",
    ]  # fmt: skip
    assert pd.isna(row["source"])


def test_unknown_stays_unknown(table: Table) -> None:
    dataset = table(f"{HEAD},ore_mt,source", "tr-a,A,TR,,,  ,")
    assert len(dataset.positions) == len(dataset.estimates) == len(dataset.sources) == 0
    assert dataset.deposits.loc[0, ["type", "country"]].tolist() == ["unknown", "TR"]
    assert pd.isna(dataset.deposits.loc[0, "lat"])
    assert said(dataset) == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(table: Table, delimiter: str, ending: str) -> None:
    text = f"{HEAD}\n{ROW}\n".replace(",", delimiter).replace("\n", ending)
    dataset = table(text)
    assert dataset.deposits.loc[0, ["id", "lat"]].tolist() == ["tr-a", 39.6]
    assert said(dataset) == []
    assert dataset.deposits["origin"].tolist() == ["my.csv:2"]


def test_a_byte_order_mark_and_turkish_letters(table: Table) -> None:
    dataset = table(f"\ufeff{HEAD}", "tr-a,Kızılcaören ĞÜŞİÖÇ,Türkiye,39.6,31.35")
    assert dataset.deposits["name"].tolist() == ["Kızılcaören ĞÜŞİÖÇ"]
    assert said(dataset) == []


def test_cp1254_is_refused_with_its_line_unless_it_is_named(table: Table) -> None:
    lines = [HEAD, ROW, "tr-b,Kızılcaören,TR,39.6,31.35".encode("cp1254")]
    error = refused(table, *lines)
    assert error.line == 3
    assert "byte 0xfd is not utf-8; save as UTF-8 or name the encoding" in str(error)
    dataset = table(*lines, encoding="cp1254")
    assert dataset.deposits["name"].tolist() == ["A", "Kızılcaören"]
    assert "no known encoding" in str(refused(table, *lines, encoding="klingon"))


def test_quotes_and_line_breaks_within_a_cell(table: Table) -> None:
    dataset = table(HEAD + ",note,ore_mt", 'tr-a,"A ""B"", C",TR,39.6,31.35,"one', 'two",5',
                    "tr-b,B,TR,north,31.35,,")  # fmt: skip
    assert dataset.deposits["name"].tolist() == ['A "B", C', "B"]
    assert dataset.estimates["note"].tolist() == ["one\ntwo"]
    assert said(dataset) == [("GD105", "4", "lat")]
    assert dataset.deposits["origin"].tolist() == ["my.csv:2", "my.csv:4"]


def test_a_heading_of_two_lines_keeps_the_columns_after_it(table: Table) -> None:
    dataset = table('name,country,"note', '(long)",ore_mt', "A,TR,x,5")
    assert dataset.estimates["ore_mt"].tolist() == [5]
    assert dataset.deposits["origin"].tolist() == ["my.csv:3"]


def test_blank_lines_are_passed_over(table: Table) -> None:
    dataset = table("", ",,,,", HEAD, "", ROW, ",,,,", "  ", "tr-b,B,XX,1,2", "")
    assert dataset.deposits["origin"].tolist() == ["my.csv:5", "my.csv:8"]
    assert said(dataset) == [("GD108", "8", "country")]


def test_a_row_may_be_short(table: Table) -> None:
    dataset = table(HEAD, "tr-a,A,TR")
    assert dataset.deposits["id"].tolist() == ["tr-a"]
    assert said(dataset) == []


def test_headings_are_read_without_case_and_by_their_synonyms(table: Table) -> None:
    dataset = table("Deposit; COUNTRY ;Latitude;longitude;TREO pct", "A;TR;39.6;31.35;1.2")
    assert dataset.deposits.loc[0, ["name", "country", "lat"]].tolist() == ["A", "TR", 39.6]
    row = dataset.estimates.iloc[0]
    assert (row["grade_pct"], row["basis"]) == (1.2, "TREO")
    assert said(dataset) == []
    assert set(SYNONYMS.values()) <= set(FIELDS)


@pytest.mark.parametrize(
    ("head", "cells", "basis"),
    [
        ("treo_pct", "1", "TREO"),
        ("contained_reo_kt", "1", "REO"),
        ("treo_pct,basis", "1,LREO", "LREO"),
        ("basis,treo_pct", "LREO,1", "LREO"),
        ("basis,treo_pct", ",1", "TREO"),
        ("ore_mt,treo_pct", "1,", "unstated"),
        ("grade_pct", "1", "unstated"),
    ],
)
def test_a_heading_may_state_the_basis(table: Table, head: str, cells: str, basis: str) -> None:
    row = table(f"name,country,{head}", f"A,TR,{cells}").estimates.iloc[0]
    assert row["basis"] == basis


@pytest.mark.parametrize(
    ("country", "code"),
    [("TR", "TR"), ("tr", "TR"), ("Turkey", "TR"), ("TÜRKİYE", "TR"), ("United States", "US"),
     ("ABD", "US"), ("Namibia", "NA"), ("NA", "NA"), (" Norway ", "NO"), ("Çin", "CN")],
)  # fmt: skip
def test_a_country_by_code_or_name(table: Table, country: str, code: str) -> None:
    dataset = table("name,country", f"A,{country}")
    assert dataset.deposits["country"].tolist() == [code]
    assert dataset.deposits["id"].tolist() == [f"{code.lower()}-a"]


def test_cells_may_have_spaces_around_them(table: Table) -> None:
    dataset = table("name, country, type, effective, ore_mt, lat, lon",
                    "A , TR, carbonatite-ree , 2020-05, ~5 , 39.6, 31.35")  # fmt: skip
    assert said(dataset) == []
    assert dataset.deposits.loc[0, ["name", "type", "lat"]].tolist() == [
        "A",
        "carbonatite-ree",
        39.6,
    ]
    assert dataset.estimates["effective"].tolist() == ["2020-05"]


@pytest.mark.parametrize("lat", ["95", "-1000", "1e3"])
def test_a_strange_latitude_is_kept_for_a_rule(table: Table, lat: str) -> None:
    dataset = table(HEAD, f"tr-a,A,TR,{lat},31.35")
    assert dataset.positions["lat"].tolist() == [float(lat)]
    assert said(dataset) == []


def test_levels_count_from_the_published_date_or_the_one_given(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text(
        "name,country,ore_mt,kind,code,effective,partner,partner_date\n"
        "A,TR,5,resource,jorc,1998,P,1999\n"
        "B,TR,5,resource,jorc,2020,P,1999\n"
        "C,TR,5,resource,jorc,,P,1999\n",
        encoding="utf-8",
    )
    published = read(path)
    assert published.info.as_of == read().info.as_of
    assert published.estimates["level"].tolist() == ["B", "A", "B"]
    earlier = read(path, as_of=PartialDate(2005))
    assert earlier.estimates["level"].tolist() == ["A", "A", "B"]


def test_sources_are_registered_once_under_key_address_or_title(table: Table) -> None:
    dataset = table(
        "name,country,ore_mt,source,source_title,source_url",
        "A,TR,1,k,Report,https://example.org/r", "B,TR,1,k,,", "C,TR,1,,,https://example.org/c",
        "D,TR,1,,Only a title,", "E,TR,1,https://example.org/e,,", "F,TR,1,,,",
    )  # fmt: skip
    keys = ["Only a title", "https://example.org/c", "https://example.org/e", "k"]
    assert dataset.sources["key"].tolist() == keys
    urls = dict(zip(keys, dataset.sources["url"].fillna(""), strict=True))
    assert urls == {
        "Only a title": "", "https://example.org/c": "https://example.org/c",
        "https://example.org/e": "https://example.org/e", "k": "https://example.org/r",
    }  # fmt: skip
    stated = dataset.estimates["source"].fillna("").tolist()
    assert stated == ["k", "k", keys[1], keys[0], keys[2], ""]


def test_progress_is_told_of_the_lines(table: Table) -> None:
    steps: list[tuple[str, int, int]] = []
    table(HEAD, ROW, "tr-b,B,TR,1,2", progress=lambda *step: steps.append(step))
    assert steps == [("rows", 2, 3), ("rows", 3, 3)]


def test_a_table_can_be_published(table: Table) -> None:
    files = package_files(table(HEAD, ROW))
    assert b"tr-a,A,,TR" in files["deposits.csv"]
