"""Lays out a journey as a scene: boxes, paths and lines of text at absolute positions. Knows no file format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeymap.layout.scene import Scene

if TYPE_CHECKING:
    from journeymap.layout.compose import lay_out

__all__ = ["Scene", "lay_out"]


def __getattr__(name: str) -> Any:
    """The full map's `lay_out`, loaded when asked for: an overview, a flow or a card needs none of its modules."""
    if name != "lay_out":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from journeymap.layout.compose import lay_out  # noqa: PLC0415  loaded when it is asked for

    return lay_out
