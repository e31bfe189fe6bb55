// The deposits on the map: a marker each, largest lowest, and a true circle where imprecise.
import { el } from "./dom.js";
import { DIAMOND_PX, extent, symbol } from "./symbols.js";

const PANE = "deposits";
const CIRCLES = "accuracy";
const REACH_PX = 11; // how far from a position a click may fall
const TOUCH_REACH_PX = 16;
export const NEAR_ZOOM = 6; // from here on 5 km are more than 3 px at 40 degrees

export class DepositPoints {
  constructor(map, { onSelect, tooltip }) {
    Object.assign(this, { map, onSelect, markers: new Map(), drawn: [], selected: null });
    map.createPane(CIRCLES).style.zIndex = 440;
    const pane = map.createPane(PANE);
    pane.style.zIndex = 450;
    pane.setAttribute("aria-hidden", "true"); // the table says the same to a screen reader
    this.circles = L.layerGroup().addTo(map);
    const mark = () => pane.classList.toggle("far-out", map.getZoom() < NEAR_ZOOM);
    map.on("zoomend", mark);
    map.on("moveend", () => this.follow());
    mark();
    this.listen(tooltip);
  }

  // Boxes overlap, so whose box the pointer is on says nothing: place alone decides, for the click
  // and for the name that is shown before it.
  listen(tooltip) {
    const tip = L.tooltip({ direction: "top", offset: [0, -6], className: "tip" });
    const close = () => tip.remove();
    this.map.on("click", ({ originalEvent }) => {
      const deposit = this.under(originalEvent);
      close();
      if (deposit) this.onSelect(deposit.id);
    });
    this.map.on("mousemove", ({ originalEvent }) => {
      const deposit = originalEvent.target.closest(".deposit") && this.under(originalEvent);
      if (!deposit) close();
      else if (tip.deposit !== deposit || !tip.isOpen()) {
        tip.deposit = deposit;
        tip.setLatLng(this.markers.get(deposit.id).getLatLng()).setContent(tooltip(deposit)).addTo(this.map);
      }
    });
    this.map.on("mouseout", close);
  }

  // The deposit that an event of the pointer means; null where it means a layer of the user's.
  under(event) {
    if (event.target.closest(".leaflet-interactive:not(.deposit)")) return null;
    const box = this.map.getContainer().getBoundingClientRect();
    const point = L.point(event.clientX - box.left, event.clientY - box.top); // Leaflet's own is up to 1 px off
    return this.at(point, isTouch(event) ? TOUCH_REACH_PX : REACH_PX);
  }

  // The smallest disc that holds a point; or else the nearest position within reach; or else the
  // smallest disc whose ring is there.
  at(point, reach) {
    const near = this.drawn.map(({ deposit, radius }) => {
      const distance = this.map.latLngToContainerPoint(this.markers.get(deposit.id).getLatLng()).distanceTo(point);
      return { deposit, radius, distance };
    });
    const bySize = near.sort((a, b) => a.radius - b.radius || a.distance - b.distance);
    const byDistance = [...near].sort((a, b) => a.distance - b.distance);
    const found =
      bySize.find(({ radius, distance }) => distance <= radius) ??
      byDistance.find(({ distance }) => distance <= reach) ??
      bySize.find(({ radius, distance }) => distance <= extent(radius));
    return found?.deposit ?? null;
  }

  // items: [{ deposit, figure, fill }]; draws all anew for one choice of figures and one scale.
  draw(items, scale) {
    this.circles.clearLayers();
    this.drawn = [];
    this.keepOnly(new Set(items.map(({ deposit }) => deposit.id)));
    for (const { deposit, figure, fill } of items) {
      const radius = figure ? scale.radius(figure.kt) : 0;
      this.place(deposit, this.icon({ deposit, figure, fill }, radius), radius);
      const circle = deposit.imprecise && deposit.accuracy_m ? accuracyCircle(deposit, this.placeOf(deposit)) : null;
      this.drawn.push({ deposit, radius: figure ? radius : DIAMOND_PX, circle });
      if (circle) this.circles.addLayer(circle);
    }
    this.select(this.selected);
  }

  placeOf(deposit) {
    return placeIn(this.map.getBounds(), deposit);
  }

  // Symbols follow the view over 180 degrees.
  follow() {
    const bounds = this.map.getBounds();
    for (const { deposit, circle } of this.drawn) {
      const place = placeIn(bounds, deposit);
      const marker = this.markers.get(deposit.id);
      if (marker.getLatLng().lng === place[1]) continue;
      marker.setLatLng(place);
      circle?.setLatLng(place);
    }
  }

  // What is filtered away is neither seen nor met by the pointer.
  keepOnly(ids) {
    for (const [id, marker] of this.markers) {
      if (ids.has(id)) continue;
      marker.remove();
      this.markers.delete(id);
    }
  }

  icon({ deposit, figure, fill }, radius) {
    const svg = symbol({ figure, group: deposit.group, fill, imprecise: deposit.imprecise }, radius);
    const side = 2 * Math.ceil(Math.max(REACH_PX, extent(radius)));
    const html = el("div", { class: "hit", "data-deposit": deposit.id }, svg);
    return L.divIcon({ html, className: "deposit", iconSize: [side, side] });
  }

  place(deposit, icon, radius) {
    const zIndexOffset = orderOf(radius);
    const known = this.markers.get(deposit.id);
    if (known) {
      known.setIcon(icon).setZIndexOffset(zIndexOffset).setLatLng(this.placeOf(deposit));
      return;
    }
    const marker = L.marker(this.placeOf(deposit), { icon, pane: PANE, keyboard: false, zIndexOffset });
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

  // The circles of accuracy as seen, for the picture.
  get outlines() {
    return this.drawn.flatMap(({ circle }) => circle?.getElement()?.getAttribute("d") ?? []);
  }

  get bounds() {
    return L.latLngBounds([...this.markers.values()].map((marker) => marker.getLatLng()));
  }
}

// How far a symbol lies above the others: beyond what its latitude adds.
export function orderOf(radius) {
  return Math.round((100 - radius) * 10_000);
}

// Where a deposit is drawn: on that copy of the world which is in view, or else on the first.
export function placeIn(bounds, { lat, lon }) {
  const isSeen = (each) => each >= bounds.getWest() && each <= bounds.getEast();
  return [lat, [lon, lon + 360, lon - 360].find(isSeen) ?? lon];
}

function isTouch(event) {
  return event.pointerType ? event.pointerType === "touch" : window.matchMedia("(pointer: coarse)").matches;
}

function accuracyCircle(deposit, place) {
  return L.circle(place, {
    pane: CIRCLES,
    radius: deposit.accuracy_m,
    className: "accuracy-circle",
    interactive: false,
  });
}
