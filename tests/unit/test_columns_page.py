"""docs/columns.md says which columns tables for analysts have."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_fresh() -> None:
    made = runpy.run_path(str(DOCS / "make_columns_page.py"))["page"]()
    stored = (DOCS / "columns.md").read_text(encoding="utf-8")
    assert stored == made, "run `python docs/make_columns_page.py`"
