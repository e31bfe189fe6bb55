"""Deposit types in at most eight groups: as many as colours that everybody can tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from geodeposits.vocab import DepositType

__all__ = ["TYPE_GROUPS", "TypeGroup", "group_of"]


@dataclass(frozen=True, slots=True)
class TypeGroup:
    """One colour of the map: its key (the CSS class), its words and the types it stands for."""

    key: str
    label: str
    types: frozenset[DepositType]


def _group(key: str, label: str, *types: DepositType) -> TypeGroup:
    return TypeGroup(key, label, frozenset(types))


_T = DepositType
TYPE_GROUPS: Final = (
    _group("carbonatite", "Carbonatite", _T.CARBONATITE_REE, _T.CARBONATITE_NIOBIUM),
    _group("laterite", "Weathered carbonatite", _T.CARBONATITE_LATERITE_REE),
    _group("clay", "Ion-adsorption clay", _T.ION_ADSORPTION_REE, _T.RESIDUAL_CLAY),
    _group(
        "alkaline",
        "Alkaline rock, pegmatite",
        _T.PERALKALINE_IGNEOUS_HFSE_REE,
        _T.APATITE_INTRUSION_REE,
        _T.ABYSSAL_PEGMATITE_REE,
        _T.NYF_PEGMATITE,
    ),
    _group(
        "hydrothermal",
        "Iron oxide, hydrothermal",
        _T.HEMATITE_DOMINANT_IOCG,
        _T.MAGNETITE_DOMINANT_IOCG,
        _T.HEMATITE_DOMINANT_IOA,
        _T.MAGNETITE_DOMINANT_IOA,
        _T.BRECCIA_PIPE_REE,
        _T.SKARN_URANIUM_REE,
        _T.UNCONFORMITY_RELATED_REE,
        _T.THORIUM_VEIN,
    ),
    _group(
        "placer",
        "Placer, mineral sands",
        _T.FLUVIAL_PLACER_REE,
        _T.HEAVY_MINERAL_SANDS,
        _T.PALEOPLACER_HEAVY_MINERAL_SANDS,
    ),
    _group("sediment", "Phosphorite, mud, coal", _T.PHOSPHORITE, _T.DEEP_SEA_MUD, _T.COAL),
    _group("other", "Tailings, unknown", _T.TAILINGS, _T.UNKNOWN),
)
"""The groups in the order of the legend; together they hold every deposit type once."""

_GROUP_OF: Final = {kind.value: group for group in TYPE_GROUPS for kind in group.types}


def group_of(deposit_type: str | None) -> TypeGroup:
    """Return the group of a type; what is no type of the vocabulary is in the last one."""
    return _GROUP_OF.get(str(deposit_type), TYPE_GROUPS[-1])
