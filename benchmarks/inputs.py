"""What the benchmarks work on: journeys of any size, always the same, and a journey as mermaid writes it."""

from __future__ import annotations

import random
from pathlib import Path

_WORDS = [
    "asks",
    "looks",
    "finds",
    "waits",
    "for",
    "the",
    "an",
    "older",
    "friend",
    "order",
    "parcel",
    "price",
    "basket",
    "page",
    "shop",
    "store",
    "till",
    "return",
    "refund",
    "doubts",
    "compares",
    "chooses",
    "pays",
    "opens",
    "reads",
    "again",
    "twice",
    "before",
    "after",
    "without",
    "size",
    "colour",
    "delivery",
    "day",
    "message",
    "phone",
    "counter",
    "letter",
    "voucher",
    "queue",
    "photo",
    "review",
    "label",
    "box",
    "receipt",
    "helper",
    "answer",
    "question",
    "form",
]
SMALL = (20, 40, 1000)
"""How many small journeys there are in the folders of them: what a map costs is the difference of two runs."""
_CHANNELS = ("Website", "App", "Store", "E-mail", "Phone", "Social")
_PHASES = ("pre-purchase", "consumption", "post-consumption")
_PERSONAS = ("ada", "ben")


class _Writer:
    """Writes one journey; the texts come from a generator seeded with the journey's id.

    A lean journey has one persona, and says of a touchpoint only what is done, where, and how it feels.
    """

    def __init__(self, name: str, *, lean: bool = False) -> None:
        self.name = name
        self.lean = lean
        self.personas = _PERSONAS[:1] if lean else _PERSONAS
        self.random = random.Random(name)
        self.lines: list[str] = []

    def text(self, least: int, most: int) -> str:
        words = self.random.choices(_WORDS, k=self.random.randint(least, most))
        return " ".join(words).capitalize()

    def score(self) -> float:
        return round(self.random.uniform(-2, 2), 1)

    def head(self) -> None:
        self.lines += [
            "journeymap: 1",
            f"id: {self.name}",
            f"title: {self.text(4, 6)}",
            "language: en",
            f"takeaway: {self.text(12, 16)}",
            f"scenario: {self.text(8, 10)}",
            f"goal: {self.text(6, 8)}",
            "owner: lead",
            "review: {last: 2026-06-01, every: 4 months}",
            "owners:",
            "  - {id: lead, name: Lead, role: Customer experience}",
            "  - {id: shop, name: Shop, role: Sales floor}",
            "personas:",
        ]
        for persona in self.personas:
            self.lines += [
                f"  - id: {persona}",
                f"    name: {persona.capitalize()}",
                f"    quote: {self.text(7, 9)}",
                f"    goals: [{self.text(3, 5)}, {self.text(3, 5)}]",
            ]

    def stage(self, number: int, count: int, touchpoints: int) -> None:
        self.lines += [
            f"  - id: stage-{number}",
            f"    name: {self.text(1, 2)}",
            f"    phase: {_PHASES[min(2, number * 3 // count)]}",
            f"    focus: {self.text(5, 7)}",
            "    touchpoints:",
        ]
        for index in range(touchpoints):
            self.touchpoint(number * touchpoints + index)

    def touchpoint(self, number: int) -> None:
        scores = ", ".join(f"{{persona: {each}, score: {self.score()}}}" for each in self.personas)
        self.lines += [
            f"      - id: touchpoint-{number}",
            f"        name: {self.text(2, 3)}",
            f"        channels: [{', '.join(self.random.sample(_CHANNELS, len(self.personas)))}]",
            f"        doing: {self.text(4, 8)}",
            f"        emotions: [{scores}]",
        ]
        if self.lean:
            return
        self.lines.append(f"        thinking: {self.text(4, 8)}")
        if number % 2 == 0:
            self.lines.append("        pains:")
            self.lines.append(f"          - {{id: pain-{number}, text: {self.text(4, 8)}, severity: {number % 5 + 1}}}")
        if number % 3 == 0:
            self.lines.append(f"        backstage: {self.text(3, 6)}")

    def actions(self, count: int) -> None:
        self.lines.append("actions:")
        for number in range(count):
            self.lines += [
                f"  - id: action-{number}",
                f"    title: {self.text(3, 6)}",
                f"    addresses: [pain-{number * 2}]",
                "    owner: shop",
                f"    due: 2027-0{number % 9 + 1}-15",
                f"    impact: {number % 5 + 1}",
                f"    effort: {number % 4 + 1}",
                f"    measure: {self.text(2, 4)}",
                "    target: half of today",
                f"    check_date: 2027-0{number % 9 + 1}-28",
            ]


