"""One typeface: a font file, the characters that it has, the width of texts in it, and its cut for some characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import uharfbuzz as hb

from journeymap.records import NamedTuple, cached_property

if TYPE_CHECKING:
    from journeymap.style.font_files import FontFile

_NO_ALIASES: Mapping[int, int] = MappingProxyType({})
_NO_AXES: Mapping[str, float] = MappingProxyType({})
_WEIGHT = "wght"
_REGULAR = 400
Step = tuple[str, tuple[float, ...]]
"""A command of an SVG path, and its numbers."""
# After so many cuts, for about five maps, a process is likely to make many more, and preparing the face is worth it.
_OFTEN = 30
_WHOLE = frozenset(map(chr, (*range(0x300), *range(0x5D0, 0x5EB), *range(0x2010, 0x2027))))
"""Characters that need not be taken apart where a face has them."""


def _with_parts(texts: Iterable[str]) -> frozenset[str]:
    """The characters of texts, a space, and what shaping may take a character apart into."""
    characters = frozenset("".join(texts)) | {" "}
    others = characters - _WHOLE
    return characters.union(unicodedata.normalize("NFKD", "".join(others))) if others else characters


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


class _Pen(NamedTuple):
    """Where a glyph is drawn: the path, the glyph's place in units of the face, and ems to the unit."""

    steps: list[Step]
    x: float
    y: float
    scale: float

    def add(self, command: str, *numbers: float) -> None:
        placed = zip(numbers[0::2], numbers[1::2], strict=True)
        flat = [v for x, y in placed for v in ((self.x + x) * self.scale, -(self.y + y) * self.scale)]
        self.steps.append((command, tuple(flat)))


@cache
def _draw_functions() -> hb.DrawFuncs:
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.add("M", x, y))
    functions.set_line_to_func(lambda x, y, pen: pen.add("L", x, y))
    functions.set_quadratic_to_func(lambda cx, cy, x, y, pen: pen.add("Q", cx, cy, x, y))
    functions.set_cubic_to_func(lambda ax, ay, bx, by, x, y, pen: pen.add("C", ax, ay, bx, by, x, y))
    functions.set_close_path_func(lambda pen: pen.add("Z"))
    return functions


