"""The live preview in a real Chromium: what changes is swapped, and what the reader chose stays."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from opened_pages import LAPTOP, PHONE, audit
from previews import RunningPreview, journey, previews_of, soon

pytestmark = pytest.mark.browser
NAME = "shop.journey.yaml"
SAMPLES = Path(__file__).parents[2] / "samples"
BAR = "#bar"


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., RunningPreview]]:
    with previews_of(tmp_path) as run:
        yield run


@pytest.fixture
def window(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens an address in a browser of its own; at the end nothing may have been complained of."""
    opened: list[tuple[Any, list[str]]] = []

    def open_it(address: str, **options: Any) -> Any:
        context = browser.new_context(**{**LAPTOP, **options})
        page, complaints = context.new_page(), []
        opened.append((context, complaints))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        page.wait_for_selector("#status.is-live")
        return page

    yield open_it
    for context, _ in opened:
        context.close()
    found = [each for _, complaints in opened for each in complaints]
    of_browser = ("ERR_", "404 (Not Found)")  # where a server or a journey is gone
    assert [each for each in found if not any(part in each for part in of_browser)] == []


def framed(page: Any) -> Any:
    """The page that is shown, when it is there; one that is swapped meanwhile has no frame for a moment."""

    def shown() -> Any:
        frame = page.wait_for_selector("iframe#page").content_frame()
        return frame if frame is not None and not frame.is_detached() else None

    frame = soon(shown)
    frame.wait_for_load_state()
    return frame


def shows(page: Any, text: str) -> None:
    """Waits until the page that is shown has a text."""
    page.wait_for_function(
        "text => document.getElementById('page')?.contentDocument?.body?.textContent.includes(text)", arg=text
    )


def sample(folder: Path, name: str) -> Path:
    file = folder / f"{name}.journey.yaml"
    file.write_bytes((SAMPLES / file.name).read_bytes())
    return file


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


PLACE = """() => {
  const frame = document.getElementById("page"), page = frame.contentDocument;
  const viewport = page.querySelector("#map .viewport");
  return {
    view: page.documentElement.dataset.view,
    wide: page.querySelector("#map svg").getBoundingClientRect().width,
    scroll: frame.contentWindow.scrollY,
    within: [viewport.scrollLeft, viewport.scrollTop],
    hidden: [...page.querySelectorAll("[data-toggle=lane]:not(:checked)")].map((each) => each.value),
    scheme: page.documentElement.dataset.scheme,
  };
}"""


@pytest.mark.parametrize("name", ["online-clothing-shop", "online-clothing-shop-he"])
def test_what_is_seen_stays_where_it_is(tmp_path: Path, run: Any, window: Any, name: str) -> None:
    file = sample(tmp_path, name)
    page = window(f"{run().address}/map/{file.name}")
    frame = framed(page)
    frame.click("[data-view=full]")
    frame.click(".menu summary")
    frame.uncheck("[data-toggle=lane][value=thinking]")
    frame.click(".menu summary")
    frame.click("#zoom-in")
    frame.click("#zoom-in")
    frame.click("#scheme")
    page.wait_for_timeout(300)
    frame.evaluate("document.querySelector('#map .viewport').scrollBy(-260, 90)")
    frame.evaluate("document.querySelector('#map .viewport').scrollBy(120, 0)")
    frame.evaluate("scrollTo(0, 777)")
    page.wait_for_timeout(300)
    before = page.evaluate(PLACE)
    assert before["view"] == "full" and before["hidden"] == ["thinking"] and before["scroll"] == 777
    assert before["scheme"] == "dark"
    edit(file, "organisation: ", "organisation: Changed ")
    shows(page, "Changed ")
    assert page.evaluate(PLACE) == before
    page.wait_for_function("location.hash.includes('view=full') && location.hash.includes('lanes=')")
    page.reload()
    shows(page, "Changed ")
    page.wait_for_function("document.getElementById('page').contentDocument.documentElement.dataset.view")
    after = page.evaluate(PLACE)
    assert (after["view"], after["hidden"]) == ("full", ["thinking"])
    assert after["wide"] == pytest.approx(before["wide"], rel=0.02)


