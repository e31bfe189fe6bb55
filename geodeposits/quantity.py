"""Figures as intervals, and units.

A figure in a source is seldom a number: `694`, `~694`, `>1`, `0.5–0.6`, `12 ± 2`. A `Quantity`
keeps the text it was given beside its bounds, and arithmetic keeps the bounds: 694 Mt of ore at
`>1` % holds `>6.94` Mt of oxide, never "6.94".
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import Final

from geodeposits.errors import NotFinite, UnknownUnit, UnreadableQuantity

__all__ = ["GRADE_IN_PCT", "MASS_IN_MT", "Quantity", "convert", "shown_number"]

MASS_IN_MT: Final[dict[str, Decimal]] = {
    "Mt": Decimal(1),
    "kt": Decimal("1e-3"),
    "t": Decimal("1e-6"),
    "kg": Decimal("1e-9"),
    "Gt": Decimal("1e3"),
    "10^4 t": Decimal("1e-2"),  # the unit of Chinese tables (wan dun)
    "short ton": Decimal("0.90718474e-6"),  # 2,000 lb of 0.45359237 kg, exact
    "long ton": Decimal("1.0160469088e-6"),  # 2,240 lb, exact
}
"""Metric megatonnes in one unit of mass."""

GRADE_IN_PCT: Final[dict[str, Decimal]] = {
    "%": Decimal(1),
    "ppm": Decimal("1e-4"),
    "g/t": Decimal("1e-4"),
    "kg/t": Decimal("0.1"),
    "ppb": Decimal("1e-7"),
}
"""Percent by mass in one unit of grade."""

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+"
_SIGNED = rf"[-+−]?(?:{_NUMBER})"
_QUALIFIED = re.compile(rf"(?P<sign>>=|<=|≥|≤|>|<)?\s*(?P<approx>~|≈)?\s*(?P<value>{_SIGNED})")
_RANGE = re.compile(rf"(?P<approx>~|≈)?\s*(?P<low>{_SIGNED})\s*(?:–|—|-|to)\s*(?P<high>{_SIGNED})")
_SPREAD = re.compile(
    rf"(?P<approx>~|≈)?\s*(?P<value>{_SIGNED})\s*(?:±|\+/-)\s*(?P<spread>{_NUMBER})"
)
_SKEWED = re.compile(
    rf"(?P<approx>~|≈)?\s*(?P<value>{_SIGNED})\s*\((?P<low>{_SIGNED})\s*(?:–|—|-|to)\s*(?P<high>{_SIGNED})\)"
)
_CANONICAL = {">=": "≥", "<=": "≤"}
_MOST_PLACES = 24  # what a Decimal of default precision can be rounded to
_LARGEST = Decimal("1e100")  # so that a product of figures is still a finite float in a frame
_SMALLEST = 1 / _LARGEST


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval with its text.

    `low` and `high` are the bounds (None where the source gives none), `best` the stated central
    value (None for a bound or a bare range), `low_open`/`high_open` say that the bound itself is
    excluded (`>1`), `approximate` that the source says "about". `text` is canonical: parsing it
    gives an equal quantity. `given` is what the source or the person wrote; it does not take part
    in comparison.
    """

    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    approximate: bool = False
    given: str = ""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    @property
    def _parts(self) -> tuple[object, ...]:
        bounds = (self.low, self.best, self.high)
        return (*bounds, self.low_open, self.high_open, self.approximate)

    @classmethod
    def parse(cls, value: object) -> Quantity:
        """Read a number or a text such as `694`, `~694`, `>1`, `≥ 0.5`, `0.5–0.6`, `12 ± 2`.

        A comma separates thousands only (`1,856` is 1856); a decimal comma, a unit, a bool, NaN
        and an infinite or overflowing number raise UnreadableQuantity: nothing is guessed.
        """
        if isinstance(value, Quantity):
            return value
        if isinstance(value, bool):
            raise UnreadableQuantity(value, "true and false are no figures")
        if isinstance(value, int | float | Decimal):
            return cls.exactly(_finite(value))
        if not isinstance(value, str):
            raise UnreadableQuantity(value, "a number or a text such as '>1' is needed")
        return _parse_text(value)

    @classmethod
    def exactly(cls, value: Decimal | int) -> Quantity:
        """Return the quantity of one number without qualifier."""
        number = Decimal(value)
        return cls(number, number, number, given=shown_number(number))

    @property
    def central(self) -> Decimal:
        """One number to size or sort by: the best value, else the middle, else the bound."""
        if self.best is not None:
            return self.best
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        bound = self.low if self.low is not None else self.high
        if bound is None:
            raise UnreadableQuantity(self.given, "no bound is known")
        return bound

    @property
    def qualifier(self) -> str:
        """`""`, `~`, `>`, `≥`, `<`, `≤`, `–` (range) or `±`."""
        if self.high is None:
            return ">" if self.low_open else "≥"
        if self.low is None:
            return "<" if self.high_open else "≤"
        if self.low == self.high:
            return "~" if self.approximate else ""
        return "–" if self.best is None else "±"

    @property
    def is_exact(self) -> bool:
        """Whether the source states one number without qualifier."""
        return self.qualifier == ""

    @property
    def text(self) -> str:
        """Canonical text, which parses to an equal quantity."""
        return self._spell(_plain, gap="")

    def shown(self, digits: int = 4) -> str:
        """Text for people: rounded to so many significant digits, thousands separated.

        A lower bound is rounded down and an upper one up, so that no bound claims too much.
        """
        return self.rounded(digits)._spell(shown_number, gap=" ")

    def _spell(self, say: Callable[[Decimal], str], *, gap: str) -> str:
        sign, low, high = self.qualifier, self.low, self.high
        about = "~" if self.approximate else ""
        if sign not in {"–", "±"} or low is None or high is None:
            bound = "" if low == high else f"{sign}{gap}"
            return f"{bound}{about}{say(self.central)}"
        if self.best is None:
            return f"{about}{say(low)}–{say(high)}"
        spread = high - self.best
        if (self.best - spread, self.best + spread) == (low, high):
            return f"{about}{say(self.best)} ± {say(spread)}"
        return f"{about}{say(self.best)} ({say(low)}–{say(high)})"

    def __str__(self) -> str:
        return self.text

    def rounded(self, digits: int) -> Quantity:
        """Return the quantity with its bounds rounded to so many significant digits.

        A lower bound is rounded down and an upper one up; one number is rounded to the nearest.
        """
        if self.low == self.high:
            number = _rounded(self.low, digits)
            return replace(self, low=number, best=number, high=number)
        return replace(
            self,
            low=_rounded(self.low, digits, ROUND_FLOOR),
            best=_rounded(self.best, digits),
            high=_rounded(self.high, digits, ROUND_CEILING),
        )

    def __mul__(self, other: object) -> Quantity:
        return _combined(self, _operand(other), operator.mul)

    __rmul__ = __mul__

    def __add__(self, other: object) -> Quantity:
        addend = _operand(other)
        if self.low is None and addend.low is None:
            return _combined(self, addend, operator.add)
        # beside a figure with a lower bound, "less than 5" is at least nothing
        return _combined(_from_nothing(self), _from_nothing(addend), operator.add)

    __radd__ = __add__

    def __truediv__(self, other: object) -> Quantity:
        divisor = _operand(other)
        if divisor.low is None or divisor.low <= 0:
            raise UnreadableQuantity(divisor.text, "division needs a divisor above zero")
        turned = replace(
            divisor,
            low=divisor.high,
            high=divisor.low,
            low_open=divisor.high_open,
            high_open=divisor.low_open,
        )
        return _combined(self, turned, operator.truediv)


