"""Turkish words for what the page shows: terms, groups of types, levels, rules.

Terms of resources and reserves follow Turkish practice: `maden kaynağı` is a mineral resource, as
UMREK has it, and `kaynak` alone a source that is cited; `ölçülmüş`, `belirlenmiş` and `mümkün`
(inferred) resources, `muhtemel` and `görünür` (proved) reserves; `tenör` is grade, and `NTO` are
nadir toprak oksitleri, the rare earth oxides.
"""

from __future__ import annotations

from typing import Final

__all__ = ["BASES", "GROUPS", "LEVELS", "RULES", "TERMS", "TITLES"]

TERMS: Final[dict[str, str]] = {
    # kinds
    "resource": "maden kaynağı",
    "reserve": "rezerv",
    "exploration-target": "arama hedefi",
    "historical": "tarihsel tahmin",
    "compiled": "derlenmiş",
    "announcement": "açıklama",
    # categories
    "measured": "ölçülmüş",
    "indicated": "belirlenmiş",
    "inferred": "mümkün (çıkarsanmış)",
    "proved": "görünür",
    "probable": "muhtemel",
    # codes
    "none": "kod yok",
    "unstated": "belirtilmemiş",
    # whose word
    "operator": "işletmeci",
    "owner": "sahip",
    "authority": "yetkili kurum",
    "third-party": "üçüncü taraf",
    "compiler": "derleyen",
    # scope and what a record stands for
    "deposit": "yatak",
    "part": "yatağın bir bölümü",
    "project": "birkaç yataklı proje",
    "site": "nokta",
    "district-or-area": "bölge veya alan",
    "intrusion-or-complex": "sokulum veya karmaşık",
    "prospect": "arama sahası",
    "occurrence": "zuhur",
    "showing": "belirti",
    # plants
    "pilot": "pilot",
    "planned": "planlanan",
    "construction": "yapım aşamasında",
    "operating": "işletmede",
    # what a point marks
    "ore-body": "cevher kütlesi",
    "mine": "maden",
    "complex-centroid": "karmaşığın ortası",
    "district-centroid": "bölgenin ortası",
    "nearest-town": "en yakın yerleşim",
    "province-centroid": "ilin ortası",
    "offset": "güvenlik için kaydırılmış",
    "accepted": "kabul edilmiş",
    "refuted": "çürütülmüş",
    # parties and their roles
    "company": "şirket",
    "state-enterprise": "kamu işletmesi",
    "government": "devlet",
    "financier": "finansman kuruluşu",
    "research": "araştırma kurumu",
    "intergovernmental": "hükümetlerarası kuruluş",
    "unnamed": "adı verilmemiş",
    "other": "diğer",
    "partner": "ortak",
    "offtaker": "ürün alıcısı",
    "lender": "kredi veren",
    "grantor": "hibe veren",
    "equity-investor": "sermaye yatırımcısı",
    "acquirer": "satın alan",
    "technology-provider": "teknoloji sağlayıcı",
    "processor": "işleyici",
    "royalty-holder": "telif hakkı sahibi",
    "regulator": "düzenleyici kurum",
    "negotiating-party": "görüşen taraf",
    # stages of a deal
    "talks": "görüşmeler",
    "letter-of-interest": "niyet mektubu",
    "mou": "mutabakat zaptı",
    "term-sheet": "ön koşul belgesi",
    "binding": "bağlayıcı anlaşma",
    "financed": "finansmanı sağlanmış",
    "stalled": "durmuş",
    "ended": "sona ermiş",
    "denied": "yalanlanmış",
    "ruled-out": "reddedilmiş",
    # project status
    "exploration": "arama",
    "resource-defined": "maden kaynağı belirlenmiş",
    "scoping": "kapsam çalışması",
    "pre-feasibility": "ön fizibilite",
    "feasibility": "fizibilite",
    "permitted": "izinleri alınmış",
    "care-and-maintenance": "bakımda, üretim durmuş",
    "closed": "kapalı",
    "blocked": "engellenmiş",
    # conditions
    "domestic-refining": "yurt içinde rafinasyon",
    "technology-sharing": "teknoloji paylaşımı",
    "state-operation": "devlet eliyle işletme",
    "no-sale": "satış yok",
    "export-control": "ihracat denetimi",
    "mining-ban": "madencilik yasağı",
    # national figures
    "reserves": "rezervler",
    "production": "üretim",
    "inventory": "maden kaynağı envanteri",
    # sources
    "technical-report": "teknik rapor",
    "exchange-announcement": "borsa açıklaması",
    "agency": "kamu kurumu",
    "database": "veri tabanı",
    "paper": "makale",
    "press": "basın",
    "aggregator": "haber toplayıcı",
    # deposit types
    "carbonatite-ree": "karbonatit NTE",
    "carbonatite-laterite-ree": "lateritleşmiş karbonatit NTE",
    "carbonatite-niobium": "karbonatit niyobyum",
    "ion-adsorption-ree": "iyon adsorpsiyon tipi NTE",
    "peralkaline-igneous-hfse-ree": "peralkalin magmatik HFSE NTE",
    "apatite-intrusion-ree": "apatitli sokulum NTE",
    "abyssal-pegmatite-ree": "abisal pegmatit NTE",
    "nyf-pegmatite": "NYF pegmatiti",
    "breccia-pipe-ree": "breş bacası NTE",
    "skarn-uranium-ree": "skarn uranyum NTE",
    "unconformity-related-ree": "uyumsuzluğa bağlı NTE",
    "fluvial-placer-ree": "akarsu plaseri NTE",
    "heavy-mineral-sands": "ağır mineral kumları",
    "paleoplacer-heavy-mineral-sands": "paleoplaser ağır mineral kumları",
    "hematite-dominant-iocg": "hematit baskın IOCG",
    "magnetite-dominant-iocg": "manyetit baskın IOCG",
    "hematite-dominant-ioa": "hematit baskın IOA",
    "magnetite-dominant-ioa": "manyetit baskın IOA",
    "phosphorite": "fosforit",
    "residual-clay": "kalıntı kil",
    "thorium-vein": "toryum damarı",
    "tailings": "maden atığı",
    "coal": "kömür",
    "deep-sea-mud": "derin deniz çamuru",
    "unknown": "bilinmiyor",
}
"""Turkish by the value of a term; what is not listed (names of codes, levels) stays as it is."""

