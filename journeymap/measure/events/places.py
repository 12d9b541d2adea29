"""At which touchpoint an event is: what its name means, and what the column that tells it apart does."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from journeymap.measure.answers.columns import columns_apart
from journeymap.measure.answers.counted import OTHER
from journeymap.measure.answers.headings import same_name
from journeymap.measure.answers.scores import plain_text
from journeymap.model import EventPlace, Journey, Source

_MOST = 100_000


class KnownEvent(NamedTuple):
    """Where events of a name are: at the touchpoint with a number, and told apart by the column with a number.

    One of the two may be missing (None).
    """

    touchpoint: int | None
    column: int | None


class EventPlaces:
    """Knows what each text of a source of events means. Touchpoints are numbers in the order of the journey."""

    def __init__(self, journey: Journey, source: Source) -> None:
        self.columns = tuple(columns_apart(source))
        """The columns that tell events apart, by number."""
        numbers = {each.id: number for number, each in reversed(list(enumerate(journey.touchpoints)))}
        self._values: dict[str, dict[str, int]] = {}
        if source.map:
            places = {plain_text(event): place for event, place in reversed(list(source.map.items()))}
            self._events = {event: self._known(place, numbers) for event, place in places.items()}
            self._values = {
                event: {plain_text(value): numbers[id_] for value, id_ in place.map.items() if id_ in numbers}
                for event, place in places.items()
            }
        else:
            named = {plain_text(each.name): numbers[each.id] for each in reversed(journey.touchpoints)} | numbers
            self._events = {event: KnownEvent(number, None) for event, number in named.items()}
        self._segments = [
            {plain_text(text): segment for text, segment in each.map.items()} for each in source.segments.values()
        ]

    def _known(self, place: EventPlace, numbers: dict[str, int]) -> KnownEvent:
        column = None if place.column is None else self.columns.index(same_name(place.column))
        return KnownEvent(None if place.touchpoint is None else numbers.get(place.touchpoint), column)

    @lru_cache(maxsize=_MOST)  # noqa: B019  lives as long as one count
    def event(self, name: str) -> KnownEvent | None:
        """Returns where the events of a name are, as it stands in a file; None where nothing says it."""
        return self._events.get(plain_text(name))

    def value(self, name: str, value: str) -> int | None:
        """Returns the touchpoint of an event of a name by the value of the column that tells it apart; None if none."""
        return self._values.get(plain_text(name), {}).get(plain_text(value))

    def segment(self, dimension: int, text: str) -> str | None:
        """Returns the segment that a text means in a dimension: `other` if no map names it, None for a blank one."""
        plain = plain_text(text)
        return self._segments[dimension].get(plain, OTHER) if plain else None
