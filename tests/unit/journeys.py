"""Journeys made up for tests: of any size, in any language, with texts of any length."""

from __future__ import annotations

import datetime as dt
import json
from random import Random
from typing import Any

from journeymap.layout import Scene, lay_out
from journeymap.model import Item, Journey, read_journey
from journeymap.model.shape import fields_of, struct_of
from journeymap.render.environment import Environment
from journeymap.render.svg import svg_parts
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme
from journeymap.style.typography import set_in

TODAY = dt.date(2026, 11, 21)
WORDS = {
    language: sentence.split()
    for language, sentence in {
        "en": "the delivery fee appears only at the last step of the checkout where customers compare prices",
        "he": "דמי המשלוח מופיעים רק בשלב האחרון של הקופה לקוחות משווים מחירים ושואלים חברים",
        "fa": "هزینهٔ ارسال فقط در گام آخر پرداخت دیده می‌شود و مشتریان قیمت‌ها را می‌سنجند",
    }.items()
}
_CHANNELS = ("website", "app", "mail", "phone", "shop", "אתר החברה", "courier service to the door")


def journey_from(data: dict[str, Any]) -> Journey:
    """The journey that plain data describes; fails the test when its shape is wrong."""
    loaded = load(json.dumps(data, ensure_ascii=False).encode(), "made-up")  # which is YAML, and soon written
    assert loaded.tree is not None
    journey, findings = read_journey(loaded.tree)
    assert journey is not None and not findings, findings
    return journey


def scene_of(journey: Journey, *, theme: str = "default", compact: bool = False) -> Scene:
    """The scene of a journey, on a fixed day."""
    words = load_words(journey.language)
    with set_in(load_theme(theme).type, journey.language):
        return lay_out(journey, theme=load_theme(theme), words=words, today=TODAY, compact=compact)


def svg_of(scene: Scene, *, theme: str = "default", templates: Environment | None = None) -> str:
    """The SVG file of a scene."""
    with set_in(load_theme(theme).type, scene.language):
        return "".join(svg_parts(scene, load_theme(theme), templates))


def _attachments(random: Random, seed: int) -> dict[str, Any]:
    """Links, and a picture whose file is not there, in half of the journeys."""
    if seed % 2 or random.random() < 0.5:
        return {}
    image = {"image": {"file": "a.png", "alt": "A picture " * 9}} if random.random() < 0.5 else {}
    return {"links": [{"url": f"https://example.com/{number}"} for number in range(random.randint(0, 9))], **image}


