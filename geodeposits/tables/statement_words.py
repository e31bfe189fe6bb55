"""What the table of tested statements says, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodeposits.speech import Language
from geodeposits.summary.statements import Ground, Lack, Misread, Outcome, Verdict

__all__ = ["STATEMENT_WORDS", "StatementWords"]


@dataclass(frozen=True, kw_only=True)
class StatementWords:
    """Words around statements; `{…}` is filled in."""

    title: str
    caption: str
    world: str
    subject: str
    said_by: str
    who: str
    role: str
    date: str
    undated: str
    summary: str
    verdict: str
    figures: str
    factor: str
    source: str
    statement: str
    metric: str
    relation: str
    value: str
    unit: str
    lacks: str
    claims: str
    verdicts: Mapping[Verdict, str]
    outcomes: Mapping[Outcome, str]
    grounds: Mapping[Ground, str]
    missing: Mapping[Lack, str]
    misreads: Mapping[Misread, str]
    areas: Mapping[str, str]
    units: Mapping[str, str]
    rank: str
    rank_of: str
    level: str
    edition: str
    year: str
    then: str
    now: str
    off: str
    untested: str
    counted_note: str
    rule_note: str
    rounding_note: str
    edition_note: str


ENGLISH: Final = StatementWords(
    title="Statements in public, tested against the dataset",
    caption="What was said stands in our words; the verdict is computed.",
    world="World",
    subject="About",
    said_by="Who, when, where",
    who="Who",
    role="Role",
    date="Date",
    undated="undated",
    summary="What was said",
    verdict="Verdict",
    figures="By which figures",
    factor="Times off",
    source="Source",
    statement="Statement",
    metric="Metric",
    relation="Relation",
    value="Stated",
    unit="Unit",
    lacks="What is missing",
    claims="Claims used",
    verdicts={
        Verdict.SUPPORTED: "supported",
        Verdict.CONTRADICTED: "contradicted",
        Verdict.DEPENDS: "depends",
        Verdict.UNTESTABLE: "untestable",
    },
    outcomes={
        Outcome.HOLDS: "For it",
        Outcome.FAILS: "Against it",
        Outcome.OPEN: "Open",
        Outcome.IMPOSSIBLE: "Impossible",
        Outcome.SAME: "Only repeats it",
    },
    grounds={
        Ground.ESTIMATES: "estimates",
        Ground.ROCK: "share of its rock that would have to be oxide",
        Ground.PRODUCT: "its own tonnage times its own grade",
        Ground.IMPLIED_GRADE: "it implies a grade of {implied}; the estimates give",
        Ground.HEADLINE: "by reported figures",
        Ground.DOCUMENTED: "by best documented figures",
        Ground.SUPPORTED: "by the best supported figures that can be ranked",
        Ground.AS_STATED: "its own figure among reported ones",
        Ground.NATIONAL: "national table",
        Ground.NATIONAL_WITH: "its own figure as the national reserve",
        Ground.NATIONAL_WITH_ESTIMATE: "an estimate of the deposit as the national reserve",
        Ground.INVENTORY: "national count",
        Ground.RESERVES: "reserves of the country, of which it may be more",
        Ground.WORLD_OUTPUT: "world output",
        Ground.PLAN: "planned plant",
        Ground.RECOVERY: "recovery the plant would need",
        Ground.SITE: "the mine alone among countries",
        Ground.ELEMENTS: "elements with a known share in the deposit",
        Ground.MEMBERS: "elements named in an estimate",
        Ground.MINEABLE: "most that any ore holds",
        Ground.LISTED: "rare earths in its list",
        Ground.MAKING: "mines with a known output",
        Ground.RUNNING: "other mines whose output is not known",
        Ground.OUTPUT: "output of the country",
        Ground.SPLITS: "among deposits with a known oxide split",
        Ground.NO_SPLIT: "larger deposits without a known split",
        Ground.UNPRINTED: "national table without a figure",
    },
    missing={
        Lack.NO_ESTIMATE: "no estimate to compare with",
        Lack.OWN_WORD: "only announcements that say the same; no independent estimate",
        Lack.NO_NATIONAL_FIGURE: "no national figure to compare with",
        Lack.NO_OUTPUT: "no output is known",
        Lack.NO_SPLIT: "no split of the oxides is known",
        Lack.NO_DEMAND: "no demand by element is held",
        Lack.NOTHING_TO_COMPARE: "nothing to compare with",
        Lack.ONLY_BOUNDS: "only bounds, which leave it open",
    },
    misreads={
        Misread.ORE: "It is the tonnage of ore: {found}.",
        Misread.FEED: "It is the ore fed a year: {found}.",
        Misread.FEED_TIMES_1000: "A thousandth of it is the ore fed a year: {found}.",
        Misread.MINE_LIFE: "It is near the planned life of the mine: {found}.",
        Misread.ALL_OXIDES: "All rare earths together, at the output of the world: {found}.",
        Misread.ROCK_AS_OXIDE: "With its rock counted as oxide: {found}.",
    },
    areas={
        "europe": "without Russia",
        "europe-with-russia": "with Russia to the Urals",
        "eu": "European Union",
    },
    units={"years": "years", "elements": "", "producers": "", "t/y": "t/y"},
    rank="rank {rank}",
    rank_of="rank {rank} of {others}",
    level="level {level}",
    edition="edition {edition}",
    year="for {year}",
    then="known then",
    now="known now",
    off="{factor} times off.",
    untested="Cannot be tested: {missing}.",
    counted_note="{count} statements: {verdicts}.",
    rule_note=(
        "Supported: holds on every ground that it could be tested on; contradicted: on none, or "
        "impossible; depends: on some. Levels, bases and editions are grounds of their own. "
        "An announcement that only says the same again does not support it."
    ),
    rounding_note=(
        "A figure supports what rounds to it, '~' within 10 %; a bound leaves open up to ten times "
        "itself."
    ),
    edition_note=(
        "National tables are asked in the edition of the day and in all since. Ranks are among "
        "single deposits, then (as known on the day) and now."
    ),
)

TURKISH: Final = StatementWords(
    title="Kamuya yapılmış açıklamalar, veri kümesiyle sınanmış",
    caption="Söylenenler kendi sözlerimizledir; sonuç hesaplanmıştır.",
    world="Dünya",
    subject="Konu",
    said_by="Kim, ne zaman, nerede",
    who="Kim",
    role="Görevi",
    date="Tarih",
    undated="tarihsiz",
    summary="Ne söylendi",
    verdict="Sonuç",
    figures="Hangi rakamlarla",
    factor="Kaç kat",
    source="Kaynak",
    statement="Açıklama",
    metric="Ölçüt",
    relation="İlişki",
    value="Söylenen",
    unit="Birim",
    lacks="Eksik olan",
    claims="Kullanılan kayıtlar",
    verdicts={
        Verdict.SUPPORTED: "destekleniyor",
        Verdict.CONTRADICTED: "çelişiyor",
        Verdict.DEPENDS: "esasa göre değişiyor",
        Verdict.UNTESTABLE: "sınanamıyor",
    },
    outcomes={
        Outcome.HOLDS: "Destekleyen",
        Outcome.FAILS: "Çelişen",
        Outcome.OPEN: "Açık kalan",
        Outcome.IMPOSSIBLE: "Olanaksız",
        Outcome.SAME: "Aynı sözün yinelenmesi",
    },
    grounds={
        Ground.ESTIMATES: "tahminler",
        Ground.ROCK: "kayacının oksit olması gereken payı",
        Ground.PRODUCT: "kendi tonajı ile kendi tenörünün çarpımı",
        Ground.IMPLIED_GRADE: "{implied} tenör gerektirir; tahminlerde",
        Ground.HEADLINE: "bildirilen rakamlarla",
        Ground.DOCUMENTED: "en iyi belgelenen rakamlarla",
        Ground.SUPPORTED: "sıralanabilen en iyi desteklenen rakamlarla",
        Ground.AS_STATED: "kendi rakamı bildirilenler arasında",
        Ground.NATIONAL: "ülke tablosu",
        Ground.NATIONAL_WITH: "kendi rakamı ulusal rezerv sayılırsa",
        Ground.NATIONAL_WITH_ESTIMATE: "yatağın bir tahmini ulusal rezerv sayılırsa",
        Ground.INVENTORY: "ülke sayımı",
        Ground.RESERVES: "ülkenin rezervi (fazlası olabilir)",
        Ground.WORLD_OUTPUT: "tüm dünyanın üretimi",
        Ground.PLAN: "tesisler",
        Ground.RECOVERY: "tesisin ulaşması gereken kazanım",
        Ground.SITE: "ülkeler arasında tek maden olarak",
        Ground.ELEMENTS: "yataktaki payı bilinen elementler",
        Ground.MEMBERS: "bir tahminde adı geçen elementler",
        Ground.MINEABLE: "bir cevherde bulunabilecek en çok element",
        Ground.LISTED: "saydıkları arasında nadir toprak olanlar",
        Ground.MAKING: "üretimi bilinen madenler",
        Ground.RUNNING: "üretimi bilinmeyen, çalışan diğerleri",
        Ground.OUTPUT: "ülkenin üretimi",
        Ground.SPLITS: "oksit dağılımı bilinen yataklar arasında",
        Ground.NO_SPLIT: "dağılımı bilinmeyen daha büyük yataklar",
        Ground.UNPRINTED: "rakamı olmayan ülke tablosu",
    },
    missing={
        Lack.NO_ESTIMATE: "karşılaştırılacak tahmin yok",
        Lack.OWN_WORD: "yalnızca aynı şeyi söyleyen açıklamalar var; bağımsız tahmin yok",
        Lack.NO_NATIONAL_FIGURE: "karşılaştırılacak ülke rakamı yok",
        Lack.NO_OUTPUT: "üretim bilinmiyor",
        Lack.NO_SPLIT: "oksitlerin dağılımı bilinmiyor",
        Lack.NO_DEMAND: "elemente göre talep verisi yok",
        Lack.NOTHING_TO_COMPARE: "karşılaştırılacak bir şey yok",
        Lack.ONLY_BOUNDS: "yalnızca sınırlar var, soru açık kalıyor",
    },
    misreads={
        Misread.ORE: "Bu, cevherin tonajıdır: {found}.",
        Misread.FEED: "Bu, yılda beslenen cevherdir: {found}.",
        Misread.FEED_TIMES_1000: "Binde biri yılda beslenen cevherdir: {found}.",
        Misread.MINE_LIFE: "Madenin planlanan ömrüne yakındır: {found}.",
        Misread.ALL_OXIDES: "Dünya üretimiyle, tüm nadir topraklar birlikte: {found}.",
        Misread.ROCK_AS_OXIDE: "Kayacı oksit sayılırsa: {found}.",
    },
    areas={
        "europe": "Rusya hariç",
        "europe-with-russia": "Urallara kadar Rusya dahil",
        "eu": "Avrupa Birliği",
    },
    units={"years": "yıl", "elements": "", "producers": "", "t/y": "t/yıl"},
    rank="{rank}. sıra",
    rank_of="{others} arasında {rank}. sıra",
    level="{level} düzeyi",
    edition="{edition} baskısı",
    year="{year} için",
    then="o tarihte",
    now="bugün",
    off="{factor} kat sapma.",
    untested="Sınanamıyor: {missing}.",
    counted_note="{count} açıklama: {verdicts}.",
    rule_note=(
        "Destekleniyor: sınanabildiği her esasta doğru; çelişiyor: hiçbirinde doğru değil veya "
        "olanaksız; esasa göre değişiyor: bazılarında doğru. Düzeyler, esaslar ve baskılar ayrı "
        "ayrı sınanır. Bir açıklamayı yalnızca yineleyen açıklama onu desteklemez."
    ),
    rounding_note=(
        "Bir rakam, kendisine yuvarlananı destekler; '~' ile %10 içinde. Bir sınır, on katına "
        "kadarını açık bırakır."
    ),
    edition_note=(
        "Ülke tablolarının o günkü ve sonraki tüm baskılarına bakılır. Sıralar tek yataklar "
        "arasındadır: o tarihte (o gün bilindiği gibi) ve bugün."
    ),
)

STATEMENT_WORDS: Final[dict[Language, StatementWords]] = {"en": ENGLISH, "tr": TURKISH}