@pytest.mark.parametrize("kind", ["map", "plan"])
@pytest.mark.parametrize("name", ["online-clothing-shop", "online-clothing-shop-he"])
def test_a_page_of_the_same_height_stays_to_the_pixel(
    tmp_path: Path, run: Any, window: Any, name: str, kind: str
) -> None:
    """The address of a map says the place to a hundredth of a part; that of a plan says none."""
    file = sample(tmp_path, name)
    page = window(f"{run().address}/{kind}/{file.name}#view=text")
    height = "document.getElementById('page').contentDocument.documentElement.scrollHeight"
    tall = page.evaluate(height) if framed(page) else 0
    for number, place in enumerate((411, 777, 1003, 1237)):
        framed(page).evaluate(f"scrollTo(0, {place})")
        page.wait_for_timeout(400)
        edit(file, "organisation: ", f"organisation: n{number} ")
        shows(page, f"n{number} ")
        page.wait_for_function("document.querySelectorAll('iframe').length === 1")
        assert page.evaluate(height) == tall
        assert page.evaluate("document.getElementById('page').contentWindow.scrollY") == place


def test_a_plan_that_grows_does_not_jump_to_its_start(tmp_path: Path, run: Any, window: Any) -> None:
    file = sample(tmp_path, "online-clothing-shop")
    page = window(f"{run().address}/plan/{file.name}")
    framed(page).evaluate("scrollTo(0, 777)")
    edit(file, "organisation: ", f"organisation: {'Long named ' * 60}")
    shows(page, "Long named")
    page.wait_for_function("document.querySelectorAll('iframe').length === 1")
    assert page.evaluate("document.getElementById('page').contentWindow.scrollY") == 777


def test_open_details_and_focus_stay(tmp_path: Path, run: Any, window: Any) -> None:
    file = tmp_path / NAME
    file.write_text(journey())
    page = window(f"{run().address}/map/{NAME}#view=full")
    frame = framed(page)
    frame.locator("#map .touchpoint").nth(1).click()
    frame.focus("#details-next")
    edit(file, "doing: Queues", "doing: Queues for long")
    shows(page, "Queues for long")
    frame = framed(page)
    assert frame.locator("dialog#details").is_visible()
    assert frame.inner_text("#details-title") == "Pays"
    assert "Queues for long" in frame.inner_text("#details-body")
    assert frame.evaluate("document.activeElement.id") == "details-next"
    assert page.evaluate("document.activeElement.id") == "page"
    frame.click("#details-close")
    frame.wait_for_function("document.activeElement.dataset.touchpoint == 'pay'")  # closing is told a moment later
    edit(file, "doing: Wears it", "doing: Wears it out")
    shows(page, "Wears it out")
    frame = framed(page)
    assert not frame.locator("dialog#details").is_visible()
    assert frame.evaluate("document.activeElement.dataset.touchpoint") == "pay"
    frame.locator("#map .touchpoint").nth(2).click()
    edit(file, "id: wears, name: Wears it", "id: keeps, name: Keeps it")
    shows(page, "Keeps it")
    assert not framed(page).locator("dialog#details").is_visible()


def test_focus_around_the_page_is_not_taken(tmp_path: Path, run: Any, window: Any) -> None:
    file = tmp_path / NAME
    file.write_text(journey())
    page = window(f"{run().address}/map/{NAME}#view=full")
    framed(page).locator("#map .touchpoint").nth(1).click()
    page.focus("#bar nav a:nth-child(2)")
    edit(file, "doing: Queues", "doing: Queues for long")
    shows(page, "Queues for long")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Plan"


def test_only_what_has_changed_is_swapped(tmp_path: Path, run: Any, window: Any) -> None:
    file = tmp_path / NAME
    file.write_text(journey())
    (tmp_path / "other.journey.yaml").write_text(journey("other", "Another"))
    page = window(f"{run().address}/map/{NAME}")
    framed(page)
    page.evaluate("document.getElementById('page').contentWindow.isTheSame = document.isTheSame = true")
    edit(tmp_path / "other.journey.yaml", "title: Another", "title: Quite another")
    file.write_text(journey() + "# a remark\n")
    page.wait_for_timeout(1500)
    assert page.evaluate("document.getElementById('page').contentWindow.isTheSame")
    edit(file, "doing: Queues", "doing: Queues for long")
    shows(page, "Queues for long")
    assert page.evaluate("document.isTheSame")
    assert page.locator("iframe").count() == 1


