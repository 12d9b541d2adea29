"""The part of a journey that is one persona's, or one segment's: its steps and its items."""

from __future__ import annotations

from typing import Any

from journeymap.insight.passing import Traveller, belongs_to, path_of, traveller_of, ways_differ
from journeymap.insight.transitions import reachable, reached_by
from journeymap.model import (
    Action,
    ActionTree,
    Emotion,
    Experiment,
    Journey,
    Persona,
    Segment,
    Stage,
    Touchpoint,
    TreeQuestion,
)

_ITEMS = ("doing", "thinking", "channels", "pains", "gains", "opportunities", "message")
_OF_STAGES = ("pains", "gains", "opportunities")


def persona_part(journey: Journey, persona: Persona) -> Journey:
    """Returns the journey as one persona has it: with the steps that it comes to, and what is said of it or of all.

    Touchpoints keep the numbers and actions the codes of the whole journey, and stages stay. The title ends with the
    persona's name.
    """
    return _PartMaker(journey, traveller_of(persona), (persona,)).made(persona.name)


def segment_part(journey: Journey, segment: Segment) -> Journey:
    """Returns the journey as one segment has it, with its personas, as `persona_part` does for one of them."""
    personas = tuple(persona for persona in journey.personas if persona.segment == segment.id)
    return _PartMaker(journey, Traveller(None, segment.id), personas).made(segment.name)


class _PartMaker:
    def __init__(self, journey: Journey, who: Traveller, personas: tuple[Persona, ...]) -> None:
        self._journey = journey
        self._who = who
        self._personas = personas
        self._ids = frozenset(persona.id for persona in personas)
        self._steps = self._steps_of_all()

    def made(self, name: str) -> Journey:
        journey = self._journey
        return journey.replace(
            title=f"{journey.title} – {name}",
            segments=tuple(segment for segment in journey.segments if segment.id == self._who.segment),
            personas=self._personas,
            stages=tuple(map(self._stage, journey.stages)),
            actions=tuple(action for action in map(self._action, journey.actions) if action is not None),
            experiments=tuple(each for each in journey.experiments if self._is_passed(each)),
            trees=tuple(self._tree(each) for each in journey.trees if self._is_passed(each)),
            whole=journey,
        )

    def _steps_of_all(self) -> frozenset[Touchpoint]:
        journey = self._journey
        if not ways_differ(journey):
            return frozenset(journey.touchpoints)
        found: set[Touchpoint] = set()
        for who in map(traveller_of, self._personas) if self._personas else (self._who,):
            left_out = reachable(journey) - reached_by(journey, who)  # what nobody reaches stays
            found.update(touchpoint for touchpoint in path_of(journey, who) if touchpoint not in left_out)
        return frozenset(found)

    def _stage(self, stage: Stage) -> Stage:
        steps = tuple(self._touchpoint(each) for each in stage.touchpoints if each in self._steps)
        return stage.replace(touchpoints=steps, **self._found(stage, _OF_STAGES))

    def _touchpoint(self, touchpoint: Touchpoint) -> Touchpoint:
        known = self._journey.touchpoint_by_id
        ways = tuple(
            way.replace(segment=None)
            for way in touchpoint.next
            if way.segment in (None, self._who.segment) and (way.to not in known or known[way.to] in self._steps)
        )
        # a persona alone goes wherever its map leads; among several of a segment, some may not pass
        personas = () if len(self._ids) < 2 else tuple(each for each in touchpoint.personas if each in self._ids)
        return touchpoint.replace(personas=personas, segments=(), next=ways, **self._found(touchpoint, _ITEMS))

    def _found(self, part: Stage | Touchpoint, keys: tuple[str, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {
            key: tuple(
                self._without_segment(each) for each in getattr(part, key) if belongs_to(self._journey, each, self._who)
            )
            for key in keys
        }
        return found | {"emotions": tuple(emotion for emotion in part.emotions if self._feels(emotion))}

    @staticmethod
    def _without_segment(item: Any) -> Any:
        """The item without its segment, which is that of the whole map."""
        return item if item.segment is None else item.replace(segment=None)

    def _feels(self, emotion: Emotion) -> bool:
        persona = self._journey.persona_of(emotion)
        return persona is None or persona in self._ids

    def _is_passed(self, part: ActionTree | Experiment) -> bool:
        """Whether a tree or an experiment is at a touchpoint that is left, or a tree is for an interaction."""
        touchpoint = self._journey.touchpoint_by_id.get(part.touchpoint or "")
        return touchpoint is None or touchpoint in self._steps

    def _tree(self, tree: ActionTree) -> ActionTree:
        """The tree with the branches that the segment takes; without a segment, with all."""
        return tree.replace(questions=tuple(self._question(each) for each in tree.questions))

    def _question(self, question: TreeQuestion) -> TreeQuestion:
        if question.by != "segment" or self._who.segment is None:
            return question
        own = [branch for branch in question.branches if self._who.segment in branch.segments]
        others = [branch for branch in question.branches if not branch.segments]
        return question.replace(branches=tuple((own or others)[:1]))

    def _action(self, action: Action) -> Action | None:
        """The action with the touchpoints that are left; None if it is meant for other segments."""
        if action.segments and self._who.segment not in action.segments:
            return None
        known = self._journey.touchpoint_by_id
        return action.replace(
            touchpoints=tuple(each for each in action.touchpoints if each not in known or known[each] in self._steps)
        )
