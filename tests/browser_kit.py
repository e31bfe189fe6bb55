"""What the tests in the browser share: small deposits, and where their symbols are on a page."""

from __future__ import annotations

import math
from typing import Any

CITE = {"source": "src"}
MAP = "window[document.querySelector('.folium-map').id]"
STILL = f"{MAP}.panTo = () => {{}}"  # a click may bring a deposit at the edge further into view


def deposit(lat: float, lon: float, kt: str | None = None, **estimate: Any) -> dict[str, Any]:
    figures = {"kind": "resource", "code": "jorc", "basis": "TREO", "by": "operator",
               "effective": "2024", "contained_kt": kt, "cite": CITE, **estimate}  # fmt: skip
    position = {"lat": lat, "lon": lon, "marks": "ore-body", "accuracy_m": 100, "cite": CITE}
    return {"positions": [position], "estimates": [figures] if kt else []}


def symbol(opened: Any, deposit_id: str) -> Any:
    return opened.page.locator(f'[data-deposit="{deposit_id}"] svg')


def radius(opened: Any, deposit_id: str) -> float:
    return float(symbol(opened, deposit_id).locator(".disc").get_attribute("r"))


def open_detail(opened: Any, deposit_id: str) -> Any:
    opened.page.fill("#search", deposit_id)  # the table holds only the rows in sight
    opened.page.locator(f'[data-row="{deposit_id}"] button').click()
    opened.page.evaluate("""() => {
      const search = document.getElementById("search");
      search.value = "";
      search.dispatchEvent(new Event("input"));
    }""")
    return opened.page.locator("#detail")


def zoomed(opened: Any, lat: float, lon: float, *, zoom: int = 6) -> None:
    opened.page.evaluate(f"{MAP}.setView([{lat}, {lon}], {zoom}, {{ animate: false }})")


def centres(opened: Any) -> dict[str, tuple[float, float, float]]:
    """Middle and radius of every symbol as drawn, in px of the window; a diamond's is its half."""
    found = opened.page.evaluate(
        """() => [...document.querySelectorAll("[data-deposit]")].map((each) => {
          const box = each.querySelector("svg").getBoundingClientRect();
          const radius = Number(each.querySelector(".disc")?.getAttribute("r") ?? 4.6);
          return [each.dataset.deposit, box.x + box.width / 2, box.y + box.height / 2, radius];
        })"""
    )
    return {deposit_id: (x, y, r) for deposit_id, x, y, r in found}


def covering(drawn: dict[str, tuple[float, float, float]], deposit_id: str) -> list[str]:
    """The deposits whose discs cover a deposit's middle, from the smallest disc on.

    The middle is that whole pixel of the window which a browser tells of a click there.
    """
    x, y = map(math.floor, drawn[deposit_id][:2])
    away = {each: math.hypot(x - cx, y - cy) for each, (cx, cy, _) in drawn.items()}
    found = [each for each, (_, _, r) in drawn.items() if away[each] <= r]
    return sorted(found, key=lambda each: (drawn[each][2], away[each]))


def on_top(drawn: dict[str, tuple[float, float, float]], deposit_id: str) -> str:
    """The deposit whose disc is the smallest of those that cover a deposit's middle."""
    return covering(drawn, deposit_id)[0]


def clicked(opened: Any, x: float, y: float) -> str | None:
    """What a real click opens, in the view that was there before it."""
    opened.page.mouse.click(x, y)
    found = opened.handle["selected"]
    if found is not None:
        opened.page.keyboard.press("Escape")
    return found
