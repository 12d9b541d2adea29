"""The pages that tests open, the windows that they open them in, and what axe-core finds there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ENGLISH, HEBREW, PERSIAN = "online-clothing-shop", "online-clothing-shop-he", "intent-roadmap"
CONTRAST_LEFT_OUT = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
CONTRAST_ALONE = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
Open = Callable[..., Any]
FULL = "#view=full"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1440, "height": 844}}


def audit(page: Any, opened: str = "") -> list[str]:
    """What axe-core finds: the rule, and where.

    With `opened`, a selector, contrast is measured there alone: it takes most of the time, and the rest of the page has
    the colours that it had before this was opened.
    """
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    if opened:
        found = axe.Axe().run(page, options=CONTRAST_LEFT_OUT).response["violations"]
        found += axe.Axe().run(page, context=opened, options=CONTRAST_ALONE).response["violations"]
    else:
        found = axe.Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]
