"""Answers the browser: with pages, the stream of changes, and lines of files. It reads no file by its address."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from journeymap.errors import UserError
from journeymap.serve.editors import Editor, open_in
from journeymap.serve.guards import Guarded
from journeymap.serve.places import MARKS, LinePlace, place_at, place_of
from journeymap.serve.preview import KINDS, Preview
from journeymap.serve.shell import Shell
from journeymap.serve.stream import ChangeStream
from journeymap.serve.work import WorkQueue

T = TypeVar("T")

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([ -~]*?)"')
_HEAD = 2000
"""As many bytes of a page are searched for its policy."""
_WITHOUT = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
)
"""The policy of a page of a user's template that has none: as strict as the others, and without any script."""
_LINKED = tuple(f"/{kind}/" for kind in (*KINDS, "manual"))


class PreviewServer:
    """What the browser may ask for. Whatever reads, checks or draws is done by the `work`."""

    def __init__(self, preview: Preview, work: WorkQueue, stream: ChangeStream, editor: Editor | None) -> None:
        self._preview = preview
        self._work = work
        self._stream = stream
        self._editor = editor
        self._shell = Shell(preview, editor.name if editor else "", work.report)

    def application(self, hosts: frozenset[str]) -> Guarded:
        """The application, for requests to one of these hosts."""
        routes = [
            Route("/", self.index),
            Route("/stream", self.stream),
            Route("/index.{form:str}", self.index_file),
            Route("/line/{name:path}", self.line),
            Route("/open/{name:path}", self.open, methods=["POST"]),
            Route("/manual/{code}", self.manual),
            Route("/pages/{kind}/{name:path}", self.page),
            Route("/{kind}/{name:path}", self.around),
        ]
        application = Starlette(routes=routes, exception_handlers={Exception: _failed})
        application.router.redirect_slashes = False
        return Guarded(application, hosts, _LINKED)

    async def index(self, request: Request) -> Response:
        return _page(await self._done(self._shell.around_index), framed=False)

    async def index_file(self, request: Request) -> Response:
        files, _ = await self._done(self._preview.index)
        form = request.path_params["form"]
        data = files.get(f"index.{form}")
        if data is None:
            return _missing()
        types = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
        return _page(data) if form == "html" else Response(data, media_type=types[form])

    async def around(self, request: Request) -> Response:
        kind, name = _named(request)
        if kind not in KINDS:
            return _missing()
        page = await self._done(lambda: self._shell.around(kind, name))
        if page is None:
            return _page(await self._done(lambda: self._shell.without(name)), framed=False, status=404)
        return _page(page, framed=False)

    async def page(self, request: Request) -> Response:
        kind, name = _named(request)

        def made() -> bytes | None:
            journey = self._preview.journey(name) if kind in KINDS else None
            drawn = self._shell.page(kind, journey)[0] if journey else None
            return drawn.data if drawn else None

        page = await self._done(made)
        return _missing() if page is None else _page(page)

    async def manual(self, request: Request) -> Response:
        page = await self._done(lambda: self._shell.manual(request.path_params["code"]))
        return _missing() if page is None else _page(page, framed=False)

    async def stream(self, request: Request) -> Response:
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        return StreamingResponse(self._stream.events(), media_type="text/event-stream")

    async def line(self, request: Request) -> Response:
        found = await self._done(lambda: self._place(request.path_params["name"], request.query_params))
        if found is None:
            return _missing()
        where, place = found
        return JSONResponse({"where": f"{where}:{place.line}", "text": place.text})

    async def open(self, request: Request) -> Response:
        name = request.path_params["name"]
        found = await self._done(lambda: self._place(name, request.query_params))
        journey = self._preview.journeys.get(name)
        if found is None or journey is None or self._editor is None:
            return _missing()
        _, place = found
        try:
            address = open_in(self._editor, journey.file, place.line, place.column)
        except UserError as error:
            return JSONResponse({"problem": error.message})
        return JSONResponse({"address": address})

    def _place(self, name: str, asked: Mapping[str, str]) -> tuple[str, LinePlace] | None:
        """What the file of a journey is called, and the place in it that is asked for: a line, or that of a thing."""
        journey = self._preview.journey(name)
        if journey is None or journey.document is None:
            return None
        source = journey.document.source
        if "line" in asked:
            number, column = _number(asked["line"]), _number(asked.get("column", "1"))
            place = place_at(source, number, column)
        else:
            read = journey.document.written
            place = place_of(read, source, {mark: asked[mark] for mark in MARKS if mark in asked}) if read else None
        return None if place is None else (journey.document.name, place)

    async def _done(self, work: Callable[[], T]) -> T:
        return await asyncio.wrap_future(self._work.ask(work))


def _named(request: Request) -> tuple[str, str]:
    return request.path_params["kind"], request.path_params["name"]


def _number(said: str) -> int:
    return int(said) if re.fullmatch("[0-9]{1,9}", said) else 0


def _page(data: bytes, *, framed: bool = True, status: int = 200) -> Response:
    """A page with the policy that it has on disk, which a header makes binding; it is framed by this server at most."""
    found = _POLICY.search(data, 0, _HEAD)
    policy = html.unescape(found[1].decode("ascii")) if found else _WITHOUT
    ancestors = "'self'" if framed else "'none'"
    headers = {"content-security-policy": f"{policy}; frame-ancestors {ancestors}"}
    return Response(data, status, headers, media_type="text/html")


async def _failed(request: Request, error: Exception) -> Response:
    return PlainTextResponse(f"journeymap itself failed: {type(error).__name__}; see where it was started\n", 500)


def _missing() -> Response:
    return PlainTextResponse("there is no such page; go back to /\n", 404)
