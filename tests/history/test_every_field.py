"""Every field of every class is told: by the difference, by git's textconv and by the page.

A field is changed in a journey that says something in all of them, and the new value must be found in all three, save
where the model says that it is not told there, and why.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest
import yaml
from journeys import TODAY, journey_from, models, scene_of
from test_diff_goldens import GOLDEN, text_in
from test_difference import _Texts

from journeymap.history.compare import difference
from journeymap.history.describe import Describer
from journeymap.history.textconv import textconv
from journeymap.layout import Scene
from journeymap.model import (
    Activity,
    AnswerScale,
    ChannelUse,
    CommentColumn,
    Effect,
    EventPlace,
    ExperimentArm,
    ExperimentComparison,
    ExperimentResult,
    ExperimentVariant,
    Improvement,
    Item,
    Journey,
    Message,
    Objection,
    Question,
    ServiceStep,
    SourceSegment,
    SwotEntry,
    Thought,
    TreeBranch,
    WayMoved,
)
from journeymap.model.amounts import Duration, Money
from journeymap.model.effects import ShiftKind
from journeymap.model.experiments import LevelKind
from journeymap.model.kinds import Choice, Date, Every, Id, Language, Number, Pair, Share, Text
from journeymap.model.shape import Field, ListOf, MapOf, Struct, fields_of, struct_of
from journeymap.model.sources import PeriodName
from journeymap.render.environment import environment
from journeymap.render.page_view import page_view
from journeymap.render.phrases import Phrases
from journeymap.render.plan import plan_view
from journeymap.style.locale import load_words

RICH = yaml.load((GOLDEN / "before.journey.yaml").read_text("utf-8"), _Texts)
WORDS = load_words("en")
NEW = "Xyzzy"

# What the difference calls a field, where that is not its own name.
CALLED = {
    ("Journey", "title"): "name", ("Action", "title"): "name", ("ActionTree", "title"): "name",
    ("TreeQuestion", "question"): "name", ("TreeQuestion", "branches"): "branches", ("Emotion", "low"): "interval",
    ("Emotion", "high"): "interval", ("Metric", "low"): "interval", ("Metric", "high"): "interval",
    ("Review", "last"): "review", ("Review", "every"): "review-every", ("Competitor", "scores"): "score",
    **{(model.__name__, field.name): name for model, name in ((Activity, "doing"), (Thought, "thinking"),
       (ChannelUse, "channels"), (Message, "message"), (Objection, "objections"), (ServiceStep, "frontstage"),
       (Improvement, "improvements"), (SwotEntry, "swot-strengths")) for field in fields_of(model)},
    ("ServiceStep", "supports"): "backstage", ("Source", "id"): "name", ("Signal", "id"): "name",
    **{("SourceFormat", name): f"format-{name}" for name in ("encoding", "delimiter", "header_rows", "date")},
    **{("AnswerScale", field.name): f"scale-{field.name}" for field in fields_of(AnswerScale)},
    **{(model.__name__, field.name): name for model, name in ((Question, "questions"), (SourceSegment, "segments"),
       (CommentColumn, "comments"), (EventPlace, "map"), (TreeBranch, "branches")) for field in fields_of(model)},
    **{("ExperimentSource", name): f"source-{name}" for name in ("id", "column", "map", "covariate")},
    **{("ExperimentResult", field.name): f"result-{field.name}" for field in fields_of(ExperimentResult)},
    **{(model.__name__, field.name): name for model, name in ((ExperimentVariant, "variants"),
       (ExperimentArm, "result-arms"), (ExperimentComparison, "result-comparisons")) for field in fields_of(model)},
    **{(model.__name__, field.name): "effect" for model in (Effect, WayMoved) for field in fields_of(model)},
    ("Image", "file"): "image", ("Image", "alt"): "image-alt", ("Link", "url"): "links",
    ("Link", "title"): "links", ("Emotion", "persona"): "", ("Next", "to"): "",
    **{("Swot", field.name): f"swot-{field.name}" for field in fields_of(struct_of(
        next(each.kind for each in fields_of(Journey) if each.name == "swot")).model)},
}  # fmt: skip
# How the page says a value, where it is not in the language's form for its kind.
ON_THE_PAGE = {
    ("Stage", "applies"): "does not apply here",
    ("Review", "every"): "Review by 22 Mar 2026",
    ("Point", "severity"): "4 of 5", ("Action", "impact"): "5 of 5", ("Action", "effort"): "3 of 5",
    ("Metric", "better"): "lower is better", ("Touchpoint", "moment_of_truth"): "First moment of truth",
    ("Metric", "low"): "3 pc to 4 pc", ("Metric", "high"): "2 pc to 5 pc",
    ("Emotion", "low"): "2.5 to 2.5", ("Emotion", "high"): "1.5 to 3.5", ("Next", "to"): "Carries it home",
    ("Action", "depends_on"): "Depends on A1", ("TreeBranch", "go_to"): "go on with question 1",
    ("TreeQuestion", "by"): "Segment How did they come?", ("Capability", "kind"): "people",
    ("Experiment", "action"): "Action A2", ("Experiment", "smallest_effect"): "7%",
    ("ExperimentResult", "low"): "−1.5 to −0.5", ("ExperimentResult", "high"): "−2.5 to +0.5",
    ("ExperimentComparison", "low"): "−1 to +15",
    ("TreeBranch", "action"): "A2 Ask the town", ("TreeBranch", "message"): "Say “Welcome”",
}  # fmt: skip


class Spot(NamedTuple):
    """A field, and where in the rich journey it is set."""

    model: type[Item]
    field: Field
    path: tuple[Any, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.model.__name__, self.field.name


def spots(model: type[Item] = Journey, data: Any = RICH, path: tuple[Any, ...] = ()) -> Iterator[Spot]:
    for field in fields_of(model):
        if not isinstance(data, dict) or field.name not in data:
            continue
        inside, here = data[field.name], (*path, field.name)
        yield Spot(model, field, here)
        struct = struct_of(field.kind)
        if struct is None:
            continue
        if isinstance(field.kind, MapOf):
            places = [((*here, key), value) for key, value in inside.items()]
        elif isinstance(field.kind, ListOf) and isinstance(inside, list):
            places = [((*here, index), value) for index, value in enumerate(inside)]
        else:
            places = [(here, inside)]
        for place, value in places:
            yield from spots(struct.model, value, place)


@cache
def first_spots() -> dict[tuple[str, str], Spot]:
    found: dict[tuple[str, str], Spot] = {}
    for spot in spots():
        found.setdefault(spot.key, spot)
    return found


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


IDS = {
    "owner": ("ada", "bo", "dee"), "segment": ("regulars", "tourists"), "persona": ("lea", "omar"),
    "action": ("a2", "a1"), "touchpoint": ("park", "leave"), "point": ("no-sign", "paint"), "stage": ("arrive", "shop"),
    "service-step": ("guard", "gate"), "message": ("hello", "m1"), "question": ("which-way", "regular"),
    "source": ("door-survey", "till"),
}  # fmt: skip


def another(kind: Any, value: Any) -> Any:  # noqa: PLR0911  one return a kind
    """Another value of a kind."""
    if isinstance(kind, Text):
        return NEW
    if isinstance(kind, Id):
        return next((each for each in reversed(IDS[kind.of]) if each != value), "") if kind.of else "xyzzy"
    if isinstance(kind, Choice):
        if kind.options == (False, True):
            return not value
        return next(each for each in kind.options if each != value and each is not True)
    if isinstance(kind, Number):
        return next(each for each in (value + 1, value - 1, 0.5) if kind.least <= each <= kind.most)
    if isinstance(kind, ListOf):
        if isinstance(kind.item, Struct):
            return value[:-1]
        return ["channels"] if kind.item == Id(lane=True) else [another(kind.item, value[0])]
    if isinstance(kind, MapOf):
        return {} if struct_of(kind) else {key: another(kind.value, said) for key, said in value.items()}
    others = {
        PeriodName: "2026-W07",
        Share: 0.55,
        Date: "2026-12-24",
        Pair: [0, 77],
        Every: "3 weeks",
        Language: "en-GB",
        Struct: None,
        Duration: "3 hours",
        Money: "77 USD",
        ShiftKind: "-7%",
        LevelKind: "77%",
    }
    return others[type(kind)]


def renamed(data: Any, old: str, new: str) -> Any:
    """The data with another id, wherever it stands."""
    if isinstance(data, dict):
        return {new if key == old else key: renamed(value, old, new) for key, value in data.items()}
    if isinstance(data, list):
        return [renamed(value, old, new) for value in data]
    return new if data == old else data


def changed(spot: Spot) -> tuple[dict[str, Any], Any]:
    """The rich journey with another value there, and that value."""
    data = copy.deepcopy(RICH)
    value = another(spot.field.kind, at(data, spot.path))
    if spot.key == ("Effect", "share"):  # it needs one
        value = {"from": "park", "to": "leave"}
    if spot.field.kind == Id() or (isinstance(spot.field.kind, Id) and not spot.field.kind.of):
        return renamed(data, at(data, spot.path), value), value
    at(data, spot.path[:-1])[spot.path[-1]] = value
    if spot.key == ("Journey", "calendar"):  # with its dates
        data = json.loads(json.dumps(data).replace("2026-", "1405-"))
    if value is None:
        del at(data, spot.path[:-1])[spot.path[-1]]
    return data, value


def told_everywhere(kind: Any) -> bool:
    """Whether it is parts, which each tell themselves."""
    return struct_of(kind) is not None


def in_words(spot: Spot, value: Any) -> str:
    """How the page says it."""
    kind = spot.field.kind
    if spot.key in ON_THE_PAGE:
        return ON_THE_PAGE[spot.key]
    if isinstance(kind, ListOf | MapOf):
        kind, value = (kind.item, value[0]) if isinstance(kind, ListOf) else (kind.value, next(iter(value.values())))
        kind, value = (kind.item, value[0]) if isinstance(kind, ListOf) else (kind, value)
    if isinstance(kind, Id):
        names = {"owner": "Dee Moss", "segment": "Tourists", "persona": "Omar", "touchpoint": "Carries it home",
                 "point": "Paint the floor", "action": "A1", "stage": "Shop",
                 "service-step": "The gate opens at six"}  # fmt: skip
        return names[kind.of]
    if value is True:
        return "yes"
    if isinstance(kind, Choice | Text) and kind.locale_prefix is not None:
        return WORDS.get(f"{kind.locale_prefix}{value}", str(value))
    if isinstance(kind, Number):
        return WORDS.number(value)
    forms = {Share: WORDS.percent, Date: lambda day: WORDS.day(dt.date.fromisoformat(day)),
             Pair: lambda pair: f"{pair[0]} to {pair[1]}", Money: lambda money: WORDS.money(77, "USD"),
             ShiftKind: lambda shift: "−7%", LevelKind: lambda level: "77%"}  # fmt: skip
    return forms.get(type(kind), str)(value)


def in_plain(spot: Spot, value: Any) -> str:
    """How textconv says it."""
    kind = spot.field.kind
    while isinstance(value, list) and not isinstance(kind, Pair):
        value = value[0]
    if isinstance(value, dict):
        value = next(iter(value.values()))
        value = value[0] if isinstance(value, list) else value
    if isinstance(kind, Pair):
        return f"{value[0]} … {value[1]}"
    if isinstance(kind, Share):
        return "55%"
    if spot.key == ("Emotion", "persona"):
        return "Omar"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "3 week" if isinstance(kind, Every) else str(value)


@cache
def the_map() -> Scene:
    """The map of the journey as it was: the page takes from it which rows and personas can be switched off."""
    return scene_of(journey_from(RICH))


def page(data: dict[str, Any]) -> str:
    """All that the page says but the map itself."""
    journey = journey_from(data)
    body = environment().get_template("page.j2.html").render(
        page=page_view(Phrases(journey, WORDS, TODAY), the_map()), plan=plan_view(journey, WORDS, TODAY), words=WORDS,
        measured=None, drawing="", overview="", curve="", opens="", scheme="",
        head=lambda body: {"policy": "", "style": "", "script": ""},
    )  # fmt: skip
    return text_in(body[body.index("<body") :])


@cache
def before() -> tuple[Journey, str, str]:
    journey = journey_from(RICH)
    return journey, textconv(journey), page(RICH)


def test_the_journey_says_something_in_every_field() -> None:
    wanted = {(model.__name__, field.name) for model in models() for field in fields_of(model)}
    assert wanted == first_spots().keys()


def test_what_is_not_told_says_why() -> None:
    omitted = [spot.field.omitted for spot in first_spots().values() if spot.field.omitted]
    assert omitted
    assert all(len(each.why) > 15 and each.where for each in omitted)


@pytest.mark.parametrize("key", first_spots(), ids=".".join)
class TestEveryField:
    def test_in_the_difference(self, key: tuple[str, str]) -> None:
        spot = first_spots()[key]
        if not spot.field.is_shown_in("diff"):
            return
        data, value = changed(spot)
        found = difference(before()[0], journey_from(data))
        if told_everywhere(spot.field.kind):
            assert found.changes
            return
        wanted = CALLED.get(key, spot.field.name)
        changes = [change for change in found.changes if change.field == wanted]
        assert changes, [(change.what, change.field) for change in found.changes]
        describer = Describer(found)
        if not isinstance(
            spot.field.kind, Choice | ListOf | MapOf | Number | Pair | Every | Id | ShiftKind | LevelKind
        ):
            assert any(in_words(spot, value) in describer.line(change).text for change in changes)
        assert all(describer.line(change).text for change in found.changes)

    def test_by_git(self, key: tuple[str, str]) -> None:
        spot = first_spots()[key]
        if not spot.field.is_shown_in("textconv"):
            return
        data, value = changed(spot)
        lines, known = Counter(textconv(journey_from(data)).splitlines()), Counter(before()[1].splitlines())
        new, gone = lines - known, known - lines
        assert new or (gone and told_everywhere(spot.field.kind))
        if not told_everywhere(spot.field.kind):
            assert any(in_plain(spot, value) in line for line in new), new

    def test_on_the_page(self, key: tuple[str, str]) -> None:
        spot = first_spots()[key]
        if not spot.field.is_shown_in("page"):
            return
        data, value = changed(spot)
        old, new = before()[2], page(data)
        assert old != new
        if not told_everywhere(spot.field.kind):
            assert new.count(in_words(spot, value)) > old.count(in_words(spot, value)), in_words(spot, value)


def test_git_tells_that_nobody_voted() -> None:
    data = copy.deepcopy(RICH)
    data["stages"][0]["touchpoints"][0]["pains"] = [{"id": "far", "text": "Far", "votes": 0}]
    assert "  Votes: 0\n" in textconv(journey_from(data))


def test_git_tells_the_way_that_the_shares_leave() -> None:
    steps = [{"id": "a", "name": "A", "next": [{"to": "c", "share": "40%"}]}, {"id": "b", "name": "B"},
             {"id": "c", "name": "C", "next": [{"to": "a", "share": "10%"}]}]  # fmt: skip
    stage = {"id": "s", "name": "S", "touchpoints": steps}
    lines = textconv(journey_from({"journeymap": 1, "id": "x", "title": "X", "stages": [stage]})).splitlines()
    told = [line.strip() for line in lines if "Way on" in line]
    assert told == ["Way on: c 40%", "Way on: b 60%, not written", "Way on: a 10%",
                    "Way on: out of the journey 90%, not written"]  # fmt: skip


def test_each_list_of_parts_says_what_tells_them_apart() -> None:
    for model in models():
        for field in fields_of(model):
            if isinstance(field.kind, ListOf) and isinstance(field.kind.item, Struct):
                names = {each.name for each in fields_of(field.kind.item.model)}
                assert field.kind.identified_by and names.issuperset(
                    name for way in field.kind.identified_by for name in way
                ), (
                    model,
                    field.name,
                )
