"""What customers did is compared between versions: ways, the funnel, times, and only what moved beyond noise."""

from __future__ import annotations

import json

import pytest
from events_cases import came, event_cell, events, journey_in, took, went, written
from repositories import Repo
from test_diff_command import Cli

from journeymap.history.changes_overlay import overlays_of
from journeymap.history.compare import difference
from journeymap.history.describe import Describer
from journeymap.measure.measured import Measures
from journeymap.measure.measures import written as measures_bytes
from journeymap.model import Journey
from journeymap.overlays import ItemPath

STEPS = ("{id: home, name: Home}", "{id: cart, name: Cart}", "{id: pay, name: Pays}")


@pytest.fixture
def cli(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, repo: Repo) -> Cli:
    monkeypatch.chdir(repo.path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Cli(capfdbinary)


def shop(*steps: str) -> Journey:
    return journey_in(written(*(steps or STEPS)))


def measured(*, cart: int, left: int = 0, seconds: float = 100, came_to_pay: int = 500, period: str = "2026-Q3",
             second: str = "cart") -> Measures:  # fmt: skip
    """Of 1,000 visits to the first step so many went on to the second; `left` is how many the rest is told by."""
    return events(
        went("home", {second: cart, "exit": left or 1000 - cart}, 1000, period=period),
        cells=(event_cell("home", "returns", 300 + cart // 100, 1000, period),),
        funnel=(came("home", 1000, 1000, period), came("pay", came_to_pay, 1000, period)),
        times=(took("home", second, seconds, 5, period),),
    )


def lines(old: Measures, new: Measures, *, before: Journey | None = None) -> list[str]:
    found = difference(before or shop(), shop(), (old, new))
    return [f"{line.subject}: {line.text}" for line in Describer(found).lines() if line.change.what == "measured"]


def test_what_moved_beyond_noise_is_told_in_words() -> None:
    told = lines(measured(cart=800, period="2026-Q2"), measured(cart=623, seconds=312, came_to_pay=300))
    chance = "more than chance explains"
    assert told == [
        f"Home: to “Cart”, measured: from 80% to 62.3% (−17.7); {chance}",
        f"Home: out of the journey, measured: from 20% to 37.7% (+17.7); for the worse; {chance}",
        f"Home: Time to “Cart”, measured: from 100 seconds to 5.2 minutes (+3.5 minutes); {chance}",
        f"Pays: Came through the whole funnel, measured: from 50% to 30% (−20); for the worse; {chance}",
        ": Measured: from 2026-Q2 to 2026-Q3",
    ]


def test_noise_is_not_told() -> None:
    assert lines(measured(cart=800), measured(cart=803, seconds=102, came_to_pay=503)) == []


def test_a_step_with_another_id_is_the_same_way() -> None:
    before = shop("{id: home, name: Home}", "{id: basket, name: Cart}", "{id: pay, name: Pays}")
    told = lines(measured(cart=800, second="basket"), measured(cart=623), before=before)
    assert any("to “Cart”, measured: from 80% to 62.3%" in line for line in told)


def test_where_a_way_leads_that_the_journey_no_longer_has_is_left_out() -> None:
    assert not any(
        "to “" in line for line in lines(measured(cart=800, second="gone"), measured(cart=100, second="gone"))
    )


def test_the_map_marks_only_where_something_moved() -> None:
    found = difference(shop(), shop(), (measured(cart=800), measured(cart=623)))
    (overlay, *_) = overlays_of(found)
    assert ItemPath.to(touchpoint="home") in overlay.values and ItemPath.to(touchpoint="cart") not in overlay.values


def test_diff_and_log_tell_it_between_commits(cli: Cli, repo: Repo) -> None:
    repo.write("shop.journey.yaml", written(*STEPS).decode())
    repo.write("shop.measures.json", measures_bytes(measured(cart=800, period="2026-Q2")).decode())
    repo.commit("Measured")
    repo.write("shop.measures.json", measures_bytes(measured(cart=623)).decode())
    repo.commit("Measured again")
    done = cli("diff", "HEAD~1", "HEAD", "--output-format", "json")
    assert done.status == 0, done.err
    (journey,) = json.loads(done.out)["journeys"]
    shares = [each for each in journey["changes"] if each["field"] == "share"]
    facts = [tuple(each[key] for key in ("id", "old", "new", "size", "beyond", "better")) for each in shares]
    assert facts == [("cart", 0.8, 0.623, -0.177, True, None), ("exit", 0.2, 0.377, 0.177, True, False)]
    told = cli("log", "shop.journey.yaml")
    assert told.status == 0 and "to “Cart”, measured: from 80% to 62.3%" in told.out
