"""Writes llms.txt, the guide for assistants and where to read on, after llmstxt.org: `python docs/make_llms_txt.py`."""

from __future__ import annotations

import re
from pathlib import Path

from journeymap.assistants.guide import guide

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "llms.txt"


def page() -> str:
    """The guide, and the documents as the README lists them."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- (\[[^\]]+\]\(docs/.*)$", readme, flags=re.M)
    return "\n".join([guide(), "## Documents\n", *(f"- {each}" for each in listed), ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