def _rounded(
    number: Decimal | None, digits: int, rounding: str = ROUND_HALF_EVEN
) -> Decimal | None:
    if not number:  # unknown or zero
        return number
    step = Decimal(1).scaleb(number.adjusted() - digits + 1)
    return number.quantize(step, rounding=rounding).normalize()


def _finite(value: int | float | Decimal) -> Decimal:
    number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or abs(number) > _LARGEST:
        raise NotFinite(number)
    if number and abs(number) < _SMALLEST:
        raise UnreadableQuantity(number, "that is too small for a figure")
    return number


def _number(text: str, whole: str) -> Decimal:
    try:
        return _finite(Decimal(text.replace(",", "").replace("−", "-")))
    except InvalidOperation:
        raise NotFinite(whole) from None


def _parse_text(given: str) -> Quantity:
    text = " ".join(given.split())
    if match := _SPREAD.fullmatch(text):
        middle, spread = _number(match["value"], given), _number(match["spread"], given)
        about = bool(match["approx"])
        return Quantity(middle - spread, middle, middle + spread, approximate=about, given=given)
    if match := _SKEWED.fullmatch(text):
        return _ranged(match, given, best=_number(match["value"], given))
    if match := _QUALIFIED.fullmatch(text):
        sign = _CANONICAL.get(match["sign"] or "", match["sign"] or "")
        about = bool(match["approx"])
        return _qualified(sign, _number(match["value"], given), approximate=about, given=given)
    if match := _RANGE.fullmatch(text):
        return _ranged(match, given)
    if text.casefold().lstrip("+-") in {"nan", "inf", "infinity"}:
        raise NotFinite(given)
    raise UnreadableQuantity(given, _why_not(text))


