"""An overview for a wall, read from three metres: the curves, the worst pains, and below each what is done about it."""

from journeymap.layout.overview.wall.picture import WALL_PAINS, draw_wall

__all__ = ["WALL_PAINS", "draw_wall"]
