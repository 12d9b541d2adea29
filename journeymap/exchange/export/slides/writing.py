"""Paragraphs of slides: in the direction of their letters, in the language of the journey, in the theme's fonts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml

from journeymap.exchange.export.slides.colours import fill_of
from journeymap.records import NamedTuple
from journeymap.style.direction import is_rtl
from journeymap.style.signs import keep_signs
from journeymap.style.theme import Theme

SlideAlign = Literal["start", "middle", "end"]
POINTS = 0.75
"""The size of a pixel of a slide, in points."""
_NAMESPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_MARKED_NUMBER = re.compile("\u200e([+\\-−][^\u200e\u200f]*)\u200f")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class Tongue(NamedTuple):
    """The language of a deck, as a BCP 47 code, and whether its slides run right to left."""

    code: str
    rtl: bool


class SlideRun(NamedTuple):
    """A text in one style: the size of its font is in pixels, its colour a token of the theme."""

    text: str
    size: float
    bold: bool = False
    fill: str = "ink"


class SlideParagraph(NamedTuple):
    """Texts in a line, which may break; `leading` is the distance of its lines in pixels, 0 for what the font has.

    It runs as its letters do, or as the deck does if it is `as_deck`.
    """

    runs: tuple[SlideRun, ...]
    align: SlideAlign = "start"
    leading: float = 0
    as_deck: bool = False


def paragraph(
    text: str, size: float, *, bold: bool = False, fill: str = "ink", align: SlideAlign = "start", leading: float = 0
) -> SlideParagraph:
    """A paragraph of one style."""
    return SlideParagraph((SlideRun(text, size, bold, fill),), align, leading)


def write_paragraphs(body: Any, paragraphs: Sequence[SlideParagraph], theme: Theme, tongue: Tongue) -> None:
    """Writes the paragraphs of a text body in place of those that it has; without any, an empty one."""
    for old in list(body.iterchildren("{http://schemas.openxmlformats.org/drawingml/2006/main}p")):
        body.remove(old)
    for each in paragraphs or (paragraph("", 12),):
        body.append(parse_xml(_written(each, theme, tongue)))


def shown_text(text: str, *, rtl: bool) -> str:
    """A text whose signs stay at the side of their words and numbers where the text around runs the other way.

    A number with its sign is isolated: beside marks of direction alone, one viewer still turned `−0.7` to `0.7−`.
    """
    return _MARKED_NUMBER.sub("\u2066\\1\u2069", keep_signs(_UNWRITABLE.sub("", text), rtl=rtl))


def _written(each: SlideParagraph, theme: Theme, tongue: Tongue) -> str:
    whole = "".join(run.text for run in each.runs)
    rtl = tongue.rtl if each.as_deck else is_rtl(whole, base_rtl=tongue.rtl)
    start, end = ("r", "l") if tongue.rtl else ("l", "r")
    align = {"start": start, "middle": "ctr", "end": end}[each.align]
    leading = f'<a:lnSpc><a:spcPts val="{round(each.leading * POINTS * 100)}"/></a:lnSpc>' if each.leading else ""
    apart = '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
    runs = "".join(_run(run, theme, tongue, rtl=rtl) for run in each.runs if run.text)
    last = each.runs[-1] if each.runs else SlideRun("", 12)
    return (
        f'<a:p {_NAMESPACE}><a:pPr marL="0" indent="0" algn="{align}" rtl="{int(rtl)}">{leading}{apart}<a:buNone/>'
        f"</a:pPr>{runs}{_properties('endParaRPr', last, theme, tongue)}</a:p>"
    )


def _run(run: SlideRun, theme: Theme, tongue: Tongue, *, rtl: bool) -> str:
    properties = _properties("rPr", run, theme, tongue)
    lines = shown_text(run.text, rtl=rtl).split("\n")
    written = [f"<a:r>{properties}<a:t>{escape(line)}</a:t></a:r>" for line in lines]
    return f"<a:br>{properties}</a:br>".join(written)


def _properties(tag: str, run: SlideRun, theme: Theme, tongue: Tongue) -> str:
    """The properties of a text: of complex scripts, as Hebrew and Arabic, viewers take the font of `cs`."""
    return (
        f'<a:{tag} lang={quoteattr(tongue.code)} sz="{round(run.size * POINTS * 100)}" b="{int(run.bold)}" dirty="0">'
        f'{fill_of(run.fill, theme)}<a:latin typeface="+mn-lt"/><a:cs typeface="+mn-cs"/></a:{tag}>'
    )
