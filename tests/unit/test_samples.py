"""The samples and the starters are journeys that we would hand to somebody."""

import datetime as dt
from pathlib import Path

import pytest

from journeymap.diagnostics import Severity
from journeymap.io import resources
from journeymap.model import Journey, read_journey
from journeymap.pipeline.check import check
from journeymap.pipeline.starters import new_journey
from journeymap.settings import Settings
from journeymap.source import load
from journeymap.style.locale import load_words

TODAY = dt.date(2026, 11, 21)
SAMPLES = sorted(resources.samples().glob("*.journey.yaml"))
STARTERS = sorted((resources.templates() / "starters").glob("*.yaml"))
KINDS = ("blank", "decision-journey", "ecommerce", "five-stage", "service-blueprint")


def journey_of(text: str) -> Journey:
    loaded = load(text.encode(), "sample")
    assert loaded.tree is not None
    journey, findings = read_journey(loaded.tree)
    assert journey is not None
    assert not findings
    return journey


def sample(name: str) -> Journey:
    return journey_of((resources.samples() / f"{name}.journey.yaml").read_text(encoding="utf-8"))


def troubles(text: str, today: dt.date) -> list[str]:
    checked = check(text.encode(), "sample", Settings(today=today))
    assert checked.journey is not None
    return [f"{d.line}: {d.code} {d.message}" for d in checked.diagnostics if d.severity >= Severity.WARNING]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name.partition(".")[0])
def test_a_sample_is_clean_named_after_its_id_and_known_to_editors(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schema/journey.schema.json\n")
    assert path.name == f"{journey_of(text).id}.journey.yaml"
    assert troubles(text, TODAY) == []


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.name)
@pytest.mark.parametrize("today", [TODAY, dt.date(2031, 3, 1)], ids=str)
def test_a_starter_is_clean_on_any_day(path: Path, today: dt.date) -> None:
    starter, language, _ = path.name.split(".")
    journey_id, text = new_journey("a-new-one", starter, language, today)
    journey = journey_of(text)
    assert (journey_id, journey.id, journey.language) == ("a-new-one", "a-new-one", language)
    assert "{{" not in text
    assert troubles(text, today) == []
    assert load_words(language).language == language


def test_there_is_every_starter_in_every_language() -> None:
    assert [path.name for path in STARTERS] == [
        f"{kind}.{language}.yaml" for kind in KINDS for language in ("en", "fa", "he")
    ]


def skeleton(journey: Journey) -> object:
    """What stays the same when a journey is translated."""
    return [
        [
            (t.id, t.moment_of_truth, len(t.channels), [(e.score, e.evidence) for e in t.emotions],
             [(p.id, p.severity) for p in (*t.pains, *t.opportunities)], [(n.to, n.share) for n in t.next],
             [(key, m.value, m.target) for key, m in t.metrics.items()])
            for t in stage.touchpoints
        ]
        for stage in journey.stages
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["he", "fa"])
def test_starters_are_the_same_journey_in_every_language(kind: str, language: str) -> None:
    english, other = (journey_of(new_journey("x", kind, each, TODAY)[1]) for each in ("en", language))
    assert skeleton(other) == skeleton(english)


def test_the_project_keeps_its_steps_from_as_is_to_to_be() -> None:
    before, after = sample("loyalty-project-as-is"), sample("loyalty-project-to-be")
    assert (before.kind, after.kind) == ("as-is", "to-be")
    assert [t.id for t in before.touchpoints] == [t.id for t in after.touchpoints]


def test_the_clothing_shop_is_the_same_in_hebrew() -> None:
    assert skeleton(sample("online-clothing-shop-he")) == skeleton(sample("online-clothing-shop"))
