"""Terms of the closed vocabularies, spelled for people."""

from __future__ import annotations

from geodeposits import wording
from geodeposits.speech import words_tr
from geodeposits.speech.languages import Language
from geodeposits.vocab import Basis, Term

__all__ = ["label"]


def label(term: Term | str, lang: Language = "en") -> str:
    """Spell a term for people: `carbonatite-ree` is "carbonatite REE", in Turkish "karbonatit NTE".

    Names (codes, evidence levels, categories of GKZ) are the same in both. A basis is spelled here
    without what it counts in a given figure; `Speech.basis` says that too.
    """
    text = str(term)
    if lang == "tr":
        first, second = words_tr.TERMS, words_tr.BASES
        if isinstance(term, Basis):
            first, second = second, first
        if text in first or text in second:
            return first[text] if text in first else second[text]
    return wording.label(term)
