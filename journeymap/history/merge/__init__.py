"""Merges journey files by meaning: key by key and id by id, keeping comments and layout."""

from journeymap.history.merge.conflicts import Style
from journeymap.history.merge.whole import Merged, Unmergeable, check_lines, merge

__all__ = ["Merged", "Style", "Unmergeable", "check_lines", "merge"]
