"""The foot of the map: the actions, their impact against their effort, the SWOT, its priorities, and the segments."""

from journeymap.layout.foot.arrange import draw_foot, draw_grounds

__all__ = ["draw_foot", "draw_grounds"]