def journey(name: str, *, stages: int, touchpoints: int, actions: int = 0, lean: bool = False) -> str:
    """A journey file of so many stages, with so many touchpoints in each."""
    writer = _Writer(name, lean=lean)
    writer.head()
    writer.lines.append("stages:")
    for number in range(stages):
        writer.stage(number, stages, touchpoints)
    if actions:
        writer.actions(actions)
    return "\n".join(writer.lines) + "\n"


def two_hundred_lines() -> str:
    """One journey of 200 lines: six stages of three touchpoints, and a plan."""
    lines = journey("two-hundred-lines", stages=6, touchpoints=3, actions=1).splitlines()
    return "\n".join(lines + ["# the end"] * (200 - len(lines))) + "\n"


def as_mermaid(name: str, *, stages: int, touchpoints: int) -> str:
    """The same stages and touchpoints as mermaid's `journey` can tell them: names, scores from 1 to 5, actors."""
    writer = _Writer(name)
    lines = ["journey", f"  title {writer.text(4, 6)}"]
    for _ in range(stages):
        lines.append(f"  section {writer.text(1, 2)}")
        lines += [f"    {writer.text(2, 3)}: {round(writer.score()) + 3}: Ada, Ben" for _ in range(touchpoints)]
    return "\n".join(lines) + "\n"


def a_cable() -> str:
    """What WireViz shows itself with: a serial cable of three wires and a shield, between two connectors."""
    return """\
connectors:
  Host:
    type: D-Sub
    subtype: female
    pinlabels: [DCD, RX, TX, DTR, GND, DSR, RTS, CTS, RI]
  Board:
    type: Pin header
    subtype: female
    pinlabels: [GND, RX, TX]
cables:
  Serial:
    gauge: 0.25 mm2
    length: 1.5
    color_code: DIN
    wirecount: 3
    shield: true
connections:
  - [{Host: [5, 2, 3]}, {Serial: [1, 2, 3]}, {Board: [1, 3, 2]}]
  - [{Host: 5}, {Serial: s}]
"""


def write_all(folder: Path) -> None:
    """Every input of the benchmarks, as files below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "two-hundred-lines.journey.yaml": two_hundred_lines(),
        "two-hundred-lines.mmd": as_mermaid("two-hundred-lines", stages=6, touchpoints=3),
        "cable.yml": a_cable(),
        "small.mmd": as_mermaid("small", stages=3, touchpoints=2),
        "500.journey.yaml": journey("five-hundred", stages=25, touchpoints=20, lean=True),
        "5000.journey.yaml": journey("five-thousand", stages=250, touchpoints=20, lean=True),
        "500-fuller.journey.yaml": journey("five-hundred-fuller", stages=25, touchpoints=20, actions=10),
        "5000-fuller.journey.yaml": journey("five-thousand-fuller", stages=250, touchpoints=20, actions=100),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    for count in SMALL:
        small = folder / f"small-{count}"
        small.mkdir(exist_ok=True)
        for number in range(count):
            text = journey(f"small-{number}", stages=3, touchpoints=2, actions=2)
            (small / f"small-{number}.journey.yaml").write_text(text, encoding="utf-8")
