"""`journeymap mcp`: an assistant's exchange, replayed by the client of the protocol, and what is refused."""

from __future__ import annotations

import base64
import datetime as dt
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from commandline import GOOD, Run
from loops import run_in_own_loop
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError
from pydantic import TypeAdapter

from journeymap.editing.edited import edited
from journeymap.editing.operations import Operation
from journeymap.settings import Settings

RECORDED = Path(__file__).parents[1] / "golden/assistants"
SHOP = GOOD
COMMAND = [sys.executable, "-m", "journeymap", "mcp", "--today", "2026-11-28"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    served = tmp_path / "served"
    served.mkdir()
    (served / "shop.journey.yaml").write_text(SHOP, "utf-8")
    (served / "notes.txt").write_text("mine", "utf-8")
    (tmp_path / "secret.journey.yaml").write_text(SHOP, "utf-8")
    return served


def with_client(folder: Path, work: Callable[[Client], Any]) -> None:
    async def run() -> None:
        parameters = StdioServerParameters(command=COMMAND[0], args=[*COMMAND[1:], str(folder)])
        async with Client(parameters, read_timeout_seconds=120) as client:
            await work(client)

    run_in_own_loop(run, 300)


def is_within(wanted: Any, found: Any) -> bool:
    """Whether all that is wanted stands in what was found; of the items of lists, the first ones."""
    if isinstance(wanted, dict):
        return isinstance(found, dict) and all(is_within(value, found.get(key)) for key, value in wanted.items())
    if isinstance(wanted, list):
        return all(is_within(*pair) for pair in zip(wanted, found, strict=False)) and len(wanted) <= len(found)
    return bool(wanted == found)


def test_an_exchange_is_answered_as_it_was_recorded(folder: Path) -> None:
    given = {"$draft": (RECORDED / "draft.journey.yaml").read_text("utf-8"), "$digest": ""}
    calls = yaml.safe_load((RECORDED / "session.yaml").read_text("utf-8"))

    async def replay(client: Client) -> None:
        known = {tool.name: tool for tool in (await client.list_tools()).tools}
        for number, call in enumerate(calls, 1):
            where = f"call {number}, {call['tool']}"
            asked = {key: given.get(str(value), value) for key, value in call.get("arguments", {}).items()}
            before = {path: path.read_bytes() for path in folder.iterdir()}
            answer = await client.call_tool(call["tool"], asked)
            text = "\n".join(each.text for each in answer.content if each.type == "text")
            assert answer.is_error == ("refused" in call), f"{where}: {text}"
            assert call.get("refused", "") in text, f"{where}: {text}"
            assert "pydantic" not in text, f"{where}: {text}"
            assert "Traceback" not in text
            if "refused" in call or known[call["tool"]].annotations.read_only_hint or asked.get("dry_run"):
                assert {path: path.read_bytes() for path in folder.iterdir()} == before, where
            assert all(each in text.replace("\\n", "\n") for each in call.get("has", ())), f"{where}: {text}"
            assert "answer" not in call or is_within(call["answer"], answer.structured_content), f"{where}: {text}"
            if "picture" in call:
                (picture,) = (each for each in answer.content if each.type == "image")
                assert picture.mime_type == "image/png"
                assert int.from_bytes(base64.b64decode(picture.data)[16:20], "big") == call["picture"]
            given["$digest"] = (answer.structured_content or {}).get("digest") or given["$digest"]

    with_client(folder, replay)
    assert (folder / "library.journey.yaml").read_text("utf-8") == (RECORDED / "edited.journey.yaml").read_text("utf-8")
    assert (folder / "shop.journey.yaml").read_text("utf-8") == SHOP


def test_the_snippets_of_the_document_name_the_command() -> None:
    text = (Path(__file__).parents[2] / "docs/assistants.md").read_text("utf-8")
    snippets = [json.loads(each) for each in re.findall(r"^```json\n(.*?)^```$", text, re.M | re.S)]
    servers = [each[key]["journeymap"] for each in snippets for key in ("mcpServers", "servers") if key in each]
    assert [(each["command"], each["args"][0]) for each in servers] == [("journeymap", "mcp")] * 2
    (asked,) = (each for each in snippets if "edits" in each)
    given = (RECORDED / "draft.journey.yaml").read_bytes()
    operations = TypeAdapter(list[Operation]).validate_python(asked["edits"])
    after = edited(given, "x", operations, Settings(today=dt.date(2026, 11, 28)), folder=None).data
    assert b"id: waits" in after and b"text: Nowhere to sit" in after


def test_tools_say_what_they_do_to_files(folder: Path) -> None:
    async def look(client: Client) -> None:
        tools = (await client.list_tools()).tools
        hints = {tool.name: (tool.annotations.read_only_hint, tool.annotations.destructive_hint) for tool in tools}
        assert {name for name, (reads, _) in hints.items() if not reads} == {"create_journey", "edit_journey"}
        assert hints["create_journey"][1] is False
        assert hints["edit_journey"][1] is True
        assert all(tool.input_schema["additionalProperties"] is False for tool in tools)
        assert all(20 < len(tool.description) < 800 for tool in tools)
        assert {tool.name for tool in tools if tool.output_schema} == {
            "list_journeys", "validate", "create_journey", "edit_journey",
        }  # fmt: skip
        assert "evidence: assumed" in (client.instructions or "")

    with_client(folder, look)


def test_manuals_and_examples_are_resources(folder: Path) -> None:
    async def look(client: Client) -> None:
        assert [str(each.uri) for each in (await client.list_resources()).resources] == ["journeymap://guide"]
        templates = (await client.list_resource_templates()).resource_templates
        assert len(templates) == 3
        for uri, first in (
            ("journeymap://guide", "# How to write a journey"),
            ("journeymap://rules/JM305", "# JM305"),
            ("journeymap://keys/touchpoint", "# Touchpoint"),
            ("journeymap://examples/airline", "# yaml-language-server"),
        ):
            (content,) = (await client.read_resource(uri)).contents
            assert content.text.startswith(first)
        with pytest.raises(MCPError, match="the manual has nothing on `JX99`"):
            await client.read_resource("journeymap://rules/JX99")

    with_client(folder, look)


def test_standard_output_is_the_protocols_alone(folder: Path) -> None:
    """Whatever comes in, each line that goes out is a message; the end of the input is the end of the run."""
    hello = {
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
    }  # fmt: skip
    call = {"name": "render", "arguments": {"path": "shop.journey.yaml", "width": 400}}
    lines = [
        "no json", json.dumps(hello), json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        json.dumps({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call}),
        json.dumps({"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "validate", "arguments": 3}}),
    ]  # fmt: skip
    with subprocess.Popen(
        [*COMMAND, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        process.stdin.write("".join(line + "\n" for line in lines).encode())
        process.stdin.flush()
        answers: dict[Any, Any] = {}
        while not {1, 2, 3} <= answers.keys():
            message = json.loads(process.stdout.readline())
            answers[message.get("id")] = message
        process.stdin.close()
        assert process.stdout.read() == b""
        assert b"Traceback" not in process.stderr.read()
        assert process.wait() == 0
    assert answers[2]["result"]["content"][0]["type"] == "image"
    assert "error" in answers[3]


def test_without_its_library_it_says_what_to_install(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "mcp" else real(name, *rest))
    done = cli("mcp")
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines() == [
        "journeymap: serving assistants needs mcp, which is not installed", "  hint: pip install 'journeymap[mcp]'",
    ]  # fmt: skip


def test_a_folder_that_is_none_is_refused(cli: Run, tmp_path: Path) -> None:
    done = cli("mcp", tmp_path / "nowhere")
    assert done.status == 2
    assert "there is no such folder" in done.err


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own")
def test_no_link_leads_to_a_listed_journey_outside(folder: Path) -> None:
    (folder / "away").symlink_to(folder.parent, target_is_directory=True)
    (folder / "linked.journey.yaml").symlink_to(folder.parent / "secret.journey.yaml")

    async def look(client: Client) -> None:
        listed = (await client.call_tool("list_journeys", {})).structured_content
        assert listed is not None
        assert [each["path"] for each in listed["journeys"]] == ["shop.journey.yaml"]
        for path in ("linked.journey.yaml", "away/secret.journey.yaml"):
            answer = await client.call_tool("describe", {"path": path})
            assert answer.is_error
            assert "a link leads out" in answer.content[0].text

    with_client(folder, look)
