// Countries from TopoJSON, drawn on one canvas that moves and zooms with the map.

const RADIANS = Math.PI / 180;
const POLE_LAT = 85.0511287798;
const LABELS_FROM_ZOOM = 2.6;
const REST_MS = 250; // a map that stood still for so long is taken to rest
const LANDS_AT_ONCE = 6000; // points that are filled in one stroke of the brush
const LINES_AT_ONCE = 3000;

// topology -> { lands, lines, labels } in Mercator units: a land is a ring and its holes; every ring
// and line has its box.
export function decodeBorders(topology, names = {}) {
  const arcs = topology.arcs.map((arc) => decodeArc(arc, topology.transform));
  const owners = arcs.map(() => []);
  const lands = [];
  const largest = new Map();
  for (const country of topology.objects.countries.geometries) {
    for (const polygon of country.arcs) {
      for (const index of polygon.flat()) owners[index < 0 ? ~index : index].push(country.properties.area);
      const rings = polygon.map((indices) => boxed(joined(indices, arcs)));
      lands.push(rings);
      keepLargest(largest, country, rings[0], names);
    }
  }
  return { lands, lines: arcs.flatMap((arc, index) => linesOf(arc, owners[index])), labels: [...largest.values()] };
}

// -> { xy: in Mercator units, isEdge: 1 for a point that the edge of the sheet leads to }.
function decodeArc(arc, { scale, translate }) {
  const [xy, isEdge] = [new Float64Array(2 * arc.length), new Uint8Array(arc.length)];
  let [x, y, lonBefore, latBefore] = [0, 0, NaN, NaN];
  for (let i = 0; i < arc.length; i += 1) {
    x += arc[i][0];
    y += arc[i][1];
    const [lon, lat] = [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    const sine = Math.sin(Math.max(-POLE_LAT, Math.min(POLE_LAT, lat)) * RADIANS);
    xy[2 * i] = lon / 360 + 0.5;
    xy[2 * i + 1] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    isEdge[i] = isSheetEdge(lonBefore, latBefore, lon, lat) ? 1 : 0;
    [lonBefore, latBefore] = [lon, lat];
  }
  return { xy, isEdge };
}

// One arc begins where the one before it ends: that point is taken once.
function joined(indices, arcs) {
  const pieces = indices.map((index) => arcs[index < 0 ? ~index : index].xy);
  const whole = new Float64Array(pieces.reduce((length, xy) => length + xy.length - 2, 0));
  let next = 0;
  indices.forEach((index, piece) => {
    const xy = pieces[piece];
    if (index >= 0) whole.set(xy.subarray(0, xy.length - 2), next);
    else for (let k = 0, i = xy.length - 2; i > 0; k += 2, i -= 2) [whole[next + k], whole[next + k + 1]] = [xy[i], xy[i + 1]];
    next += xy.length - 2;
  });
  return whole;
}

function boxed(xy) {
  let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < xy.length; i += 2) {
    west = Math.min(west, xy[i]);
    east = Math.max(east, xy[i]);
    north = Math.min(north, xy[i + 1]);
    south = Math.max(south, xy[i + 1]);
  }
  return { xy, west, north, east, south };
}

// Pieces of an arc without the edges of the sheet; kind is coast, border or disputed.
function linesOf({ xy, isEdge }, areas) {
  const kind = areas.length < 2 ? "coast" : areas.some(Boolean) ? "disputed" : "border";
  const lines = [];
  for (let from = 0, to = 1; to <= isEdge.length; to += 1) {
    if (to < isEdge.length && isEdge[to] === 0) continue;
    if (to - from > 1) lines.push({ ...boxed(xy.subarray(2 * from, 2 * to)), kind });
    from = to;
  }
  return lines;
}

function isSheetEdge(lonBefore, latBefore, lon, lat) {
  return (Math.abs(lon) === 180 && lon === lonBefore) || (lat === -90 && latBefore === -90);
}

function keepLargest(largest, country, ring, names) {
  const name = names[country.id];
  const size = (ring.east - ring.west) * (ring.south - ring.north);
  if (!name || country.properties.area || (largest.get(country.id)?.size ?? 0) >= size) return;
  largest.set(country.id, { name, size, width: ring.east - ring.west, ...middle(ring.xy) });
}

// Centre of gravity of a ring.
function middle(xy) {
  let [area, x, y] = [0, 0, 0];
  for (let i = 0; i < xy.length; i += 2) {
    const j = (i + 2) % xy.length;
    const cross = xy[i] * xy[j + 1] - xy[j] * xy[i + 1];
    area += cross;
    x += (xy[i] + xy[j]) * cross;
    y += (xy[i + 1] + xy[j + 1]) * cross;
  }
  return { x: x / (3 * area), y: y / (3 * area) };
}

