"""What a record is: a few named values that belong together and do not change."""

from __future__ import annotations

from typing import Self, dataclass_transform


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
class Record:
    """Named values, given as keywords; none can be changed later. Records are equal only to themselves.

    A field's default is the attribute of the class, so no code is made for a class, which for a dataclass takes as
    long as checking half a journey: what a single map needs is a Record, all else may be a dataclass.
    """

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed")

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({values})"

    def but(self, **changes: object) -> Self:
        """The same record with some values changed."""
        fields = self.fields()
        given = {name: value for name, value in self.__dict__.items() if name in fields}  # and not what follows from it
        return type(self)(**(given | changes))

    @classmethod
    def fields(cls) -> list[str]:
        """The names of the values, in the order in which they are declared."""
        from inspect import get_annotations  # noqa: PLC0415  few runs ask

        return [name for kind in reversed(cls.__mro__) for name in get_annotations(kind)]
