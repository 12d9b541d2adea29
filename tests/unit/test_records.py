"""Records: named values that do not change."""

from __future__ import annotations

import pickle
from functools import cached_property

import pytest

from journeymap.records import Record


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
