// The deposits on the map: a marker each, largest lowest, and a true circle where imprecise.
import { el } from "./dom.js";
import { extent, symbol } from "./symbols.js";

const PANE = "deposits";
const CIRCLES = "accuracy";
const TOUCH_PX = 22; // smallest box that can be hit

export class DepositPoints {
  constructor(map, { onSelect, tooltip }) {
    Object.assign(this, { map, onSelect, tooltip, markers: new Map(), selected: null });
    map.createPane(CIRCLES).style.zIndex = 440;
    const pane = map.createPane(PANE);
    pane.style.zIndex = 450;
    pane.setAttribute("aria-hidden", "true"); // the table says the same to a screen reader
    this.circles = L.layerGroup().addTo(map);
  }

  // items: [{ deposit, figure }]; draws all anew for one choice of figures and one scale.
  draw(items, scale) {
    this.circles.clearLayers();
    for (const { deposit, figure } of items) {
      const radius = figure ? scale.radius(figure.kt) : 0;
      this.place(deposit, this.icon(deposit, figure, radius), radius);
      if (deposit.imprecise && deposit.accuracy_m) this.circles.addLayer(accuracyCircle(deposit));
    }
    this.select(this.selected);
  }

  icon(deposit, figure, radius) {
    const svg = symbol({ figure, group: deposit.group, imprecise: deposit.imprecise }, radius);
    const side = Math.max(TOUCH_PX, 2 * extent(radius));
    const html = el("div", { class: "hit", "data-deposit": deposit.id }, svg);
    return L.divIcon({ html, className: "deposit", iconSize: [side, side] });
  }

  place(deposit, icon, radius) {
    const zIndexOffset = Math.round((100 - radius) * 10_000); // beyond what latitude adds
    const known = this.markers.get(deposit.id);
    if (known) {
      known.setIcon(icon).setZIndexOffset(zIndexOffset);
      return;
    }
    const marker = L.marker([deposit.lat, deposit.lon], { icon, pane: PANE, keyboard: false, zIndexOffset });
    marker.bindTooltip(() => this.tooltip(deposit), { direction: "top", offset: [0, -6], className: "tip" });
    marker.on("click", () => {
      marker.closeTooltip();
      this.onSelect(deposit.id);
    });
    this.markers.set(deposit.id, marker.addTo(this.map));
  }

  select(id) {
    this.selected = id;
    for (const [each, marker] of this.markers) {
      marker.getElement()?.classList.toggle("selected", each === id);
    }
  }

  // Bring a deposit into view without a jump where it is already seen.
  show(id) {
    const marker = this.markers.get(id);
    if (marker && !this.map.getBounds().pad(-0.1).contains(marker.getLatLng())) this.map.panTo(marker.getLatLng());
  }

  get bounds() {
    return L.latLngBounds([...this.markers.values()].map((marker) => marker.getLatLng()));
  }
}

function accuracyCircle(deposit) {
  return L.circle([deposit.lat, deposit.lon], {
    pane: CIRCLES,
    radius: deposit.accuracy_m,
    className: "accuracy-circle",
    interactive: false,
  });
}
