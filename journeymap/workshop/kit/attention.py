"""What the workshop should look at: the lowest point, moments of truth, and severe pains without an action."""

from __future__ import annotations

from collections.abc import Iterator

from journeymap.insight.drafts import is_draft
from journeymap.insight.feelings import lowest, whose, with_measured
from journeymap.insight.pains import unanswered_severe_pains
from journeymap.model import Emotion, Journey, Part, Stage
from journeymap.overlays.measures import MeasuresOverlay
from journeymap.style.locale import Words
from journeymap.workshop.grid import FEELING, STEPS, Grid

_LTR = "\u200e"  # keeps the sign of a score before its digits within a text that reads right to left


class Attention:
    """Writes sentences for the guide about what to look at, with references on the wall."""

    def __init__(self, journey: Journey, grid: Grid, words: Words, texts: Words) -> None:
        self._journey = journey
        self._grid = grid
        self._words = words
        self._texts = texts
        self._lanes = {lane.name: lane for lane in grid.lanes if not lane.custom}

    def lines(self) -> tuple[str, ...]:
        """A sentence for each; a single one of advice if the journey has none of them. A draft is told first."""
        found = (*self._lowest(), *self._moments(), *self._pains())
        draft = (self._words["nothing-observed"],) if is_draft(self._journey) else ()
        return (*draft, *(found or (self._texts["look-nothing"],)))

    def _lowest(self) -> Iterator[str]:
        """The first of the lowest feelings: what was measured counts before what the file has."""
        journey, words = self._journey, self._words
        measured = MeasuresOverlay.among(journey.beside)
        feelings = measured.feelings if measured else {}
        found = lowest(with_measured(journey, feelings))
        if found is None:
            return
        part, emotion = found
        is_measured = (part.id, journey.persona_of(emotion) or "") in feelings
        score = round(emotion.known_score, 1) if is_measured else emotion.known_score
        yield self._texts.say(
            "look-lowest-measured" if is_measured else "look-lowest",
            name=words.quote(part.name),
            ref=self._ref(journey.touchpoint_by_id.get(part.id, part), FEELING),
            score=f"{_LTR}{words.axis(score, signed=journey.emotion_scale[0] < 0)}{_LTR}",
            persona=self._persona(emotion),
        )

    def _persona(self, emotion: Emotion) -> str:
        persona = whose(self._journey, emotion)
        return persona.name if persona else self._words["everyone"]

    def _moments(self) -> Iterator[str]:
        for touchpoint in self._journey.touchpoints:
            moment = touchpoint.moment_of_truth
            if moment:
                key = f"moment-{moment}" if isinstance(moment, str) else "moment-of-truth"
                name, ref = self._words.quote(touchpoint.name), self._ref(touchpoint, STEPS)
                yield self._texts.say("look-moment", moment=self._words[key], name=name, ref=ref)

    def _pains(self) -> Iterator[str]:
        """The severe pains that no action answers."""
        for part, pain in unanswered_severe_pains(self._journey):
            text, ref = self._words.quote(pain.text), self._ref(part, "pains")
            severity = self._words.number(pain.severity or 0)
            yield self._texts.say("look-pain", text=text, ref=ref, severity=severity)

    def _ref(self, part: Part, lane: str) -> str:
        """The position of a touchpoint in a lane; of a stage as a whole, its cell."""
        if isinstance(part, Stage):
            return self._grid.ref(next(each for each in self._grid.stages if each.stage is part), self._lanes[lane])
        stage = next(each for each in self._grid.stages if part in each.stage.touchpoints)
        position = next(position for position, each in stage.placed() if each is part)
        return self._grid.ref(stage, self._lanes[lane], position)
