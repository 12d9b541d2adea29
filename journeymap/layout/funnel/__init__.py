"""The sheet of a funnel: who is still there at each step, who left after which, and where they went."""

from journeymap.layout.funnel.picture import funnel_scene
from journeymap.layout.funnel.spec import FunnelSpec

__all__ = ["FunnelSpec", "funnel_scene"]
