"""The lanes that there are, and which of them a journey shows in what order."""

from __future__ import annotations

from functools import partial

from journeymap.layout.brief import Brief
from journeymap.layout.feeling import Feeling
from journeymap.layout.lanes.channels import Channels
from journeymap.layout.lanes.competitors import Competitors
from journeymap.layout.lanes.lane import Lane, StageTexts, TouchpointTexts
from journeymap.layout.lanes.metrics import Metrics
from journeymap.layout.lanes.owners import Owners
from journeymap.layout.lanes.points import Points
from journeymap.layout.lanes.thinking import Thinking
from journeymap.model import LANES, CustomLane, Stage, Touchpoint


def _one(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _goal(stage: Stage) -> tuple[str, ...]:
    return _one(stage.goal)


def _example(stage: Stage) -> tuple[str, ...]:
    return _one(stage.example)


_BUILT_IN: tuple[Lane, ...] = (
    StageTexts("goal", "goal", _goal),
    StageTexts("focus", "focus", lambda stage: stage.focus),
    StageTexts("example", "example", _example),
    TouchpointTexts("doing", "doing", lambda touchpoint: touchpoint.doing),
    Thinking(),
    Feeling(),
    Metrics(),
    Points("pains", "pains", lambda touchpoint: touchpoint.pains, pain=True),
    Points("opportunities", "opportunities", lambda touchpoint: touchpoint.opportunities, pain=False),
    StageTexts("improvements", "improvements", lambda stage: stage.improvements),
    Competitors(),
    Channels(),
    TouchpointTexts("message", "message", lambda touchpoint: touchpoint.message),
    TouchpointTexts("content", "content", lambda touchpoint: touchpoint.content),
    TouchpointTexts("frontstage", "frontstage", lambda touchpoint: touchpoint.frontstage),
    TouchpointTexts("backstage", "backstage", lambda touchpoint: touchpoint.backstage),
    TouchpointTexts("systems", "systems", lambda touchpoint: touchpoint.systems),
    Owners(),
)
BELOW_VISIBILITY = frozenset({"backstage", "systems"})


def lanes_of(brief: Brief) -> list[Lane]:
    """The lanes to draw, in order: those the journey names, else all of them and the team's own."""
    known: dict[str, Lane] = {lane.name: lane for lane in _BUILT_IN}
    custom = {lane.id: _custom(lane) for lane in brief.journey.custom}
    wanted = brief.journey.lanes or (*LANES, *custom)
    return [{**known, **custom}[name] for name in wanted if name in known or name in custom]


def _custom(lane: CustomLane) -> Lane:
    return TouchpointTexts(lane.id, "custom", partial(_custom_texts, lane), title=lane.name)


def _custom_texts(lane: CustomLane, touchpoint: Touchpoint) -> tuple[str, ...]:
    return lane.texts.get(touchpoint.id, ())
