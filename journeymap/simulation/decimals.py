"""How exactly gains are shown, and so which count as the same."""

from __future__ import annotations

import math
from collections.abc import Iterable


def decimals_shown(gains: Iterable[float]) -> int:
    """Returns how many decimals tell gains apart: two digits of the largest, from one decimal to six."""
    most = max((abs(each) for each in gains), default=0.0)
    return min(max(1 - math.floor(math.log10(most)), 1), 6) if most > 0 else 0