def _ranged(match: re.Match[str], given: str, *, best: Decimal | None = None) -> Quantity:
    low, high = _number(match["low"], given), _number(match["high"], given)
    if not low < high or (best is not None and not low <= best <= high):
        raise UnreadableQuantity(given, "a range runs from the lower to the higher figure")
    return Quantity(low, best, high, approximate=bool(match["approx"]), given=given)


def _qualified(sign: str, value: Decimal, *, approximate: bool, given: str) -> Quantity:
    exact = Quantity(value, value, value, approximate=approximate, given=given)
    if sign in {">", "≥"}:
        return replace(exact, best=None, high=None, low_open=sign == ">")
    if sign in {"<", "≤"}:
        return replace(exact, low=None, best=None, high_open=sign == "<")
    return exact


def _why_not(text: str) -> str:
    if not text:
        return "an unknown figure is left out, not written as an empty text"
    if re.fullmatch(r"[~<>≥≤]?\s*\d+,\d+", text):
        return "write a decimal point; a comma separates groups of three digits"
    return "write 694, ~694, >1, ≥ 0.5, 0.5–0.6, 1,856 or 12 ± 2, without a unit"


def _operand(other: object) -> Quantity:
    return other if isinstance(other, Quantity) else Quantity.parse(other)


def _from_nothing(quantity: Quantity) -> Quantity:
    return quantity if quantity.low is not None else replace(quantity, low=Decimal(0))


def _combined(
    left: Quantity, right: Quantity, apply: Callable[[Decimal, Decimal], Decimal]
) -> Quantity:
    """Combine bounds; where one is missing, the figures count as not negative, as masses are.

    A result with two bounds is closed, and one whose bounds meet is one number. Where no bound is
    left (`>1` times `<5`), `low` and `high` are both None.
    """

    def both(one: Decimal | None, two: Decimal | None) -> Decimal | None:
        return None if one is None or two is None else apply(one, two)

    pairs = [(one, two) for one in (left.low, left.high) for two in (right.low, right.high)]
    ends = [apply(one, two) for one, two in pairs if one is not None and two is not None]
    best, about = both(left.best, right.best), left.approximate or right.approximate
    if len(ends) == len(pairs):
        least, most = min(ends), max(ends)
        return Quantity(least, least if least == most else best, most, approximate=about)
    known = [bound for bound in (left.low, left.high, right.low, right.high) if bound is not None]
    if apply is not operator.add and min(known) <= 0:
        return Quantity(None, None, None, approximate=about)  # nothing follows from 0 times "> 1"
    low, high = both(left.low, right.low), both(left.high, right.high)
    return Quantity(
        low,
        None,
        high,
        low_open=low is not None and (left.low_open or right.low_open),
        high_open=high is not None and (left.high_open or right.high_open),
        approximate=about,
    )


def _plain(number: Decimal) -> str:
    text = format(number.normalize(), "f")
    return "0" if text in {"-0", ""} else text


def shown_number(number: Decimal | float | int, *, digits: int = 15) -> str:
    """Write a number for people: at most so many significant digits, thousands by comma.

    Integer digits are never rounded away beyond `digits` (12,345,678 with 4 digits is
    12,350,000), and no exponent is written.
    """
    value = Decimal(str(number)) if isinstance(number, float) else Decimal(number)
    if value == 0:
        return "0"
    places = digits - value.adjusted() - 1
    rounded = value.quantize(Decimal(1).scaleb(-places)) if abs(places) <= _MOST_PLACES else value
    return f"{rounded.normalize():,f}"


def convert(quantity: Quantity, *, unit: str, table: dict[str, Decimal]) -> Quantity:
    """Convert a quantity with the factors of `MASS_IN_MT` or `GRADE_IN_PCT`.

    The result is in Mt or %, keeps the bounds, and keeps what was given with its unit.
    Raises UnknownUnit, which lists the units that are known.
    """
    if unit not in table:
        raise UnknownUnit(unit, choices=table)
    scaled = quantity * Quantity.exactly(table[unit])
    return Quantity(*_bounds(scaled), given=f"{quantity.given or quantity.text} {unit}")


def _bounds(
    quantity: Quantity,
) -> tuple[Decimal | None, Decimal | None, Decimal | None, bool, bool, bool]:
    flags = (quantity.low_open, quantity.high_open, quantity.approximate)
    return (quantity.low, quantity.best, quantity.high, *flags)
