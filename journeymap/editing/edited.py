"""A file with operations made in it, or the reason why they are not."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.diagnostics import Diagnostic
from journeymap.editing.operations import Operation, RenameId, edits_of
from journeymap.editing.places import id_of, place_of
from journeymap.errors import UserError
from journeymap.fixes.rename import parse_renaming, rename
from journeymap.model.shape import Struct
from journeymap.pipeline.check import Checked, check, new_errors
from journeymap.records import NamedTuple
from journeymap.settings import Settings
from journeymap.source import load
from journeymap.source.splice import splice


class EditRefused(UserError):
    """The file would have errors that it has not now: `diagnostics`, of the file as it would be.

    One that `is_new` would have them from the start.
    """

    def __init__(self, diagnostics: Sequence[Diagnostic], *, is_new: bool = False) -> None:
        super().__init__(
            "the text has errors; nothing is written"
            if is_new
            else "the file would have errors that it has not now; nothing is changed"
        )
        self.diagnostics = tuple(diagnostics)


class EditedFile(NamedTuple):
    """The bytes of a file with operations made, and what is found in it then."""

    data: bytes
    checked: Checked


def edited(
    data: bytes, name: str, operations: Sequence[Operation], settings: Settings, *, folder: str | None
) -> EditedFile:
    """Returns the bytes of the file called `name` with the operations made, in order: all of them, or none.

    Paths in the file are relative to the `folder`, as for `check`. Raises UserError when an operation has no place in
    the file, and EditRefused when the file would have errors that it has not now.
    """
    after = data
    for number, operation in enumerate(operations, 1):
        try:
            after = _made(after, name, operation)
        except UserError as error:
            which = f"edit {number}: " if len(operations) > 1 else ""
            raise UserError(f"{which}{error.message}", hint=error.hint) from None
    checked = check(after, name, settings, folder=folder)
    if after != data:
        errors = new_errors(check(data, name, settings, folder=folder), checked)
        if errors:
            raise EditRefused(errors)
    return EditedFile(after, checked)


def _made(data: bytes, name: str, operation: Operation) -> bytes:
    loaded = load(data, name)
    if not loaded.is_whole or loaded.tree is None:
        bad = loaded.errors[0]
        raise UserError(f"{name}:{loaded.source.place(bad.span.start)[0]}: {bad.message}", hint=bad.hint)
    if isinstance(operation, RenameId):
        place = place_of(loaded.tree, operation.at)
        if not isinstance(place.kind, Struct) or not place.kind.each or not id_of(place.node):
            raise UserError(f"{operation.at}: it has no id that could be renamed")
        each = place.kind.each
        return rename(data, name, parse_renaming(f"{each}.{id_of(place.node)}", f"{each}.{operation.id}")).data
    return splice(data, name, edits_of(loaded.tree, operation))
