// The words of the page in English and Turkish, and how each writes numbers, masses and dates.
// Both tables have the same keys; what comes from the data is worded in records.py.

const TONNES_NAMED = [
  [1000, 1000, "Mt"],
  [1, 1, "kt"],
  [0, 0.001, "t"],
];

// What both languages do in their own locale.
function written(locale) {
  const number = (value, digits = 4) =>
    Number(Number(value).toPrecision(digits)).toLocaleString(locale, { maximumFractionDigits: 20 });
  return {
    locale,
    number,
    // kt -> "10 Mt", "500 kt", "4.98 kt", "50 t": in the units of wording.mass_of_kt.
    mass: (kt, digits = 4) => {
      const [, per, unit] = TONNES_NAMED.find(([from]) => kt >= from);
      return `${number(kt / per, digits)} ${unit}`;
    },
  };
}

const MONTHS_TR = [
  "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık",
];

// "2023-04-18" -> "18 Nisan 2023", "2023-04" -> "Nisan 2023"; what is no date stays.
function turkishDate(text) {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text ?? "");
  const month = found?.[2] && MONTHS_TR[Number(found[2]) - 1];
  if (!month) return text;
  return [found[3] && Number(found[3]), month, found[1]].filter(Boolean).join(" ");
}

const ENGLISH = {
  ...written("en"),
  date: (text) => text,
  dataLang: null, // the language of what sources say, where it is not the page's
  languageName: "English",
  title: "Deposits",
  subtitle: (count, edition, sourced) => {
    const dated = edition?.as_of ? `, as of ${edition.as_of}` : "";
    const issued = edition ? `; version ${edition.version}, ${edition.licence}` : "";
    const claim = sourced ? " Every figure with its basis, evidence level and source." : "";
    return `${ENGLISH.number(count, 9)} ${count === 1 ? "deposit" : "deposits"}${dated}${issued}.${claim}`;
  },
  figures: { headline: "Reported", documented: "Best documented" },
  mapLabel: "Map of the deposits; the table beside it lists the same",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  legend: {
    size: "Area: contained REO",
    type: "Colour: type",
    level: "Ring: evidence for the figure",
    none: "no figure",
    imprecise: "imprecise position",
    partners: "Lines: partners, by stage",
    quiet: "occurrence, no claims",
  },
  levels: {
    A: "reporting code, < 10 y",
    B: "reporting code, older",
    C: "national code",
    D: "historical, compiled",
    E: "announced, no report",
  },
  levelName: (level) => `Evidence level ${level}`,
  table: {
    caption: "Contained rare earth oxides (REO)",
    name: "Deposit",
    missing: "no figure",
    empty: "There is no deposit in this dataset.",
    undrawn: (count) =>
      count === 1 ? "1 deposit without a usable position" : `${count} deposits without a usable position`,
    notOnMap: "not on the map",
  },
  tooltip: { reo: (amount) => `${amount} REO` }, // of a symbol on the map
  detail: {
    back: "All deposits",
    also: "Also",
    unknownFigure: { headline: "No figure is reported.", documented: "No figure has evidence of level A to D." },
    rule: (text) => `Chosen as: ${text}.`,
    estimates: "Every estimate",
    positions: "Where it is",
    partners: "Partners, step by step",
    owners: "Owners and operators",
    conditions: "Conditions",
    plants: "Plants",
    steps: "Status",
    oxides: "Share of each oxide in TREO, %",
    refuted: "Refuted",
    undrawn: "Not on the map",
    geology: "Geology",
    source: "Source",
    sourceMissing: "source not in the dataset",
    noDate: "undated",
    chosen: { headline: "shown as reported", documented: "shown as best documented" },
  },
  cite: {
    button: "Cite this figure",
    copied: "Copied:",
    notCopied: "To copy:",
    basis: (basis) => `Basis: ${basis}`,
    level: (level, meaning) => `Evidence level ${level}: ${meaning}`,
    stated: (date) => `Stated ${date}`,
    effective: (date) => `Effective ${date}`,
    by: (who) => `By ${who}`,
    source: (source) => `Source: ${source}`,
    in: (title) => `In: ${title}`,
    version: (version) => `version ${version}`,
    asOf: (date) => `as of ${date}`,
  },
  facts: {
    kind: "Kind",
    code: "Code",
    basis: "Basis",
    members: "Counting",
    categories: "Categories",
    effective: "Effective",
    published: "Stated",
    date: "Date",
    by: "By",
    on_basis: "Contained on this basis",
    cut_off: "Cut-off",
    zone: "Zone",
    scope: "Covers",
    includes_reserves: "Includes reserves",
    attributable_pct: "Attributable, %",
    competent_person: "Competent person",
    derived: "Derived",
    summed: "Total",
    stated: "In the source",
    note: "Note",
    accuracy: "Accuracy",
    marks: "The point marks",
    status: "Status",
    minerals: "Minerals",
    by_products: "By-products",
    type: "Type",
    covers: "Covers",
  },
  summed: "our sum of the categories",
  charts: {
    pattern: "Rare earth pattern",
    patternAxis: "element in the oxides ÷ chondrite",
    patternNote:
      "Oxide shares as elements, divided by chondrite (McDonough and Sun 1995). The height is that of pure oxide, not of rock; the shape is the deposit's. A line breaks where an element is not stated.",
    patternLabel: (count) =>
      count === 1
        ? "Chondrite-normalised rare earth pattern of 1 distribution; its shares are listed below"
        : `Chondrite-normalised rare earth patterns of ${count} distributions; their shares are listed below`,
    anomaly: (name, value) => `${name} ${value}`,
    time: "Estimates through time",
    timeReo: "Contained REO",
    timeOre: "Ore, where no REO follows",
    timeLabel: (count, first, last) =>
      `${count} dated estimates from ${first} to ${last} on a logarithmic scale; all are listed below`,
    timeNote:
      "Ring: evidence level. Bar: a stated range; arrow: only a bound is stated. Hollow: covers a part of the deposit, or several deposits.",
    gradeTonnage: "Grade and tonnage",
    ore: "Ore, Mt",
    grade: "Grade, % REO",
    gradeTonnageNote: (drawn, all) =>
      `${drawn} of ${all} deposits state a tonnage of ore, and a grade or content of all rare earth oxides. Sloping lines join equal contained REO.`,
    gradeTonnageLabel: (drawn) =>
      `Grade against tonnage of ${drawn} deposits on logarithmic scales; the table lists the same figures`,
    point: (ore, grade, reo) => `${ore} Mt of ore, ${grade} %, ${reo} REO`,
  },
  arcs: {
    stages: {
      talks: "talks, interest",
      agreed: "MoU, term sheet",
      binding: "binding agreement",
      financed: "financed, operating",
      other: "stage not stated",
      ended: "faded: stalled, ended, denied",
    },
    noCountry: (count) =>
      count === 1 ? "1 partner without a country on the map" : `${count} partners without a country on the map`,
  },
  png: { file: "map.png", failed: "The picture could not be made." },
  panel: {
    search: "Search",
    searchHint: "Search",
    filters: "Filters",
    active: "Filters in use",
    done: (count) => `Show ${count}`,
    reset: "Reset all",
    inView: "Only in view",
    count: (count, all) => (count === all ? `${all} in all` : `${count} of ${all}`),
    none: "Nothing matches these filters.",
    missing: "not stated",
    rest: { all: "a record", others: "other", missing: "not stated", both: "other or not stated" },
    chosen: (count) => `${count} chosen`,
    more: (count) => `Show all ${count}`,
    fewer: "Show fewer",
    capped: (shown, all) => `The ${shown} most frequent of ${all}; the search finds the others.`,
    from: "From",
    to: "To",
    logScale: "logarithmic scale",
    unknown: (count) => `${count} without a value`,
    leftOut: (count) => `${count} without a value left out`,
    rangeWrong: "No range: “From” lies above “To”, or is no number.",
    histogram: (low, high) => `How the values are spread, from ${low} to ${high}`,
    chipSearch: (text) => `Search: ${text}`,
    remove: (filter) => `Remove the filter ${filter}`,
    take: "Take along",
    csv: "CSV",
    geojson: "GeoJSON",
    share: "Copy link",
    shared: "The link to what you see is copied.",
    shareByHand: "Copy this link:",
    andMore: (count) => `and ${count} more`,
    unnamed: "unnamed",
    printed: (shown, all) => `The first ${shown} of ${all} rows`,
    row: (number) => `Row ${number}`,
  },
  // What a page of somebody's own rows says instead.
  rows: {
    mapLabel: "Map of the records; the table beside it lists the same",
    subtitle: (count) => `${ENGLISH.number(count, 9)} ${count === 1 ? "record" : "records"}.`,
    table: {
      name: "Record",
      empty: "There is no record in this table.",
      undrawn: (count) =>
        count === 1 ? "1 record without a usable position" : `${count} records without a usable position`,
    },
    detail: { back: "All records" },
    notes: {
      shapes: (count, isOne) =>
        isOne ? "1 line or area is shown by a point inside it." : `${count} lines or areas are shown by a point inside them.`,
      without_crs: () => "No coordinate system was stated: the numbers were taken as degrees.",
    },
  },
  borders: "Borders only (offline)",
  attribution: "Borders: Natural Earth, de facto",
  noDecompression:
    "This browser cannot unpack the data in this page (it lacks DecompressionStream). " +
    "Use Chrome or Edge 93, Firefox 113, Safari 16.4, or newer.",
  broken: "The data in this page cannot be read; the file may be incomplete.",
};

