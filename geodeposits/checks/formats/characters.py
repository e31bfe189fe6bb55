"""Characters that would steer a terminal, reorder a line or break a file, made visible."""

from __future__ import annotations

from geodeposits.characters import json_text, one_line_json, visible

__all__ = ["json_text", "one_line_json", "visible"]
