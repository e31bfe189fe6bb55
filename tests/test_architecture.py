"""The house: who may import whom, who touches files, how large a room's parts may be.

The table of floors is held by reading the imports with `ast`. `errors` is the ground: every room
may use it, and it uses none. An import within a function, or for type checking alone, happens when
it is asked for; only the dataset's ways out, the package's front and the commands may use it to go
up.
"""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import geodeposits

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "geodeposits"

FLOORS: dict[int, str] = {
    -1: "errors",
    0: "characters continents countries dates elements finding quantity sphere vocab",
    1: "model normalisation type_groups wording toml_lines border_files claim_text",
    2: "occurrences boundaries provinces files speech",
    3: "dataset hashes",
    4: "seeds readers package checks summary",
    5: "excerpts inputs maps tables charts",
    6: "report",
    7: "cli __init__",
    8: "__main__",
}
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms.split()}
MAY_GO_UP = ("dataset/__init__.py", "__init__.py", "cli/")

TOUCHING_FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
FILE_ROOMS = {"files", "cli"}
READERS_THROUGH_FILES = {"excerpts", "hashes", "package", "readers", "seeds"}
RESOURCE_ROOMS = {"boundaries", "border_files", "continents", "countries", "maps"}
"""Rooms that read what comes with the package or with Leaflet's, and never write."""
RESOURCES = re.compile(r"from importlib\.resources import|from xstatic\.pkg import")

MOST_LINES = 400
MOST_LINES_OF_A_BODY = 40


@dataclass(frozen=True)
class Module:
    """One source file of the package."""

    path: Path

    @property
    def shown(self) -> str:
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def room(self) -> str:
        parts = self.path.relative_to(PACKAGE).parts
        return parts[0].removesuffix(".py")

    @property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.path)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


MODULES = [Module(path) for path in sorted(PACKAGE.rglob("*.py"))]
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.shown)


def _deferred(tree: ast.Module) -> set[ast.AST]:
    """Return the nodes within functions and within `if TYPE_CHECKING`."""
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if is_function or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)):
            inside |= set(ast.walk(node))
    return inside


