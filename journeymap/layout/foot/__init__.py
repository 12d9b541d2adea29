"""The foot of the map: what is done about it, how impact and effort compare, the SWOT, the segments."""

from journeymap.layout.foot.arrange import draw_foot

__all__ = ["draw_foot"]
