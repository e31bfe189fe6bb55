// Countries, drawn on one canvas that moves and zooms with the map.
import { onPixels, upToPixels } from "./pixels.js";

const LABELS_FROM_ZOOM = 2.6;
const MARGIN = 0.4; // of the view's sides, drawn around it
const REST_MS = 250; // a map that stood still for so long is taken to rest
const LANDS_AT_ONCE = 6000; // points that are filled in one stroke of the brush
const LINES_AT_ONCE = 3000;
// Opaque, sea and all: nothing is to be blended with what lies below, at every frame of a drag. By the
// processor: without a graphics card lines would take ten times as long.
const DRAWN = { alpha: false, willReadFrequently: true };

// A Leaflet layer; L.Renderer keeps the canvas padded and moves it while the map zooms. As long as the
// canvas covers what is seen it is only moved; once the map rests it is drawn anew around the view,
// a piece a frame, so that the next drag has its whole margin again. The first time there is no margin
// before that, so that the map is seen the sooner. All is drawn on a canvas that is not shown, and then
// laid on the one that is shown, which graphics only have to move.
export function basemapLayer(borders, options) {
  const Basemap = L.Renderer.extend({
    options: { padding: 0 },

    _initContainer() {
      this._container = L.DomUtil.create("canvas", "basemap");
      this._container.setAttribute("aria-hidden", "true");
      this._spare = document.createElement("canvas");
      this._map.on("movestart zoomstart", this._stop, this).on("move", this._rest, this);
    },

    _destroyContainer() {
      this._stop();
      this._map.off("movestart zoomstart", this._stop, this).off("move", this._rest, this);
      this._container.remove();
      delete this._container;
    },

    _updatePaths() {
      this.redraw();
    },

    // Leaflet would put the canvas where its middle is, between pixels.
    _reset() {
      this._update();
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      this._stop();
      if (!hasSize(this._map)) L.Renderer.prototype._update.call(this); // hidden: it hears when it is shown
      else if (!this._isCovering()) this._drawAtOnce();
      else this._timer = window.setTimeout(() => this._recentre(), REST_MS);
    },

    // A drag may rest where nothing is drawn yet.
    _rest() {
      if (this._turn) return;
      window.clearTimeout(this._timer);
      this._timer = window.setTimeout(() => {
        if (this._frame?.zoom === this._map.getZoom() && !this._isCovering()) this._recentre();
      }, REST_MS);
    },

    redraw() {
      this._stop();
      if (hasSize(this._map)) this._drawAtOnce();
    },

    _drawAtOnce() {
      const isFirst = !this._frame;
      const frame = this._frameNow(isFirst ? 0 : MARGIN);
      for (const paint of this._pieces(frame)) paint();
      this._show(frame);
      if (isFirst) this._timer = window.setTimeout(() => this._recentre(), REST_MS);
    },

    // Draws around the view while what is shown stays, and then shows it in one go.
    _recentre() {
      if (!hasSize(this._map)) return;
      const frame = this._frameNow(MARGIN);
      const waiting = this._pieces(frame);
      const turn = () => {
        this._turn = null;
        const paint = waiting.shift();
        paint?.();
        if (paint) this._turn = requestAnimationFrame(turn);
        else this._show(frame);
      };
      turn();
    },

    // What is to be done on the canvas that is not shown.
    _pieces(frame) {
      sizeTo(this._spare, frame);
      return pieces(this._spare.getContext("2d", DRAWN), borders, frame);
    },

    _show(frame) {
      this._place(frame);
      const context = this._container.getContext("2d", DRAWN);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(this._spare, 0, 0);
    },

    // The canvas where a frame says that it lies; a size that changes empties it.
    _place(frame) {
      this._frame = frame;
      this.options.padding = frame.margin;
      L.Renderer.prototype._update.call(this);
      sizeTo(this._container, frame);
      L.DomUtil.setPosition(this._container, frame.bounds.min);
    },

    _stop() {
      window.clearTimeout(this._timer);
      cancelAnimationFrame(this._turn);
    },

    // What is to be drawn: the view with a margin, in px of the layer and of the world.
    _frameNow(margin) {
      const [map, size, zoom] = [this._map, this._map.getSize(), this._map.getZoom()];
      const ratio = window.devicePixelRatio || 1;
      const { x, y } = map.containerPointToLayerPoint(size.multiplyBy(-margin));
      const corner = L.point(onPixels(x, ratio), onPixels(y, ratio));
      const sides = L.point(upToPixels(size.x * (1 + 2 * margin), ratio), upToPixels(size.y * (1 + 2 * margin), ratio));
      const bounds = L.bounds(corner, corner.add(sides));
      const seen = map.containerPointToLayerPoint([0, 0]).subtract(corner);
      return {
        margin,
        bounds,
        size,
        zoom,
        start: map.getPixelOrigin(),
        ratio,
        worldPx: 256 * 2 ** zoom,
        origin: map.getPixelOrigin().add(corner),
        width: bounds.getSize().x,
        height: bounds.getSize().y,
        frame: { left: seen.x, right: seen.x + size.x, top: seen.y, bottom: seen.y + size.y },
        colours: coloursOf(this._container),
      };
    },

    _isCovering() {
      const [drawn, map] = [this._frame, this._map];
      if (!drawn || drawn.zoom !== map.getZoom() || drawn.ratio !== (window.devicePixelRatio || 1)) return false;
      if (!drawn.start.equals(map.getPixelOrigin()) || !drawn.size.equals(map.getSize())) return false;
      if (JSON.stringify(drawn.colours) !== JSON.stringify(coloursOf(this._container))) return false;
      const corner = map.containerPointToLayerPoint([0, 0]);
      return drawn.bounds.contains(L.bounds(corner, corner.add(map.getSize())));
    },
  });
  return new Basemap(options);
}

