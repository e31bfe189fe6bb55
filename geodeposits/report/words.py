"""The words of dossiers and citations: every text of theirs that is not data, by language.

Fields in braces are filled by `str.format`, whose arguments are not read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodeposits.speech import Language

__all__ = ["ENGLISH", "TURKISH", "WORDS", "DossierWords"]


@dataclass(frozen=True, kw_only=True)
class DossierWords:
    """Texts of dossiers and citations; a language without one of them does not type-check."""

    # the document
    dossier: str
    edition_line: str
    page: str
    several: str
    # head
    also: str
    operator: str
    owners: str
    minerals: str
    by_products: str
    scope: str
    unknown: str
    undated: str
    # sections
    figures: str
    place: str
    grade_tonnage: str
    ranks: str
    estimates: str
    statements: str
    timeline: str
    composition: str
    findings: str
    sources: str
    how_to_cite: str
    overview: str
    totals: str
    national: str
    # figures
    headline: str
    documented: str
    no_headline: str
    no_documented: str
    no_figure: str
    same: str
    level_of: str
    note: str
    # place
    position: str
    other_position: str
    refuted: str
    no_position: str
    radius: str
    north: str
    south: str
    east: str
    west: str
    # ranks
    rank: str
    of: str
    not_comparable: str
    compared: Mapping[str, str]
    ranks_note: str
    rank_open: str
    # statements
    column_said: str
    column_verdict: str
    statements_note: str
    # timeline
    project: str
    condition: str
    column_party: str
    column_step: str
    column_terms: str
    # tables
    column_date: str
    column_ore: str
    column_grade: str
    column_contained: str
    column_basis: str
    column_level: str
    column_level_short: str
    column_kind: str
    column_who: str
    column_source: str
    column_estimate: str
    column_oxide: str
    shares: str
    column_deposit: str
    column_edition: str
    column_reserves: str
    column_production: str
    column_year: str
    column_figure: str
    marked_headline: str
    marked_documented: str
    marked_both: str
    a_year: str
    no_row: str
    not_available: str
    # findings
    not_checked: str
    no_findings: str
    waived: str
    error: str
    warning: str
    remark: str
    # totals
    totals_note: str
    of_several: str
    deposits: str
    deposits_of: str
    # citations
    cite_figures: str
    repeats: str
    no_date: str
    edition: str
    within: str
    reported_first: str
    licensed: str
    accessed: str
    # paper
    rows_left_off: str
    sources_left_off: str
    # what there is none of
    unplotted_basis: str
    unplotted_incomplete: str
    no_split: str
    no_pattern: str


ENGLISH: Final = DossierWords(
    dossier="Deposit dossier",
    edition_line="{title}, version {version}, as of {as_of}",
    page="page",
    several="Rare earth deposits: {names}",
    also="Also",
    operator="Operator",
    owners="Owner",
    minerals="Minerals",
    by_products="By-products",
    scope="Scope",
    unknown="not stated",
    undated="undated",
    figures="How much",
    place="Where",
    grade_tonnage="Grade and tonnage among the deposits of the world",
    ranks="Rank by contained oxide",
    estimates="Every estimate",
    statements="Statements under test",
    timeline="Who, on what terms, how far",
    rank="Rank",
    of="of",
    not_comparable="nothing comparable",
    compared={
        "rock-as-oxide": "Rock as if oxide",
        "headline": "Reported",
        "documented": "Best documented",
        "supported": "Best supported",
        "coded": "By a reporting or national code",
        "claim": "Another claim",
        "ore": "Ore against ore",
        "national": "As national reserve {edition}",
    },
    ranks_note=(
        "Only total oxides are compared with total oxides. A rank is an interval where figures are "
        "bounds or ranges; a bound is taken up to tenfold, '> 5' as 5 to 50."
    ),
    rank_open=(
        "By the number reported {place} of {of}; with bounds up to tenfold, {best} to {worst}."
    ),
    column_said="What was said",
    column_verdict="Test against the data",
    statements_note=(
        "The first comparison for it, the first and the nearest against it, and where these do "
        "not settle it, the first that is open; "
        "`geodeposits claims --subject {id}` gives every one."
    ),
    project="Project",
    condition="Condition",
    column_party="Who or what",
    column_step="Step",
    column_terms="In words",
    composition="Which rare earths",
    findings="What the checks found",
    sources="Sources",
    how_to_cite="How to cite",
    overview="Overview",
    totals="Contained oxide by evidence level",
    national="National reserves and production",
    headline="Reported",
    documented="Best documented",
    no_headline="No figure is reported.",
    no_documented="No figure has evidence of level A to D.",
    no_figure="no figure",
    same="Both are the same estimate.",
    level_of="Evidence level {level}",
    note="Note",
    position="Position",
    other_position="Another position",
    refuted="Refuted position",
    no_position="No position is known",
    radius="within {distance}",
    north="N",
    south="S",
    east="E",
    west="W",
    column_date="Date",
    column_ore="Ore",
    column_grade="Grade",
    column_contained="Contained",
    column_basis="Basis",
    column_level="Level",
    column_level_short="Lvl",
    column_kind="Kind, code, categories",
    column_who="Stated by",
    column_source="Source",
    column_estimate="Estimate",
    column_oxide="Oxide",
    shares="Share of each oxide in TREO, %",
    column_deposit="Deposit",
    column_edition="Edition",
    column_reserves="Reserves, t REO",
    column_production="Production, t REO",
    column_year="Year",
    column_figure="Figure, date, source",
    marked_headline="reported",
    marked_documented="best documented",
    marked_both="reported and best documented",
    a_year="{amount} t/y {what}",
    no_row="this edition lists no row for the country",
    not_available="NA: this edition prints no figure",
    not_checked="The rules were not run for this dossier.",
    no_findings="None of the {rules} rules finds anything here.",
    waived="accepted",
    error="error",
    warning="warning",
    remark="note",
    totals_note=(
        "Sums of the figures on total oxides, each level for itself: levels, bases, resources and "
        "reserves are never added to one another."
    ),
    of_several="for several deposits together",
    deposits="deposits: {count}",
    deposits_of="Rare earth deposits of {country}",
    cite_figures=(
        "Cite a figure with its own source, by the number behind it; with its basis and its "
        "evidence level."
    ),
    repeats="Repeats {}.",
    no_date="undated",
    edition="Version {version}, as of {as_of}",
    within="In: {title}",
    reported_first="Reported first by {name}",
    licensed="Licence: {licence}",
    accessed="(accessed {date})",
    rows_left_off="Not printed: {count} older of {whole} rows; they stand on the screen alone.",
    sources_left_off=(
        "Not printed: {count} of {whole} sources, which only rows on the screen cite."
    ),
    unplotted_basis=(
        "Not on the chart of the world's deposits: the reported figure counts {basis}, and only "
        "total oxides are drawn against total oxides."
    ),
    unplotted_incomplete=(
        "Not on the chart of the world's deposits: the reported figure does not give both tonnage "
        "and grade."
    ),
    no_split="No split of the rare earths into their oxides is known.",
    no_pattern="Too few elements are stated for a pattern.",
)

TURKISH: Final = DossierWords(
    dossier="Yatak dosyası",
    edition_line="{title}, sürüm {version}, veri tarihi {as_of}",
    page="sayfa",
    several="Nadir toprak yatakları: {names}",
    also="Diğer adları",
    operator="İşletmeci",
    owners="Sahip",
    minerals="Mineraller",
    by_products="Yan ürünler",
    scope="Kapsam",
    unknown="belirtilmemiş",
    undated="tarihsiz",
    figures="Ne kadar",
    place="Nerede",
    grade_tonnage="Dünya yatakları arasında tenör ve tonaj",
    ranks="İçerilen okside göre sıra",
    estimates="Bütün tahminler",
    statements="Sınanan sözler",
    timeline="Kim, hangi koşullarla, hangi aşamada",
    rank="Sıra",
    of="toplam",
    not_comparable="karşılaştırılabilir rakam yok",
    compared={
        "rock-as-oxide": "Kayaç oksit sayılırsa",
        "headline": "Bildirilen",
        "documented": "En iyi belgelenen",
        "supported": "En iyi desteklenen",
        "coded": "Raporlama koduna veya ulusal koda göre",
        "claim": "Başka bir bildirim",
        "ore": "Cevhere karşı cevher",
        "national": "{edition} ulusal rezervi sayılırsa",
    },
    ranks_note=(
        "Yalnızca toplam oksitler toplam oksitlerle karşılaştırılır. Rakam bir sınır veya aralıksa "
        "sıra da aralıktır; bir sınır on katına kadar alınır: '> 5', 5 ile 50 arası."
    ),
    rank_open=(
        "Bildirilen sayıyla {of} arasında {place} sıra; sınırlar on katına kadar alınırsa "
        "{best}–{worst} sıra."
    ),
    column_said="Ne söylendi",
    column_verdict="Verilere göre sınama",
    statements_note=(
        "Lehte ilk, aleyhte ilk ve en yakın, bunlar yetmiyorsa açık kalan ilk karşılaştırma; "
        "`geodeposits claims --subject {id}` hepsini verir."
    ),
    project="Proje",
    condition="Koşul",
    column_party="Kim veya ne",
    column_step="Adım",
    column_terms="Ayrıntı",
    composition="Hangi nadir topraklar",
    findings="Denetimlerin bulduğu",
    sources="Kaynaklar",
    how_to_cite="Nasıl atıf yapılır",
    overview="Genel bakış",
    totals="Kanıt düzeyine göre içerilen oksit",
    national="Ulusal rezervler ve üretim",
    headline="Bildirilen",
    documented="En iyi belgelenen",
    no_headline="Bildirilen rakam yok.",
    no_documented="A–D düzeyinde kanıtı olan rakam yok.",
    no_figure="rakam yok",
    same="İkisi aynı tahmindir.",
    level_of="{level} kanıt düzeyi",
    note="Not",
    position="Konum",
    other_position="Başka bir konum",
    refuted="Çürütülen konum",
    no_position="Bilinen bir konum yok",
    radius="{distance} yarıçap içinde",
    north="K",
    south="G",
    east="D",
    west="B",
    column_date="Tarih",
    column_ore="Cevher",
    column_grade="Tenör",
    column_contained="İçerik",
    column_basis="Esas",
    column_level="Düzey",
    column_level_short="Dzy",
    column_kind="Tür, kod, kategoriler",
    column_who="Bildiren",
    column_source="Kaynak",
    column_estimate="Tahmin",
    column_oxide="Oksit",
    shares="Her oksidin toplam NTO içindeki payı, %",
    column_deposit="Yatak",
    column_edition="Baskı",
    column_reserves="Rezerv, t NTO",
    column_production="Üretim, t NTO",
    column_year="Yıl",
    column_figure="Rakam, tarih, kaynak",
    marked_headline="bildirilen",
    marked_documented="en iyi belgelenen",
    marked_both="bildirilen ve en iyi belgelenen",
    a_year="{amount} t/yıl {what}",
    no_row="bu baskıda ülkenin satırı yok",
    not_available="NA: bu baskıda rakam yok",
    not_checked="Bu dosya için kurallar çalıştırılmadı.",
    no_findings="{rules} kuraldan hiçbiri burada bir şey bulmuyor.",
    waived="kabul edildi",
    error="hata",
    warning="uyarı",
    remark="not",
    totals_note=(
        "Toplam oksit rakamlarının toplamları, her düzey ayrı: düzeyler, esaslar, maden "
        "kaynakları ve rezervler birbirine eklenmez."
    ),
    of_several="birden çok yatak için birlikte",
    deposits="yatak: {count}",
    deposits_of="Nadir toprak yatakları: {country}",
    cite_figures=(
        "Bir rakama, ardındaki numarayla gösterilen kendi kaynağıyla, esası ve kanıt düzeyiyle "
        "birlikte atıf yapın."
    ),
    repeats="İlk kaynak: {}.",
    no_date="tarihsiz",
    edition="Sürüm {version}, veri tarihi {as_of}",
    within="Veri kümesi: {title}",
    reported_first="İlk bildiren: {name}",
    licensed="Lisans: {licence}",
    accessed="(erişim: {date})",
    rows_left_off="Basılmadı: {whole} satırın daha eski {count} tanesi; yalnızca ekranda durur.",
    sources_left_off=(
        "Basılmadı: {whole} kaynağın yalnızca ekrandaki satırların andığı {count} tanesi."
    ),
    unplotted_basis=(
        "Dünya yataklarının grafiğinde yok: bildirilen rakamın esası {basis}; yalnızca toplam "
        "oksitler toplam oksitlerle karşılaştırılır."
    ),
    unplotted_incomplete=(
        "Dünya yataklarının grafiğinde yok: bildirilen rakam tonaj ile tenörü birlikte vermiyor."
    ),
    no_split="Nadir toprakların oksitlere dağılımı bilinmiyor.",
    no_pattern="Bir desen için bildirilen element sayısı yetersiz.",
)

WORDS: Final[dict[Language, DossierWords]] = {"en": ENGLISH, "tr": TURKISH}
