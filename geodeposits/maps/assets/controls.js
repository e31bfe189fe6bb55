// The controls around the map: what they offer, and what the page does when they are used.
import { el, replaceChildren } from "./dom.js";
import { PAGE_LANGUAGES, wordsOf } from "./words.js";
import { preparePrint } from "./print.js";
import { fitAll, savePicture } from "./view.js";

export function listen(page) {
  const switches = document.getElementById("figure-switch");
  switches.hidden = switches.disabled = !page.page.rich;
  switches.addEventListener("change", (event) => page.show(event.target.value));
  const languages = document.getElementById("language");
  replaceChildren(languages, PAGE_LANGUAGES.map((lang) => el("option", { value: lang, lang, selected: lang === page.lang }, wordsOf(lang).languageName)));
  languages.addEventListener("change", () => page.relabel(languages.value));
  const arcs = document.getElementById("arcs");
  arcs.closest("label").hidden = !page.page.rich;
  arcs.addEventListener("change", () => page.showArcs(arcs.checked));
  const picture = document.getElementById("picture");
  picture.disabled = false;
  picture.addEventListener("click", () => savePicture(page));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.getElementById("detail").hidden) page.close();
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // in a notebook the address is the notebook's
    page.skip();
  });
  page.map.on("resize", () => page.drawSymbols());
  // The legend below the map may grow or shrink, of which Leaflet hears nothing.
  new ResizeObserver(() => (page.isFitted ? page.map.invalidateSize({ animate: false }) : fitAll(page))).observe(page.map.getContainer());
  preparePrint(page.map, () => page.drawSymbols());
}
