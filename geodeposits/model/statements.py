"""What somebody said in public about a deposit or a country, as a record that can be tested."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from geodeposits.countries import country_codes
from geodeposits.model.claims import Claim
from geodeposits.model.fields import (
    BasisTerm,
    Dated,
    DepositTypeTerm,
    Figure,
    KindTerm,
    Many,
    Text,
    Texts,
    read_with,
)
from geodeposits.vocab import Term
from geodeposits.vocab.statements import Area, Metric, Relation, StatementUnit

__all__ = ["Statement"]


def _place(value: object) -> str:
    """Read an area or a country's code."""
    if isinstance(value, str) and value in country_codes():
        return value
    return Area.parse(value).value


def _among(what: type[Term]) -> Any:
    return read_with(what.parse)


class Statement(Claim):
    """One figure that somebody stated in public, in our words. The id is the seed file's stem."""

    who: Text
    """who said it"""
    role: Text | None = None
    """what the speaker is"""
    date: Dated | None = None
    """day it was said"""
    subject: Text
    """id of the deposit, code of the country, or `world`"""
    against: Text | None = None
    """id of the deposit that it is compared with"""
    metric: Annotated[Metric, _among(Metric)]
    """what is counted"""
    relation: Annotated[Relation, _among(Relation)] = Relation.EQUAL
    """how the figure stands to what is so"""
    value: Figure
    """the figure: an amount, a share, or a rank (1 for the largest)"""
    unit: Annotated[StatementUnit, _among(StatementUnit)]
    """unit of the figure"""
    scope: Annotated[str, read_with(_place)] = Area.WORLD.value
    """where it is compared: an area or a country's code"""
    types: Many[DepositTypeTerm] = ()
    """deposit types that it is compared among"""
    elements: Texts = ()
    """symbols of the elements that are meant: Dy, or Ti where something else is called so"""
    called: KindTerm | None = None
    """what the statement calls the amount: a resource, a reserve"""
    basis: BasisTerm | None = None
    """what the figure counts, where the statement says so: TREE for elements"""
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    """year of production that is meant"""
    edition: Annotated[int, Field(ge=1900, le=2100)] | None = None
    """edition of the yearly national table that it repeats"""
    reo_t: Figure | None = None
    """rare earth oxide stated beside the figure, t"""
    ore_mt: Figure | None = None
    """ore stated beside the figure, Mt"""
    grade_pct: Figure | None = None
    """grade stated beside the figure, percent"""
    ore_t_per_y: Figure | None = None
    """ore fed a year, stated beside the figure, t/y"""
    reo_t_per_y: Figure | None = None
    """rare earth oxide made a year, stated beside the figure, t/y"""
    basis_stated: Text | None = None
    """what the statement says it counts, in our words"""
    summary: Text
    """what was said, in our words"""
    summary_tr: Text | None = None
    """the same in Turkish"""
