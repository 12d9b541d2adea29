"""The overview: a drawing of its own that says in ten seconds what a journey comes to, and what is done about it."""

from journeymap.layout.overview.picture import lay_out_overview

__all__ = ["lay_out_overview"]