// A Leaflet layer; L.Renderer keeps the canvas padded and moves it while the map zooms. As long as the
// canvas covers what is seen it is only moved; once the map rests it is drawn anew around the view,
// a piece a frame, so that the next drag has its whole margin again.
export function basemapLayer(borders, options) {
  const Basemap = L.Renderer.extend({
    options: { padding: 0.4 },

    _initContainer() {
      this._container = L.DomUtil.create("canvas", "basemap");
      this._container.setAttribute("aria-hidden", "true");
      this._spare = document.createElement("canvas");
      this._map.on("movestart zoomstart", this._stop, this);
    },

    _destroyContainer() {
      this._stop();
      this._map.off("movestart zoomstart", this._stop, this);
      this._container.remove();
      delete this._container;
    },

    _updatePaths() {
      this.redraw();
    },

    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      this._stop();
      if (!this._isCovering()) this._drawAtOnce();
      else this._timer = window.setTimeout(() => this._recentre(), REST_MS);
    },

    redraw() {
      this._stop();
      this._drawAtOnce();
    },

    _drawAtOnce() {
      this._frame = this._frameNow();
      L.Renderer.prototype._update.call(this);
      sizeTo(this._container, this._bounds);
      L.DomUtil.setPosition(this._container, this._bounds.min);
      for (const paint of pieces(contextOf(this._container), borders, this._frame)) paint();
    },

    // Draws around the view on a canvas that is not shown, and then shows it in one go.
    _recentre() {
      const frame = this._frameNow();
      sizeTo(this._spare, frame.bounds);
      const waiting = pieces(contextOf(this._spare), borders, frame);
      const turn = () => {
        this._turn = null;
        const paint = waiting.shift();
        paint?.();
        if (paint) this._turn = requestAnimationFrame(turn);
        else this._show(frame);
      };
      turn();
    },

    _show(frame) {
      this._frame = frame;
      L.Renderer.prototype._update.call(this);
      L.DomUtil.setPosition(this._container, this._bounds.min);
      const context = contextOf(this._container);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(this._spare, 0, 0);
    },

    _stop() {
      window.clearTimeout(this._timer);
      cancelAnimationFrame(this._turn);
    },

    // What is to be drawn: the view with its margin, in px of the layer and of the world.
    _frameNow() {
      const [map, size, zoom] = [this._map, this._map.getSize(), this._map.getZoom()];
      const corner = map.containerPointToLayerPoint(size.multiplyBy(-this.options.padding)).round();
      const bounds = L.bounds(corner, corner.add(size.multiplyBy(1 + 2 * this.options.padding)).round());
      const seen = map.containerPointToLayerPoint([0, 0]).subtract(corner);
      return {
        bounds,
        size,
        zoom,
        start: map.getPixelOrigin(),
        ratio: window.devicePixelRatio || 1,
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

function sizeTo(canvas, bounds) {
  const { x, y } = bounds.getSize();
  const ratio = window.devicePixelRatio || 1;
  Object.assign(canvas, { width: x * ratio, height: y * ratio });
  Object.assign(canvas.style, { width: `${x}px`, height: `${y}px` });
}

// Opaque, sea and all: nothing is to be blended with what lies below, at every frame of a drag.
function contextOf(canvas) {
  return canvas.getContext("2d", { alpha: false });
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
    for (const ring of some.flat()) if (near(ring)) trace(context, ring.xy, view);
    context.fillStyle = colours.land;
    context.fill("evenodd");
  });
  const lines = [["coast", 0.8, []], ["border", 0.9, []], ["disputed", 1, [3, 3]]].flatMap(([kind, width, dash]) =>
    chunks(borders.lines.filter((line) => line.kind === kind && near(line)), LINES_AT_ONCE).map((some) => () => {
      context.beginPath();
      for (const line of some) trace(context, line.xy, view);
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
    const own = [shape].flat().reduce((sum, { xy }) => sum + xy.length / 2, 0);
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

function trace(context, xy, { worldPx, origin }) {
  context.moveTo(xy[0] * worldPx - origin.x, xy[1] * worldPx - origin.y);
  for (let i = 2; i < xy.length; i += 2) {
    context.lineTo(xy[i] * worldPx - origin.x, xy[i + 1] * worldPx - origin.y);
  }
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
