// The table of deposits: the map's equal for the keyboard and for a screen reader.
import { el, replaceChildren, unbroken } from "./dom.js";
import { levelSwatch, symbol } from "./symbols.js";

export function drawTable(element, { items, figure, words, onSelect }) {
  if (items.length === 0) {
    replaceChildren(element, el("p", { class: "quiet pad" }, words.table.empty));
    return;
  }
  const head = ["headline", "documented"].map((each) =>
    el("th", { scope: "col", "aria-sort": each === figure ? "descending" : undefined }, words.figures[each]),
  );
  const table = el(
    "table",
    { class: "deposits" },
    el("caption", {}, words.table.caption),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, words.table.name), head)),
    el("tbody", {}, items.map((item) => row(item, words, onSelect))),
  );
  replaceChildren(element, undrawnNote(items, words, onSelect), table);
}

// More than a few would push the table out of sight.
const MOST_LISTED = 3;

function undrawnNote(items, words, onSelect) {
  const undrawn = items.filter(({ deposit }) => deposit.undrawn);
  if (undrawn.length === 0) return null;
  const names = undrawn.map(({ deposit }) => el("li", {}, opener(deposit, onSelect), ` (${deposit.undrawn})`));
  const open = undrawn.length <= MOST_LISTED;
  const summary = el("summary", {}, words.table.undrawn(undrawn.length));
  return el("details", { class: "undrawn", open }, summary, el("ul", {}, names));
}

function row({ deposit, headline, documented }, words, onSelect) {
  const about = [deposit.country, deposit.type, deposit.undrawn && words.table.notOnMap].filter(Boolean).join(" · ");
  const mark = symbol({ figure: { level: "B" }, group: deposit.group }, 4.5);
  const cell = el(
    "th",
    { scope: "row" },
    el("div", { class: "who" }, mark, el("div", {}, opener(deposit, onSelect), el("div", { class: "quiet" }, about))),
  );
  const line = el("tr", { "data-row": deposit.id }, cell, figureCell(headline, words), figureCell(documented, words));
  line.addEventListener("click", () => onSelect(deposit.id));
  return line;
}

function opener(deposit, onSelect) {
  const button = el("button", { type: "button", class: "name" }, deposit.name);
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    onSelect(deposit.id);
  });
  return button;
}

function figureCell(estimate, words) {
  if (!estimate) return el("td", { class: "quiet" }, words.table.missing);
  const known = estimate.amount ? unbroken(estimate.amount) : el("span", { class: "quiet" }, words.table.missing);
  const amount = el("div", { class: "amount" }, known);
  return el("td", {}, amount, estimate.level ? levelMark(estimate.level, words) : null);
}

export function levelMark(level, words) {
  const letter = el("span", { "aria-hidden": "true" }, level);
  const spoken = el("span", { class: "spoken" }, words.levelName(level));
  return el("span", { class: "level", title: words.levels[level] }, levelSwatch(level), letter, spoken);
}
