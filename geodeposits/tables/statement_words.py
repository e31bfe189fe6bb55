"""What the table of tested statements says, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from geodeposits.speech import Language
from geodeposits.summary.statements import Ground, Lack, Misfit, Misread, Outcome, Verdict

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
    misfits: Mapping[Misfit, str]
    misreads: Mapping[Misread, str]
    areas: Mapping[str, str]
    units: Mapping[str, str]
    rank: str
    rank_of: str
    level: str
    edition: str
    year: str
    reserves: str
    no_reserve: str
    published: str
    then: str
    now: str
    later: str
    at_output: str
    at_own_output: str
    at_grade: str
    in_ore: str
    of_ore: str
    of_own_ore: str
    of_other: str
    behind: str
    place: str
    span: str
    as_oxide: str
    off: str
    untested: str
    unsettled: str
    counted_note: str
    rule_note: str
    weight_note: str
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
        Verdict.OPEN: "open",
        Verdict.UNTESTABLE: "untestable",
    },
    outcomes={
        Outcome.HOLDS: "For it",
        Outcome.FAILS: "Against it",
        Outcome.OPEN: "Does not rule it out",
        Outcome.IMPOSSIBLE: "Impossible",
        Outcome.SAME: "Only repeats it",
        Outcome.MISFIT: "Not comparable",
    },
    grounds={
        Ground.ESTIMATES: "estimates",
        Ground.ROCK: "share of its rock that would have to be oxide",
        Ground.PRODUCT: "its own tonnage times its own grade",
        Ground.IMPLIED_GRADE: "the grade of {implied} that it implies, where estimates give",
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
        Lack.MISFITS: "only figures that do not belong together",
        Lack.ONLY_BOUNDS: "only bounds and ranges, which leave it open",
    },
    misfits={
        Misfit.TARGET: "an exploration target is no reserve",
        Misfit.ABOVE_COUNTRY: "more than the table counts in the whole country",
        Misfit.ABOVE_WORLD: "more than the table counts in the world",
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
    year="output of {year}",
    reserves="reserves",
    no_reserve="no reserve",
    published="of {date}",
    then="known then",
    now="known now",
    later="published later",
    at_output="at {output} in {year}",
    at_own_output="at its own {output}",
    at_grade="at {grade}",
    in_ore="{oxide} in {ore} of ore",
    of_ore="of {ore} of ore",
    of_own_ore="of its own {ore} of ore",
    of_other="estimates of {other}",
    behind="behind {names}",
    place="{at}",
    span="{at} ({best}–{worst})",
    as_oxide="{elements} of elements are {oxide} of oxide.",
    off="{factor} times off.",
    untested="Cannot be tested: {missing}.",
    unsettled="Cannot be settled: {missing}.",
    counted_note="{count} statements: {verdicts}.",
    rule_note=(
        "Supported: every comparison is for it. Contradicted: every comparison is against it, or "
        "one shows it to be impossible, or a part of it that must hold fails. Depends: some are "
        "for it, others against it or open, or it holds by its own figure alone. Open: none is for "
        "it, but some do not rule it out. Untestable: there is nothing to compare it with."
    ),
    weight_note=(
        "Not counted: an announcement that only repeats it, and figures that do not belong "
        "together. A table without a figure for the country leaves it open, but does not save what "
        "all figures contradict."
    ),
    rounding_note=(
        "A figure supports what rounds to it, '~' within 10 %. A bound leaves open up to ten times "
        "itself: '> 5' may be 5 to 50, '< 5' 0.5 to 5; that limit is ours, the sources set none. "
        "Elements are counted as 1.17 to 1.24 times as much oxide, as in real ores."
    ),
    edition_note=(
        "Each level, sort and edition is a comparison of its own; of estimates of one level, the "
        "one nearest to the statement stands. National tables are asked in the edition of the day "
        "and in all since. Known then: all figures used were published by that day; published "
        "later: the estimate was not. Ranks are among single deposits: by the number, then the "
        "best and the worst place that bounds and ranges leave."
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
        Verdict.OPEN: "açık",
        Verdict.UNTESTABLE: "sınanamıyor",
    },
    outcomes={
        Outcome.HOLDS: "Destekleyen",
        Outcome.FAILS: "Çelişen",
        Outcome.OPEN: "Dışlamayan",
        Outcome.IMPOSSIBLE: "Olanaksız",
        Outcome.SAME: "Aynı sözün yinelenmesi",
        Outcome.MISFIT: "Karşılaştırılamayan",
    },
    grounds={
        Ground.ESTIMATES: "tahminler",
        Ground.ROCK: "kayacının oksit olması gereken payı",
        Ground.PRODUCT: "kendi tonajı ile kendi tenörünün çarpımı",
        Ground.IMPLIED_GRADE: "gerektirdiği {implied} tenöre karşı tahminlerde",
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
        Lack.MISFITS: "yalnızca birbirine ait olmayan rakamlar var",
        Lack.ONLY_BOUNDS: "yalnızca sınırlar ve aralıklar var, soru açık kalıyor",
    },
    misfits={
        Misfit.TARGET: "arama hedefi rezerv değildir",
        Misfit.ABOVE_COUNTRY: "tablonun tüm ülke için verdiğinden çok",
        Misfit.ABOVE_WORLD: "tablonun tüm dünya için verdiğinden çok",
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
    rank="{rank} sıra",
    rank_of="{others} arasında {rank} sıra",
    level="{level} düzeyi",
    edition="{edition} baskısı",
    year="{year} üretimi",
    reserves="rezervler",
    no_reserve="rezerv değil",
    published="{date}",
    then="o tarihte bilinen",
    now="bugün bilinen",
    later="sonradan yayımlanan",
    at_output="{year} üretimi {output} ile",
    at_own_output="kendi verdiği {output} ile",
    at_grade="{grade} tenörle",
    in_ore="{ore} cevherde {oxide}",
    of_ore="{ore} cevherin",
    of_own_ore="kendi verdiği {ore} cevherin",
    of_other="{other} için tahminler",
    behind="önünde {names}",
    place="{at}.",
    span="{at}. ({best}–{worst})",
    as_oxide="{elements} element, {oxide} oksittir.",
    off="{factor} kat sapma.",
    untested="Nedeni: {missing}.",
    unsettled="Karara bağlanamıyor: {missing}.",
    counted_note="{count} açıklama: {verdicts}.",
    rule_note=(
        "Destekleniyor: her karşılaştırma onu destekler. Çelişiyor: her karşılaştırma onunla "
        "çelişir ya da biri olanaksız olduğunu gösterir ya da tutması gereken bir parçası tutmaz. "
        "Esasa göre değişiyor: bazıları destekler, ötekiler çelişir veya açık kalır ya da söz "
        "yalnızca kendi rakamıyla doğrudur. Açık: hiçbiri desteklemez ama bazıları olasılığı "
        "dışlamaz. Sınanamıyor: karşılaştırılacak bir şey yoktur."
    ),
    weight_note=(
        "Sayılmayanlar: yalnızca aynı sözü yineleyen bir açıklama ve birbirine ait olmayan "
        "rakamlar. Ülke için rakam vermeyen bir tablo soruyu açık bırakır ama bütün rakamların "
        "çeliştiği bir sözü kurtarmaz."
    ),
    rounding_note=(
        "Bir rakam, kendisine yuvarlananı destekler; '~' ile %10 içinde. Bir sınır, on katına "
        "kadarını açık bırakır: '> 5' 5 ile 50 arası, '< 5' 0,5 ile 5 arası olabilir; bu ölçü "
        "bizimdir, kaynaklar böyle bir sınır koymaz. Elementler, gerçek cevherlerde olduğu gibi "
        "1,17 ile 1,24 katı oksit sayılır."
    ),
    edition_note=(
        "Her düzey, tür ve baskı ayrı bir karşılaştırmadır; bir düzeydeki tahminlerden söze en "
        "yakını gösterilir. Ülke tablolarının o günkü ve sonraki tüm baskılarına bakılır. O "
        "tarihte bilinen: kullanılan bütün rakamlar o güne kadar yayımlanmıştır; sonradan "
        "yayımlanan: tahmin o gün yoktu. Sıralar tek yataklar arasındadır: rakama göre, ardından "
        "sınırların ve aralıkların bıraktığı en iyi ve en kötü sıra."
    ),
)

STATEMENT_WORDS: Final[dict[Language, StatementWords]] = {"en": ENGLISH, "tr": TURKISH}