def test_what_is_wrong_stands_above_the_last_map(tmp_path: Path, run: Any, window: Any) -> None:
    file = tmp_path / NAME
    file.write_text(journey())
    page = window(f"{run().address}/map/{NAME}")
    framed(page)
    assert not page.locator("#wrong").is_visible()
    edit(file, "takeaway:", "takeway:")
    page.wait_for_selector("#wrong .problem.error")
    assert "Not drawn as it is now" in page.inner_text("#wrong")
    assert page.inner_text("#wrong mark") == "takeway"
    assert f"{NAME}:5:1" in page.inner_text("#wrong") and "did you mean" in page.inner_text("#wrong")
    assert page.locator("iframe").bounding_box()["height"] > 300
    shows(page, "The fitting room decides")
    assert audit(page, "#wrong") == []
    edit(file, "takeway:", "takeaway:")
    page.wait_for_selector("#wrong", state="hidden")


@pytest.mark.parametrize(("language", "word"), [("he", "בעיות"), ("fa", "مشکل‌ها")])
def test_right_to_left_around_a_right_to_left_page(
    tmp_path: Path, run: Any, window: Any, language: str, word: str
) -> None:
    (tmp_path / NAME).write_text(journey(language=language))
    page = window(f"{run().address}/map/{NAME}")
    assert page.get_attribute("html", "dir") == "rtl"
    home, tabs, status = (page.locator(each).bounding_box() for each in (".home", "#bar nav", "#status"))
    assert home["x"] > tabs["x"] > status["x"]
    page.click(f"#bar nav >> text={word}")
    page.wait_for_url("**/problems/**")
    assert framed(page).inner_text("h1") == word


def test_a_reader_goes_from_the_index_to_the_pages_and_back(tmp_path: Path, run: Any, window: Any) -> None:
    (tmp_path / NAME).write_text(journey())
    page = window(run().address)
    shows(page, "Ines")
    framed(page).click("text=A visit to the shop")
    page.wait_for_url(f"**/map/{NAME}")
    for kind in ("plan", "flow", "problems"):
        page.click(f"#bar nav a[href*='/{kind}/']")
        page.wait_for_url(f"**/{kind}/{NAME}*")
        assert framed(page).locator("body").is_visible()
    framed(page).click("text=JM414")
    page.wait_for_url("**/manual/JM414")
    page.go_back()
    page.click(".home")
    page.wait_for_function("location.pathname === '/'")


def test_the_index_keeps_what_was_sought_and_sorted(tmp_path: Path, run: Any, window: Any) -> None:
    for number in range(3):
        (tmp_path / f"n{number}.journey.yaml").write_text(journey(f"n{number}", f"Title {number}"))
    page = window(run().address)
    shows(page, "Ines")
    page.wait_for_timeout(500)
    frame = framed(page)
    frame.fill("#search", "title")
    for _ in range(2):
        frame.click("thead th button >> nth=0")
    frame.focus("#search")
    (tmp_path / "n3.journey.yaml").write_text(journey("n3", "Title 3"))
    (tmp_path / "other.journey.yaml").write_text(journey("other", "Another"))
    shows(page, "Another")
    frame = framed(page)
    soon(lambda: framed(page).locator("tbody tr:visible").count(), lambda count: count == 4)
    frame = framed(page)
    assert frame.input_value("#search") == "title"
    titles = frame.locator("tbody tr:visible th a >> bdi").all_inner_texts()
    assert [each for each in titles if each.startswith("Title")] == [f"Title {each}" for each in (3, 2, 1, 0)]
    assert frame.evaluate("document.activeElement.id") == "search"


def test_two_browsers_see_each_save(tmp_path: Path, run: Any, window: Any) -> None:
    file = tmp_path / NAME
    file.write_text(journey())
    preview = run()
    pages = [window(f"{preview.address}/{kind}/{NAME}") for kind in ("map", "plan")]
    edit(file, "title: A visit to the shop", "title: A longer visit")
    for page in pages:
        shows(page, "A longer visit")
        assert page.inner_text("#bar .title") == page.title() == "A longer visit"


