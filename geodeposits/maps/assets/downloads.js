// The rows that are filtered, as files: CSV (RFC 4180) and GeoJSON (RFC 7946), and the link to share.
import { el } from "./dom.js";

const FORMULA = /^[=+\-@\t\r]/; // a spreadsheet would run it
const LAST_WORD_MS = 60_000; // a browser may ask where to save first

// rows: indices into the table, in the order of the file. Lines end with CR LF; unknown is empty.
export function csvOf(table, rows) {
  const fields = fieldsOf(table);
  const lines = [fields.map(({ name }) => csvText(name)).join(",")];
  for (const i of rows) lines.push(fields.map(({ cell }) => cell(i)).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

// A text cell; one that begins like a formula is made text by an apostrophe.
export function csvText(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// Unknown is null; a row without a position has no geometry.
export function geojsonOf(table, rows) {
  const fields = fieldsOf(table).filter(({ isPlace }) => !isPlace);
  const features = [];
  for (const i of rows) {
    const properties = fields.map(({ name, plain }) => [name, plain(i)]);
    features.push(JSON.stringify({ type: "Feature", geometry: pointOf(table, i), properties: Object.fromEntries(properties) }));
  }
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}

function pointOf(table, i) {
  const [lat, lon] = [table.lat[i], table.lon[i]];
  if (Number.isNaN(lat) || Number.isNaN(lon)) return null;
  return { type: "Point", coordinates: [rounded(lon, table), rounded(lat, table)] };
}

// Each column with its cell in a CSV and its plain value, then the position, under names of its own.
function fieldsOf(table) {
  const fields = table.columns.map((column) => ({ name: column.name, ...FIELDS[column.kind](table, column.name) }));
  const own = new Set(fields.map(({ name }) => name));
  const ends = ["", "_wgs84", ...table.columns.map((_, k) => `_wgs84_${k + 2}`)];
  const end = ends.find((each) => !own.has(`lat${each}`) && !own.has(`lon${each}`));
  const places = [[`lat${end}`, table.lat], [`lon${end}`, table.lon]];
  return [...fields, ...places.map(([name, degrees]) => ({ name, isPlace: true, cell: (i) => (Number.isNaN(degrees[i]) ? "" : String(rounded(degrees[i], table))) }))];
}

const FIELDS = {
  text(table, name) {
    const texts = table.text(name);
    return { cell: (i) => csvText(texts[i]), plain: (i) => texts[i] || null };
  },
  category(table, name) {
    const { codes, values } = table.category(name);
    const cells = values.map(csvText);
    return { cell: (i) => cells[codes[i]], plain: (i) => values[codes[i]] || null };
  },
  categories(table, name) {
    const { starts, codes, values } = table.categories(name);
    const listed = (i) => Array.from(codes.subarray(starts[i], starts[i + 1]), (code) => values[code]);
    return { cell: (i) => csvText(listed(i).join("; ")), plain: listed };
  },
  number: (table, name) => numberField(table.number(name), shortest),
  integer: (table, name) => numberField(table.integer(name), (value) => value),
};

function numberField(values, given) {
  const plain = (i) => (Number.isFinite(values[i]) ? given(values[i]) : null);
  return { plain, cell: (i) => String(plain(i) ?? "") };
}

// The shortest number that has this value in single precision: 954.2, not 954.2000122070312.
function shortest(value) {
  for (let digits = 6; digits <= 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

function rounded(degrees, { meta }) {
  return Number(degrees.toFixed(meta?.digits ?? 5));
}

export function saveText(name, text, type) {
  saveBlob(name, new Blob([text], { type }));
}

export function saveBlob(name, blob) {
  const href = URL.createObjectURL(blob);
  const anchor = el("a", { href, download: name, hidden: true });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  window.setTimeout(() => URL.revokeObjectURL(href), LAST_WORD_MS);
}

// Whether the text reached the clipboard, which a browser may refuse.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
