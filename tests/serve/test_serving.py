"""`journeymap serve` as a user starts it: what it shows, tells and says, and how it ends."""

from __future__ import annotations

import json
import re
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from previews import LONGEST, Listening, RunningPreview, journey, soon

from journeymap.serve.work import WorkQueue

NAME = "shop.journey.yaml"
Run = Callable[..., RunningPreview]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / NAME
    path.write_text(journey())
    return path


def test_an_address_is_told_and_everything_else_said(shop: Path, run: Run) -> None:
    preview = run()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", preview.address)
    assert "A visit to the shop" in preview.page("map", NAME)
    assert preview.end() == (0, "showing 1 journey; Ctrl-C ends it\n")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_quietly_though_streams_are_open(shop: Path, run: Run, how: signal.Signals) -> None:
    preview = run("--quiet")
    streams = [Listening(preview) for _ in range(3)]
    preview.process.send_signal(how)
    assert preview.process.wait(timeout=LONGEST) == 0
    assert preview.end() == (0, "")
    for stream in streams:
        stream.close()


def test_a_port_that_is_taken_is_told_in_a_line_and_how_to_mend_it(shop: Path, run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        preview = run("--port", port)
        assert preview.address == ""
        status, said = preview.end()
    assert status == 2
    assert said == (
        f"journeymap: --port: another program has port {port}\n  hint: leave out --port, and a free one is chosen\n"
    )
    preview = run("--port", port)
    assert preview.address.endswith(f":{port}")


def test_two_previews_have_two_ports(shop: Path, run: Run) -> None:
    one, other = run(), run()
    assert one.address != other.address
    assert one.page("map", NAME) == other.page("map", NAME)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere: there is no such file or folder"),
        (["--editor", "vscod"], "--editor: there is no 'vscod'"),
        (["--theme", "nosuch"], "there is no theme 'nosuch'"),
        (["--port", "0"], "--port"),
    ],
)
def test_wrong_use_ends_with_2(shop: Path, run: Run, arguments: list[str], said: str) -> None:
    status, told = run(*arguments).end()
    assert status == 2 and said in told


def test_each_page_is_told_of_its_change_alone(shop: Path, run: Run) -> None:
    (shop.parent / "other.journey.yaml").write_text(journey("other", "Another"))
    preview = run()
    preview.page("map", NAME)
    preview.page("map", "other.journey.yaml")
    one, other = Listening(preview), Listening(preview)
    shop.write_text(journey(title="A longer visit"))
    assert one.changed() == other.changed() == {"", NAME}
    assert "A longer visit" in preview.page("map", NAME)
    assert "A longer visit" in preview.framed("map", NAME)
    one.close()
    other.close()


def test_what_is_wrong_stands_above_the_last_page(shop: Path, run: Run) -> None:
    preview = run()
    good = preview.framed("map", NAME)
    frame = re.findall(r'data-src="([^"]+)"', preview.page("map", NAME))
    shop.write_text(journey().replace("takeaway", "takeway"))
    page = soon(lambda: preview.page("map", NAME), lambda page: 'class="problem error"' in page)
    assert f"{NAME}:5:1" in page and "JM101" in page
    assert "takeway</mark>" in page and "did you mean `takeaway`?" in page
    assert 'href="/manual/JM101"' in page
    assert re.findall(r'data-src="([^"]+)"', page) == frame
    assert preview.framed("map", NAME) == good
    assert "JM101" in preview.framed("problems", NAME) and "JM414" in preview.framed("problems", NAME)
    shop.write_text(journey())
    page = soon(lambda: preview.page("map", NAME), lambda page: 'class="problem error"' not in page)
    assert re.findall(r'data-src="([^"]+)"', page) == frame


def test_texts_of_files_are_no_markup(tmp_path: Path, run: Run) -> None:
    name = "a<b>&'\".journey.yaml"
    (tmp_path / name).write_text(journey(title="'<script>alert(1)</script>'").replace("doing: Queues", "<img>: x"))
    preview = run()
    for page in (preview.page("map", name), preview.framed("problems", name), preview.text("/index.html")):
        assert "<script>alert" not in page and "<img>" not in page and "a<b>" not in page
    assert "&lt;img&gt;" in preview.framed("problems", name)


@pytest.mark.parametrize("language", ["he", "fa", "ar"])
def test_words_are_in_the_language_of_the_journey(shop: Path, run: Run, language: str) -> None:
    shop.write_text(journey(language=language).replace("takeaway", "takeway"))
    page = run().page("map", NAME)
    assert f'<html lang="{language}" dir="rtl"' in page
    body = page.partition("<body")[2].partition("<script")[0]
    assert "Problems" not in body and "All journeys" not in body and "JM101" in body
    assert '<div lang="en" dir="ltr">' in body


