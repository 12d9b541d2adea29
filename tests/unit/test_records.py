"""Records: named values that do not change."""

from __future__ import annotations

import pickle

import pytest

from journeymap.records import NamedTuple, Record, cached_property


class Place(Record):
    x: int
    y: int = 2

    @cached_property
    def sum(self) -> int:
        return self.x + self.y


def test_a_record_has_its_values_and_its_defaults_and_keeps_them() -> None:
    place = Place(x=1)
    assert (place.x, place.y, place.fields()) == (1, 2, ["x", "y"])
    with pytest.raises(AttributeError, match=r"Place\.x cannot be changed"):
        place.x = 3  # type: ignore[misc]
    assert repr(place) == "Place(x=1)"


def test_what_follows_from_a_record_is_worked_out_anew_for_one_that_differs() -> None:
    place = Place(x=1, y=1)
    assert place.sum == 2
    other = place.replace(y=5)
    assert (other.x, other.y, other.sum, place.sum) == (1, 5, 6, 2)


def test_a_record_goes_to_another_process_and_equals_only_itself() -> None:
    place = Place(x=1)
    copy = pickle.loads(pickle.dumps(place))
    assert (copy.x, copy.y) == (1, 2)
    assert copy != place and len({place, copy, place}) == 2


class Pair(NamedTuple):
    """Two numbers."""

    first: int
    second: int = 2

    @property
    def sum(self) -> int:
        return self.first + self.second

    def twice(self) -> Pair:
        return self._replace(first=2 * self.first)


def test_a_named_tuple_is_that_of_typing() -> None:
    pair = Pair(1)
    assert pair == (1, 2)
    assert (pair.first, pair.second, pair.sum, pair.twice()) == (1, 2, 3, (2, 2))
    assert Pair(second=3, first=1)._asdict() == {"first": 1, "second": 3}
    assert (Pair.__doc__, Pair.__module__, Pair._fields) == ("Two numbers.", __name__, ("first", "second"))
    assert Pair.__annotations__ == {"first": "int", "second": "int"}
    assert pickle.loads(pickle.dumps(pair)) == pair
    assert repr(pair) == "Pair(first=1, second=2)"
    with pytest.raises(TypeError, match="first"):
        Pair()  # type: ignore[call-arg]