const TURKISH = {
  ...written("tr"),
  date: turkishDate,
  dataLang: "en",
  languageName: "Türkçe",
  title: "Yataklar",
  subtitle: (count, edition, sourced) => {
    const dated = edition?.as_of ? `, veri tarihi ${turkishDate(edition.as_of)}` : "";
    const issued = edition ? `; sürüm ${edition.version}, ${edition.licence}` : "";
    const claim = sourced ? " Her rakam esası, kanıt düzeyi ve kaynağıyla." : "";
    return `${TURKISH.number(count, 9)} yatak${dated}${issued}.${claim}`;
  },
  figures: { headline: "Bildirilen", documented: "En iyi belgelenen" },
  mapLabel: "Yatakların haritası; yanındaki tablo aynılarını listeler",
  zoomIn: "Yakınlaştır",
  zoomOut: "Uzaklaştır",
  legend: {
    size: "Alan: içerilen NTO",
    type: "Renk: yatak tipi",
    level: "Halka: rakamın kanıtı",
    none: "rakam yok",
    imprecise: "kesin olmayan konum",
    partners: "Çizgiler: ortaklar, aşamaya göre",
    quiet: "zuhur, ayrıntısız",
  },
  levels: {
    A: "raporlama kodu, < 10 yıl",
    B: "raporlama kodu, daha eski",
    C: "ulusal kod",
    D: "tarihsel, derlenmiş",
    E: "açıklama, rapor yok",
  },
  levelName: (level) => `Kanıt düzeyi ${level}`,
  table: {
    caption: "İçerilen nadir toprak oksitleri (NTO)",
    name: "Yatak",
    missing: "rakam yok",
    empty: "Bu veri kümesinde yatak yok.",
    undrawn: (count) => `Kullanılabilir konumu olmayan ${count} yatak`,
    notOnMap: "haritada yok",
  },
  tooltip: { reo: (amount) => `${amount} NTO` },
  detail: {
    back: "Tüm yataklar",
    also: "Diğer adları",
    unknownFigure: { headline: "Bildirilen rakam yok.", documented: "A–D düzeyinde kanıtı olan rakam yok." },
    rule: (text) => `Seçim kuralı: ${text}.`,
    estimates: "Bütün tahminler",
    positions: "Konumu",
    partners: "Ortaklar, adım adım",
    owners: "Sahipler ve işletmeciler",
    conditions: "Koşullar",
    plants: "Tesisler",
    steps: "Durum",
    oxides: "Her oksidin toplam NTO içindeki payı, %",
    refuted: "Çürütüldü",
    undrawn: "Haritada yok",
    geology: "Jeoloji",
    source: "Kaynak",
    sourceMissing: "kaynak veri kümesinde yok",
    noDate: "tarihsiz",
    chosen: { headline: "bildirilen olarak gösterilen", documented: "en iyi belgelenen olarak gösterilen" },
  },
  cite: {
    button: "Bu rakama atıf yap",
    copied: "Kopyalandı:",
    notCopied: "Kopyalamak için:",
    basis: (basis) => `Esası: ${basis}`,
    level: (level, meaning) => `Kanıt düzeyi ${level}: ${meaning}`,
    stated: (date) => `Bildirildiği tarih: ${date}`,
    effective: (date) => `Geçerlilik tarihi: ${date}`,
    by: (who) => `Bildiren: ${who}`,
    source: (source) => `Kaynak: ${source}`,
    in: (title) => `Veri kümesi: ${title}`,
    version: (version) => `sürüm ${version}`,
    asOf: (date) => `veri tarihi ${date}`,
  },
  facts: {
    kind: "Tür",
    code: "Kod",
    basis: "Esas",
    members: "Sayılanlar",
    categories: "Kategoriler",
    effective: "Geçerlilik",
    published: "Bildirildi",
    date: "Tarih",
    by: "Bildiren",
    on_basis: "Bu esasa göre içerik",
    cut_off: "Sınır tenörü",
    zone: "Zon",
    scope: "Kapsam",
    includes_reserves: "Rezervleri içerir",
    attributable_pct: "Şirkete düşen, %",
    competent_person: "Yetkin kişi",
    derived: "Hesaplanmış",
    summed: "Toplam",
    stated: "Kaynaktaki sözler",
    note: "Not",
    accuracy: "Doğruluk",
    marks: "Noktanın gösterdiği",
    status: "Durum",
    minerals: "Mineraller",
    by_products: "Yan ürünler",
    type: "Tip",
    covers: "Kapsam",
  },
  summed: "kategorilerin tarafımızca toplamı",
  charts: {
    pattern: "Nadir toprak deseni",
    patternAxis: "oksitlerdeki element ÷ kondrit",
    patternNote:
      "Elemente çevrilen oksit payları kondrite bölünmüştür (McDonough ve Sun 1995). Yükseklik kayacın değil, saf oksidindir; yatağa özgü olan biçimdir. Çizgi, bildirilmeyen elementte kesilir.",
    patternLabel: (count) => `Kondrite göre normalleştirilmiş ${count} nadir toprak deseni; paylar aşağıda listelidir`,
    anomaly: (name, value) => `${name} ${value}`,
    time: "Zaman içinde tahminler",
    timeReo: "İçerilen NTO",
    timeOre: "NTO'nun bilinmediği yerde cevher",
    timeLabel: (count, first, last) =>
      `${first}–${last} arasında tarihli ${count} tahmin, logaritmik ölçekte; hepsi aşağıda listelidir`,
    timeNote:
      "Halka: kanıt düzeyi. Çubuk: bildirilen aralık; ok: yalnızca bir sınır bildirilmiş. İçi boş: yatağın bir bölümünü veya birkaç yatağı kapsar.",
    gradeTonnage: "Tenör ve tonaj",
    ore: "Cevher, Mt",
    grade: "Tenör, % NTO",
    gradeTonnageNote: (drawn, all) =>
      `${all} yataktan ${drawn} tanesinde cevher tonajı ile bütün nadir toprak oksitlerinin tenörü veya içeriği bildirilmiştir. Eğik çizgiler eşit NTO içeriğini birleştirir.`,
    gradeTonnageLabel: (drawn) =>
      `${drawn} yatağın tenörü ve tonajı, logaritmik ölçeklerde; tablo aynı rakamları listeler`,
    point: (ore, grade, reo) => `${ore} Mt cevher, %${grade}, ${reo} NTO`,
  },
  arcs: {
    stages: {
      talks: "görüşme, niyet",
      agreed: "mutabakat, ön koşullar",
      binding: "bağlayıcı anlaşma",
      financed: "finanse edilmiş, işletmede",
      other: "aşaması belirtilmemiş",
      ended: "soluk: durmuş, bitmiş, yalanlanmış",
    },
    noCountry: (count) => `Ülkesi haritada olmayan ${count} ortak`,
  },
  png: { file: "harita.png", failed: "Resim oluşturulamadı." },
  panel: {
    search: "Ara",
    searchHint: "Ara",
    filters: "Filtreler",
    active: "Kullanılan filtreler",
    done: (count) => `${count} sonucu göster`,
    reset: "Hepsini sıfırla",
    inView: "Yalnızca görünen alan",
    count: (count, all) => (count === all ? `Toplam ${all}` : `${count} / ${all}`),
    none: "Bu filtrelere uyan kayıt yok.",
    missing: "belirtilmemiş",
    rest: { all: "bir kayıt", others: "diğer", missing: "belirtilmemiş", both: "diğer veya belirtilmemiş" },
    chosen: (count) => `${count} seçili`,
    more: (count) => `Tümünü göster (${count})`,
    fewer: "Daha az göster",
    capped: (shown, all) => `${all} değerden en sık geçen ${shown} tanesi; ötekiler aramayla bulunur.`,
    from: "En az",
    to: "En çok",
    logScale: "logaritmik ölçek",
    unknown: (count) => `${count} kayıtta değer yok`,
    leftOut: (count) => `değeri olmayan ${count} kayıt dışarıda`,
    rangeWrong: "Aralık geçersiz: “En az” değeri “En çok” değerinden büyük veya sayı değil.",
    histogram: (low, high) => `Değerlerin dağılımı: ${low} ile ${high} arası`,
    chipSearch: (text) => `Arama: ${text}`,
    remove: (filter) => `Filtreyi kaldır: ${filter}`,
    take: "Dışa aktar",
    csv: "CSV",
    geojson: "GeoJSON",
    share: "Bağlantıyı kopyala",
    shared: "Gördüğünüzün bağlantısı kopyalandı.",
    shareByHand: "Bu bağlantıyı kopyalayın:",
    andMore: (count) => `ve ${count} tane daha`,
    unnamed: "adsız",
    printed: (shown, all) => `${all} satırdan ilk ${shown} tanesi`,
    row: (number) => `${number}. satır`,
  },
  rows: {
    mapLabel: "Kayıtların haritası; yanındaki tablo aynılarını listeler",
    subtitle: (count) => `${TURKISH.number(count, 9)} kayıt.`,
    table: {
      name: "Kayıt",
      empty: "Bu tabloda kayıt yok.",
      undrawn: (count) => `Kullanılabilir konumu olmayan ${count} kayıt`,
    },
    detail: { back: "Tüm kayıtlar" },
    notes: {
      shapes: (count) => `${count} çizgi veya alan, içindeki bir noktayla gösteriliyor.`,
      without_crs: () => "Koordinat sistemi belirtilmemiş: sayılar derece olarak alındı.",
    },
  },
  borders: "Yalnızca sınırlar (çevrimdışı)",
  attribution: "Sınırlar: Natural Earth, fiilî durum",
  noDecompression:
    "Bu tarayıcı sayfadaki verileri açamıyor (DecompressionStream desteği yok). " +
    "Chrome veya Edge 93, Firefox 113, Safari 16.4 ya da daha yenisini kullanın.",
  broken: "Sayfadaki veriler okunamıyor; dosya eksik olabilir.",
};

