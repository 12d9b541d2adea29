"""The base class of immutable records."""

from __future__ import annotations

from typing import Self, dataclass_transform


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
