"""What findings say in words for keepers of data: what would be right, what they rest on."""

from __future__ import annotations

import re
from typing import Final

from geodeposits.checks import Rule
from geodeposits.finding import Finding, Severity
from geodeposits.wording import label

__all__ = [
    "grounds",
    "is_certain",
    "suggestion",
    "what_is_found",
    "why_it_matters",
    "without",
]

_GROUNDS: Final = (
    ("GD20", "the borders of countries at about 1:10 million, and the record's own position"),
    ("GD210", "the borders of provinces, and the record's own position"),
    ("GD21", "the positions that the named sources give the deposit"),
    ("GD309", "the published figures of other deposits of the type"),
    ("GD307", "the largest deposits that are known"),
    ("GD306", "the largest deposits that are known"),
    ("GD310", "the figure of the named source at the same grade"),
    ("GD313", "the figure of the named source"),
    ("GD314", "the ore of another estimate of the record or of the named source"),
    ("GD3", "the record's own tonnage, grade and contained mass"),
    ("GD403", "the grades of other deposits of the type"),
    ("GD404", "the grades of other deposits of the type"),
    ("GD4", "what minerals can hold, and the record's own figures"),
    ("GD5", "the reporting code that the record names"),
    ("GD801", "the names and the positions of both records"),
    ("GD1", "the record as it is written"),
)
"""What the findings of a rule, or of a family, rest on; the first that fits."""

_SHOULD: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"[:;] (?P<should>(?:write|list|name|say|state|remove|make|leave) .+)$",
        r"(?:[:;?] )(?P<should>[^:;?]+ would fit\b.*)$",
        r"flipped it lies inside: (?P<should>.+)$",
        r"(?P<should>the first would be .+)$",
        r"(?:[:;] )(?P<should>[A-Za-z%]+, not [A-Za-z%]+[:?] .+)$",
        r": (?P<should>\S+ ppm are \S+ %)",
        r"; (?P<should>ore at .+ holds .+)$",
        r"hold (?P<should>\S+ kt): .+ is stated$",
    )
)
"""How the messages of the rules tell what would be right; the first that fits."""

_CERTAIN: Final = ("GD102", "GD210")
"""Rules whose warnings only a mistake explains: one of two things in the record is wrong."""

_OUTSIDE: Final = re.compile(r" lies (?P<km>[\d,.]+) km outside ")
_CLEARLY_OUTSIDE_KM: Final = 15.0
"""How far outside of its province a position lies beyond doubt: borders are simplified."""

_CODE: Final = re.compile(r"^\S+(?= (?:\S+ )?applies since )")
"""The reporting code that a message on its age begins with, as a term."""

_UNSURE: Final = re.compile(r"is no word known here$")
"""What an error says that may be a fault of the reader, not of the record."""

_COMPOSED: Final = tuple(
    (re.compile(pattern), should)
    for pattern, should in (
        (r"stands on an earlier row too$", "an id of its own"),
        (
            r" km outside (?P<said>.+), in (?P<here>.+): the position or the province is wrong$",
            "{here}, if the position is right; or else a position in {said}",
        ),
        (r"^the positions of \S+ \(.+?\), (?P<there>lat \S+, lon \S+), and of ", "about {there}"),
        (r"is (?:short|long) tons: \S+ has (?P<there>.+), which is \S+ of it$", "{there}"),
        (r"'(?P<high>[\d.]+)–(?P<low>[\d.]+)' is no quantity: a range runs ", "{low}–{high}"),
        (r"'(?P<whole>\d+)(?:\.\.|/)(?P<part>\d+)' is no number$", "perhaps {whole}.{part}"),
        (r"'0(?P<part>0\d+)' is no number$", "perhaps 0.{part}"),
    )
)
"""What messages suggest without saying it: a pattern, and the words for what it finds."""

_FOR_KEEPERS: Final = {
    "GD102": ("One id for two records", "What cites the id cites both, and a join mixes them."),
    "GD105": (
        "Figures that cannot be read as figures",
        "A reader that guesses may be wrong by a factor of ten; one that does not loses it.",
    ),
    "GD211": (
        "Positions that other sources of the deposit contradict by more than 25 km",
        "One of the sources means another place, or has a digit wrong.",
    ),
    "GD212": (
        "Positions whole degrees from those that other sources give, on one axis only",
        "A wrong digit in the degrees moves a point by 100 km and leaves the minutes as they were.",
    ),
}
"""What a rule finds, and why it matters, where its manual speaks to those who write seeds."""


def is_certain(finding: Finding) -> bool:
    """Whether a record cannot be right as it stands; what remains is worth a look."""
    if finding.severity is Severity.ERROR:
        return not _UNSURE.search(finding.message)
    if finding.code == "GD210" and (off := _OUTSIDE.search(finding.message)):
        return float(off["km"].replace(",", "")) >= _CLEARLY_OUTSIDE_KM
    return finding.code in _CERTAIN


def suggestion(finding: Finding) -> str:
    """Return what would be right, as far as a finding tells; "" where it does not."""
    for pattern, words in _COMPOSED:
        if match := pattern.search(finding.message):
            return words.format(**match.groupdict())
    for pattern in _SHOULD:
        if match := pattern.search(finding.message):
            return match["should"]
    return ""


def what_is_found(rule: Rule) -> str:
    """Say what a rule finds, without the imperative that its manual begins with."""
    bare = rule.what.rstrip(".").removeprefix("Find ")
    return _FOR_KEEPERS.get(rule.code, (bare[:1].upper() + bare[1:], ""))[0]


def why_it_matters(rule: Rule) -> str:
    """Say why what a rule finds matters to those who read the data."""
    return _FOR_KEEPERS.get(rule.code, ("", " ".join(rule.why.split())))[1]


def without(message: str, should: str) -> str:
    """Return what is wrong, without what would be right where that ends the message."""
    wrong = message.removesuffix(should).rstrip(" :;") if should else message
    return _CODE.sub(lambda found: label(found[0]), wrong)


def grounds(finding: Finding) -> str:
    """Return what a finding rests on; "" where its rule is of no known family."""
    return next((text for code, text in _GROUNDS if finding.code.startswith(code)), "")
