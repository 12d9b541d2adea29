"""Which touchpoint a question asks about, and which segment a value means, by names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from journeymap.measure.answers.scores import plain_text
from journeymap.measure.proposal.words import ASKING, folded, forms, listed, words_in
from journeymap.model import Journey, Segment
from journeymap.spelling import similar

_LEAST, _APART = 0.3, 0.1
_SHORTEST = 3
_MOST_MORE = 4
_FORMS = ("ing", "ed", "es", "s")
_BEFORE_HEBREW = frozenset("והבלמשכ")
"""Letters that Hebrew writes together with the word that follows: and, the, in, to, from, that, as."""
_EMPTY = frozenset(ASKING) | frozenset(
    listed("""
    the, and, for, with, your, our, you, how, was, were, did, does, are, that, this, please, rate, each, from,
    about, into, out, off, his, her, its, satisfied, experience, service, asks, takes, makes, gets, goes, has,
    not, very, what, which, את, של, עם, על, זה, היה, היית, איך, מה, כמה, עד, האם, לא, כן, را, از, با, به, در,
    که, این, آن, چه, چقدر, من, في, عن, إلى, على, هل, كيف, ما
""")
)
"""Words that tell no touchpoint from another."""


class TouchpointGuess(NamedTuple):
    """The id of the touchpoint that a question asks about, None where none is found, and why."""

    touchpoint: str | None
    reason: str


class TouchpointNames:
    """Finds the touchpoints of a journey in the wording of questions."""

    def __init__(self, journey: Journey | None) -> None:
        self._touchpoints = journey.touchpoints if journey else ()
        self._by_name: dict[str, str] = {plain_text(each.name): each.id for each in reversed(self._touchpoints)}
        self._by_name |= {each.id: each.id for each in self._touchpoints}
        self._names = {each.id: each.name for each in self._touchpoints}
        self._words = {each.id: (_stems(each.name), _stems(each.id.replace("-", " "))) for each in self._touchpoints}
        self._often = Counter(stem for both in self._words.values() for stem in {*both[0], *both[1]})

    def find(self, wording: str, name: str = "") -> TouchpointGuess:
        """Returns the touchpoint that a question means by its wording, or by the name of its column."""
        if not self._touchpoints:
            return TouchpointGuess(None, "no journey was named")
        for text in (wording, name, wording.rpartition("/")[2], wording.partition("[")[2].rstrip("]")):
            if found := self._by_name.get(plain_text(text)):
                return TouchpointGuess(found, "the touchpoint is called so")
        asked = _stems(wording)
        ranked = sorted(((*self._rank(each, asked), each) for each in self._words), key=lambda each: -each[0])
        score, shared, best = ranked[0]
        if score < _LEAST or (len(ranked) > 1 and score - ranked[1][0] < _APART):
            near = [self._names[each] for rank, _, each in ranked[:2] if rank >= _LEAST]
            return TouchpointGuess(
                None, f"it may be `{near[0]}` or `{near[-1]}`" if near else "no touchpoint is called so"
            )
        return TouchpointGuess(best, f"`{self._names[best]}` by its word `{shared}`")

    def near(self, text: str) -> str:
        """Returns the id of the touchpoint that a step of a file is likely to be; empty where none or several are."""
        known = [*self._by_name]
        alike = {self._by_name[name] for name in known if _is_same(name, text)}
        if len(alike) == 1:
            return alike.pop()
        return self.find(text).touchpoint or self._by_name.get(similar(plain_text(text), known), "")

    def is_one(self, text: str) -> bool:
        """Whether a text is the id or the name of a touchpoint."""
        return plain_text(text) in self._by_name

    def _rank(self, touchpoint: str, asked: Iterable[str]) -> tuple[float, str]:
        """How much of a touchpoint's name, or id, is in a wording, from 0 to 1, and the word that tells most."""
        ranks = [(0.0, "")]
        for stems in self._words[touchpoint]:
            weights = {stem: 1 / self._often[stem] for stem in stems}
            met = [stem for stem in stems if any(_alike(stem, each) for each in asked)]
            if met:
                part = sum(weights[each] for each in met) / sum(weights.values())
                ranks.append((part, max(met, key=lambda each: weights[each])))
        return max(ranks)


def _stems(text: str) -> tuple[str, ...]:
    """The words of a text that tell something, without their endings, each once."""
    said = [folded(word) for word in words_in(text)]
    told = (_stem(word) for word in said if word not in _EMPTY and len(word) >= _SHORTEST)
    return tuple(dict.fromkeys(stem for stem in told if stem not in _EMPTY))


def _stem(word: str) -> str:
    if word.isascii():
        if word.endswith(("ies", "ied")) and len(word) > len("ies") + 1:
            return word[:-3] + "y"
        for ending in _FORMS:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
                return word[: -len(ending)]
        return word
    return word


def _alike(one: str, other: str) -> bool:
    """Whether two stems are of one word: the same, one its plural, or one begins with the other; without Hebrew letters
    before it."""
    for mine in _cores(one):
        for theirs in _cores(other):
            if not forms(mine).isdisjoint(forms(theirs)):
                return True
            short, long = sorted((mine, theirs), key=len)
            if long.startswith(short) and (len(short) >= 4 or len(long) - len(short) <= _MOST_MORE):
                return True
    return False


def _cores(stem: str) -> Iterator[str]:
    """A stem, and what is left of it without one or two of the letters that Hebrew writes before a word."""
    for place in range(3):
        if len(stem) - place >= _SHORTEST and set(stem[:place]) <= _BEFORE_HEBREW:
            yield stem[place:]


def segment_of(value: str, segments: Iterable[Segment]) -> Segment | None:
    """Returns the segment that a value of a column means: by its id or name, its plural, a part of it, or a slip."""
    plain = plain_text(value)
    known = list(segments)
    named = {plain_text(text): each for each in reversed(known) for text in (each.id, each.name)}
    if plain in named:
        return named[plain]
    if len(plain) < _SHORTEST:
        return None
    for is_one in (lambda name: _is_same(name, plain), lambda name: name.startswith(plain),
                   lambda name: any(_is_same(word, plain) for word in name.split())):  # fmt: skip
        found = {each.id: each for name, each in named.items() if is_one(name)}
        if len(found) == 1:
            return next(iter(found.values()))
    return named.get(similar(plain, named))


def _is_same(one: str, other: str) -> bool:
    """Whether two texts have the same words, each in the plural or not."""
    mine, theirs = words_in(folded(one)), words_in(folded(other))
    pairs = zip(mine, theirs, strict=False)
    return len(mine) == len(theirs) > 0 and not any(forms(word).isdisjoint(forms(each)) for word, each in pairs)
