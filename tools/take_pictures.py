"""Take the pictures of the map page that README and docs show.

    python tools/take_pictures.py [CHROMIUM]

Needs Playwright, Pillow and a Chromium, by default Debian's. Each picture is a window of
`maps/world.html`, which `geodeposits build` writes, reduced to 256 colours.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final, Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
CHROMIUM: Final = "/usr/bin/chromium"
COLOURS: Final = 256


class Picture(NamedTuple):
    """A file below `docs/`, and the window it shows."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"]
    state: str = ""


PICTURES: Final = (
    Picture("world", 1440, 900, "light"),
    Picture("world-dark", 1440, 900, "dark", "#s=tr-beylikova"),
    Picture("phone", 390, 844, "light"),
    Picture("phone-dark", 390, 844, "dark"),
)


def taken(browser: Browser, picture: Picture) -> bytes:
    """Return one picture as PNG, once the page is ready and all is drawn."""
    window = {"width": picture.width, "height": picture.height}
    context = browser.new_context(viewport=window, color_scheme=picture.scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((ROOT / "maps" / "world.html").as_uri() + picture.state)
    page.wait_for_selector("html[data-ready=true]")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 500)))")
    shot = page.screenshot()
    context.close()
    return shot


def reduced(png: bytes) -> bytes:
    """Return a picture with few colours, the rare ones kept: they tell the types apart."""
    image = (
        Image.open(io.BytesIO(png))
        .convert("RGB")
        .quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    )
    small = io.BytesIO()
    image.save(small, "PNG", optimize=True)
    return small.getvalue()


def main(chromium: str = CHROMIUM) -> None:
    """Write all pictures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for picture in PICTURES:
            content = reduced(taken(browser, picture))
            (ROOT / "docs" / f"{picture.name}.png").write_bytes(content)
            print(f"docs/{picture.name}.png {len(content):,} bytes")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