function hasSize(map) {
  const { x, y } = map.getSize();
  return x > 0 && y > 0;
}

function sizeTo(canvas, { bounds, ratio }) {
  const { x, y } = bounds.getSize();
  const [width, height] = [Math.round(x * ratio), Math.round(y * ratio)];
  if (canvas.width === width && canvas.height === height) return;
  Object.assign(canvas, { width, height });
  Object.assign(canvas.style, { width: `${x}px`, height: `${y}px` });
}

// The strokes of the brush that make a map, to be done in this order, each in a few milliseconds.
function pieces(context, borders, view) {
  const begin = () => {
    context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
    context.fillStyle = view.colours.sea;
    context.fillRect(0, 0, view.width, view.height);
  };
  return [begin, ...worldsIn(view).flatMap((each) => worldPieces(context, borders, each))];
}

// view: { worldPx, origin, zoom, frame, width, height, colours: { land, coast, border, label } }.
export function paintBorders(context, borders, view) {
  for (const world of worldsIn(view)) for (const paint of worldPieces(context, borders, world)) paint();
}

// The world goes on at 180 degrees: a view for each copy of it that is seen.
function worldsIn(view) {
  const { worldPx, origin, width } = view;
  const first = Math.floor(origin.x / worldPx);
  const copies = Math.ceil((origin.x + width) / worldPx) - first;
  return Array.from({ length: copies }, (_, k) => ({ ...view, origin: { x: origin.x - (first + k) * worldPx, y: origin.y } }));
}

function worldPieces(context, borders, view) {
  const { colours } = view;
  const near = nearBy(view, view.width, view.height);
  const lands = chunks(borders.lands.filter((rings) => rings.some(near)), LANDS_AT_ONCE).map((some) => () => {
    context.beginPath();
    for (const ring of some.flat()) if (near(ring)) traceRing(context, borders, ring, view);
    context.fillStyle = colours.land;
    context.fill("evenodd");
  });
  const lines = [["coast", 0.8, []], ["border", 0.9, []], ["disputed", 1, [3, 3]]].flatMap(([kind, width, dash]) =>
    chunks(borders.lines.filter((line) => line.kind === kind && near(line)), LINES_AT_ONCE).map((some) => () => {
      context.beginPath();
      for (const { from, to } of some) trace(context, borders, from, to, view);
      const strokeStyle = kind === "coast" ? colours.coast : colours.border;
      Object.assign(context, { strokeStyle, lineWidth: width, lineJoin: "round" });
      context.setLineDash(dash);
      context.stroke();
    }),
  );
  const labels = view.zoom >= LABELS_FROM_ZOOM ? [() => writeLabels(context, borders.labels, view, colours)] : [];
  return [...lands, ...lines, ...labels];
}

// Lists in order, each of about `most` points.
function chunks(shapes, most) {
  const found = [];
  let points = Infinity;
  for (const shape of shapes) {
    const own = [shape].flat().reduce((sum, each) => sum + (each.points ?? each.to - each.from), 0);
    if (points + own > most) {
      found.push([]);
      points = 0;
    }
    found.at(-1).push(shape);
    points += own;
  }
  return found;
}

function coloursOf(element) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(name).trim();
  return Object.fromEntries(["sea", "land", "coast", "border", "label"].map((name) => [name, read(`--${name}`)]));
}

function nearBy({ worldPx, origin }, width, height) {
  const [west, north] = [origin.x / worldPx, origin.y / worldPx];
  const [east, south] = [(origin.x + width) / worldPx, (origin.y + height) / worldPx];
  return (box) => box.east >= west && box.west <= east && box.south >= north && box.north <= south;
}

// Points from..to of a line, or backwards where `to` is the lower.
function trace(context, { x, y, sides }, from, to, { worldPx, origin }, isNew = true) {
  const [perX, perY] = [worldPx / sides[0], worldPx / sides[1]];
  const step = from < to ? 1 : -1;
  if (isNew) context.moveTo(x[from] * perX - origin.x, y[from] * perY - origin.y);
  for (let i = from + step; i !== to; i += step) context.lineTo(x[i] * perX - origin.x, y[i] * perY - origin.y);
}

// One line begins where the one before it ends.
function traceRing(context, borders, { parts }, view) {
  parts.forEach((part, k) => {
    const { from, to } = borders.lines[part < 0 ? ~part : part];
    if (part < 0) trace(context, borders, to - 1, from - 1, view, k === 0);
    else trace(context, borders, from, to, view, k === 0);
  });
}

// A name that the edge of the map would cut is moved inside, by its own length at most.
function writeLabels(context, labels, { worldPx, origin, frame: seen }, colours) {
  context.font = "500 11px system-ui, sans-serif";
  Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3 });
  Object.assign(context, { fillStyle: colours.label, strokeStyle: colours.land });
  context.setLineDash([]);
  for (const { name, x, y, width } of labels) {
    const long = context.measureText(name).width;
    const [middleX, middleY] = [x * worldPx - origin.x, y * worldPx - origin.y];
    const shownX = Math.min(Math.max(middleX, seen.left + long / 2 + 6), seen.right - long / 2 - 6);
    if (long > width * worldPx * 0.85 || Math.abs(shownX - middleX) > long) continue;
    if (middleY < seen.top + 10 || middleY > seen.bottom - 10) continue;
    context.strokeText(name, shownX, middleY);
    context.fillText(name, shownX, middleY);
  }
}
