// A page of the panel alone: joined after the modules by tests/panel_browser_kit.py.

const { columns, lat, lon, lang, search } = JSON.parse(document.getElementById("given").textContent);
const table = fakeTable({ lat, lon, columns, search });
const store = new Store(table);
const words = wordsOf(lang);
const selections = [];
const gridOf = (words) => ({
  columns: tableColumns(table, { name: "name", shown: ["country", "reo"], about: ["type"], words }),
  caption: words.table.caption,
  idOf: (i) => table.text("id")[i],
  sort: { column: "reo", descending: true },
});
const panel = new Panel(document.getElementById("list"), {
  store,
  words,
  grid: gridOf(words),
  fileName: "deposits",
  undrawn: () => "nobody says where",
  wordOf: (name, value) => (name === "country" ? { TR: "Türkiye", CN: "China" }[value] ?? value : value),
  link: () => address.link(),
  onSelect: (i) => {
    selections.push(table.text("id")[i]);
    panel.grid.select(i);
    address.changed();
  },
  onChange: () => address.changed(),
});
const address = new Address({
  current: () => ({ ...panel.state(), selected: table.text("id")[panel.grid.selected] }),
  apply: (state) => panel.restore(state),
});
const asked = address.read();
panel.restore(asked);
if (asked.selected) panel.grid.select(table.text("id").indexOf(asked.selected));
address.follow();
Object.assign(window, { depositColumns, figureKeys });
window.harness = { table, store, words, panel, selections, address, gridOf, wordsOf, PAGE_LANGUAGES };
document.documentElement.dataset.ready = "true";
