"""Small faults to plant in a module: one change to its tree each.

A comparison is flipped or off by one, a number moved, `and` stands for `or` and `+` for `-`, a
`not` or a `~` is dropped, nothing is returned, a name in a table is misspelt. Sentences for people,
annotations and docstrings are left as they are, and so is what changes nothing that works.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from types import CodeType
from typing import Any, Final

FLIPS: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
SWAPS: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
METHODS: Final = {"any": "all", "all": "any", "isna": "notna", "notna": "isna"} | {
    "min": "max", "max": "min", "lt": "le", "le": "lt", "gt": "ge", "ge": "gt"
}  # fmt: skip
UNTOUCHED: Final = (ast.Import, ast.ImportFrom, ast.Raise, ast.Assert)
NO_MATTER: Final = {"annotation", "returns", "format_spec", "type_comment", "bases", "conversion"}
SAFEGUARDS: Final = {"strict", "frozen", "slots", "stacklevel", "doc"}  # change nothing that works


@dataclass(frozen=True)
class Mutant:
    """One change: what stands at a place of a tree, and what replaces it."""

    parent: ast.AST
    name: str
    index: int | None
    was: ast.AST
    becomes: ast.AST

    def put(self, node: ast.AST) -> None:
        """Put a node where the change is."""
        if self.index is None:
            setattr(self.parent, self.name, node)
        else:
            getattr(self.parent, self.name)[self.index] = node

    def compiled(self, tree: ast.Module, path: Path) -> CodeType:
        """Return the code of the changed module; the tree is afterwards as it was."""
        self.put(ast.fix_missing_locations(ast.copy_location(self.becomes, self.was)))
        try:
            return compile(tree, str(path), "exec")
        finally:
            self.put(self.was)

    def __str__(self) -> str:
        old, new = (" ".join(ast.unparse(node).split())[:90] for node in (self.was, self.becomes))
        return f"{getattr(self.was, 'lineno', 0)}: `{old}` → `{new}`"


def mutants(parent: ast.AST) -> Iterator[Mutant]:
    """Yield every change in a tree."""
    for name, value in ast.iter_fields(parent):
        if name in NO_MATTER or (name == "value" and _is_said(parent)):
            continue
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(node, ast.AST) or _is_no_behaviour(parent, node):
                continue
            for becomes in _changed(node):
                yield Mutant(parent, name, index, node, becomes)
            yield from mutants(node)


def _is_said(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)  # a docstring
    if isinstance(node, ast.keyword):
        return node.arg in SAFEGUARDS
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def _is_no_behaviour(parent: ast.AST, node: ast.AST) -> bool:
    if isinstance(node, UNTOUCHED):
        return True
    if isinstance(node, ast.Constant) and isinstance(parent, ast.JoinedStr):
        return True  # words of a sentence
    if isinstance(node, ast.Subscript | ast.If):
        return ast.unparse(node).startswith(("Literal[", "if TYPE_CHECKING"))
    return False


def _changed(node: ast.AST) -> Iterator[ast.AST]:
    yield from _changed_terms(node)
    yield from _changed_steps(node)


def _changed_terms(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=right):
            yield from (ast.Compare(left, [flip()], right) for flip in FLIPS[type(op)])
        case ast.Constant(value=value):
            yield from (ast.Constant(other) for other in _other_values(value))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SWAPS and not _is_text(node):
            yield ast.BinOp(left, SWAPS[type(op)](), right)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.Call(func=ast.Attribute(value=of, attr=name), args=args, keywords=keywords):
            if name in METHODS:
                method = ast.Attribute(of, METHODS[name], ast.Load())
                yield ast.Call(method, args, keywords)
        case ast.Attribute(value=ast.Name(id="Severity") as severity, attr=name):
            yield ast.Attribute(severity, "NOTE" if name == "ERROR" else "ERROR", ast.Load())


def _changed_steps(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Return(value=ast.AST() as value) if ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.YieldFrom():
            yield ast.YieldFrom(ast.Tuple([], ast.Load()))
        case ast.If(test=ast.Name() | ast.Attribute() | ast.Call() as test):
            yield ast.If(ast.UnaryOp(ast.Not(), test), node.body, node.orelse)
        case ast.IfExp(test=ast.Name() | ast.Attribute() | ast.Call() as test):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), node.body, node.orelse)
        case ast.Continue():
            yield ast.Break()


def _other_values(value: object) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + 1, value - 1)
    elif isinstance(value, float):
        yield from (value * 1.1, value * 0.9)
    elif isinstance(value, str) and any(map(str.isalnum, value)) and len(value.split()) == 1:
        try:
            yield str(Decimal(value) * Decimal("1.1"))
        except InvalidOperation:
            yield f"{value}X"  # a name in a table, a code; sentences are left as they are


def _is_text(node: ast.BinOp) -> bool:
    return any(
        isinstance(part, ast.JoinedStr)
        or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in (node.left, node.right)
    )
