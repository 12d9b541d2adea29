"""Writes the mentions in a journey's texts (`[[pays]]`) as the numbers and codes that the map shows."""

from __future__ import annotations

from functools import lru_cache

from journeymap.insight.mentions import Mention, text_with_mentions, with_mentions
from journeymap.model import Journey
from journeymap.style.locale import Words


@lru_cache(maxsize=1)
def with_numbers(journey: Journey, words: Words) -> Journey:
    """The journey with a touchpoint's number, or an action's code, in place of every mention in its texts.

    The last one is kept: a page shows the same journey as a map, an overview, curves and a plan.
    """
    return with_mentions(journey, lambda mention: number_or_code(journey, mention, words))


def text_with_numbers(text: str, journey: Journey, words: Words) -> str:
    """A text with the numbers and codes of a journey's map in place of its mentions."""
    return text_with_mentions(text, journey, lambda mention: number_or_code(journey, mention, words))


def number_or_code(journey: Journey, mention: Mention, words: Words) -> str:
    """What the map shows for what is mentioned: `7` in the language's digits, or `A2`."""
    if mention.kind == "action":
        return journey.action_codes[mention.id]
    return words.number(journey.number_of[mention.id])
