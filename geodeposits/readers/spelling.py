"""Terms of a vocabulary as people spell them: in any case, with blanks or `_` for hyphens."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from geodeposits.vocab import Term

__all__ = ["spelled"]

_T = TypeVar("_T", bound=Term)


def spelled(terms: type[_T]) -> Callable[[object], _T]:
    """Return what reads a term of a vocabulary that is one but for its spelling.

    It raises UnknownTerm, with the nearest terms, where a text is none or more than one of them.
    """
    members: dict[str, list[_T]] = {}
    for member in terms:
        members.setdefault(_plain(member.value), []).append(member)

    def read(text: object) -> _T:
        words = str(text).strip()
        alike = members.get(_plain(words), [])
        exact = [member for member in alike if member.value == words] or alike
        return exact[0] if len(exact) == 1 else terms.parse(text)

    return read


def _plain(words: str) -> str:
    return re.sub(r"[\s_]+", "-", words.casefold())
