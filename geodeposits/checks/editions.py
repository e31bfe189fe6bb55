"""From which day on the reporting codes and their editions applied."""

from __future__ import annotations

import re
from typing import Final

from geodeposits.dates import PartialDate
from geodeposits.vocab import Code

__all__ = ["begins"]

_BEGINS: Final[dict[tuple[str, str], str]] = {
    # First edition: in the listing rules of the ASX since 1989 (Stoker, JORC, 2006).
    (Code.JORC, ""): "1989",
    # The edition of September 1999 (National Stock Exchange of Australia, practice note 3).
    (Code.JORC, "1999"): "1999-09",
    # Title page, "Effective December 2004"; listing rules of the ASX from 17 December 2004.
    (Code.JORC, "2004"): "2004-12",
    # Title page: effective 20 December 2012, mandatory from 1 December 2013.
    (Code.JORC, "2012"): "2012-12",
    # In force since 1 February 2001; restated 30 December 2005 and 30 June 2011 (CSA).
    (Code.NI_43_101, ""): "2001-02-01",
    (Code.NI_43_101, "2005"): "2005-12-30",
    (Code.NI_43_101, "2011"): "2011-06-30",
    # The CIM Definition Standards that it refers to, as CIM Council adopted them.
    (Code.NI_43_101, "2014"): "2014-05-10",
    # Modernization of Property Disclosures (SEC release 33-10570), effective 25 February 2019.
    (Code.SK_1300, ""): "2019-02-25",
    # The code of 2011, with which Russia joined CRIRSCO; before it came only guidelines (2010).
    (Code.NAEN, ""): "2011",
    # The commission that issues it was set up on 26 July 2017 (Resmî Gazete 30135).
    (Code.UMREK, ""): "2017-07-26",
    # GB/T 17766-1999 and GB/T 17766-2020: title pages, day of implementation.
    (Code.GB_T_17766, ""): "1999-12-01",
    (Code.GB_T_17766, "2020"): "2020-05-01",
}
"""First day of a code (edition "") and of its editions; a partial date counts by its first day."""

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def begins(code: str, edition: str) -> PartialDate | None:
    """Return from when a code applied in an edition; None where that is not known.

    An edition that is called by its year applied from the first day of that year at the earliest.
    """
    year = match[0] if (match := _YEAR.search(edition)) else ""
    known = _BEGINS.get((code, year)) or year or _BEGINS.get((code, ""))
    return PartialDate.parse(known) if known else None