def imported_rooms(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Yield (room, whether the import is deferred) for each import from this package."""
    deferred = _deferred(tree)
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            within = [f"{module}.{alias.name}" for alias in node.names]
            names = within if module == "geodeposits" else [module]
        for name in names:
            head, _, rest = name.partition(".")
            if head == "geodeposits":
                yield rest.partition(".")[0] or "__init__", node in deferred


def breaches(module: Module) -> list[str]:
    """Return the imports of a module that its floor does not allow."""
    found = []
    own = FLOOR_OF[module.room]
    may_go_up = module.shown.startswith(MAY_GO_UP[2]) or module.shown in MAY_GO_UP
    for name, deferred in imported_rooms(module.tree):
        room = name if name in FLOOR_OF else "__init__"  # a name of the front, as __version__
        if room == module.room or FLOOR_OF[room] < own or (deferred and may_go_up):
            continue
        if room == "__init__" and module.room == "cli":
            continue
        found.append(f"{module.shown} (floor {own}) imports {room} (floor {FLOOR_OF[room]})")
    return found


# --- Floors --------------------------------------------------------------------------------------


def test_every_room_has_a_floor() -> None:
    assert {module.room for module in MODULES} - set(FLOOR_OF) == set()


@each_module
def test_imports_go_down(module: Module) -> None:
    assert breaches(module) == []


@pytest.mark.parametrize(
    ("path", "text", "is_breach"),
    [
        ("model.py", "from geodeposits.quantity import Quantity", False),
        ("model.py", "from geodeposits.dataset import Dataset", True),
        ("model.py", "import geodeposits.dataset.schema", True),
        ("model.py", "from geodeposits import dataset", True),
        ("model.py", "from geodeposits import __version__", True),
        ("model.py", "from geodeposits.wording import ore", True),
        ("model.py", "def f():\n    from geodeposits.maps import x", True),
        ("quantity.py", "from geodeposits.errors import UnknownUnit", False),
        ("errors.py", "from geodeposits.quantity import Quantity", True),
        ("dataset/rows.py", "from geodeposits.dataset.schema import SCHEMAS", False),
        ("dataset/rows.py", "def f():\n    from geodeposits.maps import x", True),
        ("dataset/__init__.py", "def f():\n    from geodeposits.maps import x", False),
        ("dataset/__init__.py", "from geodeposits.maps import x", True),
        ("dataset/__init__.py", "if TYPE_CHECKING:\n    from geodeposits.maps import x", False),
        ("maps/page.py", "from geodeposits.report import x", True),
        ("cli/map_verb.py", "from geodeposits import __version__", False),
        ("cli/map_verb.py", "from geodeposits.maps import x", False),
    ],
)
def test_the_table_can_be_breached(path: str, text: str, is_breach: bool) -> None:
    class _Written(Module):
        @property
        def tree(self) -> ast.Module:
            return ast.parse(text)

    assert bool(breaches(_Written(PACKAGE / path))) == is_breach


# --- Files ---------------------------------------------------------------------------------------


def _calls(tree: ast.Module) -> Iterator[tuple[str, str, int]]:
    """Yield (what is called, on what name, line) for calls that may touch a file."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in TOUCHING_FILES:
            yield node.func.id, "", node.lineno
        elif isinstance(node.func, ast.Attribute) and node.func.attr in TOUCHING_FILES:
            on = node.func.value
            yield node.func.attr, on.id if isinstance(on, ast.Name) else "?", node.lineno


def touches(module: Module) -> list[str]:
    """Return the calls by which a module touches files though it should not."""
    if module.room in FILE_ROOMS:
        return []
    uses_resources = module.room in RESOURCE_ROOMS and RESOURCES.search(module.text)
    found = []
    for call, on, line in _calls(module.tree):
        through_files = on == "files" and module.room in READERS_THROUGH_FILES
        is_resource = uses_resources and call in {"read_text", "read_bytes"}
        if not through_files and not is_resource:
            found.append(f"{module.shown}:{line} calls {call}")
    return found


@each_module
def test_only_the_rooms_of_files_touch_files(module: Module) -> None:
    assert touches(module) == []


@pytest.mark.parametrize(
    ("path", "text", "is_breach"),
    [
        ("files.py", "path.read_bytes()", False),
        ("cli/streams.py", "open(path)", False),
        ("seeds.py", "files.read_text(path)", False),
        ("seeds.py", "path.read_text()", True),
        ("model.py", "files.read_text(path)", True),
        ("report/page.py", "open(path)", True),
        ("maps/page.py", "path.write_text(page)", True),
        ("maps/page.py", "(here / name).read_text()", True),
        ("maps/page.py", "from importlib.resources import files\nfiles(x).read_text()", False),
        ("maps/page.py", "from importlib.resources import files\npath.write_bytes(x)", True),
    ],
)
def test_touching_files_can_be_seen(path: str, text: str, is_breach: bool) -> None:
    class _Written(Module):
        @property
        def text(self) -> str:
            return text

        @property
        def tree(self) -> ast.Module:
            return ast.parse(text)

    assert bool(touches(_Written(PACKAGE / path))) == is_breach


# --- Size and style ------------------------------------------------------------------------------


@each_module
def test_a_module_is_not_long(module: Module) -> None:
    assert len(module.text.splitlines()) <= MOST_LINES


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body
    has_words = ast.get_docstring(function, clean=False) is not None
    first = body[1] if has_words and len(body) > 1 else body[0]
    return (function.end_lineno or 0) - first.lineno + 1


@each_module
def test_a_function_is_not_long(module: Module) -> None:
    functions = [
        node for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]  # fmt: skip
    sizes = {node.name: _body_lines(node) for node in functions}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES_OF_A_BODY} == {}


@each_module
def test_a_module_says_what_it_is_and_prints_nothing(module: Module) -> None:
    assert ast.get_docstring(module.tree)
    called = [node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    assert not any(isinstance(func, ast.Name) and func.id == "print" for func in called)


@each_module
def test_a_module_is_named_for_what_it_keeps(module: Module) -> None:
    banned = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert not set(re.split(r"[/._]", module.shown)) & banned


# --- The front -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", geodeposits.__all__)
def test_a_public_name_is_there(name: str) -> None:
    assert getattr(geodeposits, name) is not None
    assert name in dir(geodeposits)


def test_public_names_are_sorted_and_no_other_is_offered() -> None:
    assert sorted(geodeposits.__all__) == list(geodeposits.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'utils'"):
        _ = geodeposits.utils


@each_module
def test_what_a_module_exports_is_there(module: Module) -> None:
    parts = module.path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(part for part in parts if part != "__init__")
    if name == "geodeposits" or parts[-1] == "__main__":
        return
    loaded = importlib.import_module(name)
    missing = [item for item in getattr(loaded, "__all__", []) if not hasattr(loaded, item)]
    assert missing == []


HEAVY = ["pandas", "geopandas", "folium", "pydantic", "shapely", "numpy", "rich", "click"]


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = "import sys, geodeposits; print(*sorted(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True,
        timeout=60,
    )  # fmt: skip
    loaded = set(run.stdout.split())
    assert "geodeposits" in loaded
    assert loaded & set(HEAVY) == set()
    assert not any(name.startswith("geodeposits.") for name in loaded)
