"""What a dataset is made of, each part made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

__all__ = ["Parts"]


class Parts(Mapping[str, Any]):
    """Parts by name: each is made by its maker when it is first asked for, and kept.

    What has no maker is taken from `base`. A maker that raises is asked again the next time. A
    copy, and what is pickled, holds the parts and no makers.
    """

    def __init__(
        self, makers: Mapping[str, Callable[[], Any]], base: Mapping[str, Any] | None = None
    ) -> None:
        self._makers, self._base = dict(makers), {} if base is None else base
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._makers:
            return self._base[name]
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._makers or name in self._base

    def __iter__(self) -> Iterator[str]:
        yield from self._makers
        yield from (name for name in self._base if name not in self._makers)

    def __len__(self) -> int:
        return len(set(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), ({}, dict(self))
