"""The phrases of the plots in Turkish."""

from __future__ import annotations

from typing import Final

from geodeposits.charts.phrases import ChartWords

__all__ = ["TURKISH"]

TURKISH: Final = ChartWords(
    type_key="Tür",
    level_key="Kanıt",
    levels={
        "A": "A: raporlama kodu, ≤ 10 yıl",
        "B": "B: raporlama kodu, daha eski",
        "C": "C: ulusal kod",
        "D": "D: tarihsel veya derlenmiş",
        "E": "E: açıklama, rapor yok",
    },
    no_level="düzeyi bilinmiyor",
    size_key="İçerilen NTO",
    sign_key="İşaretler",
    range_sign="bildirilen aralık",
    bound_sign="yalnızca bir sınır bildirilmiş",
    imprecise_sign="konum kesin değil",
    no_figure_sign="içerilen NTO yok",
    data="Veri: {title}, sürüm {version}, veri tarihi {date}, {licence}.",
    headline="Bildirilen rakamlar",
    documented="En iyi belgelenen rakamlar",
    grade_tonnage="Nadir toprak yataklarının tenörü ve tonajı",
    grade_axis="Tenör, % NTO",
    ore_axis="Cevher, Mt",
    grade_tonnage_drawn=(
        "{all} yataktan {drawn} tanesi çizilmiştir: toplam oksitler (TREO, REO) üzerinden tonajı "
        "ve tenörü olanlar."
    ),
    grade_tonnage_implied=(
        "Bunların {count} tanesinde ikisinden biri içerilen oksitten bulunmuştur."
    ),
    grade_tonnage_left="Çizilmeyenler: {parts}.",
    left_without_two="toplam oksitler üzerinden olup tonaj ve tenörü birlikte bilinmeyen {count}",
    left_other_basis="esası başka olan veya içerilen oksidi bilinmeyen {count}",
    left_without_figure="rakamı olmayan {count}",
    grade_tonnage_iso="Eğik çizgiler eşit NTO içeriğini birleştirir.",
    pattern="Kondrite göre normalleştirilmiş nadir toprak desenleri",
    pattern_axis="Oksitlerdeki NTE ÷ kondrit: yalnızca göreli düzey",
    pattern_note=(
        "Elemente çevrilen oksit payları kondrite bölünmüştür ({reference}). Yükseklik kayacın "
        "değil, saf oksidindir: yatağa özgü olan yalnızca biçimdir. Çizgi, bildirilmeyen elementte "
        "kesilir; kararlı izotopu olmayan Pm'yi geçer."
    ),
    pattern_more="{count} dağılım daha var, çizilmemiştir.",
    references={
        "mcdonough-sun-1995": "CI kondriti, McDonough ve Sun 1995",
        "sun-mcdonough-1989": "CI kondriti, Sun ve McDonough 1989",
    },
    oxides="Nadir toprak oksitlerinin payları",
    oxides_axis="Toplam oksitler içindeki pay, %",
    oxides_rest="bildirilmemiş",
    oxides_note="Paylar kaynağın bildirdiği gibidir; %100'den geriye kalan bildirilmemiştir.",
    oxides_more="{count} dağılım daha var, çizilmemiştir.",
    oxides_over="Dağılımların {count} tanesi, bildirildiği gibi, %100'den fazla tutar.",
    derived="hesaplanmış",
    cumulative="En büyük yataktan başlayarak içerilen NTO",
    cumulative_x="Bu düzeydeki yatakların payı, büyükten küçüğe, %",
    cumulative_y="Düzeyin NTO'su içindeki pay, %",
    cumulative_panel="{level}: {count} yatak, {total}",
    cumulative_half="yarısı {count} yatakta",
    cumulative_note=(
        "Her kanıt düzeyi kendi içinde, yalnızca toplam oksitler üzerinden maden kaynakları "
        "toplanmıştır; düzeyler birbirine eklenmez. Kesikli çizgi, yataklar eşit olsa ne "
        "olacağını gösterir."
    ),
    cumulative_left="Toplanmayanlar: {parts}.",
    cumulative_other="{count} rezerv veya arama hedefi",
    cumulative_several="birden çok yatağı kapsayan {count}",
    cumulative_unranked="esası başka olan {count}",
    cumulative_missing="rakamı olmayan {count}",
    through_time="{name}: zaman içinde tahminler",
    through_time_axis="İçerilen NTO, Mt",
    through_time_left="{count} tahmin içerilen NTO bildirmez ve çizilmemiştir: {parts}.",
    through_time_note="Her tahmin geçerlilik tarihinde, o yoksa bildirildiği tarihte durur.",
    undated="tarihsiz",
    part="yatağın bir bölümü",
    project="birkaç yatak",
    partners="{name}: sahipler, ortaklar ve durum",
    status_lane="Durum",
    stage_key="Aşama",
    no_stage="aşaması belirtilmemiş",
    earlier="önce, tarihsiz",
    other_status="başka bir adım: izin, dava, başvuru",
    exit_sign="durmuş, sona ermiş, yalanlanmış, reddedilmiş",
    partners_note="Her tarafa bir şerit. Adımlar tarihlerinde, tarihsiz adımlar solda durur.",
    world="Dünyanın nadir toprak yatakları",
    world_note=(
        "{all} yataktan {drawn} tanesinin konumu bilinir. Equal Earth izdüşümü (eşit alanlı)."
    ),
    world_left="{count} yatağın konumu yoktur ve çizilmemiştir.",
    disputed="tartışmalı sınır",
    locator="{name}, {country}",
    locator_note="Lambert azimutal eşit alanlı izdüşümü, merkezi yatak.",
    compass=("K", "D", "G", "B"),
    accuracy_circle="Konum yaklaşık {distance} doğrulukla bilinir: çember.",
    refuted_sign="çürütülmüş konum",
    other_deposits="öteki yataklar",
    borders="Sınırlar: Natural Earth, bir yeri kimin denetlediği; tartışmalıysa kesikli.",
    described={
        "grade-tonnage": (
            "{drawn} yatağın cevher tonajı ve tenörü, logaritmik eksenlerde; renk türü, işaret "
            "kanıt düzeyini gösterir. İçerilen NTO'ya göre en büyükleri: {largest}."
        ),
        "ree-pattern": "Nadir toprak elementlerinin kondrite oranı, logaritmik eksende: {names}.",
        "oxides": "Toplam oksitler içinde oksitlerin payları, yığılmış çubuklar: {names}.",
        "cumulative": "Kanıt düzeyine göre birikimli içerilen NTO, her düzeye bir bölme: {panels}.",
        "estimates": "Logaritmik eksende tarihe göre içerilen NTO, {count} tahmin: {parts}.",
        "partners": "{parties} tarafın {steps} adımı ve durumun {status} adımı, zaman çizgisinde.",
        "world": "{drawn} yatağın dünya haritası, alan içerilen NTO'dur. En büyükleri: {largest}.",
        "locator": "{name} yatağının haritası, {country}, enlem {lat}, boylam {lon}.",
    },
)
