"""A flow of more than thirty touchpoints: small cards in the columns that Graphviz finds, in rows of whole stages."""

from journeymap.layout.flow.small.sheets import MOST_CARDS, small_pages, small_scene

__all__ = ["MOST_CARDS", "small_pages", "small_scene"]
