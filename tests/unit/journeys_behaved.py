"""Journeys in three languages, and made-up measures of what their customers did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from journeys import TODAY, journey_from

from journeymap.insight.share_intervals import wilson
from journeymap.layout import Scene, lay_out
from journeymap.measure.behaviour import behaviour_overlay
from journeymap.measure.measured import (
    MeasuredCell,
    MeasuredFunnelStep,
    MeasuredSource,
    MeasuredTime,
    MeasuredTransition,
    MeasureOptions,
    Measures,
)
from journeymap.measure.overlay import measures_overlay, with_measured_metrics
from journeymap.model import Journey
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

_TEXTS = {
    "en": ("From a wish to the sofa", ("Look", "Choose", "Buy", "Receive"),
           ("Sees an advertisement", "Opens the shop", "Searches", "Compares", "Asks in the chat", "Fills the cart",
            "Signs in", "Pays", "Reads the confirmation", "Waits at home", "Receives the parcel", "Sends it back"),
           ("signs in", "as a guest", "unsure", "give up")),
    "he": ("מחלום לספה", ("מחפשים", "בוחרים", "קונים", "מקבלים"),
           ("רואה פרסומת", "נכנסת לחנות", "מחפשת", "משווה", "שואלת בצ׳אט", "ממלאת את העגלה",
            "מזדהה", "משלמת", "קוראת את האישור", "מחכה בבית", "מקבלת את החבילה", "מחזירה"),
           ("מזדהים", "כאורחים", "מתלבטים", "מוותרים")),
    "fa": ("از آرزو تا مبل", ("دیدن", "انتخاب", "خرید", "دریافت"),
           ("آگهی را می‌بیند", "به فروشگاه می‌آید", "جست‌وجو می‌کند", "می‌سنجد", "در گفت‌وگو می‌پرسد", "سبد را پر می‌کند",
            "وارد می‌شود", "می‌پردازد", "تأیید را می‌خواند", "در خانه منتظر است", "بسته را می‌گیرد", "پس می‌فرستد"),
           ("وارد می‌شوند", "مهمان", "دودل", "منصرف می‌شوند")),
}  # fmt: skip
IDS = ("ad", "home", "search", "compare", "chat", "cart", "sign-in", "pay", "confirmed", "waits", "parcel", "returns")
_STAGES = (2, 3, 4, 3)
FUNNEL = {"home": 48_210, "search": 46_900, "cart": 31_900, "pay": 19_140, "confirmed": 18_700, "parcel": 18_290}
WAYS: dict[str, dict[str, int]] = {
    "home": {"search": 46_000, "cart": 1_200, "exit": 1_010},
    "search": {"compare": 30_000, "cart": 14_000, "exit": 9_500},
    "compare": {"search": 8_000, "chat": 3_000, "cart": 16_500, "exit": 5_400},
    "chat": {"cart": 2_100, "exit": 900},
    "cart": {"sign-in": 14_000, "pay": 6_200, "search": 1_500, "chat": 1_400, "exit": 8_800},
    "sign-in": {"pay": 12_000, "exit": 2_000},
    "pay": {"confirmed": 18_700, "chat": 12, "exit": 440},
    "confirmed": {"parcel": 18_290, "exit": 410},
    "parcel": {"returns": 1_700, "completed": 16_590},
    "returns": {"completed": 1_700},
}


def data_of(language: str, *, lanes: bool = True) -> dict[str, Any]:
    """The data of a journey of twelve touchpoints with forks; with `lanes`, also what customers do and feel."""
    title, stages, names, whens = _TEXTS[language]
    points: list[dict[str, Any]] = [{"id": id_, "name": name} for id_, name in zip(IDS, names, strict=True)]
    by_id = {each["id"]: each for each in points}
    by_id["compare"]["next"] = [
        {"to": "search", "share": "10%"},
        {"to": "cart", "share": "60%"},
        {"to": "chat", "when": whens[2]},
    ]
    by_id["cart"]["next"] = [
        {"to": "sign-in", "share": "60%", "when": whens[0]}, {"to": "pay", "share": "29%", "when": whens[1]},
        {"to": "exit", "share": "11%", "when": whens[3]},
    ]  # fmt: skip
    by_id["parcel"]["next"] = [{"to": "returns", "share": "5%"}, {"to": "exit", "share": "95%"}]
    by_id["pay"]["moment_of_truth"] = True
    if lanes:
        for number, each in enumerate(points):
            each["doing"] = names[(number + 3) % len(names)]
            each["emotions"] = {"score": (0.2, 0.5, 0.9, 0.4, -0.4, 0.6, -0.8, -1.1, 0.9, 0.1, 1.6, -0.2)[number]}
    first, found = 0, []
    for number, (name, size) in enumerate(zip(stages, _STAGES, strict=True)):
        found.append({"id": f"s{number}", "name": name, "touchpoints": points[first : first + size]})
        first += size
    return {
        "journeymap": 1, "id": "sofa", "title": title, "language": language, "stages": found,
        "sources": [{"id": "shop", "kind": "events", "location": "events.csv", "time": "at"}],
    }  # fmt: skip


def long_data(language: str, steps: int = 30) -> dict[str, Any]:
    """The data of a journey of many touchpoints with long names, t1, t2, …"""
    _, stages, names, _ = _TEXTS[language]
    points = [{"id": f"t{at + 1}", "name": f"{names[at % 12]} {names[(at + 5) % 12]}"} for at in range(steps)]
    cut = -(-steps // 4)
    return {
        "journeymap": 1, "id": "long", "title": stages[0], "language": language,
        "stages": [{"id": f"s{at}", "name": name, "touchpoints": points[at * cut : at * cut + cut]}
                   for at, name in enumerate(stages)],
    }  # fmt: skip


def _share(n: int, counted: int, cases: int, period: str, segment: Mapping[str, str]) -> dict[str, Any]:
    low, high = wilson(counted / n, n * 0.9)
    return {
        "source": "shop", "segment": dict(segment), "period": period, "n": n, "counted": counted, "cases": cases,
        "n_effective": n * 0.9, "value": 100 * counted / n, "low": 100 * low, "high": 100 * high, "method": "wilson",
        "confidence": 95,
    }  # fmt: skip


def behaviour(
    funnel: Mapping[str, int] = FUNNEL,
    ways: Mapping[str, Mapping[str, int]] = WAYS,
    *,
    period: str = "2026-Q3",
    segment: Mapping[str, str] | None = None,
    cells: Sequence[MeasuredCell] = (),
    held_back: int = 0,
) -> Measures:
    """Measures of the sessions that came to each step of a funnel, in its order, and of visits by where they went."""
    whose = segment or {}
    start = next(iter(funnel.values()), 0)
    steps = [
        MeasuredFunnelStep(id_, order, **_share(start, counted, start // 2, period, whose))
        for order in ("journey", "any")
        for id_, counted in funnel.items()
    ]
    transitions = [
        MeasuredTransition(id_, to, **_share(sum(found.values()), counted, sum(found.values()) // 2, period, whose))
        for id_, found in ways.items()
        for to, counted in found.items()
    ]
    times = [
        MeasuredTime(id_, to, between, "shop", whose, period, n, n // 2, seconds, seconds * 0.9, seconds * 1.2,
                     "order-statistics", 95)
        for between, more in (("first", 1.4), ("next", 1.0))
        for id_, to, n, seconds in (("cart", "pay", 20_200, 312.0 * more), ("pay", "parcel", 18_290, 190_000 * more))
        if id_ in ways
    ]  # fmt: skip
    source = MeasuredSource(
        "shop", ("shop.parquet",), "f", 1_900_000, 1_896_882, {"unknown-event": 3118}, held_back, None, None, (),
        31_000, start,
    )  # fmt: skip
    return Measures(
        MeasureOptions(period="quarter"), (source,), tuple(cells), transitions=tuple(transitions), funnel=tuple(steps),
        times=tuple(times),
    )  # fmt: skip


def behaved(data: Mapping[str, Any], measures: Measures | None = None) -> Journey:
    """The journey of the data with measures beside it, as it is read from its folder."""
    journey, found = journey_from(dict(data)), measures or behaviour()
    words = load_words(journey.language)
    overlay = behaviour_overlay(journey, found, words)
    assert overlay is not None
    return with_measured_metrics(journey, found).replace(beside=(measures_overlay(journey, found, words), overlay))


def behaved_scene(journey: Journey, *, theme: str = "default") -> Scene:
    """The map of a journey with what customers did."""
    words = load_words(journey.language)
    return lay_out(journey, theme=load_theme(theme), words=words, today=TODAY, overlays=journey.beside)
