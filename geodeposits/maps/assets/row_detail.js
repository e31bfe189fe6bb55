// One row of a table without claims: its columns, and nothing that they do not say.
import { el, link, replaceChildren } from "./dom.js";

// context: { words, name(i), labelOf(column), valueOf(i, column), onClose }
export function drawRow(element, table, i, { words, name, labelOf, valueOf, onClose }) {
  const back = el("button", { type: "button", class: "back" }, `← ${words.detail.back}`);
  back.addEventListener("click", onClose);
  const facts = table.columns.map((column) => [labelOf(column), valueOf(i, column.name)]).filter(([, text]) => text !== "");
  const place = Number.isNaN(table.lat[i]) ? words.table.notOnMap : `${table.lat[i].toFixed(4)}°, ${table.lon[i].toFixed(4)}°`;
  replaceChildren(
    element,
    back,
    el("header", {}, el("h2", { tabindex: "-1", id: "detail-name" }, name(i)), el("p", { class: "quiet" }, place)),
    el("dl", { class: "row-facts" }, facts.flatMap(([label, text]) => [el("dt", {}, label), el("dd", {}, valueNode(text))])),
  );
}

function valueNode(text) {
  return /^https?:\/\//.test(text) ? link(text, text) : text;
}

// The selection in an address: the id of a deposit, which has no colon, or "row:12" of a table
// without claims, or "occ:" and the id of an occurrence. Rows lie in the same order in one file.
export function selectionOf({ selected, quietRow, rowTable, quiet }) {
  if (quietRow < 0) return selected;
  return rowTable === quiet ? `occ:${quiet.text("id")[quietRow]}` : `row:${quietRow}`;
}

// The opposite for rows: { table, row }, row being -1 for what is not in the page.
export function rowNamed({ table, quiet, page }, named) {
  if (quiet && named.startsWith("occ:")) return { table: quiet, row: quiet.text("id").indexOf(named.slice(4)) };
  const [, row] = /^row:(\d{1,9})$/.exec(named) ?? [];
  return { table, row: !page.rich && Number(row) < table.rows ? Number(row) : -1 };
}
