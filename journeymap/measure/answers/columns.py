"""The columns that a source needs, and where they are in each file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from journeymap.errors import UserError
from journeymap.measure.answers.headings import places_of, same_name
from journeymap.measure.answers.locations import AnswerFile
from journeymap.measure.answers.presets import LeftOutRows, ToolPreset
from journeymap.measure.answers.refusal import refused
from journeymap.model import EventPlace, Item, Journey, Source
from journeymap.model.metrics import STANDARDS
from journeymap.spelling import did_you_mean

_KNOWN_METRICS = (*STANDARDS, "importance")


class WantedColumn(NamedTuple):
    """A column that is looked for: its role, the names that it may have, and the place in the journey that names it.

    Roles are `t` (time), `who`, `w` (weight), `touchpoint`, `metric`, `g0`, `g1` … (segments by dimension), `a0`, …
    (answers), `said0`, … (comments) and `f0` … (what a preset leaves out); of events, `e` (what happened), `x0`, …
    (what tells it apart) and `k` (the event's id). These are the names that SQL knows. A column that is not `needed` is
    empty in files without it. With `in_utc`, its times are in UTC.
    """

    role: str
    names: tuple[str, ...]
    item: Item
    key: str
    needed: bool = True
    in_utc: bool = False


class SourceColumns(NamedTuple):
    """The columns of a source; `word` has what a long file says for all rows: its touchpoint or its metric."""

    wanted: tuple[WantedColumn, ...]
    left_out: tuple[LeftOutRows, ...]
    words: dict[str, str]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles, in order."""
        return tuple(each.role for each in self.wanted)

    def has(self, role: str) -> bool:
        """Whether there is a column with this role."""
        return role in self.roles

    def named(self, role: str) -> str:
        """The column with this role, as the journey names it."""
        return next((each.names[0] for each in self.wanted if each.role == role), "")


def columns_of(journey: Journey, source: Source, preset: ToolPreset, names: Sequence[frozenset[str]]) -> SourceColumns:
    """Returns the columns that a source needs. `names` are those of its first file, which tell a word from a column.

    Raises an AnswersError for a long source whose touchpoint or metric is neither.
    """
    words: dict[str, str] = {}
    wanted = list(_described(source, preset, names))
    if source.kind == "events":
        return SourceColumns((*wanted, *_of_events(source, preset)), (), words)
    if source.shape == "long":
        for key, known in (("touchpoint", tuple(journey.touchpoint_by_id)), ("metric", _metrics(source))):
            name = getattr(source, key) or ""
            if places_of(names, name):
                wanted.append(WantedColumn(key, (name,), source, key))
            elif name in known:
                words[key] = name
            else:
                raise _no_column(source, key, name, names, known)
        wanted.append(WantedColumn("a0", (source.score or "",), source, "score"))
        if source.comment:
            wanted.append(WantedColumn("said0", (source.comment,), source, "comment"))
    else:
        for index, question in enumerate(source.questions):
            wanted.append(WantedColumn(f"a{index}", (question.column,), question, "column"))
        for index, comment in enumerate(source.comments):
            wanted.append(WantedColumn(f"said{index}", (comment.column,), comment, "column"))
    for index, each in enumerate(preset.left_out):
        wanted.append(WantedColumn(f"f{index}", (each.column,), source, "preset", needed=False))
    return SourceColumns(tuple(wanted), preset.left_out, words)


def _described(source: Source, preset: ToolPreset, names: Sequence[frozenset[str]]) -> Iterator[WantedColumn]:
    """The columns that say when and who answered, with what weight, from which segments."""
    times = (source.time,) if source.time else preset.times if source.period is None else ()
    if times:
        called = next((name for name in times if places_of(names, name)), times[0])
        in_utc = called.upper().endswith("(UTC)") or (preset.utc and called in preset.times)
        key = "time" if source.time else "preset"
        yield WantedColumn("t", (called, *(each for each in times if each != called)), source, key, in_utc=in_utc)
    if source.repeats is not None and source.kind == "survey":
        who = (source.respondent,) if source.respondent else preset.respondents
        if not who:
            raise refused(source, "repeats", f"the source `{source.id}` does not say who answered",
                          "name the column: `respondent: Customer`")  # fmt: skip
        yield WantedColumn("who", who, source, "respondent" if source.respondent else "preset")
    if source.weight and source.kind == "survey":
        yield WantedColumn("w", (source.weight,), source, "weight")
    for index, segment in enumerate(source.segments.values()):
        yield WantedColumn(f"g{index}", (segment.column,), segment, "column")


def _of_events(source: Source, preset: ToolPreset) -> Iterator[WantedColumn]:
    """The columns of events that say whose they are, what happened, and what tells events of one name apart."""
    for role, key, names in (("who", "case", preset.respondents), ("e", "event", preset.events)):
        said: str | None = getattr(source, key)
        if said is None and not names:
            raise refused(source, "id", f"the source `{source.id}` does not name the column `{key}`",
                          f"name it: `{key}: …`")  # fmt: skip
        yield WantedColumn(role, (said,) if said else names, source, key if said else "preset")
    for index, (name, place) in enumerate(columns_apart(source).items()):
        yield WantedColumn(f"x{index}", (name,), place, "column")
    if preset.keys:
        yield WantedColumn("k", preset.keys, source, "preset", needed=False)


def columns_apart(source: Source) -> dict[str, EventPlace]:
    """Returns the columns that tell events of one name apart, each with the first place that names it."""
    found: dict[str, EventPlace] = {}
    for place in source.map.values():
        if place.column is not None:
            found.setdefault(same_name(place.column), place)
    return found


def _metrics(source: Source) -> tuple[str, ...]:
    return (*_KNOWN_METRICS, *source.scales)


def positions_in(file: AnswerFile, columns: SourceColumns, names: Sequence[frozenset[str]]) -> tuple[int | None, ...]:
    """Returns the position of each column of a source in a file, None for one that is not there and not needed.

    Raises an AnswersError as `position_in` does.
    """
    return tuple(position_in(file, each, names) for each in columns.wanted)


def position_in(file: AnswerFile, column: WantedColumn, names: Sequence[frozenset[str]]) -> int | None:
    """Returns the position of a column in a file, None if it is not there and not needed.

    Raises an AnswersError that names the file when a needed column is not there, or there twice.
    """
    places = next((places for name in column.names if (places := places_of(names, name))), [])
    if len(places) > 1:
        raise refused(column.item, column.key, f'{file.name}: {len(places)} columns are called "{column.names[0]}"',
                      "give each a name of its own in the file")  # fmt: skip
    if not places and column.needed:
        raise _no_column(column.item, column.key, column.names[0], names, (), f"{file.name}: ")
    return places[0] if places else None


def _no_column(
    item: Item, key: str, name: str, names: Sequence[frozenset[str]], known: Sequence[str], where: str = ""
) -> UserError:
    called = sorted({each for column in names for each in column if len(each) <= 100})
    hint = did_you_mean(name, [*called, *known])
    if not hint and called:
        hint = f"the file has {', '.join(called[:12])}{', …' if len(called) > 12 else ''}"
    return refused(item, key, f'{where}there is no column "{name}"', hint)
