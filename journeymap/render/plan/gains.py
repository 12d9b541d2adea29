"""What actions should bring, in the plan: which come first, and the gain of each beside impact and effort."""

from __future__ import annotations

from functools import lru_cache

from journeymap.layout.gain_texts import GainTexts
from journeymap.model import Action, Journey
from journeymap.overlays.gains import GainsOverlay
from journeymap.overlays.path import ItemPath
from journeymap.render.phrases import Phrases
from journeymap.render.texts import Fact
from journeymap.style.locale import Words, load_words
from journeymap.style.word_files import WHAT_IF


def gain_of(phrases: Phrases, action: Action) -> str:
    """What an action should bring: `+4.2 (+1.2 to +6.1) Points of conversion`; empty where nobody reckoned it."""
    overlay = GainsOverlay.among(phrases.journey.beside)
    found = overlay.values.get(ItemPath.to(action=action.id)) if overlay is not None else None
    if overlay is None or found is None:
        return ""
    said = _texts(phrases.journey, phrases.words, overlay)
    return f"{said.gain(found.gain)} ({said.interval(found.low, found.high)}) {said.heading()}"


def first_actions(phrases: Phrases) -> Fact | None:
    """Which actions come first, or that what was saved is stale; None where nobody reckoned it."""
    overlay = GainsOverlay.among(phrases.journey.beside)
    if overlay is None:
        return None
    said = _texts(phrases.journey, phrases.words, overlay)
    texts = said.texts
    if overlay.is_stale:
        return Fact(texts["first-question"], texts["stale"])
    best = overlay.best
    if best is None:
        return Fact(texts["first-question"], " ".join(said.nothing(overlay.budget, overlay.cheapest)))
    told = texts.say("first-set", actions=said.codes(best.actions), gain=said.gain(best.gain),
                     range=said.interval(best.low, best.high), unit=said.heading())  # fmt: skip
    cost = f" · {said.cost(best.cost)}" if best.cost is not None and overlay.paid == "budget" else ""
    return Fact(texts["first-question"], told + cost)


@lru_cache(maxsize=1)
def _texts(journey: Journey, words: Words, overlay: GainsOverlay) -> GainTexts:
    found = [*overlay.values.values(), *filter(None, (overlay.best, overlay.cheapest))]
    texts = load_words(words.language, WHAT_IF, journey.calendar)
    return GainTexts(
        journey, words, texts, objective=overlay.objective or "conversion",
        gains=[each.gain for each in found], paid=overlay.paid, currency=overlay.currency, costs=(),
    )  # fmt: skip
