"""The language server, driven by a real client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from editor import CURSOR, Editor, applied, editing
from loops import run_in_own_loop
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from journeymap.formatting import reformat


def in_editor(folder: Path, work: Callable[[Editor], Awaitable[None]], **options: object) -> None:
    """Does some work in an editor for a folder."""

    async def run() -> None:
        async with editing(folder, **options) as editor:  # type: ignore[arg-type]
            await work(editor)

    run_in_own_loop(run, 300)


def at(journey: str, text: str, new: str = "") -> str:
    """The journey with the cursor behind the first `text`, and `new` before the cursor; below a line on its own."""
    assert text in journey
    return journey.replace(text, f"{text}{new}{CURSOR}" + "\n" * text.endswith("\n"), 1)


def labels(items: list[types.CompletionItem]) -> list[str]:
    return [item.label for item in items]


def taken(text: str, items: list[types.CompletionItem], label: str) -> str:
    """The text with one of the completions taken."""
    (item,) = (each for each in items if each.label == label)
    return applied(text.replace(CURSOR, ""), [item.text_edit])


def test_problems_are_told_as_they_are_typed(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        wrong = journey.replace("owner: kitchen", "owner: 😀 kitchn", 1).replace("😀 ", "")
        uri = editor.open(wrong)
        (problem,) = (each for each in await editor.problems(uri) if each.code == "JM201")
        assert problem.message == "there is no owner `kitchn`\ndid you mean `kitchen`?"
        assert problem.severity == types.DiagnosticSeverity.Error and problem.source == "journeymap"
        line = wrong.split("\n")[problem.range.start.line]
        assert line[problem.range.start.character : problem.range.end.character] == "kitchn"
        editor.type(journey, uri)
        assert "JM201" not in [each.code for each in await editor.problems(uri)]
        editor.type(journey + '\ntitle: "', uri)
        assert any(each.code == "JM001" for each in await editor.problems(uri))

    in_editor(tmp_path, work)


def test_places_count_in_utf_16(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        uri = editor.open(journey.replace("channels: [app, phone]", 'doing: ["😀😀 ראו [[nowhere]]"]'))
        (problem,) = (each for each in await editor.problems(uri) if each.code == "JM230")
        line = editor.texts[uri].split("\n")[problem.range.start.line].encode("utf-16-le")
        found = line[problem.range.start.character * 2 : problem.range.end.character * 2].decode("utf-16-le")
        assert "nowhere" in found

    in_editor(tmp_path, work)


def test_only_the_newest_text_is_told_of(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        uri = editor.open(journey)
        for count in range(20):
            editor.type(journey + f"x{count}: 1\n", uri)
        problems = await editor.problems(uri)
        assert any("x19" in each.message for each in problems)
        assert len(editor.told[uri]) < 10

    in_editor(tmp_path, work)


def test_keys_are_completed_by_their_place(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        text = at(journey, "        name: מחכה\n", "        du")
        items = await editor.complete(text)
        assert {"personas", "duration", "pains", "channels"} <= set(labels(items))
        assert not {"id", "name", "owner", "stages"} & set(labels(items))
        assert "        duration: \n" in taken(text, items, "duration")
        (item,) = (each for each in items if each.label == "pains")
        assert isinstance(item.documentation, types.MarkupContent) and item.documentation.value

    in_editor(tmp_path, work)


COMPLETED = {
    "an owner": ("  - id: a1\n", "    owner: ", {"desk", "kitchen"}),
    "a persona": ("{persona: ", "", {"dana"}),
    "a segment": ("segment: ", "", {"tourists"}),
    "a touchpoint, or the way out": ("{to: ", "", {"books", "waits", "exit"}),
    "touchpoints in brackets": ("touchpoints: [", "", {"books", "waits"}),
    "a pain": ("addresses: ", "", {"p1"}),
    "a channel, by id or name": ("        name: מחכה\n", "        channels: [", {"app", "phone"}),
    "a lane": ("language: he\n", "lanes: [", {"feeling", "pains"}),
    "a mention": ("להוסיף ", "[[", {"books", "waits", "a1"}),
    "a mention of an action": ("ראו ", "[[a", {"a1"}),
    "an option": ("language: he\n", "kind: ", {"as-is", "to-be"}),
    "a truth": ("        name: מחכה\n", "        optional: ", {"true", "false"}),
    "a rating": ("severity: ", "", {"1", "2", "3", "4", "5"}),
    "keys that are ids": ("language: he\n", "competitors: [{id: x, name: y, scores: {", {"books", "waits"}),
}


@pytest.mark.parametrize("case", COMPLETED)
def test_ids_and_words_are_completed(tmp_path: Path, journey: str, case: str) -> None:
    place, new, expected = COMPLETED[case]

    async def work(editor: Editor) -> None:
        editor.open(journey)
        assert expected <= set(labels(await editor.complete(at(journey, place, new))))

    in_editor(tmp_path, work)


def test_what_is_taken_makes_a_journey(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        editor.open(journey)
        for place, new, label, after in (
            ("    owner: k", "", "kitchen", "    owner: kitchen\n"),
            ("  - id: a1\n", "    ef", "effort", "    effort: \n"),
            ("להוסיף ", "[[w", "waits", "להוסיף [[waits]]"),
            ("touchpoints: [w", "", "waits", "touchpoints: [waits]"),
            ("{to: ex", "", "exit", "{to: exit, share"),
            ("{to: waits, ", "se", "segment", "{to: waits, segment: "),
        ):
            text = at(journey, place, new)
            assert after.split("\n")[0] in taken(text, await editor.complete(text), label)

    in_editor(tmp_path, work)


def test_ids_stay_known_in_a_text_that_cannot_be_read(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        editor.open(journey)
        broken = journey.replace("title: ביקור 😀", 'title: "ביקור') + f"owner: {CURSOR}"
        assert {"desk", "kitchen"} <= set(labels(await editor.complete(broken)))
        assert "Front desk" in await editor.hover(
            broken.replace(CURSOR, "").replace("owner: desk", f"owner: de{CURSOR}sk", 1)
        )

    in_editor(tmp_path, work)


def test_ids_before_a_slip_are_known_in_a_text_that_was_never_whole(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        assert {"desk", "kitchen"} <= set(labels(await editor.complete(at(journey, "stages:\n", "  - owner: ") + '"x')))

    in_editor(tmp_path, work)


def test_hover_tells_what_a_key_means_and_what_an_id_stands_for(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        key = await editor.hover(at(journey, "    addr"))
        assert "pains" in key and "**addresses**" in key
        touchpoint = await editor.hover(at(journey, "{to: wa"))
        assert "**מחכה** (touchpoint `waits`) in *מגיעה*" in touchpoint
        pain = await editor.hover(at(journey, "addresses: p"))
        assert "אין שולחן" in pain and "`severity`: 4" in pain
        assert "מחכה" in await editor.hover(at(journey, "ראו [[wai"))
        assert await editor.hover(at(journey, "name: מ")) == ""

    in_editor(tmp_path, work)


def test_hover_has_the_manual_of_a_rule_that_finds_something(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        wrong = journey.replace("owner: kitchen", "owner: kitchn")
        uri = editor.open(wrong)
        await editor.problems(uri)
        line = next(number for number, line in enumerate(wrong.split("\n")) if "kitchn" in line)
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, 13))
        found = await editor.client.text_document_hover_async(params)
        assert found is not None and isinstance(found.contents, types.MarkupContent)
        assert "**JM201** unknown-owner" in found.contents.value and "## Good" in found.contents.value

    in_editor(tmp_path, work)


def test_definition_and_references(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        uri, position = editor.show(at(journey, "{to: wai"))
        identifier = types.TextDocumentIdentifier(uri)
        defined = await editor.client.text_document_definition_async(types.DefinitionParams(identifier, position))
        assert isinstance(defined, list)
        assert [journey.split("\n")[each.range.start.line].strip() for each in defined] == ["- id: waits"]
        context = types.ReferenceContext(include_declaration=True)
        params = types.ReferenceParams(context, identifier, position)
        places = await editor.client.text_document_references_async(params) or []
        words = {journey.encode("utf-16-le").decode("utf-16-le").split("\n")[each.range.start.line] for each in places}
        assert len(places) == len(words) == 4  # its id, a mention, a way on, an action
        marked = await editor.client.text_document_document_highlight_async(
            types.DocumentHighlightParams(identifier, position)
        )
        assert marked is not None and len(marked) == 4

    in_editor(tmp_path, work)


def test_an_id_is_renamed_wherever_it_stands(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        uri, position = editor.show(at(journey, "{to: wai"))
        identifier = types.TextDocumentIdentifier(uri)
        found = await editor.client.text_document_prepare_rename_async(types.PrepareRenameParams(identifier, position))
        assert isinstance(found, types.PrepareRenamePlaceholder) and found.placeholder == "waits"
        edit = await editor.client.text_document_rename_async(types.RenameParams(identifier, position, "queues"))
        assert edit is not None and edit.changes is not None
        assert applied(journey, edit.changes[uri]) == journey.replace("waits", "queues")
        with pytest.raises(JsonRpcException, match="there is a touchpoint `books` already"):
            await editor.client.text_document_rename_async(types.RenameParams(identifier, position, "books"))
        with pytest.raises(JsonRpcException, match="cannot be an id"):
            await editor.client.text_document_rename_async(types.RenameParams(identifier, position, "ראשון"))

    in_editor(tmp_path, work)


def test_other_journeys_are_renamed_in_once_the_user_agrees(tmp_path: Path, journey: str) -> None:
    (tmp_path / "to-be.journey.yaml").write_text(journey, "utf-8")
    (tmp_path / "other.journey.yaml").write_text(journey.replace("waits", "sits"), "utf-8")
    able = types.ClientCapabilities(
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(
                document_changes=True, change_annotation_support=types.ChangeAnnotationsSupportOptions()
            )
        )
    )

    async def work(editor: Editor) -> None:
        uri, position = editor.show(at(journey, "{to: wai"))
        params = types.RenameParams(types.TextDocumentIdentifier(uri), position, "queues")
        edit = await editor.client.text_document_rename_async(params)
        assert edit is not None and edit.document_changes is not None
        changed = {each.text_document.uri: each for each in edit.document_changes}  # type: ignore[union-attr]
        assert changed.keys() == {uri, editor.uri("to-be.journey.yaml")}
        here, there = changed[uri].edits, changed[editor.uri("to-be.journey.yaml")].edits
        assert applied(journey, here) == applied(journey, there) == journey.replace("waits", "queues")
        (annotation,) = (edit.change_annotations or {}).values()
        assert annotation.needs_confirmation
        assert not any(isinstance(each, types.AnnotatedTextEdit) for each in here)
        assert all(isinstance(each, types.AnnotatedTextEdit) for each in there)

    in_editor(tmp_path, work, capabilities=able)


def test_the_outline_nests_as_the_journey_does(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        uri = editor.open(journey)
        params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))

        def paths(symbols: list[types.DocumentSymbol], above: str = "") -> list[str]:
            return [
                p for each in symbols for p in (above + each.name, *paths(list(each.children or ()), f"{each.name}/"))
            ]

        found = await editor.client.text_document_document_symbol_async(params)
        names = paths(found or [])  # type: ignore[arg-type]
        assert {"stages", "stages/מגיעה", "touchpoints/מזמינה", "owners/הדלפק", "actions/להוסיף שולחנות"} <= set(names)
        editor.type(journey + '\ntitle: "', uri)
        again = await editor.client.text_document_document_symbol_async(params)
        assert paths(again or []) == names  # type: ignore[arg-type]

    in_editor(tmp_path, work)


def test_lists_and_comments_fold(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        text = f"# one\n# two\n{journey}"
        uri = editor.open(text)
        params = types.FoldingRangeParams(types.TextDocumentIdentifier(uri))
        found = await editor.client.text_document_folding_range_async(params) or []
        lines = text.split("\n")
        folded = {(lines[each.start_line].strip(), lines[each.end_line].strip()) for each in found}
        assert ("# one", "# two") in folded
        assert ("stages:", "owner: desk") in folded
        assert ("- id: books", "- {to: exit, share: 40%}") in folded
        assert ("owners:", "- {id: kitchen, name: Kitchen}") in folded

    in_editor(tmp_path, work)


def test_formatting_is_that_of_fmt(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        options = types.FormattingOptions(tab_size=4, insert_spaces=True)
        for untidy in (journey, journey.replace("language: he\n", "").replace("owners:", "language: 'he'\nowners:")):
            uri, _ = editor.show(untidy)
            params = types.DocumentFormattingParams(types.TextDocumentIdentifier(uri), options)
            edits = await editor.client.text_document_formatting_async(params) or []
            assert applied(untidy, edits) == reformat(untidy.encode(), "x").text
        uri, _ = editor.show('title: "')
        params = types.DocumentFormattingParams(types.TextDocumentIdentifier(uri), options)
        assert not await editor.client.text_document_formatting_async(params)

    in_editor(tmp_path, work)


async def _actions(editor: Editor, uri: str, only: list[str] | None = None) -> dict[str, types.CodeAction]:
    problems = await editor.problems(uri)
    whole = types.Range(types.Position(0, 0), types.Position(10_000, 0))
    context = types.CodeActionContext(problems, only=[types.CodeActionKind(each) for each in only] if only else None)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), whole, context)
    found = await editor.client.text_document_code_action_async(params) or []
    return {each.title: each for each in found if isinstance(each, types.CodeAction)}


MENDED = {
    "a slip of the hand": ("owner: kitchen", "owner: kitchne", "Write `kitchen`", "JM201"),
    "a similar id": ("{persona: dana", "{persona: dona", "Write `dana`", "JM202"),
    "a similar key": ("    owner: desk\n    touch", "    ownar: desk\n    touch", "Write `owner`", "JM101"),
    "a similar word": ("language: he\n", "language: he\nkind: to-bee\n", "Write `to-be`", "JM105"),
}


@pytest.mark.parametrize("case", MENDED)
def test_problems_have_quick_fixes(tmp_path: Path, journey: str, case: str) -> None:
    right, wrong, title, code = MENDED[case]

    async def work(editor: Editor) -> None:
        text = journey.replace(right, wrong, 1)
        uri = editor.open(text)
        action = (await _actions(editor, uri))[title]
        assert [each.code for each in action.diagnostics or ()] == [code]
        assert action.edit is not None and action.edit.changes is not None
        mended = applied(text, action.edit.changes[uri])
        assert mended == (journey if case != "a similar word" else text.replace("to-bee", "to-be"))

    in_editor(tmp_path, work)


def test_a_rule_can_be_ignored_where_it_finds_something(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        uri = editor.open(journey)
        assert "JM307" in {each.code for each in await editor.problems(uri)}
        action = (await _actions(editor, uri))["Ignore JM307 here"]
        assert action.edit is not None and action.edit.changes is not None
        editor.type(applied(journey, action.edit.changes[uri]), uri)
        assert "JM307" not in {each.code for each in await editor.problems(uri)}

    in_editor(tmp_path, work)


def test_all_is_mended_at_once(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        text = journey.replace("owner: kitchen", "owner: kitchne").replace("persona: dana", "persona: danaa")
        uri = editor.open(text)
        (action,) = (await _actions(editor, uri, only=["source.fixAll"])).values()
        assert action.edit is not None and action.edit.changes is not None
        assert applied(text, action.edit.changes[uri]) == journey

    in_editor(tmp_path, work)


def test_a_text_in_no_file_is_a_journey_by_its_first_key(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        uri = editor.open(journey.replace("owner: kitchen", "owner: nobody"), "untitled:Untitled-1")
        assert any(each.code == "JM201" for each in await editor.problems(uri))
        other = editor.open("- hosts: all\n", "untitled:Untitled-2")
        yaml = editor.open("- hosts: all\n", "playbook.yaml")
        editor.type(journey, uri)
        await editor.problems(uri)
        assert other not in editor.told and yaml not in editor.told
        assert "id" in labels(await editor.complete(CURSOR, "untitled:Untitled-2"))

    in_editor(tmp_path, work)


def test_a_folder_that_is_not_there_is_no_matter(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        uri = editor.open(journey, "nowhere/at/all.journey.yaml")
        assert await editor.problems(uri)
        found = await editor.client.workspace_symbol_async(types.WorkspaceSymbolParams("waits"))
        assert "מחכה (waits)" in [each.name for each in found or ()]

    in_editor(tmp_path, work, folders=[tmp_path / "gone"])


def test_settings_and_files_beside_are_seen(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        uri = editor.open(journey)
        assert "JM307" in [each.code for each in await editor.problems(uri)]
        (tmp_path / "journeymap.toml").write_text('ignore = ["JM307"]', "utf-8")
        count = len(editor.told[uri])
        params = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri))
        editor.client.text_document_did_save(params)
        for _ in range(200):
            if len(editor.told[uri]) > count:
                break
            await asyncio.sleep(0.05)
        assert "JM307" not in [each.code for each in await editor.problems(uri)]
        (tmp_path / "journeymap.toml").write_text("themes = 3", "utf-8")
        editor.type(journey + "\n", uri)
        (problem,) = (each for each in await editor.problems(uri) if each.code is None)
        assert "journeymap.toml" in problem.message and problem.range.start.line == 0

    in_editor(tmp_path, work)


def test_problems_are_taken_back_when_a_text_is_closed(tmp_path: Path, journey: str) -> None:
    async def work(editor: Editor) -> None:
        uri = editor.open(journey)
        assert await editor.problems(uri)
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        for _ in range(200):
            if not editor.told[uri][-1].diagnostics:
                break
            await asyncio.sleep(0.05)
        assert not editor.told[uri][-1].diagnostics

    in_editor(tmp_path, work)


def test_without_its_library_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ImportError('no', name='pygls')", "utf-8")
    code = "import sys; sys.path.insert(0, sys.argv.pop()); from journeymap.__main__ import main; main()"
    command = [sys.executable, "-c", code, "lsp", str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("journeymap: the language server needs pygls")
    assert ended.stderr.endswith("hint: `pip install 'journeymap[lsp]'`\n")


def test_problems_in_the_file_of_measures_are_told_on_the_first_line(tmp_path: Path, journey: str) -> None:
    (tmp_path / "visit.measures.json").write_text("{", "utf-8")
    sources = (
        "sources:\n  - {id: survey, location: answers.csv, questions: [{column: q, touchpoint: books, metric: nps}]}\n"
    )

    async def work(editor: Editor) -> None:
        uri = editor.open(journey + sources)
        (problem,) = (each for each in await editor.problems(uri) if each.code == "JM513")
        assert problem.range.start == types.Position(0, 0) and "visit.measures.json:1: " in problem.message
        (related,) = problem.related_information or ()
        assert related.location.uri == editor.uri("visit.measures.json")

    in_editor(tmp_path, work)


def test_nothing_but_the_protocol_goes_to_standard_output(tmp_path: Path) -> None:
    """Whatever else is printed, by anything that is imported, goes to standard error."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, threading, time\n"
        "def say(before=os.fstat(1).st_ino):\n"
        "    until = time.monotonic() + 60\n"
        "    while os.fstat(1).st_ino == before and time.monotonic() < until:\n"
        "        time.sleep(0.05)\n"
        "    print('printed', flush=True)\n"
        "    os.write(1, b'written\\n')\n"
        "threading.Thread(target=say).start()\n",
        "utf-8",
    )
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "journeymap", "lsp"]
    with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-1, env=environment, cwd=tmp_path) as process:
        assert process.stdin and process.stderr and process.stdout
        said = iter(process.stderr.readline, b"")
        seen = [next(said), next(said)]
        process.stdin.close()
        assert process.stdout.read() == b""
    assert sorted(seen) == [b"printed\n", b"written\n"]


def test_what_is_refused_leaves_no_traceback_in_the_editors_log(tmp_path: Path, journey: str) -> None:
    uri = (tmp_path / "visit.journey.yaml").as_uri()
    place = {"textDocument": {"uri": uri}, "position": {"line": 5, "character": 9}}
    messages = [
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
        {"method": "initialized", "params": {}},
        {
            "method": "textDocument/didOpen",
            "params": {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": journey}},
        },
        {"id": 2, "method": "textDocument/rename", "params": {**place, "newName": "Not an id"}},
        {"id": 3, "method": "shutdown"},
        {"method": "exit"},
    ]
    texts = [json.dumps({"jsonrpc": "2.0", **each}).encode() for each in messages]
    said = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(text), text) for text in texts)
    command = [sys.executable, "-m", "journeymap", "lsp"]
    ended = subprocess.run(command, input=said, capture_output=True, check=False, cwd=tmp_path)
    assert b"cannot be an id" in ended.stdout
    assert ended.stderr == b""
