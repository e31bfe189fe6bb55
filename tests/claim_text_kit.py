"""What the tests of claims in cells share: figures, claims and what is unread, as lines."""

from __future__ import annotations

from geodeposits.claim_text import Stated, StatedPart, read_estimates


def figures(share: StatedPart) -> str:
    """Write ore, contained oxide and grade, a dash for none."""
    return " ".join(q.text if q else "-" for q in (share.ore, share.reo, share.grade))


def line(stated: Stated) -> str:
    """Write an estimate on one line: number, zone, categories, classes, figures; then its parts."""
    number = "" if stated.number is None else f"{stated.number})"
    words = [number, f"[{stated.zone}]" if stated.zone else "", "+".join(stated.categories)]
    words += [*stated.classes, figures(stated)]
    parts = (f"{'+'.join(part.categories)} {figures(part)}" for part in stated.parts)
    return "; ".join([" ".join(word for word in words if word), *parts])


def lines(ore: str = "", reo: str = "", grade: str = "") -> list[str]:
    """Read a record of which everything can be read."""
    stated, unread = read_estimates(ore, reo, grade)
    assert unread == []
    return [line(each) for each in stated]