def test_the_last_of_many_saves_is_shown_and_work_does_not_pile_up(shop: Path, run: Run) -> None:
    preview = run()
    preview.page("map", NAME)
    stream = Listening(preview)
    heard: list[set[str]] = []

    def look() -> None:
        with suppress(EOFError):
            while True:
                heard.append(stream.changed())
                preview.page("map", NAME)

    browser = threading.Thread(target=look, daemon=True)
    browser.start()
    saves = 60
    for number in range(saves):
        shop.write_text(journey(title=f"Visit {number}"))
        time.sleep(0.05)
    soon(lambda: preview.page("map", NAME), lambda page: f"<title>Visit {saves - 1}</title>" in page)
    assert f"Visit {saves - 1}" in preview.framed("map", NAME)
    preview.end()
    browser.join(LONGEST)
    assert 1 <= len(heard) <= saves + 5


def test_work_is_done_in_one_thread_in_turn() -> None:
    told: list[str] = []
    work = WorkQueue(told.append)
    done: list[str] = []
    idle: list[int] = []

    def fail() -> None:
        raise ValueError("no")

    def end() -> None:
        raise KeyboardInterrupt

    def rest() -> bool:
        idle.append(1)
        if len(idle) == 3:
            work.ask(end)
        raise LookupError("in vain")

    results = [work.ask(lambda each=each: done.append(each)) for each in "abc"]  # type: ignore[misc]
    failed, again = work.ask(fail), work.ask(fail)
    given_up = work.ask(lambda: done.append("given up"))
    given_up.cancel()
    with pytest.raises(KeyboardInterrupt):
        work.run(rest)
    assert done == ["a", "b", "c"] and len(idle) == 3
    assert all(each.done() for each in results)
    assert isinstance(failed.exception(), ValueError) and isinstance(again.exception(), ValueError)
    assert ["ValueError" in each for each in told] == [True, False]
    assert "in vain" in told[1]


def test_a_line_is_told_and_opens_in_an_editor_without_a_shell(tmp_path: Path, run: Run) -> None:
    name = "a b'$(touch x)'.journey.yaml"
    (tmp_path / name).write_text(journey())
    recorder = tmp_path / "record.py"
    recorder.write_text(f"import json, sys\njson.dump(sys.argv[1:], open({str(tmp_path / 'asked')!r}, 'w'))\n")
    preview = run("--editor", f"{sys.executable} {recorder} {{file}}:{{line}}:{{column}}")
    asked = f"{name}?touchpoint=pay&lane=pains".replace(" ", "%20").replace("'", "%27")
    status, _, body = preview.ask(f"/line/{asked}")
    place = json.loads(body)
    assert status == 200
    assert place["where"] == f"{name}:20" and place["text"].startswith("pains:")
    status, _, body = preview.ask(f"/open/{asked}", "POST", Origin=f"http://{preview.host}")
    assert (status, json.loads(body)) == (200, {"address": ""})
    assert soon(lambda: (tmp_path / "asked").exists() and (tmp_path / "asked").read_text())
    (argument,) = json.loads((tmp_path / "asked").read_text())
    assert argument.startswith(str(tmp_path / name)) and argument.split(":")[-2] == "20"
    assert not (tmp_path / "x").exists()


def test_without_an_editor_nothing_opens(shop: Path, run: Run) -> None:
    preview = run()
    assert preview.ask(f"/open/{NAME}?line=3", "POST", Origin=f"http://{preview.host}")[0] == 404
    assert preview.ask(f"/line/{NAME}?line=999")[0] == preview.ask(f"/line/{NAME}?touchpoint=no")[0] == 404
    assert preview.ask(f"/line/{NAME}?line=-1")[0] == preview.ask(f"/line/{NAME}")[0] == 404


def test_the_index_shows_what_appears_and_goes(tmp_path: Path, run: Run) -> None:
    preview = run()
    assert "journeymap new" in preview.text("/")
    stream = Listening(preview)
    (tmp_path / "one.journey.yaml").write_text(journey("one", "The first"))
    assert "" in stream.changed()
    soon(lambda: preview.text("/index.html"), lambda page: "The first" in page)
    assert json.loads(preview.text("/index.json"))["journeys"][0]["files"]["plan"] == "plan/one.journey.yaml"
    (tmp_path / "one.journey.yaml").unlink()
    assert "" in stream.changed()
    assert soon(lambda: preview.ask("/map/one.journey.yaml")[0], lambda status: status == 404) == 404
    stream.close()
