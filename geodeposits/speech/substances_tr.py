"""Turkish names of minerals and elements, and of nothing that no Turkish text was found to name.

Elements are those of the periodic table of TÜBİTAK; bastnazit, ksenotim, florit, barit, rutil and
the other minerals are so called by MTA (Bulletin 159), the Istanbul Mineral Exporters' Association
or Turkish textbooks of mineralogy. A mineral that is not listed keeps its international name.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["SUBSTANCES", "substance_tr"]

SUBSTANCES: Final[dict[str, str]] = {
    # minerals
    "andalusite": "andaluzit",
    "apatite": "apatit",
    "barite": "barit",
    "bastnäsite": "bastnazit",
    "cassiterite": "kassiterit",
    "chromite": "kromit",
    "diaspore": "diyaspor",
    "feldspar": "feldspat",
    "fluorite": "florit",
    "gadolinite": "gadolinit",
    "garnet": "granat",
    "ilmenite": "ilmenit",
    "kyanite": "disten",
    "magnetite": "manyetit",
    "monazite": "monazit",
    "nepheline": "nefelin",
    "pyrite": "pirit",
    "quartz": "kuvars",
    "rutile": "rutil",
    "xenotime": "ksenotim",
    "zircon": "zirkon",
    "coal": "kömür",
    "phosphate": "fosfat",
    # elements
    "aluminium": "alüminyum",
    "barium": "baryum",
    "beryllium": "berilyum",
    "chromium": "krom",
    "cobalt": "kobalt",
    "copper": "bakır",
    "fluorine": "flor",
    "gallium": "galyum",
    "germanium": "germanyum",
    "gold": "altın",
    "hafnium": "hafniyum",
    "iron": "demir",
    "lead": "kurşun",
    "lithium": "lityum",
    "manganese": "mangan",
    "molybdenum": "molibden",
    "nickel": "nikel",
    "niobium": "niyobyum",
    "phosphorus": "fosfor",
    "scandium": "skandiyum",
    "selenium": "selenyum",
    "silver": "gümüş",
    "tantalum": "tantalyum",
    "thorium": "toryum",
    "tin": "kalay",
    "titanium": "titanyum",
    "tungsten": "tungsten",
    "uranium": "uranyum",
    "vanadium": "vanadyum",
    "yttrium": "itriyum",
    "zinc": "çinko",
    "zirconium": "zirkonyum",
}
"""Turkish by the English name."""

_OF_ELEMENT: Final = re.compile(r"(.+?)(-\([A-Z][a-z]?\))?", re.DOTALL)


def substance_tr(name: str) -> str:
    """Return the Turkish name of a mineral or an element, or "": `monazite-(Ce)`, monazit-(Ce)."""
    found = _OF_ELEMENT.fullmatch(name)
    known = SUBSTANCES.get(found[1]) if found else None
    return f"{known}{found[2] or ''}" if known and found else ""
