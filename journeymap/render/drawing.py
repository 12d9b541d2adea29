"""The request that every drawing begins with: what to draw, and on which terms."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.model import Journey
from journeymap.records import Record

if TYPE_CHECKING:
    from journeymap.layout.papers import Paper
    from journeymap.layout.scene import Scene
    from journeymap.layout.sheets import Fitted
    from journeymap.layout.tiles import Tile, Tiling
    from journeymap.overlays import Overlay
    from journeymap.render.pages import Page
    from journeymap.style.locale import Words
    from journeymap.style.theme import Theme


class Drawing(Record):
    """A journey, and how to draw it. What follows from that (words, scene, pages) is worked out when first asked for.

    `theme_name` is a theme's name or the path of its file. Due dates and reviews are judged on `today`. `overlays` are
    shown beside what the journey says, such as what changed since another version. `scenes` are drawn in place of the
    map, each on a page of its own size. On `paper` the map is laid out anew to fit it. A PNG has `dpi` pixels to the
    inch, or is `width` pixels wide. A PDF is called `title`, or as what it shows is called. `templates` is the folder
    of the user's own.
    """

    journey: Journey
    theme_name: str
    today: dt.date
    compact: bool = False
    overlays: tuple[Overlay[Any], ...] = ()
    scenes: tuple[Scene, ...] = ()
    title: str = ""
    templates: Path | None = None
    paper: Paper | None = None
    dpi: float = 96
    width: int | None = None
    pdf_standard: str | None = None

    @cached_property
    def theme(self) -> Theme:
        """The theme. Raises UserError when there is none of this name, or its file is wrong."""
        from journeymap.style.theme import load_theme

        return load_theme(self.theme_name)

    @cached_property
    def words(self) -> Words:
        """The words of the journey's language."""
        from journeymap.style.locale import load_words

        return load_words(self.journey.language)

    @cached_property
    def fitted(self) -> Fitted | None:
        """The map laid out for the paper; None where none is asked for. Raises UserError when nothing fits on it."""
        if self.paper is None or self.scenes:
            return None
        from journeymap.layout.sheets import fit
        from journeymap.layout.spec import MapSpec

        spec = MapSpec(
            journey=self.journey,
            words=self.words,
            theme=self.theme,
            today=self.today,
            compact=self.compact,
            overlays=self.overlays,
        )
        return fit(spec, self.paper)

    @cached_property
    def scene(self) -> Scene:
        """The map, or the first of the scenes that are drawn in its place."""
        if self.scenes:
            return self.scenes[0]
        if self.fitted is not None:
            return self.fitted.scene
        from journeymap.layout import lay_out

        return lay_out(
            self.journey,
            theme=self.theme,
            words=self.words,
            today=self.today,
            compact=self.compact,
            overlays=self.overlays,
        )

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages of a PDF; the one page of a poster that is to be tiled."""
        from journeymap.render.pages import pages_of, whole

        if self.fitted is not None and self.paper is not None:
            return pages_of(self.fitted, self.paper.size, self.paper.margin, self.words)
        return tuple(whole(scene) for scene in self.scenes or (self.scene,))

    def lay_out(self) -> None:
        """Work out the scene and its pages now, and not when they are first asked for."""
        _ = self.pages

    @cached_property
    def tiles(self) -> tuple[Tiling, tuple[Tile, ...]] | None:
        """The sheets that a poster is cut into, and those with anything on them; None where it is in one piece."""
        if self.paper is None or self.paper.tile is None:
            return None
        from journeymap.layout.tiles import tile, tiles_with_marks

        (poster,) = self.pages
        tiling = tile(
            (poster.width, poster.height),
            self.paper.tile,
            margin=self.paper.tile_margin,
            overlap=self.paper.overlap,
            rtl=poster.scene.rtl,
        )
        return tiling, tiles_with_marks(tiling, poster.scene, poster.scale, (poster.x, poster.y))

    @property
    def sheets(self) -> int:
        """How many sheets of paper it takes; for a poster over many sheets, the assembly plan is one of them."""
        return len(self.pages) if self.tiles is None else len(self.tiles[1]) + 1
