"""What the page says of groups, levels and rules, in English or in Turkish."""

from __future__ import annotations

from typing import Any

from geodeposits.speech import Language, speech
from geodeposits.type_groups import TYPE_GROUPS
from geodeposits.vocab import EvidenceLevel

__all__ = ["page_words"]


def page_words(lang: Language) -> dict[str, Any]:
    """Return what the page says of groups, levels and rules in a language.

    `groups` lists {key, label}, `levels` and `rules` are texts by level and by figure.
    """
    say = speech(lang)
    return {
        "groups": [{"key": group.key, "label": say.group(group.key)} for group in TYPE_GROUPS],
        "levels": {level.value: say.level(level) for level in EvidenceLevel},
        "rules": {"headline": say.rule("headline"), "documented": say.rule("documented")},
    }
