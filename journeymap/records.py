"""The base classes of immutable records, which take little time to define."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar, dataclass_transform

__all__ = ["NamedTuple", "Record", "cached_property", "record_of"]

T = TypeVar("T")

if TYPE_CHECKING:
    from functools import cached_property
    from typing import NamedTuple
else:
    from collections import namedtuple

    class cached_property:  # noqa: N801  it stands for that of functools
        """`functools.cached_property` without its lock and checks, which take three times as long as all it does.

        Two threads may both compute a value, which is the same. A map asks for dozens.
        """

        def __init__(self, compute):
            self._compute = compute
            self.__doc__ = compute.__doc__

        def __set_name__(self, owner, name):
            self._name = name

        def __get__(self, record, owner):
            if record is None:
                return self
            value = record.__dict__[self._name] = self._compute(record)
            return value

    class _NamedTuples(type):
        """Makes a named tuple of a class: its annotated names are the fields, whatever else it has is kept."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body["__annotations__"]
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in fields and key not in _GIVEN:
                    setattr(made, key, value)
            return made

    _GIVEN = frozenset(("__module__", "__qualname__"))

    class NamedTuple(metaclass=_NamedTuples):
        """`typing.NamedTuple` for modules that postpone the evaluation of annotations: for classes every map needs.

        That of `typing` compiles each annotation, which is a text, to see whether it may be a type: for so many classes
        this takes as long as laying out a small map, and mypy sees it anyway.
        """


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
class Record:
    """Named values, given as keywords; none can be changed later. Records are equal only to themselves.

    The default of a field is a class attribute, so no code is generated. Generating it for a dataclass takes as long
    as checking half a journey: classes that every map needs are Records, others may be dataclasses.
    """

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({values})"

    def replace(self, **changes: object) -> Self:
        """Returns a copy of the record with some values changed."""
        fields = self.fields()
        given = {name: value for name, value in self.__dict__.items() if name in fields}  # leaves out cached properties
        return type(self)(**(given | changes))

    @classmethod
    def fields(cls) -> list[str]:
        """Returns the names of the fields, in the order in which they are declared."""
        from inspect import get_annotations  # noqa: PLC0415  few runs need it

        return [name for kind in reversed(cls.__mro__) for name in get_annotations(kind)]


_set_values = Record.__dict__["__dict__"].__set__


def record_of(kind: type[T], values: dict[str, Any]) -> T:
    """Returns a record of a dict of its values, which it keeps: that takes a third of the time of keywords."""
    made = object.__new__(kind)
    _set_values(made, values)
    return made
