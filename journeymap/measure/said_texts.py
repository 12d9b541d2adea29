"""What customers said and remember, as finished texts of a journey: the comments on a touchpoint, and the peak–end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from journeymap.measure.measured import MeasuredComments, Measures
from journeymap.model import Journey
from journeymap.style.locale import Words


def comment_texts(
    journey: Journey, measures: Measures, words: Words, period_of: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """Yields a touchpoint with its comments in one line: `Comments: 164 · late 12, rude 3 · Business · 2026-Q3`.

    They are those of the newest period of each source, of all and of each segment of the journey. `period_of` has the
    name of a period. Signals that the journey no longer has are left out.
    """
    newest: dict[str, str] = {}
    for each in measures.comments:
        newest[each.source] = max(newest.get(each.source, ""), each.period)
    names = {each.id: each.name for each in journey.segments}
    for each in measures.comments:
        is_known = each.touchpoint in journey.touchpoint_by_id and set(each.segment.values()) <= names.keys()
        if is_known and each.period == newest[each.source]:
            segments = [names[id_] for id_ in each.segment.values()]
            said = [words.number(each.n), _signals(journey, each, words), *segments, period_of(each.period)]
            yield each.touchpoint, words.labelled(words["comments-measured"], " · ".join(filter(None, said)))


def _signals(journey: Journey, comments: MeasuredComments, words: Words) -> str:
    """How many comments have each signal, the most frequent first."""
    known = [
        (-comments.signals[each.id], each.name or each.id) for each in journey.signals if each.id in comments.signals
    ]
    counts = [f"{name} {words.number(-n)}" for n, name in sorted(known, key=lambda found: found[0])]
    return words["list-comma"].join(counts)


def experience_text(journey: Journey, measures: Measures, words: Words, period_of: Callable[[str], str]) -> str:
    """Returns the peak–end of all customers in the newest period, on the journey's scale; empty where it is not told.

    It is that of the first source that has one.
    """
    order = {source.id: number for number, source in enumerate(measures.sources)}
    whole = [each for each in measures.experience if not each.segment]
    if not whole:
        return ""
    first = min(order.get(each.source, len(order)) for each in whole)
    found = max((each for each in whole if order.get(each.source, len(order)) == first), key=lambda each: each.period)
    low, high = journey.emotion_scale

    def value_of(feeling: float) -> str:
        value = low + (min(max(feeling, -2.0), 2.0) + 2) / 4 * (high - low)
        return words.axis(round(value, 1), signed=low < 0)

    interval = ""
    if found.low is not None and found.high is not None:
        interval = f" ({words.between(value_of(found.low), value_of(found.high))})"
    said = [f"{value_of(found.value)}{interval}", words.say("sample", n=found.n), period_of(found.period)]
    return words.labelled(words[f"peak-end-of-{found.of}"], " · ".join(filter(None, said)))
