"""Words around statements in Turkish."""

from __future__ import annotations

from typing import Final

from geodeposits.summary.statements import Ground, Lack, Misfit, Misread, Outcome, Verdict
from geodeposits.tables.statement_frame import StatementWords

__all__ = ["TURKISH"]

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
    ratio="Söylenen ÷ bulunan",
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
        Ground.RESERVES: "ülkenin rezervi, söylenen bunu aşabilir",
        Ground.WORLD_OUTPUT: "tüm dünyanın üretimi",
        Ground.PLAN: "planlanan veya çalışan tesis",
        Ground.RECOVERY: "tesisin ulaşması gereken kazanım",
        Ground.SITE: "ülkeler arasında tek maden olarak",
        Ground.ELEMENTS: "yataktaki payı bilinen elementler",
        Ground.MEMBERS: "bir tahminde adı geçen elementler",
        Ground.MINEABLE: "bir cevherde bulunabilecek en çok element",
        Ground.LISTED: "saydığı {listed} element arasında nadir toprak olanlar",
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
        Misread.MINE_LIFE: "{second} işleyen tesise {first} cevher {found} yeter.",
        Misread.ALL_OXIDES: (
            "Tüm nadir topraklar birlikte, dünyanın {second} üretimine karşı {first}: {found}."
        ),
        Misread.ROCK_AS_OXIDE: "{first} kayacı oksit sayılırsa: {found}.",
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
    published="{date} tarihli",
    then="o tarihte bilinen",
    now="bugün bilinen",
    later="sonradan yayımlanan",
    at_output="{year} üretimi {output} ile",
    at_own_output="kendi verdiği {output} ile",
    at_grade="{grade} tenörle",
    in_ore="{ore} cevherde {oxide}",
    with_ore="{ore} cevherde",
    ore_at="{grade} tenörlü {ore} cevherde",
    ore_makes="{grade} tenörle, yani {ore} cevherde",
    no_ore="cevheri kayıtlı değil",
    only_ore="{ore} cevher",
    of_elements="{grade} element",
    from_elements="elementlerden oksit olarak",
    own="{rest} {figure}",
    heavy_of="{own} içindeki ağır oksitler",
    own_alone="{figure}, {rest}",
    of_ore="{ore} cevher üzerinden",
    of_own_ore="kendi verdiği {ore} cevher üzerinden",
    of_other="{other} için tahminler",
    behind="önünde {names}",
    place="{at}.",
    span="{at}. ({best}–{worst})",
    as_oxide="{elements} element, {oxide} oksit eder.",
    too_large="Söylenen: {stated}; {found} rakamının {times} katı.",
    too_small="Söylenen: {stated}; {found} bunun {times} katı.",
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
