"""docs/rules.md says what the rules say."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_fresh() -> None:
    made = runpy.run_path(str(DOCS / "make_rules_page.py"))["page"]()
    stored = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert stored == made, "run `python docs/make_rules_page.py`"
