"""Dresses a theme in a brand: all tokens that have the brand's colours follow from two of them.

Text keeps the contrast that the theme promises on every ground it is set on; what a colour has to give up for that is
told. What a colour means is not for sale: pains, gains and opportunities keep theirs, and a curve that could be taken
for a pain keeps the theme's. Themes in grey have no brand's colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from journeymap.brand import Brand
from journeymap.records import NamedTuple
from journeymap.style.colours import (
    BLACK,
    WHITE,
    apart,
    contrast,
    further_from,
    held,
    hue,
    is_grey,
    least_contrast,
    mixed,
)
from journeymap.style.stage_hues import with_hues
from journeymap.style.theme import Theme

_HIGH = 7.0
"""The contrast from which on a theme keeps its own inks."""
_INK, _INK2, _INK3 = 0.62, 0.30, 0.45
"""The share of black in the ink, and of paper in paler inks."""
_INK_CONTRAST, _INK2_CONTRAST = 12.0, 7.0
_NEUTRALS = {"wash": 0.05, "rule": 0.13, "rule2": 0.32, "ghost": 0.32, "way": 0.55}
"""The share of ink in what is not text."""
_WASH, _TINT, _PALER = 0.14, 0.18, 0.25
"""The share of the accent behind moments of truth, of a curve in its tint, and of the band in its second text."""
_SEEN = 1.2
"""The contrast at which a band stands out from the paper."""
_CLASH, _CLASH_OF_TINTS, _ALIKE = 30.0, 40.0, 40.0
"""The degrees of hue at which a curve is apart from pains, a ground from theirs, and a curve from another one."""
_PERSONAS = range(1, 7)
_MEANINGS = ("pain", "gain", "opportunity")
"""What has a meaning, and keeps its colour, as channels do."""
_TINTS = ("pain-tint", "gain-tint", "opportunity-tint")
_ZONES = ("zone-high", "zone-low")
_NAMES = {1: "curve", 2: "second curve"}


class Dress(NamedTuple):
    """Tokens in the colours of a brand, and what these had to give up."""

    tokens: Mapping[str, str]
    notes: tuple[str, ...] = ()


def dressed(theme: Theme, brand: Brand, hues: tuple[str, ...]) -> Theme:
    """A theme in the colours of a brand, if it has any, and with hues for the stages, if there are any."""
    filled = theme.drawing.head == "filled"
    dress = _dress(tuple(theme.tokens.items()), theme.contrast, brand.primary, brand.accent, hues, filled)
    tokens = {**dress.tokens, **_plates(dress.tokens)} if brand.logo.files else dress.tokens
    drawing = theme.drawing
    if hues and not all(map(is_grey, tokens.values())):
        drawing = drawing._replace(band="tints")
    notes = tuple(f"brand in the theme {theme.name}: {note}" for note in dress.notes)
    return theme._replace(tokens=tokens, drawing=drawing, brand=brand, stage_hues=hues, notes=notes)


def _plates(tokens: Mapping[str, str]) -> dict[str, str]:
    """The ground of a logo for light paper, and that of one for dark grounds: the paper itself, where it suits."""
    paper = tokens["paper"]
    if further_from([paper]) == BLACK:
        return {"logo-plate": paper, "logo-light-plate": tokens["ink"]}
    return {"logo-plate": WHITE, "logo-light-plate": paper}


@lru_cache(maxsize=16)
def _dress(
    tokens: tuple[tuple[str, str], ...],
    least: float,
    primary: str,
    accent: str,
    hues: tuple[str, ...],
    filled: bool,
) -> Dress:
    plain = dict(tokens)
    grey = all(map(is_grey, plain.values()))
    if grey or not primary:
        dress = Dress(plain)
    else:
        dressing = _Dressing(plain, least, primary, accent, filled=filled)
        dress = Dress(dressing.tokens, tuple(dressing.notes))
    return dress._replace(tokens=with_hues(dress.tokens, hues, least)) if hues else dress


class _Dressing:
    """Derives the tokens of a theme from two colours, the ground that text is set on before the text."""

    def __init__(self, tokens: Mapping[str, str], least: float, primary: str, accent: str, *, filled: bool) -> None:
        self.plain = tokens
        self.tokens = dict(tokens)
        self.notes: list[str] = []
        self._least = least
        self._primary = primary
        self._accent = accent
        self._wash()
        if least < _HIGH:  # a theme of high contrast has the greatest that there is, and keeps it
            self._inks()
        self._head(filled=filled)
        self._curves()

    def _note(self, what: str, before: str, after: str, why: str) -> None:
        self.notes.append(f"{what} {before.strip('#')} -> {after.strip('#')}: {why}")

    def _grounds(self, *names: str) -> list[str]:
        return [self.tokens[name] for name in names]

    def _wash(self) -> None:
        """The ground of moments of truth: as much of the accent as what keeps its colour can be read on.

        An accent without a hue would look as what is switched off: then it is the other colour of the brand. One near
        pains or opportunities would look as theirs, and leaves the theme's ground as it is.
        """
        paper = self.tokens["paper"]
        fixed = self._grounds(*_MEANINGS, *(name for name in self.tokens if name.startswith("channel-")))
        colour = self._primary if hue(self._accent) is None and hue(self._primary) is not None else self._accent
        wanted = mixed(paper, colour, _WASH)
        if self._is_near(colour, "pain", "opportunity", within=_CLASH_OF_TINTS):
            kept, why = self.tokens["moment-wash"], "the brand's is too near those of pains and opportunities"
            self._note("ground of moments of truth", wanted, kept, why)
            return
        shares = (_WASH * step / 100 for step in range(100, -1, -1))
        washes = (mixed(paper, colour, share) for share in shares)
        wash = next((each for each in washes if all(contrast(text, each) >= self._least for text in fixed)), paper)
        if wash != wanted:
            self._note("ground of moments of truth", wanted, wash, f"{self._least:g} : 1 for what is on it")
        self.tokens["moment-wash"] = wash

    def _inks(self) -> None:
        tokens, paper = self.tokens, self.tokens["paper"]
        grounds = self._grounds("paper", "moment-wash", *_ZONES, *_TINTS)
        ink = held(mixed(self._primary, further_from([paper]), _INK), [paper], _INK_CONTRAST)
        tokens["ink"] = tokens["moment"] = ink = held(ink, grounds, self._least)
        tokens["moment-text"] = paper
        tokens |= {name: mixed(paper, ink, share) for name, share in _NEUTRALS.items()}
        grounds.append(tokens["wash"])
        ink2 = held(mixed(ink, paper, _INK2), [paper], _INK2_CONTRAST)
        tokens["ink2"] = held(ink2, grounds, self._least)
        tokens["ink3"] = held(mixed(ink, paper, _INK3), grounds, self._least)

    def _head(self, *, filled: bool) -> None:
        """The band has the first colour; below a head that is filled with that, it has the second, paler in turn."""
        tokens = self.tokens
        self._fill("head", self._primary, "head")
        tokens["head-accent"] = held(self._accent, [tokens["head"]], self._least)
        self._fill("stage", self._accent if filled else self._primary, "band")
        paler = mixed(tokens["stage"], tokens["paper"], _PALER) if filled else tokens["stage"]
        texts = (tokens["stage-text"], tokens["stage-text2"])
        readable = all(contrast(text, paler) >= self._least for text in texts)
        tokens["stage-alternate"] = paler if readable else tokens["stage"]

    def _fill(self, token: str, colour: str, name: str) -> None:
        """A ground keeps the brand's colour, and its text gives way; only if none can be read, the ground does."""
        tokens, paper = self.tokens, self.tokens["paper"]
        ground = held(colour, [paper], _SEEN)
        why = "seen on paper"
        texts = [text for text in (WHITE, tokens["ink"], BLACK) if contrast(text, ground) >= self._least]
        if not texts:
            ground, why = held(ground, [WHITE], self._least), f"{self._least:g} : 1 for its text"
            texts.append(WHITE)
        if ground != colour and name != "head":  # a head of paper is not filled, and one that is has the band's colour
            self._note(name, colour, ground, why)
        tokens[token], tokens[f"{token}-text"] = ground, texts[0]
        shares = (_PALER * step / 20 for step in range(20, -1, -1))
        paler = (mixed(texts[0], ground, share) for share in shares)
        tokens[f"{token}-text2"] = next(each for each in paler if contrast(each, ground) >= self._least)

    def _curves(self) -> None:
        """The first two curves have the brand's colours; the others keep the theme's, unless they are too like them."""
        first = self._curve(1, self._primary, [])
        second = self._curve(2, self._accent, [first])
        taken = [first, second]
        for number in _PERSONAS[2:]:
            spare = [self.plain[f"persona-{each}"] for each in (number, 1, 2, *_PERSONAS[2:])]
            chosen = next((each for each in spare if all(_differ(each, other) for other in taken)), spare[0])
            taken.append(self._set_curve(number, chosen))

    def _curve(self, number: int, wanted: str, taken: list[str]) -> str:
        """Sets a curve in a colour of the brand, or in the theme's where that is a pain's or another curve's."""
        name = _NAMES[number]
        if self._is_near(wanted, "pain", within=_CLASH):
            kept = self._kept(number, taken)
            self._note(name, wanted, kept, "the brand's is too near that of pains")
            return kept
        if not all(_differ(wanted, other) for other in taken):
            kept = self._kept(number, taken)
            if wanted != self._primary:
                self._note(name, wanted, kept, "the brand's is too near that of the first")
            return kept
        drawn = self._set_curve(number, wanted)
        if drawn != wanted:
            self._note(name, wanted, drawn, f"{self._least:g} : 1 on paper and tints")
        return drawn

    def _is_near(self, colour: str, *meanings: str, within: float) -> bool:
        """Whether a colour could be taken for one that has a meaning."""
        distances = [apart(colour, self.tokens[meaning]) for meaning in meanings]
        return any(distance is not None and distance < within for distance in distances)

    def _kept(self, number: int, taken: list[str]) -> str:
        spare = [self.plain[f"persona-{each}"] for each in (number, *_PERSONAS)]
        return self._set_curve(number, next(each for each in spare if all(_differ(each, other) for other in taken)))

    def _set_curve(self, number: int, colour: str) -> str:
        """Sets a curve and its tint, held on all that it is drawn on and on its own tint; returns it."""
        grounds, paper = self._grounds("paper", "wash", "moment-wash", *_ZONES), self.tokens["paper"]
        own = {self.plain[f"persona-{each}"]: self.plain[f"persona-{each}-tint"] for each in _PERSONAS}
        tint = own.get(colour) or mixed(paper, colour, _TINT)
        drawn = held(colour, [*grounds, tint], self._least)
        if colour not in own:
            tint = mixed(paper, drawn, _TINT)
            while least_contrast(drawn, [tint]) < self._least:
                drawn = mixed(drawn, further_from(grounds), 0.02)
                tint = mixed(paper, drawn, _TINT)
        self.tokens[f"persona-{number}"], self.tokens[f"persona-{number}-tint"] = drawn, tint
        return drawn


def _differ(one: str, other: str) -> bool:
    """Whether two curves can be told apart by their colours: by hue, or since only one of them has any."""
    distance = apart(one, other)
    if distance is None:
        return (hue(one) is None) != (hue(other) is None)
    return distance >= _ALIKE
