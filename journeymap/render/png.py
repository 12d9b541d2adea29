"""Scenes as PNG, drawn by resvg, which needs no system library, in the map's own font."""

from __future__ import annotations

import resvg_py

from journeymap.errors import UserError
from journeymap.render.drawing import Drawing
from journeymap.render.environment import Environment
from journeymap.render.pinned import fonts_for
from journeymap.render.svg import plain_svg
from journeymap.style.fonts import file_family

_CSS_DPI = 96
_MOST_PIXELS = 400_000_000


def render(drawing: Drawing, environment: Environment) -> bytes:
    """The map as a PNG with `dpi` pixels to the inch, or `width` pixels wide. Raises UserError when it is too large."""
    scene, theme, width = drawing.scene, drawing.theme, drawing.width
    zoom = width / scene.width if width else drawing.dpi / _CSS_DPI
    if scene.width * scene.height * zoom * zoom > _MOST_PIXELS:
        size = f"{scene.width * zoom:,.0f} × {scene.height * zoom:,.0f}"
        raise UserError(f"a picture of {size} pixels is too large", hint="ask for a smaller --dpi or --width")
    svg = plain_svg(scene, theme, environment, file_family())
    with fonts_for(svg) as fonts:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                background=theme.tokens["paper"],
                zoom=zoom,
                dpi=_CSS_DPI,
                skip_system_fonts=True,
                font_dirs=[str(folder) for folder in fonts.folders],
                font_family=file_family(),
            )
        )
