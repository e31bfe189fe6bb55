"""What the tests of the page of the bundled data share: the page, its table, what it saves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from geodeposits.maps.columns import ColumnTable
from geodeposits.maps.features import deposit_table
from tests.browser_kit import MAP
from tests.explorer_kit import column, restored


@pytest.fixture(scope="module")
def shared(open_shared, world: str) -> Any:
    return open_shared(world, reduced_motion="reduce")


@pytest.fixture
def page(shared) -> Iterator[Any]:
    yield restored(shared)
    assert shared.is_clean


@pytest.fixture(scope="module")
def table(bundled) -> ColumnTable:
    return deposit_table(bundled)


def matching(page: Any) -> int:
    return int(page.evaluate("geodeposits.matching"))


def ids(table: ColumnTable, rows: Any) -> set[str]:
    return {
        str(each) for each, is_in in zip(column(table, "id").values, rows, strict=True) if is_in
    }


def download(page: Any, button: Any, folder: Path) -> Path:
    with page.expect_download() as waiting:
        button.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


DECODED = """async (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const pixels = canvas.getContext("2d");
  pixels.drawImage(image, 0, 0);
  window.__picture = pixels;
  const { data } = pixels.getImageData(0, 0, 1, image.height);
  let top = 0;
  while (top < image.height && data[4 * top] === 255) top += 1;
  return { width: image.width, height: image.height, top };
}"""  # noqa: E501

AT = f"""([lat, lon, top]) => {{
  const {{ x, y }} = {MAP}.latLngToContainerPoint([lat, lon]);
  return [...__picture.getImageData(Math.round(2 * x), top + Math.round(2 * y), 1, 1).data];
}}"""
