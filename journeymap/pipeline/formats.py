"""The output formats: one record each, from which everything else about the format follows.

A new format is a module in `journeymap/render/` with a function `render(drawing, environment) -> bytes`, its template,
and a record here. Its module is not imported before it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.errors import UserError
from journeymap.records import NamedTuple


class Format(NamedTuple):
    """An output format.

    `module` draws it, with the built-in or a user's `template`. `libraries` are the packages whose versions can change
    its bytes. `needs` says what it is made from: the `journey`, its `scene`, or both; a format that needs only a scene
    can show any scene. A `themed` format is made once for each theme, any other once in all.
    """

    name: str
    suffix: str
    help: str
    module: str
    template: str
    libraries: tuple[str, ...]
    needs: frozenset[str]
    themed: bool = True

    def file_name(self, journey_id: str, mark: str = "") -> str:
        """Returns the name of a journey's file: `ID.svg` or, with a mark, `ID.MARK.svg`."""
        return f"{journey_id}.{mark}{self.suffix}" if mark else f"{journey_id}{self.suffix}"


_SCENE, _BOTH, _JOURNEY = frozenset({"scene"}), frozenset({"journey", "scene"}), frozenset({"journey"})
_WORDED = ("icu4py", "jinja2", "markupsafe")
_DRAWN = ("pyphen", "uharfbuzz", *_WORDED)

FORMATS = {
    each.name: each
    for each in (
        Format("svg", ".svg", "the map", "journeymap.render.svg", "map.j2.svg", _DRAWN, _SCENE),
        Format(
            "html", ".html", "overview, map, text and plan as a page",
            "journeymap.render.html", "page.j2.html", _DRAWN, _BOTH,
        ),
        Format(
            "plan", ".plan.md", "the action plan as Markdown",
            "journeymap.render.plan", "plan.j2.md", _WORDED, _JOURNEY, themed=False,
        ),
        Format(
            "png", ".png", "the map as a picture",
            "journeymap.render.png", "map.j2.svg", (*_DRAWN, "resvg-py"), _SCENE,
        ),
        Format(
            "pdf", ".pdf", "the map to print",
            "journeymap.render.pdf", "map.j2.svg", (*_DRAWN, "typst"), _SCENE,
        ),
    )
}  # fmt: skip
PDF_STANDARDS = ("a-2b", "ua-1")


def libraries(formats: Iterable[str]) -> list[str]:
    """Returns the packages whose versions can change the bytes of any of these formats, sorted."""
    return sorted({library for form in formats for library in FORMATS[form].libraries})


def map_formats() -> list[str]:
    """Returns the names of the formats that show a map, and so can show changes in it."""
    return [each.name for each in FORMATS.values() if "scene" in each.needs]


def scene_formats() -> list[str]:
    """Returns the names of the formats that can show any scene, such as a timeline or a canvas."""
    return [each.name for each in FORMATS.values() if each.needs == _SCENE]


def suffixes() -> frozenset[str]:
    """Returns the file suffixes of all formats, from the last dot on."""
    return frozenset(f".{each.suffix.rpartition('.')[2]}" for each in FORMATS.values())


def check_formats(formats: Iterable[str], pdf_standard: str | None = None) -> None:
    """Raises UserError for an unknown format or PDF standard."""
    for form in formats:
        if form not in FORMATS:
            raise UserError(f"there is no format {form!r}", hint=f"choose among {', '.join(FORMATS)}")
    if pdf_standard not in (None, *PDF_STANDARDS):
        raise UserError(f"there is no PDF standard {pdf_standard!r}", hint=f"choose {' or '.join(PDF_STANDARDS)}")
