"""What tables say of themselves, in each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from geodeposits.continents import CONTINENTS
from geodeposits.speech import Language

__all__ = ["WORDS", "TableWords"]


@dataclass(frozen=True, kw_only=True)
class TableWords:
    """Words around every table, and those of the tables of sums."""

    no_rows: str
    notes: str
    about: str
    data: str
    low: str
    high: str
    as_stated: str

    summary_title: Mapping[str, str]
    """Title of a table of sums by its grouping, with `{figure}`."""
    figures: Mapping[str, str]
    groupings: Mapping[str, str]
    continents: Mapping[str, str]
    sorts: Mapping[str, str]
    total_oxides: str
    unknown: str
    rest: Mapping[str, str]
    world: str
    decade: Callable[[str], str]
    level: str
    sort: str
    basis: str
    deposits: str
    counted: str
    ore: str
    reo: str
    contained: str
    grade: str
    ndpr: str
    dytb: str
    share_of_reo: str
    covers: str
    over: str
    other_basis: str
    project_figures: str
    shared: str
    without_amount: str
    not_added: str
    one_level: str
    wide_note: str
    bounds_note: str
    overlap_note: str
    project_note: str
    shared_note: str
    grade_note: str
    split_note: str
    other_basis_note: str
    no_reo_note: str
    rule_note: str


ENGLISH: Final = TableWords(
    no_rows="No rows.",
    notes="Notes",
    about="About",
    data="Table",
    low="low",
    high="high",
    as_stated="as stated",
    summary_title={
        "all": "Rare earth deposits: {figure} figures",
        "country": "Rare earth deposits by country: {figure} figures",
        "region": "Rare earth deposits by continent: {figure} figures",
        "type": "Rare earth deposits by type: {figure} figures",
        "status": "Rare earth deposits by project status: {figure} figures",
        "code": "Rare earth deposits by reporting code: {figure} figures",
        "level": "Rare earth deposits by evidence level: {figure} figures",
        "decade": "Rare earth deposits by decade of the estimate: {figure} figures",
        "partner": "Rare earth deposits by partner: {figure} figures",
        "partner-country": "Rare earth deposits by country of the partner: {figure} figures",
        "owner": "Rare earth deposits by owner: {figure} figures",
        "owner-country": "Rare earth deposits by country of the owner: {figure} figures",
    },
    figures={"headline": "headline", "documented": "documented"},
    groupings={
        "all": "Area",
        "country": "Country",
        "region": "Continent",
        "type": "Type",
        "status": "Status",
        "code": "Code",
        "level": "Level",
        "decade": "Decade",
        "partner": "Partner",
        "partner-country": "Country of the partner",
        "owner": "Owner",
        "owner-country": "Country of the owner",
    },
    continents=CONTINENTS,
    sorts={
        "resource": "Resources and other estimates",
        "reserve": "Reserves",
        "exploration target": "Exploration targets",
        "resource of several deposits": "Resources stated for several deposits together",
        "reserve of several deposits": "Reserves stated for several deposits together",
        "exploration target of several deposits": "Targets stated for several deposits together",
        "no amount": "No amount",
    },
    total_oxides="total oxides",
    unknown="not stated",
    rest={
        "no partner": "no partner",
        "no owner": "no owner",
        "no figure": "no figure",
        "not stated": "not stated",
    },
    world="World",
    decade="{}s".format,
    level="Level",
    sort="Sort",
    basis="Basis",
    deposits="Deposits",
    counted="n",
    ore="Ore",
    reo="REO",
    contained="Contained, own basis",
    grade="Mean grade",
    ndpr="NdPr oxide",
    dytb="DyTb oxide",
    share_of_reo="of REO",
    covers="covers",
    over="counted",
    other_basis="Other basis",
    project_figures="Project figures",
    shared="Shared",
    without_amount="No amount",
    not_added="Evidence levels, bases, and resources with reserves are never added to one another.",
    one_level="Only figures of evidence levels {levels} are counted.",
    wide_note=(
        "Ore, oxide and grade by evidence level, A (best) to E, of figures on total rare earth "
        "oxides (TREO, REO) alone; n is the number of deposits."
    ),
    bounds_note="A sum that holds a bound is a bound: > 5 stands for more than 5.",
    overlap_note=(
        "A deposit stands under each of its parties, so rows overlap and must not be added. A "
        "party counts by its newest step; one that stalled, ended, was denied or ruled out does "
        "not."
    ),
    project_note=(
        "Figures that cover several deposits together (a project, a province, a country: {count}) "
        "stand apart: they may hold what other rows count."
    ),
    shared_note="{count} deposits repeat a project figure that is counted once.",
    grade_note=(
        "Mean grade: stated grades weighed by tonnage; 'covers' is the share of the ore that "
        "states both."
    ),
    split_note=(
        "NdPr and DyTb: oxides of Nd + Pr and of Dy + Tb, where a split of the oxides is known; "
        "'covers' is the share of the contained REO that such a split covers."
    ),
    other_basis_note=(
        "'Other basis': deposits whose figure counts something else (elements, some oxides, a "
        "mineral, rock), does not say what it counts, or states no contained oxide; they are in no "
        "sum here."
    ),
    no_reo_note=(
        "REO is empty where no oxide follows from the basis; the measure 'contained' shows the "
        "amount on the basis itself."
    ),
    rule_note="{figure} figure: {rule}.",
)


def _turkish_decade(year: str) -> str:
    """Name a decade: the ending has the vowel of the last word of the number, yetmiş or doksan."""
    return f"{year}'{'lar' if year[-2] in '13469' else 'ler'}"


TURKISH: Final = TableWords(
    no_rows="Satır yok.",
    notes="Notlar",
    about="Açıklama",
    data="Tablo",
    low="alt sınır",
    high="üst sınır",
    as_stated="bildirildiği gibi",
    summary_title={
        "all": "Nadir toprak yatakları: {figure} rakamlar",
        "country": "Ülkelere göre nadir toprak yatakları: {figure} rakamlar",
        "region": "Kıtalara göre nadir toprak yatakları: {figure} rakamlar",
        "type": "Yatak türüne göre nadir toprak yatakları: {figure} rakamlar",
        "status": "Proje durumuna göre nadir toprak yatakları: {figure} rakamlar",
        "code": "Raporlama koduna göre nadir toprak yatakları: {figure} rakamlar",
        "level": "Kanıt düzeyine göre nadir toprak yatakları: {figure} rakamlar",
        "decade": "Tahminin on yılına göre nadir toprak yatakları: {figure} rakamlar",
        "partner": "Ortaklara göre nadir toprak yatakları: {figure} rakamlar",
        "partner-country": "Ortağın ülkesine göre nadir toprak yatakları: {figure} rakamlar",
        "owner": "Sahiplere göre nadir toprak yatakları: {figure} rakamlar",
        "owner-country": "Sahibin ülkesine göre nadir toprak yatakları: {figure} rakamlar",
    },
    figures={"headline": "bildirilen", "documented": "en iyi belgelenen"},
    groupings={
        "all": "Alan",
        "country": "Ülke",
        "region": "Kıta",
        "type": "Yatak türü",
        "status": "Durum",
        "code": "Kod",
        "level": "Düzey",
        "decade": "On yıl",
        "partner": "Ortak",
        "partner-country": "Ortağın ülkesi",
        "owner": "Sahip",
        "owner-country": "Sahibin ülkesi",
    },
    continents={
        "africa": "Afrika",
        "antarctica": "Antarktika",
        "asia": "Asya",
        "europe": "Avrupa",
        "north-america": "Kuzey Amerika",
        "oceania": "Okyanusya",
        "south-america": "Güney Amerika",
    },
    sorts={
        "resource": "Maden kaynakları ve diğer tahminler",
        "reserve": "Rezervler",
        "exploration target": "Arama hedefleri",
        "resource of several deposits": "Birden çok yatak için birlikte verilen maden kaynakları",
        "reserve of several deposits": "Birden çok yatak için birlikte verilen rezervler",
        "exploration target of several deposits": "Birden çok yatak için verilen arama hedefleri",
        "no amount": "Miktarsız",
    },
    total_oxides="toplam oksit",
    unknown="belirtilmemiş",
    rest={
        "no partner": "ortak yok",
        "no owner": "sahip yok",
        "no figure": "rakam yok",
        "not stated": "belirtilmemiş",
    },
    world="Dünya",
    decade=_turkish_decade,
    level="Düzey",
    sort="Tahmin türü",
    basis="Esas",
    deposits="Yatak",
    counted="n",
    ore="Cevher",
    reo="NTO",
    contained="İçerik, kendi esasında",
    grade="Ortalama tenör",
    ndpr="NdPr oksit",
    dytb="DyTb oksit",
    share_of_reo="NTO içinde",
    covers="kapsam",
    over="sayılan",
    other_basis="Başka esas",
    project_figures="Proje rakamı",
    shared="Yinelenen",
    without_amount="Miktarsız",
    not_added=(
        "Kanıt düzeyleri, esaslar, maden kaynakları ve rezervler hiçbir zaman birbiriyle toplanmaz."
    ),
    one_level="Yalnızca {levels} kanıt düzeyindeki rakamlar sayılmıştır.",
    wide_note=(
        "A (en iyi) ile E arasındaki kanıt düzeylerine göre cevher, oksit ve tenör; yalnızca "
        "toplam nadir toprak oksidi (TREO, REO) esasındaki rakamlar; n yatak sayısıdır."
    ),
    bounds_note="Sınır içeren toplam da sınırdır: > 5, 5'ten çok demektir.",
    overlap_note=(
        "Bir yatak, taraflarının her birinin altında yer alır; satırlar örtüşür ve "
        "toplanmamalıdır. Bir taraf en yeni adımıyla sayılır; durmuş, sona ermiş, yalanlanmış "
        "veya reddedilmiş olan sayılmaz."
    ),
    project_note=(
        "Birden çok yatağı birlikte kapsayan rakamlar (bir proje, bir bölge, bir ülke: {count}) "
        "ayrı durur: diğer satırların saydıklarını içerebilirler."
    ),
    shared_note="{count} yatak, bir kez sayılan bir proje rakamını yineler.",
    grade_note=(
        "Ortalama tenör: bildirilen tenörlerin tonajla ağırlıklı ortalaması; 'kapsam', ikisi de "
        "bildirilen cevherin payıdır."
    ),
    split_note=(
        "NdPr ve DyTb: oksit dağılımı bilinen yataklarda Nd + Pr ve Dy + Tb oksitleri; 'kapsam', "
        "içerilen NTO'nun dağılımı bilinen payıdır."
    ),
    other_basis_note=(
        "'Başka esas': rakamı başka bir şeyi (element, bazı oksitler, mineral, kayaç) sayan veya "
        "neyi saydığını söylemeyen ya da oksit içeriği bildirmeyen yataklar; buradaki hiçbir "
        "toplama girmezler."
    ),
    no_reo_note=(
        "Esastan oksit çıkmayan yerde NTO boştur; kendi esasındaki içerik ayrı bir ölçüdür."
    ),
    rule_note="{figure} rakam: {rule}.",
)

WORDS: Final[dict[Language, TableWords]] = {"en": ENGLISH, "tr": TURKISH}
