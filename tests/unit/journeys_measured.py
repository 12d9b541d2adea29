"""A journey in three languages whose measures, of six quarters and two classes, are in `quarters.measures.json`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from journeys import TODAY, journey_from

from journeymap.layout import Scene, lay_out
from journeymap.measure.measured import Measures
from journeymap.measure.measures import read_measures
from journeymap.measure.overlay import measures_overlay, with_measured_metrics
from journeymap.model import Journey
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

FILE = Path(__file__).parent / "quarters.measures.json"
_TEXTS = {
    "en": ("A flight", "Before", "On the way", "Searches", "Books", "Waits at the counter", "Boards", "Flies",
           "Claims for a delay", "Business", "Economy", "Dana", "Eli", "Waiting", "min"),
    "he": ("טיסה", "לפני", "בדרך", "מחפשת", "מזמינה", "ממתינה בדלפק", "עולה למטוס", "טסה",
           "תובעת על איחור", "עסקים", "תיירים", "דנה", "אלי", "המתנה", "דק׳"),
    "fa": ("یک پرواز", "پیش از سفر", "در راه", "جست‌وجو", "رزرو", "انتظار پای باجه", "سوار شدن", "پرواز",
           "شکایت از تأخیر", "تجاری", "عادی", "دنا", "علی", "انتظار", "دقیقه"),
}  # fmt: skip


def data_of(language: str, personas: int) -> dict[str, Any]:
    """The journey's data with the first of its two personas, or without any."""
    said = _TEXTS[language]
    ids = ("searches", "books", "waits", "boards", "flies", "claims")
    metrics: dict[str, Any] = {
        "books": {"csat": {"target": 70}},
        "waits": {"csat": {}, "wait": {"name": said[13], "unit": said[14], "better": "lower", "target": 10}},
        "boards": {"nps": {"target": 20}, "punctual": {"value": 81, "unit": "%", "target": 90, "n": 400}},
    }
    assumed = {"dana": (0.4, 0.9, 0.2, 0.8, 1.0, -0.2), "eli": (0.1, -0.1, -0.6, 0.2, 0.6, -0.4)}
    whose = list(assumed)[:personas] or [""]

    def touchpoint(index: int) -> dict[str, Any]:
        emotions: list[dict[str, Any]] = [
            {**({"persona": each} if each else {}), "score": assumed[each or "dana"][index], "evidence": "assumed"}
            for each in whose
        ]
        return {"id": ids[index], "name": said[3 + index], "emotions": emotions, "metrics": metrics.get(ids[index], {})}

    stages = [
        {"id": "before", "name": said[1], "touchpoints": [touchpoint(0), touchpoint(1)]},
        {"id": "way", "name": said[2], "touchpoints": [touchpoint(index) for index in range(2, 6)]},
    ]
    segments = [{"id": id_, "name": name} for id_, name in zip(("business", "economy"), said[9:11], strict=True)]
    people = [
        {"id": id_, "name": name, "segment": segment}
        for id_, name, segment in zip(assumed, said[11:13], ("business", "economy"), strict=True)
    ]
    return {
        "journeymap": 1, "id": "flight", "title": said[0], "language": language, "segments": segments,
        **({"personas": people[:personas]} if personas else {}), "stages": stages,
    }  # fmt: skip


def measures() -> Measures:
    """The measures of all these journeys."""
    return read_measures(FILE.read_bytes(), FILE.name)


def with_measures(journey: Journey, found: Measures) -> Journey:
    """The journey with measures beside it, as it is read from its folder."""
    overlay = measures_overlay(journey, found, load_words(journey.language))
    return with_measured_metrics(journey, found).replace(beside=(overlay,))


def measured_journey(language: str = "en", personas: int = 2, found: Measures | None = None) -> Journey:
    """A journey with its measures."""
    return with_measures(journey_from(data_of(language, personas)), found or measures())


def measured_scene(journey: Journey, *, theme: str = "default") -> Scene:
    """The map of a journey with what was measured."""
    words = load_words(journey.language)
    return lay_out(journey, theme=load_theme(theme), words=words, today=TODAY, overlays=journey.beside)
