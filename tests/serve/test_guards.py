"""No other site, no other machine, and no other file: who may ask the preview for what."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from previews import Listening, RunningPreview, journey

from journeymap.serve.guards import refusal

NAME = "shop.journey.yaml"
HOSTS = frozenset({"127.0.0.1:8321", "localhost:8321", "[::1]:8321"})
LINKED = ("/map/", "/plan/")
OWN = {"host": "127.0.0.1:8321"}
FOLLOWS = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
FRAMES = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", OWN, None),
        ("GET", "/stream", OWN | {"sec-fetch-site": "same-origin"}, None),
        ("GET", "/map/a", OWN | {"sec-fetch-site": "none"} | FOLLOWS, None),
        ("HEAD", "/map/a", {"host": "localhost:8321"}, None),
        ("GET", "/", {"host": "[::1]:8321"}, None),
        ("POST", "/open/a", OWN | {"origin": "http://127.0.0.1:8321", "sec-fetch-site": "same-origin"}, None),
        # a link in a mail or on a wiki may lead here
        ("GET", "/map/a", OWN | {"sec-fetch-site": "cross-site"} | FOLLOWS, None),
        ("GET", "/", OWN | {"sec-fetch-site": "same-site"} | FOLLOWS, None),
        # a name that leads to this machine, another port, none at all
        ("GET", "/", {"host": "evil.example"}, 421),
        ("GET", "/", {"host": "127.0.0.1:8322"}, 421),
        ("GET", "/", {"host": "127.0.0.1"}, 421),
        ("GET", "/", {"host": "127.0.0.1:8321.evil.example"}, 421),
        ("GET", "/", {}, 421),
        # other sites, and other programs on this machine that show pages
        ("GET", "/stream", OWN | {"sec-fetch-site": "cross-site"}, 403),
        ("GET", "/stream", OWN | {"sec-fetch-site": "same-site"}, 403),
        ("GET", "/stream", OWN | {"origin": "http://evil.example"}, 403),
        ("GET", "/stream", OWN | {"origin": "null"}, 403),
        ("GET", "/map/a", OWN | {"sec-fetch-site": "cross-site"} | FRAMES, 403),
        ("GET", "/map/a", OWN | {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ("GET", "/pages/map/a", OWN | {"sec-fetch-site": "cross-site"} | FOLLOWS, 403),
        ("GET", "/index.json", OWN | {"sec-fetch-site": "cross-site"} | FOLLOWS, 403),
        ("POST", "/open/a", OWN, 403),
        ("POST", "/open/a", OWN | {"origin": "http://localhost:8321"}, 403),
        ("POST", "/open/a", OWN | {"origin": "https://127.0.0.1:8321"}, 403),
        ("POST", "/map/a", OWN | {"origin": "http://127.0.0.1:8321", "sec-fetch-site": "cross-site"} | FOLLOWS, 403),
    ],
)
def test_who_may_ask(method: str, path: str, headers: dict[str, str], status: int | None) -> None:
    refused = refusal(method, path, headers, HOSTS, LINKED)
    assert (refused[0] if refused else None) == status


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("outer") / "served"
    folder.mkdir()
    (folder / NAME).write_text(journey())
    (folder / "secret.txt").write_text("swordfish")
    (folder.parent / "other.journey.yaml").write_text(journey("other", "swordfish"))
    preview = RunningPreview(folder)
    yield preview
    preview.end()


def test_strangers_reach_nothing(running: RunningPreview) -> None:
    assert running.ask("/", Host="evil.example")[0] == 421
    status, headers, body = running.ask("/stream", Sec_Fetch_Site="cross-site")
    assert (status, b"event" in body) == (403, False)
    assert "access-control-allow-origin" not in headers
    assert running.ask(f"/open/{NAME}?line=1", "POST", Origin="http://evil.example")[0] == 403


def test_nothing_but_reading_is_allowed(running: RunningPreview) -> None:
    own = {"Origin": f"http://{running.host}"}
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert running.ask(f"/map/{NAME}", method, **own)[0] == 405
    status, headers, body = running.ask(f"/map/{NAME}", "HEAD")
    assert (status, body, int(headers["content-length"]) > 1000) == (200, b"", True)
    assert running.ask("/stream", "HEAD")[0] == 200
    assert running.ask(f"/open/{NAME}?line=1")[0] == 404


@pytest.mark.parametrize("kind", ["map", "plan", "flow", "problems", "pages/map", "pages/problems", "line"])
@pytest.mark.parametrize(
    "name",
    [
        "secret.txt",
        "../other.journey.yaml",
        "%2e%2e/other.journey.yaml",
        "..%2fother.journey.yaml",
        "..%5cother.journey.yaml",
        "./shop.journey.yaml",
        "/etc/passwd",
        "//etc/passwd",
        "%00",
        "",
    ],
)
def test_no_file_is_read_by_its_address(running: RunningPreview, kind: str, name: str) -> None:
    status, _, body = running.ask(f"/{kind}/{name}?line=1")
    assert (status, b"swordfish" in body) == (404, False)


def test_not_even_a_journey_outside_of_the_folder(running: RunningPreview) -> None:
    assert running.ask("/map/" + quote(str(running.folder.parent / "other.journey.yaml")))[0] == 404
    assert running.ask("/nothing")[0] == running.ask("/nothing/at/all")[0] == running.ask("/map/")[0] == 404
    assert running.ask("/manual/JM3")[0] == running.ask("/manual/..%2f..%2fLICENSE")[0] == 404


def policy(running: RunningPreview, path: str) -> dict[str, str]:
    _, headers, body = running.ask(path)
    said = headers["content-security-policy"]
    in_page, _, ancestors = said.rpartition("; frame-ancestors ")
    assert f'content="{in_page}"' in body.decode()[:2000]
    rules = dict(rule.split(" ", 1) for rule in in_page.split("; "))
    return rules | {"frame-ancestors": ancestors}


def test_pages_have_the_policy_that_they_have_on_disk(running: RunningPreview) -> None:
    for path in ("/index.html", *(f"/pages/{kind}/{NAME}" for kind in ("map", "plan", "flow", "problems"))):
        rules = policy(running, path)
        assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        assert rules["style-src"].startswith("'sha256-") and "connect-src" not in rules
        assert rules["frame-ancestors"] == "'self'"
    for path in ("/", f"/map/{NAME}"):
        rules = policy(running, path)
        assert rules["default-src"] == rules["frame-ancestors"] == "'none'"
        assert rules["script-src"].startswith("'sha256-") and "unsafe" not in str(rules)
        assert (rules["connect-src"], rules["frame-src"]) == ("'self'", "'self'")


def test_a_page_of_a_users_template_has_a_policy_without_scripts(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/plan.j2.html").write_text("<script>alert(1)</script>")
    (tmp_path / NAME).write_text(journey())
    running = RunningPreview(tmp_path, "--templates", "own")
    _, headers, body = running.ask(f"/pages/plan/{NAME}")
    assert running.end() == (0, "showing 1 journey; Ctrl-C ends it\n")
    assert body == b"<script>alert(1)</script>"
    rules = headers["content-security-policy"]
    assert rules.startswith("default-src 'none'; ") and "script-src" not in rules


def test_answers_are_not_kept_and_not_guessed_at(running: RunningPreview) -> None:
    for path in ("/", "/index.csv", "/nothing", f"/line/{NAME}?line=3"):
        _, headers, _ = running.ask(path)
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "server" not in headers
    stream = Listening(running)
    assert stream.answer.getheader("content-type", "").startswith("text/event-stream")
    stream.close()