BASES: Final[dict[str, str]] = {
    "TREO": "toplam NTO",
    "REO": "NTO",
    "TREE": "toplam NTE (element)",
    "LREO": "hafif NTO",
    "HREO": "ağır NTO",
    "partial-oxides": "bazı oksitler",
    "Y2O3": "Y2O3",
    "HM": "ağır mineral",
    "monazite": "monazit",
    "ore": "cevher",
    "unstated": "esası belirtilmemiş",
}
"""What a figure counts; NTO are the oxides, NTE the elements."""

GROUPS: Final[dict[str, str]] = {
    "carbonatite": "Karbonatit",
    "laterite": "Ayrışmış karbonatit",
    "clay": "İyon adsorpsiyon kili",
    "alkaline": "Alkali kayaç, pegmatit",
    "hydrothermal": "Demir oksit, hidrotermal",
    "placer": "Plaser, mineral kumu",
    "sediment": "Fosforit, çamur, kömür",
    "other": "Atık, bilinmeyen",
}
"""The groups of types in the legend."""

LEVELS: Final[dict[str, str]] = {
    "A": "CRIRSCO ailesinden kod, veri tarihinden önceki 10 yıl içinde geçerli",
    "B": "CRIRSCO ailesinden kod, daha eski veya tarihsiz",
    "C": "ulusal kod (GKZ, GB/T, UNFC, AMD) veya yalnızca bir veri tabanının andığı kod",
    "D": "tarihsel, derlenmiş veya kavramsal ya da kod belirtilmemiş",
    "E": "bir yetkili veya şirketin raporsuz açıklaması",
}
"""What stands behind a figure, by its evidence level."""

TITLES: Final[dict[str, str]] = {
    "geodeposits: a cited atlas of the world's rare earth deposits": (
        "geodeposits: dünyanın nadir toprak yataklarının kaynaklı atlası"
    ),
    "Beylikova: every claim about one deposit": "Beylikova: tek bir yatak için bütün bildirimler",
    "Africa: rare earth deposits": "Afrika: nadir toprak yatakları",
    "Antarctica: rare earth deposits": "Antarktika: nadir toprak yatakları",
    "Asia: rare earth deposits": "Asya: nadir toprak yatakları",
    "Europe: rare earth deposits": "Avrupa: nadir toprak yatakları",
    "North America: rare earth deposits": "Kuzey Amerika: nadir toprak yatakları",
    "Oceania: rare earth deposits": "Okyanusya: nadir toprak yatakları",
    "South America: rare earth deposits": "Güney Amerika: nadir toprak yatakları",
}
"""The titles of the published pages, by the English one."""

RULES: Final[dict[str, str]] = {
    "headline": (
        "düzeyi ne olursa olsun işletmecinin, sahibin veya yetkili kurumun tonaj ve tenör "
        "bildiren en yeni sözü, ikisini birden bildiren yoksa yalnızca miktar bildireni; onlarınki "
        "yoksa üçüncü tarafın veya derleyenin sözü"
    ),
    "documented": "A'dan D'ye en iyi kanıt düzeyi, sonra en yenisi",
}
"""The two rules by which a figure is chosen."""
