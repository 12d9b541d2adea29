"""The tools as a server of the Model Context Protocol, on standard input and output. Nothing else imports `mcp`."""

from __future__ import annotations

import dataclasses
import functools
import threading
from collections.abc import Callable
from typing import Annotated, Any, Literal, get_args, get_type_hints

from mcp.server import MCPServer
from mcp.server.mcpserver import Context, Image
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp_types import CallToolResult, InputRequiredResult, Tool, ToolAnnotations
from pydantic import BeforeValidator, Discriminator, ValidationError

from journeymap import __version__
from journeymap.assistants.server.answers import MOST_FINDINGS, ChangedFile, cut
from journeymap.assistants.server.pictures import NotDrawn, PictureRequest
from journeymap.assistants.server.tools import JourneyTools
from journeymap.diagnostics import Diagnostic
from journeymap.editing.edited import EditRefused
from journeymap.editing.operations import Operation
from journeymap.errors import UserError
from journeymap.report.text import plain
from journeymap.spelling import did_you_mean

_INSTRUCTIONS = """\
Customer journeys in YAML, checked and drawn by journeymap. Read `guide` before you write one. Begin with \
`list_journeys`, and `describe` what you are asked about. Draft with `validate` until there are no errors, then \
`create_journey`. Change files by `edit_journey`, with `dry_run` first where it is not plain what is wanted. Invent \
nothing: what nobody has observed is `evidence: assumed`, and a number, an owner, a date or a quote that you were not \
given is left out. `render` shows what people will see."""
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_CREATES = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_CHANGES = ToolAnnotations(read_only_hint=False, destructive_hint=True, idempotent_hint=False, open_world_hint=False)


