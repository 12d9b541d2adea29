"""The answers to what an editor asks, one function for each request of the protocol."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lsprotocol import types

from journeymap.errors import UserError
from journeymap.lsp.completion import TRIGGERS, completions
from journeymap.lsp.hover import hover
from journeymap.lsp.navigation import id_at, places_of
from journeymap.lsp.outline import foldings, outline, symbols_named
from journeymap.lsp.positions import Positions
from journeymap.lsp.quick_fixes import QuickFix, all_fixed, formatted, quick_fixes
from journeymap.lsp.renaming import renamable, renamed
from journeymap.source.text import Replacement

if TYPE_CHECKING:
    from journeymap.lsp.server import JourneyLanguageServer

FIX_ALL = "source.fixAll.journeymap"
_MOST_SYMBOLS = 500


def answer_requests(made: JourneyLanguageServer) -> None:
    """Has a server answer requests."""
    _answer_about_places(made)
    _answer_about_ids(made)
    _answer_with_changes(made)


def _answer_about_places(made: JourneyLanguageServer) -> None:
    session = made.session

    @made.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=list(TRIGGERS)))
    def complete(params: types.CompletionParams) -> list[types.CompletionItem]:
        return completions(*session.place(params.text_document.uri, params.position))

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        return hover(*session.place(params.text_document.uri, params.position))

    @made.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        document = session.document(params.text_document.uri)
        return outline(document, session.positions(document))

    @made.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        document = session.document(params.text_document.uri)
        return foldings(document, session.positions(document))


def _answer_about_ids(made: JourneyLanguageServer) -> None:
    session = made.session

    def places(uri: str, position: types.Position) -> list[tuple[types.Range, bool]]:
        document, positions, at = session.place(uri, position)
        place = id_at(document, at)
        found = places_of(document, place.model, place.id) if place is not None else ()
        return [(positions.of(span), declares) for span, declares in found]

    @made.feature(types.TEXT_DOCUMENT_DEFINITION)
    def defined(params: types.DefinitionParams) -> list[types.Location]:
        uri = params.text_document.uri
        return [types.Location(uri, where) for where, declares in places(uri, params.position) if declares]

    @made.feature(types.TEXT_DOCUMENT_REFERENCES)
    def referred(params: types.ReferenceParams) -> list[types.Location]:
        uri, all_of_them = params.text_document.uri, params.context.include_declaration
        found = places(uri, params.position)
        return [types.Location(uri, where) for where, declares in found if all_of_them or not declares]

    @made.feature(types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlighted(params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        kinds = {True: types.DocumentHighlightKind.Write, False: types.DocumentHighlightKind.Read}
        found = places(params.text_document.uri, params.position)
        return [types.DocumentHighlight(where, kinds[declares]) for where, declares in found]

    @made.feature(types.WORKSPACE_SYMBOL)
    def found_by_name(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        try:
            names = session.journeys.paths()
        except UserError:
            return []
        found: list[types.WorkspaceSymbol] = []
        for name in names:
            document = session.journeys.document(name)
            found += symbols_named(document, session.positions(document), session.uri_of(name), params.query)
        return found[:_MOST_SYMBOLS]


def _answer_with_changes(made: JourneyLanguageServer) -> None:
    session = made.session

    @made.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def may_rename(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        return renamable(session, params.text_document.uri, params.position)

    @made.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        able = made.client_capabilities
        return renamed(session, params.text_document.uri, params.position, params.new_name, able)

    @made.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        document = session.document(params.text_document.uri)
        positions = session.positions(document)
        return [positions.edit(change) for change in formatted(document)]

    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]

    @made.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri, wanted = params.text_document.uri, params.context.only
        document = session.document(uri)
        if not session.is_journey(document):
            return []
        positions = session.positions(document)
        found: list[types.CodeAction] = []
        if wanted is None or any(_is_within(types.CodeActionKind.QuickFix, each) for each in wanted):
            span = positions.offset(params.range.start), positions.offset(params.range.end)
            made_good = await made.checked(lambda: list(quick_fixes(document, *span)))
            found += [_action(uri, each, positions, params.context.diagnostics) for each in made_good]
        if wanted is not None and any(_is_within(FIX_ALL, each) for each in wanted):
            changes = await made.checked(lambda: all_fixed(document))
            if changes:
                edit = _edit(uri, changes, positions)
                found.append(types.CodeAction("Mend what has one right answer", FIX_ALL, edit=edit))
        return found


def _is_within(kind: str, wanted: str) -> bool:
    """Whether a kind of code actions is one that is wanted, or a kind of it."""
    return kind == wanted or kind.startswith(f"{wanted}.")


def _action(
    uri: str, fix: QuickFix, positions: Positions, diagnostics: Sequence[types.Diagnostic]
) -> types.CodeAction:  # fmt: skip
    where = positions.of(fix.span)
    return types.CodeAction(
        title=fix.title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[each for each in diagnostics if each.code == fix.code and each.range == where] or None,
        edit=_edit(uri, fix.changes, positions),
        is_preferred=fix.preferred or None,
    )


def _edit(uri: str, changes: list[Replacement], positions: Positions) -> types.WorkspaceEdit:
    return types.WorkspaceEdit(changes={uri: [positions.edit(change) for change in changes]})
