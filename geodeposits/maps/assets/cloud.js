// Many rows as small discs. Tiles of canvas lie at their places on the map, so that Leaflet moves
// them while panning without a line of ours; what comes into view, and a ring of tiles around it,
// is drawn a few milliseconds a frame.
import { copiesBetween, Field, Sheet } from "./discs.js";
import { Palette } from "./palette.js";
import { newCanvas, newPane, newRing, paintRing, sized } from "./cloud_parts.js";

const CLOUD_PANE = "cloud";
const TILE_PX = 256;
const RING_PX = 200; // drawn around the view before it is needed
const FAR_PX = 900; // tiles further off are given up
const WORLD_PX = 256;
const RADIUS_PX = 2.6;
const FRAME_MS = 8; // for drawing, of a frame's 16
const HOVER_PX = 6;
const CLICK_PX = 9;
const FINGER_PX = 16;
const BY_PROCESSOR = { willReadFrequently: true }; // pixels are put there, not drawn

// A layer over one table. Options: pane (its name), onSelect(i), tooltip(i) -> Node,
// color ({ name } of a category column), size (radius in px, or { name, smallest, largest }: area in proportion to a column of numbers),
// yields(event) -> true where something else takes a click or a hover.
export class Cloud {
  #map;
  #table;
  #options;
  #field;
  #pane;
  #container;
  #ring;
  #tip;
  #mask = null;
  #isBegun = false; // nothing is drawn before the first frame: the view may be set until then
  #color;
  #inks; // of each place of the field what the palette says, 0 where a row is hidden
  #palette;
  #look = "";
  #sheet;
  #tiles = new Map();
  #spare = [];
  #waiting = [];
  #planned = ""; // the tiles that were last looked through
  #frame = 0;
  #hover = 0;
  #view = { zoom: NaN, origin: null, ratio: 1, tile: TILE_PX };
  #selected = -1;
  #dark = window.matchMedia("(prefers-color-scheme: dark)");
  #still = window.matchMedia("(prefers-reduced-motion: reduce)");
  #listeners;
  #recoloured = () => this.redraw();