class Typeface:
    """The face number `index` of a font file.

    `aliases` are characters that it draws with the glyph of another of its characters, by code point. With
    `only_symbols`, its letters and marks do not count: they are left to faces that have all of their script. `axes` are
    where it stands on the axes of its design, other than the weight, such as the optical size (`opsz`), by their tags;
    on the others it stands where its file says. A file that `may_change` while the process runs is read as a whole:
    one that is written over must not change beneath what is shaped with it.
    """

    def __init__(
        self,
        path: Path,
        index: int = 0,
        *,
        aliases: Mapping[int, int] = _NO_ALIASES,
        only_symbols: bool = False,
        axes: Mapping[str, float] = _NO_AXES,
        may_change: bool = False,
    ) -> None:
        self.path = path
        self._index = index
        self._aliases = aliases
        self._only_symbols = only_symbols
        self._chosen_axes = axes
        self._may_change = may_change
        self._aliased = frozenset(map(chr, aliases))
        self._fonts: dict[tuple[hb.Face, int], hb.Font] = {}
        self._prepared: dict[hb.Face, hb.Face] = {}
        self._cuts = 0

    @cached_property
    def face(self) -> hb.Face:
        """The face as HarfBuzz reads it, without the aliases."""
        blob = hb.Blob(self.path.read_bytes()) if self._may_change else hb.Blob.from_file_path(str(self.path))
        return hb.Face(blob, self._index)

    @cached_property
    def _with_aliases(self) -> hb.Face:
        """The face with the aliases in its table of characters. Most maps do not need it, and making it takes time."""
        from journeymap.style.sfnt import character_table, with_table  # noqa: PLC0415  few maps need it

        data = self.path.read_bytes()
        font = hb.Font(self.face)
        glyphs = {point: font.get_nominal_glyph(point) for point in self.face.unicodes}
        glyphs |= {point: glyphs[other] for point, other in self._aliases.items() if other in glyphs}
        return hb.Face(hb.Blob(with_table(data, "cmap", character_table(glyphs))))

    def _face_of(self, characters: Iterable[str]) -> hb.Face:
        return self.face if self._aliased.isdisjoint(characters) else self._with_aliases

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters that it has."""
        points = set(self.face.unicodes)
        points |= {point for point, other in self._aliases.items() if other in points}
        every = map(chr, points)
        if self._only_symbols:
            return frozenset(each for each in every if unicodedata.category(each) == "Me" or not _is_letter(each))
        return frozenset(every)

    def _font(self, run: str, weight: int) -> hb.Font:
        face = self._face_of(run)
        font = self._fonts.get((face, weight))
        if font is None:
            font = self._fonts[face, weight] = hb.Font(face)
            font.scale = (self.upem, self.upem)
            font.set_variations(self._standing(weight))
        return font

    @cached_property
    def upem(self) -> int:
        """The units to an em in which a shaped run is measured: those of its file, unless it is set to others."""
        return int(self.face.upem)

    @property
    def stated_weight(self) -> int:
        """The weight that its file states (OpenType, `usWeightClass`): 400 is regular, 700 bold."""
        table = bytes(self.face.reference_table("OS/2").data)
        return int.from_bytes(table[4:6]) or _REGULAR

    def shape(self, run: str, weight: int) -> hb.Buffer:
        """The glyphs of a run of one script."""
        buffer = hb.Buffer()
        buffer.add_str(run)
        buffer.guess_segment_properties()
        hb.shape(self._font(run, weight), buffer)
        return buffer

    def width(self, run: str, weight: int) -> float:
        """The width of a run of one script, which has only characters of this face, in ems."""
        units: int = sum([position.x_advance for position in self.shape(run, weight).glyph_positions or ()])
        return float(units / self.upem)

    def ink(self, run: str, weight: int) -> tuple[float, float]:
        """How far the glyphs of a run reach above the baseline, and how far below it, in ems."""
        font, buffer = self._font(run, weight), self.shape(run, weight)
        above = below = 0
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            box = font.get_glyph_extents(info.codepoint)
            if box is not None:
                above = max(above, position.y_offset + box.y_bearing)
                below = max(below, -(position.y_offset + box.y_bearing + box.height))
        return above / self.upem, below / self.upem

    def outline(self, run: str, weight: int) -> list[Step]:
        """The outlines of the glyphs of a run: SVG path commands, with x and y in ems from the run's start."""
        steps: list[Step] = []
        x, scale = 0, 1 / self.upem
        buffer = self.shape(run, weight)
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            pen = _Pen(steps, x + position.x_offset, position.y_offset, scale)
            self._font(run, weight).draw_glyph(info.codepoint, _draw_functions(), pen)
            x += position.x_advance
        return steps

    def joins_glyphs(self, run: str, weight: int) -> bool:
        """Whether several glyphs of a run belong to one cluster of characters, as vowel signs of Devanagari do."""
        clusters = [info.cluster for info in self.shape(run, weight).glyph_infos]
        return len(set(clusters)) < len(clusters)

    def of(self, weight: int) -> Typeface:
        """The face that draws a weight: this one draws all."""
        return self

    def cut(self, weight: int, characters: Iterable[str], family: str = "") -> bytes:
        """A static font of one weight, with only the glyphs that the characters need; called `family`, if given.

        A face without the weight is cut at its nearest one. The bytes depend only on the set of characters.
        """
        made = self._cut(weight, characters)
        if not family:
            return made
        from journeymap.style.sfnt import name_table, with_table, with_weight  # noqa: PLC0415  only pictures need names

        return with_weight(with_table(made, "name", name_table(family)), weight)

    def cut_in_all_weights(self, characters: Iterable[str]) -> bytes:
        """A font of all weights of its design, with only the glyphs that the characters need.

        For several weights it takes half the time of their static fonts, and about as many bytes.
        """
        return self._cut(None, characters)

    @property
    def weights(self) -> tuple[int, int] | None:
        """The lightest and the boldest weight of its design; None for a face of one weight."""
        if _WEIGHT not in self._axes:
            return None
        least, most = self._axes[_WEIGHT]
        return round(least), round(most)

    def _cut(self, weight: int | None, characters: Iterable[str]) -> bytes:
        """A font with the glyphs that the characters need, in one weight, or without one in all."""
        needed = _with_parts(characters)
        whole = self._face_of(needed)
        chosen = hb.SubsetInput()
        chosen.unicode_set.update(sorted(map(ord, needed)))
        standing = self._standing(weight or _REGULAR)
        for tag in self._axes:
            if tag == _WEIGHT and weight is None:
                continue
            if tag in standing:
                chosen.pin_axis_location(self.face, tag, standing[tag])
            else:
                chosen.pin_axis_to_default(self.face, tag)
        self._cuts += 1
        if self._cuts > _OFTEN and whole not in self._prepared:
            self._prepared[whole] = hb.subset_preprocess(whole)
        return bytes(hb.subset(self._prepared.get(whole, whole), chosen).blob.data)

    @cached_property
    def is_truetype(self) -> bool:
        """Whether its outlines are TrueType's and not PostScript's, which a browser is told."""
        return "glyf" in self.face.table_tags

    @cached_property
    def _axes(self) -> dict[str, tuple[float, float]]:
        return {axis.tag: (axis.min_value, axis.max_value) for axis in self.face.axis_infos}

    def _standing(self, weight: int) -> dict[str, float]:
        """Where the face stands on its axes in a weight, as near as it can."""
        wanted = {**self._chosen_axes, _WEIGHT: weight}
        return {
            tag: float(min(max(wanted[tag], least), most)) for tag, (least, most) in self._axes.items() if tag in wanted
        }


def typeface_of(font: FontFile, axes: Mapping[str, float] = _NO_AXES) -> Typeface:
    """The face of a font that a user names, or a package has, at these places on its axes."""
    return Typeface(font.path, font.number, axes=axes, may_change=font.stamp is not None)
