"""What an action is expected to change, in words."""

from __future__ import annotations

from journeymap.insight.measured_effects import MeasuredEffect, measured_effect
from journeymap.model import Action, Journey
from journeymap.model.amounts import MINUTES_IN
from journeymap.model.effects import POINTS, Effect, Shift
from journeymap.style.locale import Words


def effect_text(journey: Journey, action: Action, effect: Effect, words: Words) -> str:
    """Returns an effect of an action as `Share who leave at Books: −2 points (−4 to −1), New`, with what was measured.

    `words` are those of what-ifs. Its ends have a unit of their own only where that is not the same for all. What an
    experiment measured stands behind what is declared: `; measured −1.2 points (−3 to 0.5, X1)`.
    """
    likely = shift_text(words, effect.likely)
    is_plain = len({shift.unit for shift in effect.shifts}) == 1 and not effect.likely.is_relative
    low, high = (shift_text(words, Shift(each.number, "") if is_plain else each) for each in (effect.low, effect.high))
    text = words.say("effect-amount", what=subject(journey, effect, words), likely=likely,
                     range=words.say("from-low-to-high", low=low, high=high))  # fmt: skip
    if effect.segments:
        names = {each.id: each.name for each in journey.segments}
        segments = ", ".join(names.get(each, each) for each in effect.segments)
        text = words.say("effect-of", effect=text, segments=segments)
    measured = measured_effect(journey, action, effect)
    return (
        text if measured is None else words.say("effect-measured", effect=text, **_measured(journey, measured, words))
    )


def _measured(journey: Journey, found: MeasuredEffect, words: Words) -> dict[str, str]:
    """The arguments of what was measured: points of a share, or minutes."""
    unit = POINTS if found.is_share else "minute"
    value, low, high = (round(each, 1) + 0.0 for each in (found.value, found.low, found.high))
    least, most = (shift_text(words, Shift(each, "")) for each in (low, high))
    return {
        "value": shift_text(words, Shift(value, unit)),
        "range": words.say("from-low-to-high", low=least, high=most),
        "experiment": journey.experiment_codes[found.experiment.id],
    }


def subject(journey: Journey, effect: Effect, words: Words) -> str:
    """Returns what an effect is on: `Time at Checks out`."""
    if effect.share is not None:
        return share_subject(journey, getattr(effect.share, "from"), effect.share.to, words)
    if effect.time is not None:
        return words.say("effect-time", name=_named(journey, effect.time))
    name = _named(journey, effect.emotion or "")
    if effect.persona is None:
        return words.say("effect-emotion", name=name)
    persona = journey.persona_by_id.get(effect.persona)
    return words.say("effect-emotion-of", name=name, persona=persona.name if persona else effect.persona)


def share_subject(journey: Journey, source: str, to: str, words: Words) -> str:
    """Returns what a share of a way between two ids is of: `Share from Picks to Pays`, `Share who leave at Picks`."""
    if to in journey.touchpoint_by_id:
        return words.say("effect-share", source=_named(journey, source), target=_named(journey, to))
    return words.say("effect-leaving", source=_named(journey, source))


def shift_text(words: Words, shift: Shift) -> str:
    """Returns a change as the language has it: `+4 points`, `−20%`, `−10 minutes`, `+0.4`."""
    sign = "−" if shift.number < 0 else "+" if shift.number > 0 else ""
    size = abs(shift.number)
    if shift.is_relative:
        return sign + words.percent(size / 100)
    if shift.unit == POINTS:
        return words.say("points", size=sign + words.number(size), n=size)
    if shift.unit in MINUTES_IN:
        return sign + words.span(size, shift.unit)
    return sign + words.number(size)


def _named(journey: Journey, name: str) -> str:
    found = journey.touchpoint_by_id.get(name)
    return found.name if found is not None else name
