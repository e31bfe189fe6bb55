// The elements that a cloud is made of.
import { coloursAt, fallback } from "./palette.js";

export function newPane(map, name) {
  const pane = map.createPane(name);
  Object.assign(pane.style, { zIndex: 420, pointerEvents: "none" });
  return pane;
}

export function newCanvas() {
  const canvas = document.createElement("canvas");
  Object.assign(canvas.style, { position: "absolute", left: 0, top: 0, pointerEvents: "none" });
  return canvas;
}

export function sized(canvas, { width, height }, ratio) {
  if (canvas.width === width && canvas.height === height && canvas.dataset.ratio === String(ratio)) return;
  Object.assign(canvas, { width, height });
  Object.assign(canvas.style, { width: `${width / ratio}px`, height: `${height / ratio}px` });
  canvas.dataset.ratio = ratio;
}

export function newRing(pane) {
  const ring = L.DomUtil.create("div", "cloud-selected leaflet-zoom-hide", pane);
  ring.setAttribute("aria-hidden", "true");
  Object.assign(ring.style, {
    position: "absolute",
    left: "-9px",
    top: "-9px",
    width: "18px",
    height: "18px",
    boxSizing: "border-box",
    border: `3px solid var(--accent, ${fallback("--accent")})`,
    borderRadius: "50%",
    outline: `1.5px solid var(--halo, ${fallback("--halo")})`,
    pointerEvents: "none",
  });
  return ring;
}

// The same ring on a 2d context, around a point of the map.
export function paintRing(context, element, { x, y }, ratio) {
  for (const [property, radius, width] of [["--halo", 9.75, 1.5], ["--accent", 7.5, 3]]) {
    context.beginPath();
    context.arc(x * ratio, y * ratio, radius * ratio, 0, 2 * Math.PI);
    Object.assign(context, { strokeStyle: coloursAt(element)(property), lineWidth: width * ratio });
    context.stroke();
  }
}
