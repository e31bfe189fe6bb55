"""What a ranking says in Turkish."""

from __future__ import annotations

from typing import Final

from geodeposits.tables.rank_terms import RankWords

__all__ = ["TURKISH"]


def _turkish_ordinal(number: int) -> str:
    return f"{number}."


TURKISH: Final = RankWords(
    ordinal=_turkish_ordinal,
    title_one="{name} yatağının sırası: {measure}",
    title_all="Yatakların sırası: {measure}; {figure}",
    measures={
        "contained-reo": "içerilen nadir toprak oksidi",
        "ore": "cevher tonajı",
        "grade": "tenör",
        "ndpr": "içerilen NdPr oksit",
        "hreo": "içerilen ağır nadir toprak oksidi",
    },
    amounts={
        "contained-reo": "{amount} NTO",
        "ore": "{amount} cevher",
        "grade": "{amount} NTO",
        "ndpr": "{amount} NdPr oksit",
        "hreo": "{amount} ağır NTO",
    },
    heading_measures={
        "contained-reo": "NTO",
        "ore": "Cevher",
        "grade": "Tenör",
        "ndpr": "NdPr oksit",
        "hreo": "Ağır NTO",
    },
    figures={
        "headline": "bildirilen rakamlar",
        "documented": "en iyi belgelenen rakamlar",
        "coded": "A–C düzeylerinin en iyi desteklenen rakamları",
        "levels": "{levels} düzeylerinin en iyi desteklenen rakamları",
    },
    compared={
        "rock-as-oxide": "kayaç oksit sayılırsa",
        "headline": "bildirilen rakam",
        "documented": "en iyi belgelenen rakam",
        "implied": "başka esastaki bir rakamdan çıkan toplam oksit",
        "supported": "olduğu gibi sıralanabilen en iyi desteklenen rakam",
        "claims": "bütün bildirimler birlikte",
        "coded": "A–C düzeyleri (bir koda göre)",
        "A": "yalnızca A düzeyi",
        "B": "yalnızca B düzeyi",
        "C": "yalnızca C düzeyi",
        "D": "yalnızca D düzeyi",
        "E": "yalnızca E düzeyi",
        "levels": "{levels} düzeyleri",
        "claim": "başka bir bildirim",
        "ore": "cevhere karşı cevher",
    },
    phrases={
        "headline": "Bildirilen rakamıyla",
        "documented": "En iyi belgelenen rakamıyla",
        "implied": "Esası {basis} olan rakamından çıkan toplam oksitle",
        "supported": "Olduğu gibi sıralanabilen rakamlarının en iyi desteklenenine göre",
        "coded": "Yalnızca bir raporlama koduna dayanan rakamlara göre (A–C düzeyleri)",
        "A": "Yalnızca A düzeyindeki rakamlara göre",
        "B": "Yalnızca B düzeyindeki rakamlara göre",
        "C": "Yalnızca C düzeyindeki rakamlara göre",
        "D": "Yalnızca D düzeyindeki rakamlara göre",
        "E": "Yalnızca E düzeyindeki rakamlara göre",
        "levels": "Yalnızca {levels} düzeylerindeki rakamlara göre",
        "claim": "Başka bir bildirime göre",
        "ore": "Bildirilen rakamın cevheriyle, kayaca karşı kayaç olarak",
    },
    places={
        "rock-as-oxide": "kayaç oksit sayıldığında",
        "headline": "bildirilen rakamlara göre",
        "documented": "en iyi belgelenen rakamlara göre",
        "implied": "esası {basis} olan rakamından çıkan toplam oksite göre",
        "supported": "en iyi desteklenen rakamlara göre",
        "coded": "bir raporlama koduna göre",
        "A": "yalnızca A düzeyinde",
        "B": "yalnızca B düzeyinde",
        "C": "yalnızca C düzeyinde",
        "D": "yalnızca D düzeyinde",
        "E": "yalnızca E düzeyinde",
        "levels": "istenen düzeylerde",
        "claim": "{amount} bildirimine göre",
        "ore": "cevher tonajına göre",
    },
    among={"deposits": "Yataklar arasında", "countries": "Ülke olarak, ulusal rezervler arasında"},
    national_cell="{edition}, {amount} ile",
    national_place="ulusal rezervler arasında {amount} ile ({editions})",
    national_rock_place="ulusal rezervler arasında kayacı oksit sayılarak ({editions})",
    column_compared="Karşılaştırma",
    column_among="Arasında",
    column_place="Sıra",
    column_of="toplam",
    column_amount="Miktar",
    column_basis="Esas",
    column_id="Kimlik",
    column_of_figure="Hangi rakamla",
    column_against="Ulusal tablo",
    column_edition="Baskı",
    column_date="Tarih",
    column_claim="Bildirim",
    column_replaced="Ülkenin satırı",
    best="en iyi",
    worst="en kötü",
    name="ad",
    level="düzey",
    source="kaynak",
    column_level="Düzey",
    column_source="Kaynak",
    column_above="Bir üstteki",
    column_below="Bir alttaki",
    column_deposit="Yatak",
    column_country="Ülke",
    column_words="Sözle",
    neighbour="{name}: {amount} ({level}, {source})",
    neighbour_of_country="{name}: {amount}",
    span="{at} ({best}–{worst})",
    cited="{amount}, {level} düzeyi, kaynak {source}",
    ranked=(
        "{phrase} ({cited}) {name}, {measure} bakımından {of} yatak arasında {place} "
        "sıradadır{room}."
    ),
    room=" (sınırlar on katına kadar alınırsa {best}–{worst})",
    rock=(
        "{amount} kayacın tümü oksit olsaydı {name}, {measure} bakımından {of} yatak arasında "
        "{place} sırada olurdu{room}; ancak kayaç oksit değildir."
    ),
    not_ranked="{phrase} {name}, {measure} bakımından sıralanamaz: {why}.",
    no_figure="böyle bir rakamı yoktur",
    no_amount="bu rakam onu bildirmez",
    no_split="oksit dağılımı onu bildirmez ya da bu rakam oksit içeriği bildirmez",
    other_basis="bu rakamın esası {basis} olup diğerleriyle sıralanamaz",
    other_basis_implied=(
        "bu rakamın esası {basis} olduğundan diğerleriyle yalnızca ondan çıkan toplam oksit "
        "sıralanabilir"
    ),
    unstated_basis="kaynağı bu rakamın esasını belirtmez",
    several="bu rakam birden çok yatağı birlikte kapsar ve tek bir yatağın değildir",
    several_only="bunun için yalnızca birden çok yatağı birlikte kapsayan rakamları vardır",
    none_coded=(
        "karşılaştırılabilir rakamlarının hiçbiri bu düzeyde değildir, oysa {of} yatağınki öyledir"
    ),
    claims=(
        "Hakkındaki bütün bildirimler birlikte alınırsa ({amount}; sınırlar on katına kadar) "
        "{name}, {measure} bakımından {of} yatak arasında {best} ile {worst} sıra arasında "
        "herhangi bir yerde olabilir."
    ),
    national=(
        "{name} yatağının rakamı ({cited}) ulusal rezerv sayılsaydı {country}, {producer} "
        "tablolarında baskılara göre şöyle sıralanırdı: {runs}; {instead}."
    ),
    national_rock=(
        "{name} yatağının {amount} kayacı oksit ve ulusal rezerv sayılsaydı {country}, {producer} "
        "tablolarında baskılara göre şöyle sıralanırdı: {runs}; {instead}."
    ),
    national_run="{editions} için {of} ülke arasında {place} sıra{room}",
    added="tabloda {country} için rakam olmadığından bir satır eklenmiştir",
    replaces="bu, tablodaki {country} satırının ({amount}) yerine konmuştur",
    edition="{last} baskısı",
    editions="{first}–{last} baskıları",
    first_two="Belirtilen sayılara göre {name} yalnızca {places} ilk iki sıradadır.",
    first_two_nowhere=(
        "Belirtilen sayılara göre {name} bu sıralamaların hiçbirinde ilk ikide değildir."
    ),
    first_two_open=(
        "Bildirilen rakamıyla {of} yatak arasında {place} sıradadır; sınırlar on katına kadar "
        "alınırsa {best}–{worst} sırada olabilir."
    ),
    rule="{figure}: {rule}.",
    interval_note=(
        "Sıra: belirtilen sayıya göre; sınırlar veya aralıklar yer bırakıyorsa ayraç içinde en iyi "
        "ve en kötü sıra. Bir sınır on katına kadar alınır: '> 5', 5 ile 50 arası; '< 5', 0,5 ile "
        "5 arası. Bu ölçü bizimdir, kaynaklar böyle bir sınır koymaz. Yaklaşık verilen rakamlar o "
        "sayı olarak alınır."
    ),
    left_out_note=(
        "Yalnızca benzer benzerle sıralanır: oksit ve tenör için toplam nadir toprak oksitleri "
        "(TREO, REO). Karşılaştırılabilir bir şey bildirmeyen yataklar dışarıda kalır; sıra, "
        "bildirenler arasındaki sıradır."
    ),
    several_note=(
        "Birden çok yatağı birlikte kapsayan bir rakam (bir proje, bir bölge, bir ülke envanteri) "
        "tek bir yatağın değildir: sıralanmaz ve hiçbir rakam onunla karşılaştırılmaz. Bu nedenle "
        "dışarıda kalan yataklar: {counts}."
    ),
    several_count="{compared}: {count}",
    kinds_note=(
        "Rakamlar farklı yılların maden kaynakları, rezervleri, derlemeleri ve açıklamalarıdır; "
        "düzey her birinin arkasında ne olduğunu söyler: A ve B CRIRSCO ailesinden bir kod, C "
        "ulusal kod, D kodsuz, E raporsuz açıklama."
    ),
    national_note=(
        "Ulusal rezervler, bir devletin veya kurumunun topladığı, bugün kârla çıkarılabilecek "
        "miktarlardır; yatağın rakamı böyle değildir ve yalnızca karşılaştırma için ülkesinin "
        "yerini tutar. Tablonun rakam vermediği ülkeler dışarıda kalır."
    ),
    split_note=(
        "İçerikler, içerilen oksit ile yatağın oksit dağılımındaki payın çarpımıdır; dağılımda "
        "bulunmayan bir üye aralığı genişletir."
    ),
)