def test_many_windows_leave_room_for_each_other(tmp_path: Path, run: Any, window: Any) -> None:
    """A browser has six connections to a server, so one that is not seen holds none."""
    (tmp_path / NAME).write_text(journey())
    page = window(f"{run().address}/map/{NAME}")
    page.evaluate("""() => {
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    edit(tmp_path / NAME, "doing: Queues", "doing: Queues for long")
    page.wait_for_timeout(1000)
    assert "Queues for long" not in framed(page).content()
    page.evaluate("""() => {
      Object.defineProperty(document, "hidden", { value: false, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    shows(page, "Queues for long")


def test_what_was_saved_meanwhile_is_shown_after_a_sleep_and_a_new_start(tmp_path: Path, run: Any, window: Any) -> None:
    file = tmp_path / NAME
    file.write_text(journey())
    preview = run()
    port = preview.address.rpartition(":")[2]
    page = window(f"{preview.address}/map/{NAME}")
    preview.end()
    page.wait_for_selector("#status.is-lost")
    edit(file, "doing: Queues", "doing: Queues for long")
    run("--port", port)
    page.wait_for_selector("#status.is-live")
    shows(page, "Queues for long")


def test_a_click_shows_the_line_and_opens_it(tmp_path: Path, run: Any, window: Any) -> None:
    (tmp_path / NAME).write_text(journey())
    asked = tmp_path / "asked.json"
    recorder = tmp_path / "record.py"
    recorder.write_text(f"import json, sys\njson.dump(sys.argv[1:], open({str(asked) + '.new'!r}, 'w'))\n"
                        f"import os\nos.replace({str(asked) + '.new'!r}, {str(asked)!r})\n")  # fmt: skip
    page = window(f"{run('--editor', f'{sys.executable} {recorder} {{file}} {{line}}').address}/map/{NAME}#view=full")
    frame = framed(page)
    frame.locator("#map [data-lane=pains] [data-touchpoint=pay]").first.click()
    page.wait_for_selector("#place:visible")
    assert page.inner_text("#place .where") == f"{NAME}:20"
    assert page.inner_text("#place .excerpt").startswith("pains: [{id: queue")
    soon(asked.exists)
    assert json.loads(asked.read_text()) == [str(tmp_path / NAME), "20"]
    asked.unlink()
    page.click("#place .close")
    assert not page.locator("#place").is_visible()


def test_a_click_without_an_editor_shows_the_line_alone(tmp_path: Path, run: Any, window: Any) -> None:
    (tmp_path / NAME).write_text(journey())
    page = window(f"{run().address}/map/{NAME}#view=full")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(f"{request.method} {request.url}"))
    framed(page).locator("#map .touchpoint").nth(1).click()
    page.wait_for_selector("#place:visible")
    assert page.inner_text("#place .where") == f"{NAME}:17"
    assert not page.locator("#place .open").count()
    assert [each for each in requests if each.startswith("POST")] == []


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("language", ["en", "he"])
def test_everybody_can_use_what_stands_around(
    tmp_path: Path, run: Any, window: Any, size: dict[str, Any], language: str
) -> None:
    (tmp_path / NAME).write_text(journey(language=language))
    page = window(f"{run().address}/map/{NAME}", **size)
    framed(page)
    assert audit(page, BAR) == []
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
    edit(tmp_path / NAME, "takeaway:", "takeway:")
    page.wait_for_selector("#wrong .problem.error")
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]


def test_a_journey_that_goes_and_comes_back_is_shown_again(tmp_path: Path, run: Any, window: Any) -> None:
    file = tmp_path / NAME
    file.write_text(journey())
    page = window(f"{run().address}/map/{NAME}")
    framed(page)
    file.unlink()
    page.wait_for_selector("#wrong >> text=not there any more")
    shows(page, "Queues")
    file.write_text(journey().replace("doing: Queues", "doing: Queues for long"))
    shows(page, "Queues for long")
    page.wait_for_selector("#wrong", state="hidden")