  constructor(map, table, { pane = CLOUD_PANE, color = null, size = RADIUS_PX, ...options } = {}) {
    this.#map = map;
    this.#table = table;
    this.#options = { ...options, size };
    this.#color = color;
    this.#field = new Field(table);
    this.#pane = map.getPane(pane) ?? newPane(map, pane);
    this.#container = L.DomUtil.create("div", "cloud leaflet-zoom-animated", this.#pane);
    this.#container.setAttribute("aria-hidden", "true"); // the table says the same to a screen reader
    this.#tip = L.tooltip({ direction: "top", offset: [0, -4], className: "tip" });
    this.#colour();
    this.#listen();
    map.whenReady(() => this.#follow());
  }

  // Draws what is in view without waiting for a frame, once the view is as it should be.
  begin() {
    if (!this.#isBegun) this.#drawSeen();
  }

  // Draws only the rows whose mask is 1; null draws all.
  show(mask) {
    if (mask === null && this.#mask === null) return;
    this.#mask = mask;
    this.#hide();
    this.#refresh();
  }

  // Draws anew in the colours that the style sheets give now.
  redraw() {
    this.#colour();
    this.#refresh();
  }

  // Marks a row; -1 marks none.
  select(i) {
    this.#selected = i;
    this.#ring ??= newRing(this.#pane);
    this.#mark();
  }

  // The row whose disc is under a point of the map's container, or else the nearest within reach;
  // of several discs the smallest, then the nearest, then the one on top.
  at(containerPoint, reach = CLICK_PX) {
    const { x: placesX, y: placesY, row } = this.#field;
    const { min, world } = this.#seen();
    const { radii } = this.#palette;
    const [x, y] = [(min.x + containerPoint.x) / world, (min.y + containerPoint.y) / world];
    const far = (reach + radii.at(-1)) / world;
    let [found, bestGap, bestRadius, bestSquare, limit] = [-1, reach, Infinity, Infinity, far * far];
    for (const copy of copiesBetween(x - far, x + far)) {
      this.#field.within(x - far - copy, y - far, x + far - copy, y + far, (from, to) => {
        for (let k = from; k < to; k += 1) {
          const square = (placesX[k] + copy - x) ** 2 + (placesY[k] - y) ** 2;
          if (square > limit || this.#inks[k] === 0) continue;
          const radius = radii[(this.#inks[k] - 1) % radii.length];
          const gap = Math.max(0, Math.sqrt(square) * world - radius);
          if (gap > bestGap) continue;
          if (gap === bestGap && (radius > bestRadius || (radius === bestRadius && square > bestSquare))) continue;
          [found, bestGap, bestRadius, bestSquare] = [row[k], gap, radius, square];
          limit = ((gap + radii.at(-1)) / world) ** 2;
        }
      });
    }
    return found;
  }

  // What the legend says of the rows: see Palette.
  get palette() {
    return this.#palette;
  }

  // Draws what the map shows onto a 2d context, at `ratio` pixels of it a px of the map.
  paint(context, ratio = 1) {
    const { min, size, world } = this.#seen();
    const sheet = new Sheet(Math.round(size.x * ratio), Math.round(size.y * ratio), this.#palette.sprites(ratio));
    const [left, top] = [Math.round(min.x * ratio), Math.round(min.y * ratio)];
    sheet.draw(this.#field, this.#inks, { left, top, world: world * ratio, sizes: this.#palette.radii.length });
    const canvas = Object.assign(document.createElement("canvas"), { width: sheet.width, height: sheet.height });
    sheet.putOn(canvas.getContext("2d"));
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(canvas, 0, 0);
    if (this.#isMarked) paintRing(context, this.#container, this.#map.latLngToContainerPoint(this.#placeOf(this.#selected)), ratio);
    context.restore();
  }

  // Whether all that is in view, and the ring around it, is drawn as it should be.
  get isDrawn() {
    return this.#waiting.length === 0;
  }

  remove() {
    this.#map.off(this.#listeners);
    this.#dark.removeEventListener("change", this.#recoloured);
    cancelAnimationFrame(this.#frame);
    cancelAnimationFrame(this.#hover);
    this.#tip.remove();
    this.#ring?.remove();
    this.#container.remove();
  }

  // --- Colours and sizes

  #colour() {
    this.#palette = new Palette(this.#container, this.#table, this.#field.row, { color: this.#color, size: this.#options.size });
    this.#hide();
    this.#prepare();
  }

  #hide() {
    const [{ inks: own }, mask, { row }] = [this.#palette, this.#mask, this.#field];
    this.#inks = mask ? new Uint16Array(own.length) : own;
    if (mask) for (let k = 0; k < own.length; k += 1) this.#inks[k] = own[k] * mask[row[k]];
  }

  // A sheet for tiles, made anew only where a colour, a size or the screen has changed.
  #prepare() {
    const ratio = window.devicePixelRatio || 1;
    const side = Math.round(TILE_PX * ratio);
    const colours = this.#palette.colours();
    const look = JSON.stringify([ratio, this.#palette.radii, colours]);
    Object.assign(this.#view, { ratio, tile: side / ratio });
    if (look === this.#look) return;
    this.#look = look;
    this.#sheet = new Sheet(side, side, this.#palette.sprites(ratio, colours));
  }

  // --- Tiles

  // What the map shows, in px of the world at the map's zoom.
  #seen() {
    const { min } = this.#map.getPixelBounds();
    return { min, size: this.#map.getSize(), world: WORLD_PX * 2 ** this.#map.getZoom() };
  }

  // Keeps up with the map: moved, there may be tiles to draw; zoomed or reset, all are drawn anew.
  #follow() {
    const zoom = this.#map.getZoom();
    const origin = this.#map.getPixelOrigin();
    const ratio = window.devicePixelRatio || 1;
    if (zoom === this.#view.zoom && origin.equals(this.#view.origin) && ratio === this.#view.ratio) {
      this.#plan();
    } else {
      Object.assign(this.#view, { zoom, origin });
      this.#prepare();
      for (const tile of this.#tiles.values()) this.#empty(tile);
      this.#tiles.clear();
      this.#planned = "";
      L.DomUtil.setTransform(this.#container, L.point(0, 0), 1);
      this.#container.style.visibility = "";
      this.#plan();
      if (this.#isBegun) this.#drawSeen();
    }
    this.#mark();
  }

  #refresh() {
    for (const tile of this.#tiles.values()) tile.isStale = true;
    this.#planned = "";
    this.#plan();
  }

  // Lists the tiles to draw, those in view first, and gives up those far off.
  #plan() {
    const { min, size } = this.#seen();
    const near = this.#tilesAround(min, size, RING_PX);
    const known = JSON.stringify([near, this.#tilesAround(min, size, 0)]);
    if (known === this.#planned) return;
    this.#planned = known;
    const far = this.#tilesAround(min, size, FAR_PX);
    const seen = this.#tilesAround(min, size, 0);
    const holds = (box, { column, line }) =>
      column >= box.left && column <= box.right && line >= box.top && line <= box.bottom;
    for (const [key, tile] of this.#tiles) {
      if (holds(tile.isStale ? near : far, tile)) continue;
      this.#empty(tile);
      this.#tiles.delete(key);
    }
    for (let line = near.top; line <= near.bottom; line += 1) {
      for (let column = near.left; column <= near.right; column += 1) {
        const key = `${column}:${line}`;
        if (!this.#tiles.has(key)) this.#tiles.set(key, { column, line, canvas: null, isStale: true });
      }
    }
    for (const tile of this.#tiles.values()) tile.isSeen = holds(seen, tile);
    this.#waiting = [...this.#tiles.values()].filter((tile) => tile.isStale);
    this.#waiting.sort((a, b) => b.isSeen - a.isSeen);
    if (this.#waiting.length > 0 && this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#turn());
  }

  #tilesAround(min, size, around) {
    const { tile, zoom } = this.#view;
    const place = (px) => Math.floor(px / tile);
    const world = WORLD_PX * 2 ** zoom;
    return {
      left: place(min.x - around),
      right: place(min.x + size.x + around),
      top: Math.max(place(min.y - around), -1),
      bottom: Math.min(place(min.y + size.y + around), place(world) + 1),
    };
  }

  #turn() {
    this.#frame = 0;
    if (!this.#isBegun) this.#drawSeen();
    else if (this.#map.getZoom() === this.#view.zoom) this.#work(FRAME_MS);
    if (this.#waiting.length > 0) this.#frame = requestAnimationFrame(() => this.#turn());
  }

  #drawSeen() {
    this.#isBegun = true;
    this.#work(Infinity, (tile) => tile.isSeen);
  }

  #work(budget, isDue = () => true) {
    const end = performance.now() + budget;
    while (this.#waiting.length > 0 && isDue(this.#waiting[0])) {
      this.#draw(this.#waiting.shift());
      if (performance.now() >= end) return;
    }
  }

  #draw(tile) {
    const { zoom, origin, ratio } = this.#view;
    const sheet = this.#sheet;
    tile.isStale = false;
    const drawn = sheet.draw(this.#field, this.#inks, {
      left: tile.column * sheet.width,
      top: tile.line * sheet.height,
      world: WORLD_PX * 2 ** zoom * ratio,
      sizes: this.#palette.radii.length,
    });
    if (drawn === 0) {
      this.#empty(tile);
      return;
    }
    if (!tile.canvas) {
      tile.canvas = this.#spare.pop() ?? newCanvas();
      const px = (place, start) => (place * sheet.width - Math.round(start * ratio)) / ratio; // on whole pixels of the screen
      L.DomUtil.setPosition(tile.canvas, L.point(px(tile.column, origin.x), px(tile.line, origin.y)));
      this.#container.append(tile.canvas);
    }
    sized(tile.canvas, sheet, ratio);
    sheet.putOn(tile.canvas.getContext("2d", BY_PROCESSOR));
  }

  #empty(tile) {
    if (!tile.canvas) return;
    tile.canvas.remove();
    this.#spare.push(tile.canvas);
    tile.canvas = null;
  }

  // --- The map's events

  #listen() {
    const follow = () => this.#follow();
    const leave = () => this.#leave();
    this.#listeners = {
      move: () => this.#moved(),
      moveend: follow,
      zoomend: follow,
      viewreset: follow,
      resize: follow,
      zoomanim: ({ center, zoom }) => this.#zoomTo(center, zoom),
      click: ({ originalEvent }) => this.#click(originalEvent),
      mousemove: ({ originalEvent }) => this.#hoverSoon(originalEvent),
      mouseout: leave,
      movestart: leave,
      zoomstart: leave,
    };
    this.#map.on(this.#listeners);
    this.#dark.addEventListener("change", this.#recoloured);
  }

  #moved() {
    if (this.#map.getZoom() !== this.#view.zoom) this.#zoomTo(this.#map.getCenter(), this.#map.getZoom());
    else if (this.#map.getPixelOrigin().equals(this.#view.origin)) this.#follow();
  }

  // What is drawn is shown larger or smaller while the map zooms.
  #zoomTo(center, zoom) {
    if (this.#still.matches) {
      this.#container.style.visibility = "hidden"; // until it is drawn for the new zoom
      return;
    }
    const scale = this.#map.getZoomScale(zoom, this.#view.zoom);
    const origin = this.#map._getNewPixelOrigin(center, zoom);
    L.DomUtil.setTransform(this.#container, this.#view.origin.multiplyBy(scale).subtract(origin), scale);
  }

  // The row that an event of the pointer means; -1 where it means something above.
  #meant(event, reach) {
    if (!event?.target?.closest || event.target.closest(".leaflet-interactive, .leaflet-control")) return -1;
    if (this.#options.yields?.(event)) return -1;
    const box = this.#map.getContainer().getBoundingClientRect();
    return this.at(L.point(event.clientX - box.left, event.clientY - box.top), reach);
  }

  #click(event) {
    const i = this.#meant(event, event?.pointerType === "touch" ? FINGER_PX : CLICK_PX);
    if (i < 0) return;
    this.#leave();
    this.#options.onSelect?.(i);
  }

  #hoverSoon(event) {
    cancelAnimationFrame(this.#hover);
    if (this.#map.dragging?.moving()) return;
    this.#hover = requestAnimationFrame(() => this.#point(this.#meant(event, HOVER_PX)));
  }

  #point(i) {
    if (i < 0) {
      this.#leave();
      return;
    }
    this.#map.getContainer().style.cursor = "pointer";
    if (!this.#options.tooltip || (this.#tip.row === i && this.#tip.isOpen())) return;
    this.#tip.row = i;
    this.#tip.setLatLng(this.#placeOf(i)).setContent(this.#options.tooltip(i)).addTo(this.#map);
  }

  #leave() {
    cancelAnimationFrame(this.#hover);
    this.#map.getContainer().style.cursor = "";
    this.#tip.remove();
  }

  // Where a row is, in that copy of the world which is nearest to the middle of the view.
  #placeOf(i) {
    const [lat, lon] = [this.#table.lat[i], this.#table.lon[i]];
    return [lat, lon + 360 * Math.round((this.#map.getCenter().lng - lon) / 360)];
  }

  #mark() {
    if (!this.#ring) return;
    this.#ring.hidden = !this.#isMarked;
    if (this.#isMarked) L.DomUtil.setPosition(this.#ring, this.#map.latLngToLayerPoint(this.#placeOf(this.#selected)));
  }

  get #isMarked() {
    return this.#selected >= 0 && this.#selected < this.#table.placed;
  }
}