class JourneyServer(MCPServer):
    """A server that refuses arguments that a tool does not have: a misspelt `dry_run` must not be passed over."""

    async def list_tools(self) -> list[Tool]:
        """List the tools, with schemas that allow no further arguments."""
        tools = await super().list_tools()
        return [
            tool.model_copy(update={"input_schema": {**tool.input_schema, "additionalProperties": False}})
            for tool in tools
        ]

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool. Raises ToolError, also for arguments that it does not have."""
        schema = next((tool.input_schema for tool in await super().list_tools() if tool.name == name), None)
        known = list(schema.get("properties", {})) if schema is not None else list(arguments)
        for each in arguments:
            if each not in known:
                hint = did_you_mean(each, known) or f"it has {', '.join(known) or 'none'}"
                raise ToolError(f"{name} has no argument `{each}`; {hint}")
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(_of_arguments(name, error.__cause__)) from None
            raise


def serve(tools: JourneyTools) -> None:
    """Serves the tools on standard input and output until the client ends."""
    server_of(tools).run("stdio")


def server_of(tools: JourneyTools) -> MCPServer:
    """Returns the server of the tools. They are called one after the other, whatever the client does."""
    server = JourneyServer(
        "journeymap", title="journeymap", version=__version__, instructions=_INSTRUCTIONS, log_level="ERROR"
    )
    lock = threading.Lock()

    def add(function: Callable[..., Any], annotations: ToolAnnotations, doc: str | None = None, **more: Any) -> None:
        described = " ".join((doc or function.__doc__ or "").split())
        server.add_tool(_telling(function, lock), description=described, annotations=annotations, **more)

    add(tools.list_journeys, _READS)
    add(tools.guide, _READS, structured_output=False)
    add(tools.examples, _READS, structured_output=False)
    add(tools.validate, _READS)
    add(tools.describe, _READS, structured_output=False)
    add(_rendering(tools), _READS, structured_output=False)
    add(tools.create_journey, _CREATES)
    add(_editing(tools), _CHANGES, tools.edit_journey.__doc__)
    _add_resources(server, tools, lock)
    return server


def _rendering(tools: JourneyTools) -> Callable[..., Any]:
    def render(
        path: str = "",
        text: str = "",
        view: Literal["overview", "standard", "full"] = "overview",
        theme: str = "",
        persona: str = "",
        segment: str = "",
        lanes: list[str] | None = None,
        width: int = 1600,
    ) -> list[Image | str]:
        """Draw a journey, the file at `path` or the YAML of `text`, as a PNG: its `overview`, the `standard` lanes of
        its map, or the `full` map; or `lanes` by name, as `doing`, `feeling`, `pains`. Of a `persona` or `segment`, by
        id, only what it comes to. `theme` is that of the folder's settings unless you name one: default, dark, print,
        contrast, editorial, wall. `width` is in pixels, 200 to 2400.
        """
        request = PictureRequest(view, theme, persona, segment, tuple(lanes or ()), width)
        png, said = tools.render(request, path, text)
        return [Image(data=png, format="png"), said]

    return render


def _editing(tools: JourneyTools) -> Callable[..., Any]:
    operation = Annotated[Operation, Discriminator("op")]
    checked = Annotated[operation, BeforeValidator(_without_unknown)]

    def edit_journey(
        path: str,
        edits: list[checked],
        expect: str = "",
        dry_run: bool = False,
    ) -> ChangedFile:
        return tools.edit_journey(path, edits, expect, dry_run)

    edit_journey.__annotations__ |= {"edits": list[checked], "return": ChangedFile}
    return edit_journey


def _without_unknown(value: Any) -> Any:
    """Returns what was given for an edit. Raises ValueError for a key that edits of its kind do not have."""
    for model in get_args(Operation):
        if isinstance(value, dict) and value.get("op") in get_args(get_type_hints(model)["op"]):
            names = [field.name for field in dataclasses.fields(model)]
            for key in value:
                if key not in names:
                    hint = did_you_mean(key, names) or f"it has {', '.join(names)}"
                    raise ValueError(f"`{value['op']}` has no `{key}`; {hint}")
    return value


def _add_resources(server: MCPServer, tools: JourneyTools, lock: threading.Lock) -> None:
    """What `guide` and `examples` tell, for clients that let people choose what an assistant is to know."""

    def add(uri: str, title: str, kind: str, function: Callable[..., str]) -> None:
        server.resource(uri, name=function.__name__, title=title, mime_type=kind)(
            _telling(function, lock, in_resource=True)
        )

    def guide() -> str:
        return tools.guide()

    def rule(code: str) -> str:
        return tools.guide(code)

    def part(name: str) -> str:
        return tools.guide(name)

    def example(name: str) -> str:
        return tools.examples(name)

    add("journeymap://guide", "How to write a journey", "text/markdown", guide)
    add("journeymap://rules/{code}", "The page of a rule, such as JM305", "text/markdown", rule)
    add("journeymap://keys/{name}", "The keys of a part, such as touchpoint", "text/markdown", part)
    add("journeymap://examples/{name}", "A journey to learn from", "application/yaml", example)


def _telling(function: Callable[..., Any], lock: threading.Lock, *, in_resource: bool = False) -> Callable[..., Any]:
    """The function, called alone, whose UserError the client is told in its words."""
    problem = ResourceNotFoundError if in_resource else ToolError

    @functools.wraps(function)
    def called(*args: Any, **kwargs: Any) -> Any:
        with lock:
            try:
                return function(*args, **kwargs)
            except (EditRefused, NotDrawn) as error:
                raise problem(_told(error, error.diagnostics)) from None
            except UserError as error:
                raise problem(_told(error)) from None

    return called


def _of_arguments(name: str, wrong: ValidationError) -> str:
    """What is wrong with the arguments of a tool, a line each, without what Pydantic says of itself."""
    lines = []
    for each in wrong.errors(include_url=False, include_input=False, include_context=False):
        place = ".".join(map(str, each["loc"]))
        lines.append(f"{name}: {place}: {each['msg'].removeprefix('Value error, ')}")
    return "\n".join(lines)


def _told(error: UserError, diagnostics: tuple[Diagnostic, ...] = ()) -> str:
    hint = f"\nhint: {error.hint}" if error.hint else ""
    lines = "".join(plain(each) for each in diagnostics[:MOST_FINDINGS])
    return cut(f"{error.message}{hint}\n{lines}").rstrip()
