"""The words of dossiers and citations in Turkish."""

from __future__ import annotations

from typing import Final

from geodeposits.report.terms import DossierWords

__all__ = ["TURKISH"]

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
    as_total_oxides="{compared}, toplam oksit olarak",
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
        "geodeposits claims --subject {id} komutu hepsini verir."
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
