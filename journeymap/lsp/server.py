"""The server: takes texts from an editor, answers what it asks, and tells what is wrong as they are typed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from journeymap import __version__
from journeymap.lsp.answers import answer_requests
from journeymap.lsp.renaming import REFUSED
from journeymap.lsp.reporting import diagnostics_of
from journeymap.lsp.session import Session
from journeymap.workspace import Document, Workspace

T = TypeVar("T")
_PAUSE = 0.15
"""Seconds without a keystroke after which a text is checked."""
_WATCHED = ("**/*.{yaml,yml,toml}", "**/*.{measures,simulation}.json", "**/*.{png,jpg,jpeg,webp,gif,svg}")


class JourneyLanguageServer(LanguageServer):
    """A language server for journeys. Checks run one after the other in a thread of their own.

    Editors send whole texts: pygls cuts a text into lines also where the protocol has no end of a line.
    """

    def __init__(self, journeys: Workspace) -> None:
        super().__init__("journeymap", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.session = Session(journeys)
        self._checking = ThreadPoolExecutor(1, "check")
        self._awaited: dict[str, asyncio.Task[None]] = {}
        self._told: dict[str, Document] = {}

    async def checked(self, work: Callable[[], T]) -> T:
        """Returns what some work comes to that checks a document."""
        return await asyncio.get_running_loop().run_in_executor(self._checking, work)

    def check_soon(self, uri: str, pause: float = _PAUSE) -> None:
        """Tells what is wrong with a text after a pause, unless a newer one comes before."""
        self.forget(uri)
        self._awaited[uri] = asyncio.get_running_loop().create_task(self._check(uri, pause))

    def check_all(self) -> None:
        """Tells what is wrong with every open text for which something has changed."""
        for uri in self.session.open:
            self.check_soon(uri)

    def forget(self, uri: str) -> None:
        """Gives up a check of a text that has not begun, or whose result is not known yet."""
        awaited = self._awaited.pop(uri, None)
        if awaited is not None:
            awaited.cancel()

    def tell_nothing(self, uri: str) -> None:
        """Takes back what was told of a text."""
        self.forget(uri)
        if self._told.pop(uri, None) is not None:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        document = self.session.document(uri)
        if self._told.get(uri) is document:
            return
        if not self.session.is_journey(document):
            self.tell_nothing(uri)
            return
        positions = self.session.positions(document)
        found = await self.checked(lambda: diagnostics_of(document, positions, self.session.uri_of))
        self._told[uri] = document
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, document.version))


def server(journeys: Workspace) -> JourneyLanguageServer:
    """Returns a language server for the journeys of a workspace; the editor says in which folders they are."""
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_fault)
    made = JourneyLanguageServer(journeys)
    _follow_texts(made)
    _follow_folders(made)
    answer_requests(made)
    return made


def _is_fault(record: logging.LogRecord) -> bool:
    """Whether a record is of a fault, and not of what was refused with a reason, which the editor tells its user."""
    error = record.exc_info[1] if record.exc_info else None
    return not (isinstance(error, JsonRpcException) and error.code == REFUSED)


def _follow_texts(made: JourneyLanguageServer) -> None:
    session = made.session

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        session.take(document.uri, document.text, document.version)
        made.check_soon(document.uri, 0)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        session.take(uri, made.workspace.get_text_document(uri).source, params.text_document.version)
        made.check_soon(uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        made.check_all()

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        made.tell_nothing(params.text_document.uri)
        session.drop(params.text_document.uri)


def _follow_folders(made: JourneyLanguageServer) -> None:
    session = made.session

    @made.feature(types.INITIALIZED)
    def initialized(params: types.InitializedParams) -> None:
        session.encoding = str(getattr(made.workspace.position_encoding, "value", made.workspace.position_encoding))
        work_in_its_folders()
        able = made.client_capabilities.workspace
        if able and able.did_change_watched_files and able.did_change_watched_files.dynamic_registration:
            watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            watching = types.Registration("watch", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            made.client_register_capability(types.RegistrationParams([watching]))

    def work_in_its_folders() -> None:
        folders = list(made.workspace.folders) or ([made.workspace.root_uri] if made.workspace.root_uri else [])
        session.work_in(folders)

    @made.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders_changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
        work_in_its_folders()

    @made.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        made.check_all()
