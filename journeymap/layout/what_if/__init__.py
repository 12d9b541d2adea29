"""The sheet of a ranking: which action first, what a budget buys, and what the first place hangs on."""

from journeymap.layout.what_if.picture import what_if_scene
from journeymap.layout.what_if.spec import WhatIfSpec

__all__ = ["WhatIfSpec", "what_if_scene"]