def made_up(seed: int, *, language: str, stages: int, touchpoints: int, personas: int, longest: int) -> dict[str, Any]:
    """The data of a journey with everything in it; `longest` is how many characters a text may have."""
    random, attached = Random(seed), Random(f"{seed} attachments")  # what is made up besides stays what it is
    words = WORDS[language]

    def text(most: int) -> str:
        length = min(random.choice((8, 20, 40, most)), most)
        found = random.choice(words)
        while len(found) < length:
            found += " " + random.choice(words)
        return found[:most].strip()

    def point(name: str) -> dict[str, Any]:
        return {"id": name, "text": text(longest), "severity": random.randint(1, 5)}

    def emotion(persona: int) -> dict[str, Any]:
        score = round(random.uniform(-2, 2), 1)
        found: dict[str, Any] = {"persona": f"p{persona}", "score": score, "label": text(random.choice((20, 20, 60)))}
        found["evidence"] = random.choice(("assumed", "observed", "measured"))
        if found["evidence"] == "measured":
            found |= {"low": max(-2.0, round(score - 0.3, 1)), "high": min(2.0, round(score + 0.3, 1))}
        return found

    linked: list[str] = []
    ids = [f"t{number}" for number in range(touchpoints)]

    def touchpoint(number: int) -> dict[str, Any]:
        found: dict[str, Any] = {"id": ids[number], "name": text(60), "doing": text(longest)}
        found["channels"] = random.sample(_CHANNELS, random.randint(1, 3))
        found["emotions"] = [emotion(persona) for persona in range(personas) if random.random() < 0.85]
        if random.random() < 0.5:
            found["thinking"] = [{"text": text(longest)} | ({"persona": "p0"} if personas else {})]
        if random.random() < 0.4:
            found["pains"] = [point(f"pain-{number}"), text(longest)]
        if random.random() < 0.3:
            found["opportunities"] = [point(f"chance-{number}") | {"votes": random.choice((0, 7, 112))}]
            linked.append(f"chance-{number}")
        if random.random() < 0.4:
            metric = {"value": 71, "n": 412, "low": 66, "high": 75.5, "target": 80, "date": "2026-09-01"}
            if random.random() < 0.5:
                metric |= {"value": 1234567, "n": 1_000_000, "low": 1_200_000, "high": 1_300_000, "target": 1_400_000}
                metric["unit"] = text(40)
            found["metrics"] = {random.choice(("csat", "nps", text(40))): metric}
        if random.random() < 0.3:
            found["backstage"] = [text(longest), text(40)]
        if random.random() < 0.2:
            found["moment_of_truth"] = random.choice((True, "zmot", "umot"))
        if random.random() < 0.3:
            found["owner"] = f"o{random.randint(1, 3)}"
        found |= _attachments(attached, seed)
        if random.random() < 0.25:
            found["next"] = [{"to": random.choice([*ids, "exit", "exit"]), "share": "20%", "when": text(60)}]
        return found

    def action(number: int) -> dict[str, Any]:
        found: dict[str, Any] = {"id": f"a{number}", "title": text(longest), "owner": "o2", "addresses": ["pain-0"]}
        found["addresses"] += random.sample(linked, min(len(linked), 4))
        found["due"] = random.choice(("2026-10-01", "2027-02-01"))
        found["links"] = _attachments(attached, seed).get("links", [])
        return found | {"impact": random.randint(1, 5), "effort": random.randint(1, 5)}

    sizes = [touchpoints // stages + (index < touchpoints % stages) for index in range(stages)]
    starts = [sum(sizes[:index]) for index in range(stages)]
    return {
        "journeymap": 1,
        "id": "made-up",
        "title": text(90),
        "language": language,
        "takeaway": text(longest),
        "scenario": text(longest),
        "goal": text(80),
        "owner": "o1",
        "review": {"last": "2026-05-01", "every": "4 months"},
        "owners": [{"id": f"o{number}", "name": text(40), "role": text(30)} for number in range(1, 4)],
        "personas": [
            {
                "id": f"p{number}",
                "name": text(random.choice((20, 40))),
                "quote": text(90),
                "goals": [text(60)],
                "evidence": text(30),
            }
            for number in range(personas)
        ],
        "segments": [{"id": "s1", "name": text(40), "share": "34%", "description": text(longest)}],
        "stages": [
            {
                "id": f"s{index}",
                "name": text(60),
                "duration": text(30),
                "phase": text(40),
                "focus": text(longest),
                **_attachments(attached, seed),
                "touchpoints": [touchpoint(starts[index] + offset) for offset in range(sizes[index])],
            }
            for index in range(stages)
        ],
        "actions": [action(number) for number in range(1, 9)],
        "swot": {"strengths": [text(longest)], "weaknesses": [text(60)], "threats": [text(60), text(60)]},
    }


def with_plan_details(data: dict[str, Any], seed: int) -> dict[str, Any]:
    """The same journey with supporters, blocked actions, budgets, priorities, objections and feelings in words."""
    random = Random(seed)
    words = WORDS[data["language"]]

    def text(most: int) -> str:
        return " ".join(random.choice(words) for _ in range(random.randint(1, most)))

    for stage in data["stages"]:
        for touchpoint in stage["touchpoints"]:
            if random.random() < 0.4:
                touchpoint["with"] = random.sample(["o1", "o2", "o3"], random.randint(1, 3))
            if random.random() < 0.4:
                touchpoint["objections"] = [
                    text(8),
                    {"text": text(20), "answer": text(30), "owner": "o2"},
                ][: random.randint(1, 2)]
            for emotion in touchpoint["emotions"]:
                if random.random() < 0.3:
                    emotion.pop("score")
                    emotion.pop("low", None)
                    emotion.pop("high", None)
    for action in data["actions"]:
        action["owner"] = random.sample(["o1", "o2", "o3"], random.randint(1, 3))
        action |= {"stages": [data["stages"][0]["id"]], "release": text(3), "ticket": f"SHOP-{random.randint(1, 999)}"}
        action["budget"] = f"{random.randint(1, 10**6)} {random.choice(('EUR', 'ILS', 'IRR', 'USD'))}"
        if random.random() < 0.5:
            action |= {"status": "blocked", "blocked_by": [text(12)]}
    data["swot"] = {
        part: [{"text": text(20), "priority": random.randint(1, 5), "leads_to": ["a1", "a2"]}, text(6)]
        for part in ("strengths", "weaknesses", "threats")
    }
    data["competitors"] = [
        {"id": "c1", "name": text(4), "considered": "40%", "strengths": text(5), "scores": {"t0": -1.5}},
        {"id": "c2", "name": text(2), "considered": 0.125},
    ]
    return data


def with_whole_stages(data: dict[str, Any], seed: int) -> dict[str, Any]:
    """The same data, in which stages have points, metrics and feelings of their own, and touchpoints have gains."""
    random = Random(seed)
    personas = [persona["id"] for persona in data["personas"]]
    for number, stage in enumerate(data["stages"]):
        text = stage["focus"]
        for kind in ("pains", "gains", "opportunities"):
            if random.random() < 0.6:
                votes = random.choice((0, 7, 112))
                own = {"id": f"{kind}-{number}", "text": text, "severity": random.randint(1, 5), "votes": votes}
                stage[kind] = [own, stage["name"]]
        if random.random() < 0.6:
            stage["metrics"] = {name: {"value": 71, "n": 412, "target": 80} for name in ("csat", "nps", stage["name"])}
        if random.random() < 0.6:
            stage["improvements"] = [{"id": f"better-{number}", "text": text}, stage["name"]]
        if random.random() < 0.7:
            for touchpoint in stage["touchpoints"]:
                touchpoint["emotions"] = [
                    each for each in touchpoint["emotions"] if personas and each["persona"] == personas[0]
                ]
            score = round(random.uniform(-2, 2), 1)
            stage["emotions"] = [{"persona": each, "score": score, "label": stage["name"]} for each in personas[1:]]
        for touchpoint in stage["touchpoints"]:
            if random.random() < 0.3:
                gain = {"text": touchpoint["name"], "severity": 3, "votes": 112}
                touchpoint["gains"] = [{"id": f"gain-{touchpoint['id']}"} | gain, text]
    for action in data["actions"]:
        action["addresses"] += [f"better-{n}" for n, each in enumerate(data["stages"]) if "improvements" in each][:6]
        action["addresses"] += [f"gains-{n}" for n, each in enumerate(data["stages"]) if "gains" in each][:6]
    return data


def models() -> list[type[Item]]:
    """The journey's class and every class in it."""
    found: list[type[Item]] = [Journey]
    for model in found:
        for field in fields_of(model):
            struct = struct_of(field.kind)
            if struct and struct.model not in found:
                found.append(struct.model)
    return found
