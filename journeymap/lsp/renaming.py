"""Renaming an id, in a document and, where the user agrees, in other journeys that have the same one."""

from __future__ import annotations

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from journeymap.errors import UserError
from journeymap.lsp.navigation import changes_elsewhere, changes_of_renaming, id_at
from journeymap.lsp.session import Session
from journeymap.source.text import Replacement
from journeymap.workspace import Document

REFUSED = -32803
"""The protocol's code for a request that cannot be met, for a reason that the user is told."""
_ELSEWHERE = "other journeys"


def renamable(session: Session, uri: str, position: types.Position) -> types.PrepareRenamePlaceholder | None:
    """Returns the id at a position, as it can be renamed; None where there is none."""
    document, positions, at = session.place(uri, position)
    place = id_at(document, at)
    if place is None:
        return None
    return types.PrepareRenamePlaceholder(positions.of(place.span), place.id)


def renamed(
    session: Session, uri: str, position: types.Position, new: str, capabilities: types.ClientCapabilities
) -> types.WorkspaceEdit | None:  # fmt: skip
    """Returns the changes that rename the id at a position; None where there is none.

    Editors that can ask about changes are given those of other journeys as well. Raises JsonRpcException with what
    users can do when it cannot be renamed so.
    """
    document, _, at = session.place(uri, position)
    place = id_at(document, at)
    if place is None:
        return None
    kind = place.kind
    try:
        changes = changes_of_renaming(document, kind, place.id, new)
    except UserError as error:
        raise JsonRpcException(f"{error.message}; {error.hint}".removesuffix("; "), REFUSED) from None
    edits = capabilities.workspace.workspace_edit if capabilities.workspace else None
    if edits is None or not edits.document_changes:
        return types.WorkspaceEdit(changes={uri: [session.positions(document).edit(each) for each in changes]})
    found = [_edits(session, uri, document, changes)]
    annotations = None
    if edits.change_annotation_support is not None:
        for other, elsewhere in _elsewhere(session, document, kind, place.id, new):
            found.append(
                _edits(session, session.uri_of(other), session.journeys.document(other), elsewhere, asked=True)
            )
        label = f"The {kind} `{place.id}` of other journeys"
        annotations = {_ELSEWHERE: types.ChangeAnnotation(label, needs_confirmation=True)}
    return types.WorkspaceEdit(document_changes=found, change_annotations=annotations if len(found) > 1 else None)


def _elsewhere(
    session: Session, document: Document, kind: str, old: str, new: str
) -> list[tuple[str, list[Replacement]]]:  # fmt: skip
    """The names of the other journeys that have the id, with the changes in each."""
    found = []
    try:
        names = session.journeys.paths()
    except UserError:
        return []
    for name in names:
        other = session.journeys.document(name)
        if other is not document and old.encode() in other.data:
            changes = changes_elsewhere(other, kind, old, new)
            found += [(name, changes)] if changes else []
    return found


def _edits(
    session: Session, uri: str, document: Document, changes: list[Replacement], *, asked: bool = False
) -> types.TextDocumentEdit:  # fmt: skip
    edits = [session.positions(document).edit(each) for each in changes]
    return types.TextDocumentEdit(
        types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=document.version),
        [types.AnnotatedTextEdit(_ELSEWHERE, each.range, each.new_text) for each in edits] if asked else edits,
    )
