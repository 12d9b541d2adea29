"""Descriptions of journeys as text: headings and lines, in the language of each journey, with the ids of its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeymap.assistants.description import CurveFacts, DueDay, FeltAt, JourneyDescription
from journeymap.build.facts import PAGE_COLUMNS
from journeymap.history.textconv import textconv
from journeymap.insight.actions import answering
from journeymap.insight.experiments import name_of
from journeymap.insight.feelings import whose
from journeymap.insight.transitions import Transition
from journeymap.layout.mentions import with_numbers
from journeymap.model import Metric, Owner, Part, Point
from journeymap.render.index import index_view
from journeymap.render.phrases import Phrases
from journeymap.render.texts import joined
from journeymap.report.safe import visible
from journeymap.style.locale import INDEXES, MAP, STORIES, load_words, spoken

_SAID = (MAP, INDEXES, STORIES)
"""The kinds of words that a description needs."""
_MARK = "\u200e"
"""Keeps a sign beside its number in text from right to left; unlike an isolate, it is ordinary text in any terminal."""
_PLAIN = str.maketrans({"\u2066": _MARK, "\u2069": _MARK, "\u00a0": " "})


def as_text(descriptions: Sequence[JourneyDescription]) -> str:
    """Returns the descriptions as a text, one after the other."""
    return "\n".join(_DescriptionText(each).text() for each in descriptions)


class _DescriptionText:
    def __init__(self, described: JourneyDescription) -> None:
        self._described, own = described, described.templates
        language = spoken(described.journey.language, _SAID, own)
        calendar = described.journey.calendar
        self._words = load_words(language, calendar=calendar, own=own)
        self._index_words = load_words(language, INDEXES, calendar=calendar, own=own)
        self._journey = with_numbers(described.journey, self._words)
        self._phrases = Phrases(self._journey, self._words, described.today)

    def text(self) -> str:
        described, words = self._described, self._words
        sections = [
            (joined(f"{self._journey.title} [{self._journey.id}]", described.path), self._standing()),
            (words["owners"], self._owners()),
            (words["lane-feeling"], (line for curve in described.curves for line in self._curve(curve))),
            (words["what-hurts-most"], (self._pain(part, pain) for part, pain in described.pains)),
            (words["dates"], map(self._due, described.due)),
            (words["lane-metrics"], (self._measure(*each) for each in described.measures)),
            (words["loop-back"], map(self._way, described.loops)),
            (words["exit"], map(self._way, described.leaves)),
        ]
        parts = []
        for number, (heading, lines) in enumerate(sections):
            said = [_clean(line) for line in lines]
            if said:
                parts.append("\n".join([f"{'##' if number else '#'} {_heading(heading)}", "", *said, ""]))
        return "\n".join([*parts, f"## {_heading(words['as-text'])}\n", textconv(described.journey)])

    def _standing(self) -> Iterator[str]:
        """What the index of a site has of the journey, a line for each of its columns."""
        described, words = self._described, self._index_words
        values = {**described.values, "path": described.path, "drawn": True, "files": {}}
        yield words.say("as-of", date=words.day(described.today))
        if described.values["draft"]:
            yield self._words.labelled(self._words["draft"], self._words["nothing-observed"])
        view = index_view([values], PAGE_COLUMNS, words, described.today)
        for (_, label), cell in zip(view.columns[1:], view.lines[0].cells, strict=True):
            if cell.text:
                yield self._words.labelled(label, joined(cell.text, cell.note))

    def _owners(self) -> Iterator[str]:
        """Each owner, and the touchpoints that it answers for; last, those without an owner."""
        held: dict[Owner | None, list[str]] = {owner: [] for owner in self._journey.owners}
        for touchpoint in self._journey.touchpoints:
            held.setdefault(self._journey.owner_of(touchpoint), []).append(touchpoint.id)
        for owner, ids in held.items():
            name = f"{self._phrases.owner(owner)} [{owner.id}]" if owner else self._words["no-owner"]
            yield self._words.labelled(name, self._phrases.listed(ids)) if ids else name

    def _curve(self, curve: CurveFacts) -> Iterator[str]:
        persona = whose(self._journey, curve.peak.emotion)
        name = f"{persona.name} [{persona.id}]" if persona else self._words["everyone"]
        found = [("peak", curve.peak), ("low", curve.lowest), *(("end", each) for each in curve.ends)]
        yield joined(name, *(self._words.labelled(self._words[key], self._felt(felt)) for key, felt in found))

    def _felt(self, felt: FeltAt) -> str:
        emotion = felt.emotion
        return f"{self._phrases.felt(emotion)} ({self._words[emotion.evidence]}) {self._at(felt.touchpoint)}"

    def _at(self, part: Part) -> str:
        """The name of a stage or a touchpoint, with its id."""
        return f"{self._phrases.part(part)} [{part.id}]"

    def _pain(self, part: Part, pain: Point) -> str:
        phrase = self._phrases.point(pain)
        id_ = f" [{pain.id}]" if pain.id else ""
        unanswered = "" if answering(self._journey, pain) else self._words["no-action-yet"]
        return joined(f"{phrase.text}{id_}", self._at(part), phrase.note, unanswered)

    def _due(self, due: DueDay) -> str:
        words, day = self._words, self._words.day(due.day)
        overdue = self._phrases.overdue(due.day) if due.overdue else ""
        if due.kind == "review":
            return joined(day, overdue, words["review"])
        if due.kind == "action":
            action = next(each for each in self._journey.actions if each.id == due.id)
            owner = self._phrases.owner(self._phrases.owner_with_id(action.answerable))
            return joined(day, overdue, f"{action.title} [{due.id}]", owner or words["no-owner"])
        experiment = next(each for each in self._journey.experiments if each.id == due.id)
        return joined(day, overdue, f"{name_of(self._journey, experiment)} [{due.id}]", words["experiment-to-read"])

    def _measure(self, part: Part, key: str, metric: Metric) -> str:
        phrase = self._phrases.metric(key, metric)
        return joined(f"{phrase.text} [{key}]", self._at(part), phrase.note)

    def _way(self, way: Transition) -> str:
        phrase = self._phrases.transition(way)
        return joined(self._at(way.source), phrase.text, phrase.note)


def _heading(text: str) -> str:
    clean = _clean(text)
    return clean[:1].upper() + clean[1:]


def _clean(text: str) -> str:
    return visible(text.translate(_PLAIN))
