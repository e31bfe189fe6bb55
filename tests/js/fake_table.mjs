// A table of the shape that columns.js decodes, made by hand: columns are plain arrays.

// columns: [{ name, label, kind, values, unit }], where values holds one entry a row: a text for
// `category` and `text`, a list of texts for `categories`, a number or null otherwise.
export function fakeTable({ lat = [], lon = [], columns = [], search = [], facets = [], digits = 4 }) {
  const rows = Math.max(lat.length, ...columns.map(({ values }) => values.length), 0);
  const made = new Map(columns.map((column) => [column.name, MAKERS[column.kind](column)]));
  const place = (degrees) => Float64Array.from({ length: rows }, (_, i) => degrees[i] ?? NaN);
  const table = {
    rows,
    placed: lat.filter((each) => each !== null && !Number.isNaN(each)).length,
    meta: { search, facets, digits },
    lat: place(lat),
    lon: place(lon),
    columns: columns.map(({ name, label = name, kind, unit = "" }) => ({ name, label, kind, unit, values: made.get(name).values, hasNone: made.get(name).hasNone })),
    category: (name) => made.get(name),
    categories: (name) => made.get(name),
    number: (name) => made.get(name).numbers,
    integer: (name) => made.get(name).numbers,
    text: (name) => made.get(name).texts,
    value: (i, name) => made.get(name).shown(i), // its third argument is the language
  };
  return table;
}

const MAKERS = {
  category({ values: given }) {
    const { values, codeOf } = dictionary(given);
    const codes = Uint16Array.from(given, (value) => codeOf.get(value));
    return { values, codes, shown: (i) => values[codes[i]] };
  },
  categories({ values: given }) {
    const { values, codeOf } = dictionary(given.flat());
    const starts = new Uint32Array(given.length + 1);
    given.forEach((list, i) => {
      starts[i + 1] = starts[i] + list.length;
    });
    const codes = Uint16Array.from(given.flat(), (value) => codeOf.get(value));
    const hasNone = !values.includes("") && given.some((list) => list.length === 0);
    return { values, codes, starts, hasNone, shown: (i) => given[i].join(", ") };
  },
  number: ({ values }) => numeric(Float32Array.from(values, (value) => value ?? NaN)),
  integer: ({ values }) => numeric(Float64Array.from(values, (value) => value ?? NaN)),
  text: ({ values }) => ({ texts: values, shown: (i) => values[i] }),
};

function numeric(numbers) {
  return { numbers, shown: (i) => (Number.isNaN(numbers[i]) ? "" : String(numbers[i])) };
}

// Values by falling frequency, "" first where it is present.
function dictionary(all) {
  const counts = new Map();
  for (const value of all) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts.keys()].sort((a, b) => (a === "" ? -1 : b === "" ? 1 : counts.get(b) - counts.get(a)));
  return { values, codeOf: new Map(values.map((value, code) => [value, code])) };
}

const SYLLABLES = ["ka", "mo", "ri", "ta", "lu", "çe", "şa", "ber", "gön", "ız", "San", "Cerro", "mina", "Hill", "Ø"];

// A table of any size for measuring: names that repeat, ten facets, two ranges; the same every time.
export function largeTable(rows) {
  let seed = 42;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 4294967296;
  };
  const each = (make) => Array.from({ length: rows }, (_, i) => make(i));
  const name = () => (random() < 0.07 ? "Unnamed occurrence" : Array.from({ length: 4 }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(random() < 0.2 ? " " : "") + Math.floor(random() * 100));
  const skewed = (size) => Math.floor(size * random() ** 3);
  const facet = (column, size) => ({ name: column, label: column, kind: "category", values: each(() => (random() < 0.1 ? "" : `${column} ${skewed(size)}`)) });
  return fakeTable({
    lat: each(() => random() * 170 - 85),
    lon: each(() => random() * 360 - 180),
    search: ["name", "aliases"],
    columns: [
      { name: "id", label: "Id", kind: "text", values: each((i) => `row-${i}`) },
      { name: "name", label: "Name", kind: "text", values: each(name) },
      { name: "aliases", label: "Also", kind: "text", values: each((i) => (i % 5 === 0 ? name() : "")) },
      facet("country", 200),
      facet("type", 12),
      facet("status", 8),
      ...["f1", "f2", "f3", "f4", "f5"].map((column) => facet(column, 30)),
      { name: "partners", label: "Partners", kind: "categories", values: each(() => Array.from({ length: skewed(4) }, (_, k) => `party ${k}${skewed(9)}`)) },
      { name: "contained_kt", label: "Contained", kind: "number", unit: "kt", values: each(() => (random() < 0.3 ? null : Math.exp(random() * 12 - 3))) },
      { name: "year", label: "Year", kind: "integer", values: each(() => 1900 + Math.floor(random() * 126)) },
    ],
  });
}
