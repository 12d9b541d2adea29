"""Maps as files of draw.io: pages of which every text, shape and line can be moved and changed there.

The place of each mark is that of the map's own layout. Each band of a map, as its head or a lane, is a layer, and what
belongs together, as the marks of a touchpoint in a lane, is a group. The file is plain XML, an `mxGraphModel` a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from xml.sax.saxutils import quoteattr

from journeymap.exchange.export.drawio_marks import Cell, cell_of, plain
from journeymap.exchange.export.drawio_texts import with_paragraphs
from journeymap.exchange.export.request import ExportedFile, JourneyToExport
from journeymap.layout.scene import Element, Group, Scene
from journeymap.records import NamedTuple
from journeymap.render.links import safe_link
from journeymap.style.fallback import own_family
from journeymap.style.fonts import FAMILY
from journeymap.style.theme import Theme

_BESIDE = "Arial"
"""The font of texts where that of the map is not installed."""
_GROUP = "group;html=1;fillColor=none;strokeColor=none;pointerEvents=0"


class _Cluster(NamedTuple):
    """Cells that belong together, and where all of them are."""

    x: float
    y: float
    width: float
    height: float
    parts: tuple[Cell | _Cluster, ...]
    tooltip: str
    link: str


def export(journey: JourneyToExport) -> ExportedFile:
    """The overview and the map of a journey, each as a page. Raises UserError as drawing does."""
    drawing, words = journey.drawing, journey.words
    with drawing.typeset():
        scenes = [(words["view-overview"], drawing.page_overview), (words["view-full"], drawing.map)]
        return ExportedFile(drawio([(name, scene) for name, scene in scenes if scene is not None], drawing.theme))


def drawio(pages: Iterable[tuple[str, Scene]], theme: Theme) -> bytes:
    """A file of draw.io, in UTF-8, with a page for each scene, by name, in the theme's colours.

    Texts name the map's font and, after it, Arial. The same scenes give the same bytes.
    """
    family = own_family()
    fonts = f"{_plain_name(family.name) if family else FAMILY},{_BESIDE}"
    written = [_page(number, name, scene, theme, fonts) for number, (name, scene) in enumerate(pages, 1)]
    return f'<mxfile host="journeymap" pages="{len(written)}">\n{"".join(written)}</mxfile>\n'.encode()


def _plain_name(name: str) -> str:
    """The name of a font, without what has a meaning in a style."""
    return name.translate({ord(each): None for each in ";=,'\""})


def _page(number: int, name: str, scene: Scene, theme: Theme, fonts: str) -> str:
    writer = _PageWriter(theme, fonts)
    cells = "".join(writer.layer(band) for band in scene.bands)
    size = f'pageWidth="{plain(scene.width)}" pageHeight="{plain(scene.height)}"'
    return (
        f'<diagram id="page-{number}" name={quoteattr(name)}>\n'
        f'<mxGraphModel dx="0" dy="0" grid="0" gridSize="10" guides="1" tooltips="1" connect="1" arrows="1" fold="1"'
        f' page="1" pageScale="1" {size} background="{theme.tokens["paper"]}" math="0" shadow="0">\n'
        f'<root>\n<mxCell id="0"/>\n{cells}</root>\n</mxGraphModel>\n</diagram>\n'
    )


class _PageWriter:
    """Writes the layers of a page, whose cells have ids that no other has."""

    def __init__(self, theme: Theme, fonts: str) -> None:
        self._colours = theme.tokens
        self._fonts = fonts
        self._ids = map(str, count(1))

    def layer(self, band: Group) -> str:
        """A band of the map, with all that is in it."""
        id_ = next(self._ids)
        name = band.data.get("label") or band.id.removeprefix("band-")
        cells = "".join(self._written(part, id_, 0, 0) for part in self._parts(band.children))
        return f'<mxCell id="{id_}" value={quoteattr(name)} parent="0"/>\n{cells}'

    def _parts(self, elements: Sequence[Element]) -> list[Cell | _Cluster]:
        found: list[Cell | _Cluster] = []
        for element in with_paragraphs(elements):
            if isinstance(element, Group):
                found += self._group(element)
            else:
                found.append(cell_of(element, self._colours, self._fonts))
        return found

    def _group(self, group: Group) -> list[Cell | _Cluster]:
        """A group as a cluster, where it holds something together or says something; else its parts."""
        parts = self._parts(group.children)
        link = safe_link(group.href) or "" if group.href else ""
        if not parts or (len(parts) == 1 and not group.title and not link):
            return parts
        left, top = min(part.x for part in parts), min(part.y for part in parts)
        right = max(part.x + part.width for part in parts)
        bottom = max(part.y + part.height for part in parts)
        return [_Cluster(left, top, right - left, bottom - top, tuple(parts), group.title, link)]

    def _written(self, part: Cell | _Cluster, parent: str, x: float, y: float) -> str:
        """A part within its parent, whose corner is at (x, y)."""
        id_ = next(self._ids)
        place = _geometry(part, x, y)
        if isinstance(part, _Cluster):
            within = "".join(self._written(each, id_, part.x, part.y) for each in part.parts)
            return _cell(id_, parent, _GROUP, 'vertex="1" connectable="0"', place, "", part.tooltip, part.link) + within
        kind = 'edge="1"' if part.points else 'vertex="1"'
        return _cell(id_, parent, part.style, kind, place, part.value, part.tooltip)


def _cell(id_: str, parent: str, style: str, kind: str, place: str, value: str, tooltip: str, link: str = "") -> str:
    style = quoteattr(style)
    if not (tooltip or link):
        return f'<mxCell id="{id_}" value={quoteattr(value)} style={style} {kind} parent="{parent}">{place}</mxCell>\n'
    about = (f" tooltip={quoteattr(tooltip)}" if tooltip else "") + (f" link={quoteattr(link)}" if link else "")
    return (
        f'<UserObject id="{id_}" label={quoteattr(value)}{about}>'
        f'<mxCell style={style} {kind} parent="{parent}">{place}</mxCell></UserObject>\n'
    )


def _geometry(part: Cell | _Cluster, x: float, y: float) -> str:
    if isinstance(part, Cell) and part.points:
        first, *between, last = (f'x="{plain(a - x)}" y="{plain(b - y)}"' for a, b in part.points)
        points = "".join(f"<mxPoint {each}/>" for each in between)
        over = f'<Array as="points">{points}</Array>' if points else ""
        ends = f'<mxPoint {first} as="sourcePoint"/><mxPoint {last} as="targetPoint"/>'
        return f'<mxGeometry relative="1" as="geometry">{ends}{over}</mxGeometry>'
    place = f'x="{plain(part.x - x)}" y="{plain(part.y - y)}" width="{plain(part.width)}" height="{plain(part.height)}"'
    return f'<mxGeometry {place} as="geometry"/>'
