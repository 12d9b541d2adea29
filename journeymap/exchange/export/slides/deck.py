"""A deck of slides: its size, its theme and its properties, and the file, which is always the same bytes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.util import Emu

from journeymap.exchange.export.slides.colours import SCHEME
from journeymap.exchange.export.slides.sheet import HEIGHT, WIDTH, SlideSheet, emu
from journeymap.exchange.export.slides.writing import Tongue, paragraph, write_paragraphs
from journeymap.style.theme import Theme

_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TITLE_ONLY = 5
_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")


class Deck:
    """A deck in the colours of a theme and in one font, which its own theme has too.

    `family` is the name of the font for all scripts. A deck that runs right to left does so in its masters as well, so
    that what a person adds does too.
    """

    def __init__(self, title: str, theme: Theme, tongue: Tongue, family: str, today: dt.date) -> None:
        self.theme = theme
        self.tongue = tongue
        self._today = today
        self._file = Presentation()
        old = self._file.slide_width or WIDTH
        self._file.slide_width, self._file.slide_height = Emu(emu(WIDTH)), Emu(emu(HEIGHT))
        master = self._file.slide_master
        for part in (master, *master.slide_layouts):
            for shape in part.placeholders:
                if shape._element.spPr.find(f"{_MAIN}xfrm") is not None:
                    shape.left, shape.width = (
                        Emu(round(each * emu(WIDTH) / old)) for each in (shape.left, shape.width)
                    )
        self._turn(master)
        theme_part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme_part._blob = _with_theme(theme_part.blob, theme, family)
        properties = self._file.core_properties
        properties.title, properties.language, properties.author = title, tongue.code, "journeymap"
        properties.last_modified_by, properties.revision = "journeymap", 1
        properties.created = properties.modified = dt.datetime(today.year, today.month, today.day)  # noqa: DTZ001  a day has no zone

    def add(self) -> SlideSheet:
        """A new slide, whose title is a place of text that outlines and screen readers know."""
        slide = self._file.slides.add_slide(self._file.slide_layouts[_TITLE_ONLY])
        return SlideSheet(slide, self.theme, self.tongue)

    def note(self, sheet: SlideSheet, lines: Sequence[str]) -> None:
        """Writes lines into the notes of a slide, in place of those that are there."""
        frame = sheet.slide.notes_slide.notes_text_frame
        if frame is not None and lines:
            write_paragraphs(frame._txBody, [paragraph(line, 16) for line in lines], self.theme, self.tongue)

    def data(self) -> bytes:
        """The file. The times in it are those of the deck's day, or none."""
        file = BytesIO()
        self._file.save(file)
        return _steady(file.getvalue(), f"{self._today.isoformat()}T00:00:00Z".encode())

    def _turn(self, master: Any) -> None:
        if not self.tongue.rtl:
            return
        presentation = self._file.part._element
        presentation.set("rtl", "1")
        for root in (presentation, master._element, *(layout._element for layout in master.slide_layouts)):
            for each in root.iter():
                if each.get("rtl") == "0":
                    each.set("rtl", "1")
                    each.set("algn", {"l": "r", "r": "l"}.get(each.get("algn"), each.get("algn") or "r"))


def _with_theme(data: bytes, theme: Theme, family: str) -> bytes:
    """PowerPoint's theme in our colours, with one font for headings and texts, in all scripts."""
    root = parse_xml(data)
    root.set("name", theme.name)
    for token, (place, _) in SCHEME.items():
        slot = next(root.iter(f"{_MAIN}{place}"))
        for child in list(slot):
            slot.remove(child)
        colour = slot.makeelement(f"{_MAIN}srgbClr", {"val": theme.tokens[token][1:]})
        slot.append(colour)
    for fonts in (*root.iter(f"{_MAIN}majorFont"), *root.iter(f"{_MAIN}minorFont")):
        for child in list(fonts):
            if child.tag == f"{_MAIN}font":
                fonts.remove(child)
            elif child.tag != f"{_MAIN}ea":
                child.set("typeface", family)
    written: bytes = serialize_part_xml(root)
    return written


def _steady(data: bytes, day: bytes) -> bytes:
    """The same zip with no time of its own; workbooks in it likewise."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as read, ZipFile(file, "w", ZIP_DEFLATED) as written:
        for name in sorted(read.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            content = read.read(name)
            if name.endswith(".xlsx"):
                content = _steady(content, day)
            elif name == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>" + day + rb"\g<3>", content)
            entry = ZipInfo(name, _FIRST_DAY_OF_ZIP)
            entry.compress_type = ZIP_DEFLATED
            written.writestr(entry, content)
    return file.getvalue()
