// The words of the page, by language.

const WORDS = {
  en: {
    title: "Deposits",
    subtitle: (count, edition, sourced) => {
      const dated = edition?.as_of ? `, as of ${edition.as_of}` : "";
      const issued = edition ? `; version ${edition.version}, ${edition.licence}` : "";
      const claim = sourced ? " Every figure with its basis, evidence level and source." : "";
      return `${count} ${count === 1 ? "deposit" : "deposits"}${dated}${issued}.${claim}`;
    },
    figures: { headline: "Reported", documented: "Best documented" },
    mapLabel: "Map of the deposits; the table beside it lists the same",
    legend: {
      size: "Area: contained REO",
      type: "Colour: type",
      level: "Ring: evidence for the figure",
      none: "no figure",
      imprecise: "imprecise position",
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
    detail: {
      back: "All deposits",
      also: "Also",
      unknownFigure: { headline: "No figure is reported.", documented: "No figure has evidence of level A to D." },
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
    borders: "Borders only (offline)",
    attribution: "Borders: Natural Earth, de facto",
    noDecompression:
      "This browser cannot unpack the data in this page (it lacks DecompressionStream). " +
      "Use Chrome or Edge 93, Firefox 113, Safari 16.4, or newer.",
    broken: "The data in this page cannot be read; the file may be incomplete.",
  },
};

export function wordsOf(language) {
  return WORDS[language] ?? WORDS.en;
}