const WORDS = { en: ENGLISH, tr: TURKISH };

export const PAGE_LANGUAGES = Object.keys(WORDS);

export function wordsOf(language) {
  return WORDS[language] ?? WORDS.en;
}

// The words of a page of somebody's own rows, which are no deposits.
export function wordsOfRows(language) {
  const words = wordsOf(language);
  const { table, detail, notes, ...others } = words.rows;
  return { ...words, ...others, table: { ...words.table, ...table }, detail: { ...words.detail, ...detail } };
}

// Sets the texts that stand in the page's HTML: data-words="page.skip" names the text of an
// element, data-words-label that of its aria-label.
export function writeTexts(root, texts) {
  for (const element of root.querySelectorAll("[data-words]")) element.textContent = texts[element.dataset.words];
  for (const element of root.querySelectorAll("[data-words-label]")) {
    element.setAttribute("aria-label", texts[element.dataset.wordsLabel]);
  }
}

// Records with what another language says differently put in its place; neither is changed.
// changes is what records.record_changes made: lists are objects by position there.
export function inLanguage(records, changes) {
  if (changes === null || changes === undefined) return records;
  if (typeof changes !== "object") return changes;
  const made = Array.isArray(records) ? [...records] : { ...records };
  for (const [key, change] of Object.entries(changes)) made[key] = inLanguage(made[key], change);
  return made;
}
