"""How a plot speaks: terms and numbers from `speech`, its own phrases from `words`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geodeposits.charts.phrases import ChartWords
from geodeposits.charts.style import LEVELS
from geodeposits.charts.words import WORDS
from geodeposits.dataset import Dataset
from geodeposits.errors import UnreadableDate
from geodeposits.speech import Language, Speech, speech
from geodeposits.summary import FIGURES, Figure

__all__ = ["Voice", "voice"]

_WRITTEN_OUT: Final = 10_000
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Voice:
    """The words of one language."""

    say: Speech
    words: ChartWords

    def data(self, dataset: Dataset) -> str:
        """Say where the figures come from."""
        info = dataset.info
        return self.words.data.format(
            title=self.say.title(info.title),
            version=info.version,
            date=self.date(str(info.as_of)),
            licence=info.licence,
        )

    def figure(self, figure: Figure) -> str:
        """Name the choice of figures; ValueError for another."""
        if figure not in FIGURES:
            raise ValueError(f"figure is one of {', '.join(FIGURES)}, not {figure!r}")
        return self.words.headline if figure == "headline" else self.words.documented

    def date(self, text: str) -> str:
        """Write a date; what is none is repeated."""
        try:
            return self.say.date(text)
        except UnreadableDate:
            return text

    def mass(self, kt: str | float) -> str:
        """Write a mass given in kt, to three digits."""
        return self.say.mass_of_kt(kt if isinstance(kt, str) else f"{kt:.6g}", digits=3)

    def count(self, number: int) -> str:
        """Write a count."""
        return self.say.integer(number)

    def power(self, tick: float) -> str:
        """Write a tick of a logarithmic axis: from 10,000 on as a power of ten, "10⁵"."""
        if tick < _WRITTEN_OUT:
            return self.say.number(tick)
        digits, exponent = f"{tick:.0e}".split("e")
        raised = str(int(exponent)).translate(_RAISED)
        return f"10{raised}" if digits == "1" else f"{digits}·10{raised}"

    def level(self, level: str | None) -> str:
        """Say what stands behind a level, in a few words."""
        return self.words.levels.get(str(level), self.words.no_level)

    def levels(self, present: set[str | None]) -> list[str | None]:
        """Return the levels that are present, A first, what has none last."""
        known: list[str | None] = [level for level in LEVELS if level in present]
        return [*known, *([None] if present - set(LEVELS) else [])]


def voice(lang: Language) -> Voice:
    """Return how a language is spoken; ValueError for one that there are no words for."""
    say = speech(lang)
    return Voice(say, WORDS[lang])
