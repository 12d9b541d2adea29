"""The legend: explains the marks that the map uses, and gives its version and date."""

from journeymap.layout.legend.draw import draw_legend

__all__ = ["draw_legend"]
