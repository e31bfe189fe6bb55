"""How `explorer.py` looks at a page: in headless Chromium, with the network refused."""

from __future__ import annotations

import json
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

CHROMIUM: Final = "/usr/bin/chromium"
WINDOW: Final = {"width": 1440, "height": 900}
SETTLED_S: Final = 2.0  # a page that has not changed for so long has come to rest
BUSY_S: Final = 0.2  # an answer that takes longer was kept waiting by the page's own work

_RECORD_FRAMES = """() => {
  const times = (window.__frames = []);
  const step = (now) => {
    times.push(now);
    if (window.__frames === times) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}"""

_JUDGE = """async ([shots, part]) => {
  const pixelsOf = async (shot) => {
    const image = new Image();
    image.src = "data:image/jpeg;base64," + shot;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    const sides = [image.width, image.height];
    return context.getImageData(...part.map((share, i) => Math.round(share * sides[i % 2]))).data;
  };
  const last = await pixelsOf(shots.at(-1));
  const counts = new Map();
  for (let i = 0; i < last.length; i += 4) {
    const key = ((last[i] >> 4) << 8) | ((last[i + 1] >> 4) << 4) | (last[i + 2] >> 4);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const differs = [];
  for (const shot of shots) {
    const each = await pixelsOf(shot);
    let other = 0;
    for (let i = 0; i < last.length; i += 4) {
      let gap = 0;
      for (let k = 0; k < 3; k += 1) gap += Math.abs(each[i + k] - last[i + k]);
      other += gap > 60 ? 1 : 0;
    }
    differs.push(each.length === last.length ? other / (last.length / 4) : 1);
  }
  return { differs, most: Math.max(...counts.values()) / (last.length / 4) };
}"""
_MIDDLE = [0.1, 0.2, 0.5, 0.6]  # x, y, width and height of what is looked at, as shares
_SAME: Final = 0.02
_BLANK: Final = 0.998


_IDLE_MS: Final = 400
_ACT = """(source) => {
  const act = new Function(source);
  const began = performance.now();
  act();
  return performance.now() - began;
}"""
_BOXES: Final = "#filters input[type=checkbox]"
_HEADS: Final = "#list thead button.sort"
_WORDS: Final = ("l", "la", "lan", "lanm", "lanmi", "lanm", "lan", "la", "l", "")


