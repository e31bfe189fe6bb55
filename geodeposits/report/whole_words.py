"""The words of the report on a whole dataset: every text of it that is not data, by language.

Fields in braces are filled by `str.format`, whose arguments are not read again. A noun has two
forms, for one and for any other number; a Turkish noun stays as it is after a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from geodeposits.checks import CheckRun
from geodeposits.checks.formats import counts_sentence
from geodeposits.speech import Language, speech

__all__ = ["REPORT_WORDS", "Forms", "ReportWords"]

Forms = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class ReportWords:
    """Texts of the report; a language without one of them does not type-check."""

    # head
    version: str
    as_of: str
    counted: Mapping[str, Forms]
    # how to read
    how_to_read: str
    rules: str
    ore_is_not_oxide: str
    bounds: str
    # deposits
    ranked: str
    no_ranked: str
    more_ranked: str
    unranked: str
    no_unranked: str
    unranked_note: str
    headline: str
    documented: str
    documented_below: str
    column_deposit: str
    column_contained: str
    column_basis: str
    column_level: str
    column_level_short: str
    column_figure: str
    as_headline: str
    none: str
    no_country: str
    no_tonnage: str
    no_source: str
    undated: str
    of_project: str
    of_part: str
    zone: str
    basis_unstated: str
    # totals
    by_country: str
    by_type: str
    no_deposit: str
    caption: Mapping[str, str]
    every: str
    level_of: str
    column_unranked: str
    column_none: str
    of_several: str
    projects: Forms
    shared: str
    # what is missing
    not_counted: str
    no_amount: str
    no_amount_of: str
    not_ranked: str
    not_ranked_of: str
    undocumented: str
    undocumented_of: str
    # findings
    findings: str
    unchecked: str
    complaints: str
    counts: Callable[[CheckRun], str]
    severities: Mapping[str, str]
    serious: str
    waived_with: str
    waived: str
    more_found: str
    column_severity: str
    column_code: str
    column_found: str
    column_waived: str
    column_what: str
    # sources
    sources: str


ENGLISH: Final = ReportWords(
    version="version {version}",
    as_of="as of {date}",
    counted={
        "deposit": ("deposit", "deposits"),
        "estimate": ("estimate", "estimates"),
        "source": ("source", "sources"),
        "complaint": ("complaint", "complaints"),
    },
    how_to_read="How to read the figures",
    rules=(
        "Headline is what is reported: {headline}. Documented is what is best supported: "
        "{documented}. Both are shown; neither is corrected by the other."
    ),
    ore_is_not_oxide=(
        "Ore is rock, not oxide. Only figures on total oxides (TREO, REO) are ranked and added up; "
        "what is on another basis stands apart. Levels, bases, resources and reserves are never "
        "added to one another."
    ),
    bounds=(
        "A figure with > is a lower bound and is ranked by that bound; ~ means about. Mt and kt "
        "are million and thousand metric tonnes."
    ),
    ranked="Deposits by contained rare earth oxide",
    no_ranked="No deposit has a headline figure on total oxides.",
    more_ranked="The first {shown}; {left} more are ranked.",
    unranked="Figures that are not ranked",
    no_unranked="Every headline figure is on total oxides.",
    unranked_note=(
        "The headline figure is on another basis, states no contained oxide, or covers several "
        "deposits. Contained is on the stated basis; the order means nothing."
    ),
    headline="Headline",
    documented="Documented",
    documented_below="documented",
    column_deposit="Deposit",
    column_contained="Contained",
    column_basis="Basis",
    column_level="Level",
    column_level_short="Lvl",
    column_figure="Figure, date, source",
    as_headline="as headline",
    none="none",
    no_country="country unstated",
    no_tonnage="no tonnage of ore",
    no_source="no source",
    undated="undated",
    of_project="of a project of several deposits",
    of_part="of a part of the deposit",
    zone="zone",
    basis_unstated="unstated",
    by_country="Totals by country",
    by_type="Totals by deposit type",
    no_deposit="No deposit.",
    caption={
        "headline": "Headline figures: contained oxide, with the number of deposits",
        "documented": "Documented figures: contained oxide, with the number of deposits",
    },
    every="All",
    level_of="Level {level}",
    column_unranked="Not ranked",
    column_none="None",
    of_several="{sort} of several deposits",
    projects=(
        (
            "{count} of these figures covers several deposits and stands apart: it may hold what "
            "others count."
        ),
        (
            "{count} of these figures cover several deposits and stand apart: they may hold what "
            "others count."
        ),
    ),
    shared="Repeats of such a figure that the sums leave out: {count}.",
    not_counted="Not counted",
    no_amount="No amount",
    no_amount_of="{deposits} without a headline that states an amount",
    not_ranked="Not ranked",
    not_ranked_of="{deposits} with a headline that cannot be ranked",
    undocumented="Undocumented",
    undocumented_of="{deposits} without an amount of level A to D",
    findings="What the checks found",
    unchecked="The rules were not run for this report.",
    complaints="Reading the input gave {complaints}:",
    counts=counts_sentence,
    severities={"error": "error", "warning": "warning", "note": "note"},
    serious="Errors and warnings",
    waived_with="Waived, with the reason",
    waived="waived",
    more_found="The first {shown}; {left} more by the command geodeposits check.",
    column_severity="Severity",
    column_code="Code",
    column_found="Found",
    column_waived="Waived",
    column_what="What the rule looks for",
    sources="Sources",
)


def _turkish_counts(run: CheckRun) -> str:
    say, severities = speech("tr"), TURKISH.severities
    counted = [f"{say.integer(n)} {severities[each.value]}" for each, n in run.counts().items()]
    rules = f"{say.integer(len(run.rules))} kural" + (", 0 kayıt" if run.records == 0 else "")
    return f"{', '.join(counted)}, {say.integer(len(run.waived))} kabul edilmiş bulgu ({rules})"


TURKISH: Final = ReportWords(
    version="sürüm {version}",
    as_of="veri tarihi {date}",
    counted={
        "deposit": ("yatak", "yatak"),
        "estimate": ("tahmin", "tahmin"),
        "source": ("kaynak", "kaynak"),
        "complaint": ("bulgu", "bulgu"),
    },
    how_to_read="Rakamlar nasıl okunur",
    rules=(
        "Bildirilen rakam: {headline}. En iyi belgelenen rakam: {documented}. İkisi de gösterilir; "
        "hiçbiri ötekine göre düzeltilmez."
    ),
    ore_is_not_oxide=(
        "Cevher kayaçtır, oksit değildir. Yalnızca toplam oksit (TREO, REO) esasındaki rakamlar "
        "sıralanır ve toplanır; başka esastakiler ayrı durur. Düzeyler, esaslar, maden kaynakları "
        "ve rezervler hiçbir zaman birbiriyle toplanmaz."
    ),
    bounds=(
        "> ile verilen rakam alt sınırdır ve bu sınırla sıralanır; ~ yaklaşık demektir. Mt milyon "
        "metrik ton, kt bin metrik tondur."
    ),
    ranked="İçerilen nadir toprak oksidine göre yataklar",
    no_ranked="Toplam oksit esasında bildirilen rakamı olan yatak yok.",
    more_ranked="İlk {shown} yatak; {left} yatak daha sıralanmıştır.",
    unranked="Sıralanmayan rakamlar",
    no_unranked="Bildirilen rakamların hepsi toplam oksit esasındadır.",
    unranked_note=(
        "Bildirilen rakamın esası başkadır, oksit içeriği verilmemiştir ya da rakam birkaç yatağı "
        "kapsar. İçerik, rakamın kendi esasındadır; satırların sırası bir şey anlatmaz."
    ),
    headline="Bildirilen",
    documented="En iyi belgelenen",
    documented_below="en iyi belgelenen",
    column_deposit="Yatak",
    column_contained="İçerik",
    column_basis="Esas",
    column_level="Düzey",
    column_level_short="Dzy",
    column_figure="Rakam, tarih, kaynak",
    as_headline="bildirilenle aynı",
    none="yok",
    no_country="ülke belirtilmemiş",
    no_tonnage="cevher tonajı yok",
    no_source="kaynak yok",
    undated="tarihsiz",
    of_project="birkaç yataklı proje",
    of_part="yatağın bir bölümü",
    zone="zon",
    basis_unstated="belirtilmemiş",
    by_country="Ülkelere göre toplamlar",
    by_type="Yatak türlerine göre toplamlar",
    no_deposit="Yatak yok.",
    caption={
        "headline": "Bildirilen rakamlar: içerilen oksit, ayraç içinde yatak sayısı",
        "documented": "En iyi belgelenen rakamlar: içerilen oksit, ayraç içinde yatak sayısı",
    },
    every="Hepsi",
    level_of="{level} düzeyi",
    column_unranked="Sırasız",
    column_none="Yok",
    of_several="birden çok yatak için {sort}",
    projects=(
        (
            "Bu rakamlardan {count} tanesi birden çok yatağı kapsar ve ayrı durur: diğerlerinin "
            "saydığını içerebilir."
        ),
        (
            "Bu rakamlardan {count} tanesi birden çok yatağı kapsar ve ayrı durur: diğerlerinin "
            "saydığını içerebilir."
        ),
    ),
    shared="Böyle bir rakamın toplama katılmayan yinelemeleri: {count}.",
    not_counted="Sayılmayanlar",
    no_amount="Miktarsız",
    no_amount_of="miktar veren bildirilen rakamı olmayan {deposits}",
    not_ranked="Sırasız",
    not_ranked_of="bildirilen rakamı sıralanamayan {deposits}",
    undocumented="Belgesiz",
    undocumented_of="A–D düzeyinde miktarı olmayan {deposits}",
    findings="Denetimlerin bulduğu",
    unchecked="Bu rapor için kurallar çalıştırılmadı.",
    complaints="Girdi okunurken {complaints} çıktı:",
    counts=_turkish_counts,
    severities={"error": "hata", "warning": "uyarı", "note": "not"},
    serious="Hatalar ve uyarılar",
    waived_with="Gerekçesiyle kabul edilenler",
    waived="kabul edildi",
    more_found="İlk {shown} bulgu; kalan {left} bulguyu geodeposits check komutu verir.",
    column_severity="Önem",
    column_code="Kod",
    column_found="Bulunan",
    column_waived="Kabul",
    column_what="Kuralın aradığı",
    sources="Kaynaklar",
)

REPORT_WORDS: Final[dict[Language, ReportWords]] = {"en": ENGLISH, "tr": TURKISH}
