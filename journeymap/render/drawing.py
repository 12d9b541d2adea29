"""The request for a drawing: what to draw, and how."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeymap.model import Journey
from journeymap.records import Record, cached_property
from journeymap.style.font_choice import FontChoice

if TYPE_CHECKING:
    from journeymap.layout.logo import LogoPictures
    from journeymap.layout.papers import Paper
    from journeymap.layout.scene import Scene
    from journeymap.layout.sheets import Fitted
    from journeymap.layout.tiles import Tile, Tiling
    from journeymap.overlays import Overlay
    from journeymap.render.pages import Page
    from journeymap.style.locale import Words
    from journeymap.style.theme import Theme


_SHEET = 2**0.5
"""The width of a sheet of the A series on its side, to its height."""


class Drawing(Record):
    """A journey, and how to draw it. Its words, scene, pages and so on are made when they are first asked for.

    The `logo` is that of the theme's brand. `today` is the date that due dates and reviews are compared with. The
    `view` is `overview` or that of a map. A page `opens` on the `overview` or the `full` map; without it, on what
    suits the reader's window. A page has no overview if `with_overview` is off. `overlays` have values to show
    beside those of the journey, such as changes since another version. With `scenes`, these are drawn instead of
    the map, each on a page of its own size or, with `paper`, of that of the paper. Without them, `paper` is what
    the map is laid out to fit on. A PNG has `dpi` pixels to the inch, or is `width` pixels wide. `title` is the
    title of a PDF; without it, that is the title of the journey or of the first scene. `templates` is the folder of
    the user's templates. `fonts` are those of the run. With `only_markup`, nothing but the markup of the scene is
    asked for, so the marks of a large map are written as they are drawn, and not kept.
    """

    journey: Journey
    theme: Theme
    today: dt.date
    compact: bool = False
    view: str = "full"
    opens: str = ""
    with_overview: bool = True
    overlays: tuple[Overlay[Any], ...] = ()
    scenes: tuple[Scene, ...] = ()
    title: str = ""
    templates: Path | None = None
    paper: Paper | None = None
    dpi: float = 96
    width: int | None = None
    pdf_standard: str | None = None
    fonts: FontChoice = FontChoice()
    only_markup: bool = False
    logo: LogoPictures | None = None

    def typeset(self) -> AbstractContextManager[None]:
        """A context in which texts are set in the type of the theme."""
        from journeymap.style.typography import set_in

        return set_in(self.theme.type, self.journey.language)

    @cached_property
    def words(self) -> Words:
        """The words of the journey's language, or of the other one in which an overlay is told."""
        from journeymap.style.locale import load_words

        language = next((each.language for each in self.overlays if each.language), self.journey.language)
        return load_words(language, calendar=self.journey.calendar, own=self.templates)

    @cached_property
    def numbered(self) -> Journey:
        """The journey with numbers and codes in place of the mentions in its texts."""
        from journeymap.layout.mentions import with_numbers

        return with_numbers(self.journey, self.words)

    @cached_property
    def fitted(self) -> Fitted | None:
        """The map laid out for the paper; None without a paper. Raises UserError when the map cannot fit on it."""
        if self.paper is None or self.scenes:
            return None
        with self.typeset():
            return self._fitted_on(self.paper)

    def _fitted_on(self, paper: Paper) -> Fitted:
        if self.view == "overview":
            from journeymap.layout.sheets import fit_whole

            return fit_whole(self._overview, paper)
        from journeymap.layout.sheets import fit
        from journeymap.layout.spec import MapSpec

        spec = MapSpec(
            journey=self.numbered,
            words=self.words,
            theme=self.theme,
            today=self.today,
            compact=self.compact,
            overlays=self.overlays,
            logo=self.logo,
        )
        return fit(spec, paper)

    @cached_property
    def scene(self) -> Scene:
        """The scene of the map, or the first of the scenes that are drawn instead of it."""
        if self.scenes:
            return self.scenes[0]
        if self.fitted is not None:
            return self.fitted.scene
        with self.typeset():
            return self._laid_out()

    def _laid_out(self) -> Scene:
        if self.view != "overview":
            return self.map
        scene = self._overview(_SHEET if self.theme.drawing.for_paper else None)
        if self.only_markup:
            from journeymap.render.markup import write_in_colours

            write_in_colours(scene, self.theme)
        return scene

    @cached_property
    def map(self) -> Scene:
        """The map, whatever the view."""
        from journeymap.layout import lay_out

        draw = partial(
            lay_out,
            self.journey,
            theme=self.theme,
            words=self.words,
            today=self.today,
            compact=self.compact,
            overlays=self.overlays,
            logo=self.logo,
        )
        if not self.only_markup:
            return draw()
        from journeymap.render.markup import write_while_drawing

        return write_while_drawing(lambda take: draw(take=take), self.theme)

    def _overview(self, ratio: float | None = None) -> Scene:
        """The overview, for a screen or for a sheet of this ratio of its width to its height."""
        from journeymap.layout.overview import lay_out_overview, sheet_size

        return lay_out_overview(
            self.journey, theme=self.theme, words=self.words, today=self.today, overlays=self.overlays,
            size=sheet_size(ratio) if ratio else None, logo=self.logo,
        )  # fmt: skip

    @cached_property
    def page_overview(self) -> Scene | None:
        """The overview of a page, for a window; None where the page is to have none."""
        if not self.with_overview:
            return None
        from journeymap.layout.overview import WINDOW, lay_out_overview

        return lay_out_overview(
            self.journey,
            theme=self.theme,
            words=self.words,
            today=self.today,
            overlays=self.overlays,
            size=WINDOW,
            logo=self.logo,
        )

    @cached_property
    def page_curve(self) -> Scene | None:
        """The curves that stand above the text of a page; None where nobody's feelings are known."""
        from journeymap.layout.overview import lay_out_small_curve

        return lay_out_small_curve(
            self.journey, theme=self.theme, words=self.words, today=self.today, overlays=self.overlays
        )

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages of a PDF. A poster that is cut into tiles is one page, without the paper that the map leaves."""
        from journeymap.render.pages import on_sheet, pages_of, trimmed, whole

        if self.fitted is not None and self.paper is not None:
            found = pages_of(self.fitted, self.paper.size, self.paper.margin, self.words)
            return found if self.paper.tile is None else (trimmed(found[0], self.paper.margin),)
        if self.scenes and self.paper is not None and self.paper.tile is None:
            return tuple(on_sheet(scene, self.paper.size) for scene in self.scenes)
        return tuple(whole(scene) for scene in self.scenes or (self.scene,))

    def lay_out(self, *, for_page: bool) -> None:
        """Makes the scenes of an HTML page, or the scene and its pages, now and not when they are first asked for."""
        with self.typeset():
            _ = (self.map, self.page_overview, self.page_curve) if for_page else self.pages

    @cached_property
    def tiles(self) -> tuple[Tiling, tuple[Tile, ...]] | None:
        """The tiles that a poster is cut into, and the tiles with marks on them; None for a map that is not cut."""
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
        """The number of sheets of paper it takes. Those of a poster in tiles include the assembly plan."""
        return len(self.pages) if self.tiles is None else len(self.tiles[1]) + 1
