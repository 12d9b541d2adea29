"""An editor for tests: a real client that starts the language server as a user's editor does, and waits for it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

CURSOR = "‸"
"""Where the cursor is in a text of a test."""


class Editor:
    """One open text after another, in one language server."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.told: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self.versions: dict[str, int] = {}
        self.texts: dict[str, str] = {}

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.told.setdefault(params.uri, []).append(params)

        @client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def registered(params: types.RegistrationParams) -> None:
            return None

    def uri(self, name: str = "visit.journey.yaml") -> str:
        """The URI of a file in the folder."""
        return name if ":" in name else (self.folder / name).as_uri()

    def open(self, text: str, name: str = "visit.journey.yaml") -> str:
        """Opens a text, which needs no file, and returns its URI."""
        uri = self.uri(name)
        self.versions[uri], self.texts[uri] = 1, text
        item = types.TextDocumentItem(uri, "yaml", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def type(self, text: str, uri: str) -> None:
        """Replaces the whole text."""
        self.versions[uri] += 1
        self.texts[uri] = text
        document = types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def show(self, text: str, name: str = "visit.journey.yaml") -> tuple[str, types.Position]:
        """Opens a text with the cursor in it, or types it where it is open; returns its URI and the place."""
        before, _, after = text.partition(CURSOR)
        uri = self.uri(name)
        if uri in self.texts:
            self.type(before + after, uri)
        else:
            self.open(before + after, name)
        return uri, position_at(before)

    async def problems(self, uri: str, *, version: int | None = None) -> list[types.Diagnostic]:
        """What is wrong with the newest version of a text, or with another one."""
        wanted = self.versions[uri] if version is None else version
        for _ in range(600):
            for params in reversed(self.told.get(uri, [])):
                if params.version == wanted:
                    return list(params.diagnostics)
            await asyncio.sleep(0.05)
        raise AssertionError(f"nothing was told of version {wanted}")

    async def complete(self, text: str, name: str = "visit.journey.yaml") -> list[types.CompletionItem]:
        """What may stand at the cursor."""
        uri, position = self.show(text, name)
        identifier = types.TextDocumentIdentifier(uri)
        found = await self.client.text_document_completion_async(types.CompletionParams(identifier, position))
        assert isinstance(found, list)
        return list(found)

    async def hover(self, text: str, name: str = "visit.journey.yaml") -> str:
        """What is shown of what stands at the cursor."""
        uri, position = self.show(text, name)
        params = types.HoverParams(types.TextDocumentIdentifier(uri), position)
        found = await self.client.text_document_hover_async(params)
        return found.contents.value if found and isinstance(found.contents, types.MarkupContent) else ""


def position_at(before: str) -> types.Position:
    """The position behind a text, in UTF-16."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return types.Position(len(lines) - 1, len(lines[-1].encode("utf-16-le")) // 2)


def applied(text: str, edits: Sequence[Any]) -> str:
    """A text with the edits of the protocol made, in UTF-16."""
    starts = [0]
    for at, character in enumerate(text):
        if character == "\n" or (character == "\r" and text[at + 1 : at + 2] != "\n"):
            starts.append(at + 1)

    def offset(position: types.Position) -> int:
        at = starts[position.line]
        units = position.character
        while units > 0:
            units -= 2 if text[at] > "\uffff" else 1
            at += 1
        return at

    changes = sorted(((offset(e.range.start), offset(e.range.end), e.new_text) for e in edits), reverse=True)
    for start, end, new in changes:
        text = text[:start] + new + text[end:]
    return text


@asynccontextmanager
async def editing(
    folder: Path, *, folders: Sequence[Path] | None = None, capabilities: types.ClientCapabilities | None = None
) -> AsyncIterator[Editor]:
    """An editor that has started the language server for a folder, and ends it."""
    client = LanguageClient("tests", "1")
    editor = Editor(client, folder)
    await client.start_io(sys.executable, "-m", "journeymap", "lsp", "--stdio", "--today", "2026-11-21", cwd=folder)
    opened = [types.WorkspaceFolder(each.as_uri(), each.name) for each in (folders or [folder])]
    await client.initialize_async(
        types.InitializeParams(capabilities=capabilities or types.ClientCapabilities(), workspace_folders=opened)
    )
    client.initialized(types.InitializedParams())
    try:
        yield editor
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()