def view_page(page_file: Path, assets: Path | None, limit: float, shot: Path | None) -> None:
    """Open one page in this process and print what was seen as JSON."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking", "--use-gl=angle",
                     "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]  # fmt: skip
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        browser.new_page().wait_for_timeout(1500)  # what a browser does first is no page's doing
        context = browser.new_context(viewport=WINDOW)
        requests: list[str] = []
        _refuse_network(context, page_file.as_uri(), requests, assets)
        page = context.new_page()
        page.set_default_timeout(limit * 1000)
        frames = _filmed(context, page, page_file.as_uri(), limit)
        if shot is not None:
            page.screenshot(path=str(shot))
        seen = _readiness(browser, frames)
        seen["requests"] = len(requests)
        if asked := sorted({url for url in requests if assets}):
            print("\n".join(asked), file=sys.stderr)
        print(json.dumps(seen), flush=True)
        if seen["ready_s"] is not None:
            seen |= _pan(page)
            print(json.dumps(seen), flush=True)
            if page.query_selector(".filters-toggle"):
                print(json.dumps(seen | _use(page)), flush=True)
        browser.close()


def _refuse_network(context: Any, own: str, requests: list[str], assets: Path | None) -> None:
    found = [] if assets is None else [each for each in assets.rglob("*") if each.is_file()]
    held = {f"/{each.relative_to(assets).as_posix()}": each for each in sorted(found) if assets}
    by_length = sorted(held, key=len, reverse=True)

    def answer(route: Any) -> None:
        url = route.request.url
        if url == own:
            route.continue_()
            return
        requests.append(url)
        path = unquote(urlsplit(url).path)
        name = next((name for name in by_length if path.endswith(name)), None)
        if name is None:
            route.abort()
        else:
            route.fulfill(path=str(held[name]), headers={"Access-Control-Allow-Origin": "*"})

    context.route(lambda url: url.startswith(("http", "file", "ws")), answer)


def _filmed(context: Any, page: Any, url: str, limit: float) -> list[tuple[float, str]]:
    """Open a page and return its frames as (seconds since the navigation began, JPEG in base64)."""
    film = context.new_cdp_session(page)
    frames: list[tuple[float, str]] = []

    def keep(event: dict[str, Any]) -> None:
        frames.append((event["metadata"]["timestamp"], event["data"]))
        film.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    film.on("Page.screencastFrame", keep)
    film.send("Page.startScreencast", {"format": "jpeg", "quality": 80, "everyNthFrame": 1})
    page.goto(url, wait_until="load")
    began = page.evaluate("performance.timeOrigin") / 1000
    ends, busy = time.time() + limit, time.time()
    while time.time() < ends:
        page.wait_for_timeout(250)
        asked = time.time()
        page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        if time.time() - asked > BUSY_S:
            busy = time.time()
        if time.time() - max([busy, *(at for at, _ in frames[-1:])]) > SETTLED_S:
            break
    film.send("Page.stopScreencast")
    return [(at - began, data) for at, data in frames]


def _readiness(browser: Any, frames: list[tuple[float, str]]) -> dict[str, Any]:
    """Find the first frame from which on nothing in the middle of the window changes any more."""
    shown = [(at, data) for at, data in frames if at > 0][-40:]
    if not shown:
        return {"ready_s": None, "note": "no frame"}
    judge = browser.new_page()
    found = judge.evaluate(_JUDGE, [[data for _, data in shown], _MIDDLE])
    judge.close()
    if found["most"] > _BLANK:
        return {"ready_s": None, "note": "blank"}
    first = len(shown) - 1
    while first > 0 and found["differs"][first - 1] <= _SAME:
        first -= 1
    return {"ready_s": shown[first][0], "note": ""}


def _pan(page: Any) -> dict[str, float]:
    """Zoom in, drag the map about, and return the times between frames in milliseconds."""
    x, y = WINDOW["width"] * 0.35, WINDOW["height"] * 0.5
    page.mouse.move(x, y)
    page.mouse.wheel(0, -240)
    page.wait_for_timeout(1500)
    page.evaluate(_RECORD_FRAMES)
    for direction in (-1, 1, -1, 1):
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, 41):
            page.mouse.move(x + direction * 8 * step, y + direction * 3 * step)
            page.wait_for_timeout(12)
        page.mouse.up()
        page.wait_for_timeout(100)
    times = page.evaluate(
        "(() => { const t = window.__frames; window.__frames = null; return t; })()"
    )
    gaps = sorted(after - before for before, after in pairwise(times))
    return {"pan_p95_ms": gaps[int(0.95 * (len(gaps) - 1))], "pan_worst_ms": gaps[-1]}


def _use(page: Any) -> dict[str, float]:
    """Choose, search and sort on our page; return the slowest of each, in milliseconds."""

    def slowest(acts: list[str]) -> float:
        taken: list[float] = []
        for act in acts:
            taken.append(page.evaluate(_ACT, act))
            page.wait_for_timeout(_IDLE_MS)
        return max(taken)

    page.wait_for_timeout(2000)
    page.click(".filters-toggle")
    page.wait_for_timeout(_IDLE_MS)
    boxes = min(6, page.evaluate(f"document.querySelectorAll('{_BOXES}').length"))
    press = [f"document.querySelectorAll('{_BOXES}')[{k}].click()" for k in range(boxes)]
    seen = {"facet_ms": slowest(press + press)}
    page.click(".filters-toggle")
    field = "const field = document.getElementById('search'); field.value = '{}';"
    told = " field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    seen["key_ms"] = slowest([(field + told).format(word) for word in _WORDS])
    heads = page.evaluate(f"document.querySelectorAll('{_HEADS}').length")
    sorts = [f"document.querySelectorAll('{_HEADS}')[{k}].click()" for k in range(heads)]
    return seen | {"sort_ms": slowest(sorts)}
