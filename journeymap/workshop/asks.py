"""What the paper of a workshop asks to be written, and the way back: a lane and a column of the form, and a field.

Nothing can be asked on canvas or cards that is not in `ASKS`, since they draw each place to write through
`MillimetreCanvas.asking`. The form has the lane and the column of each, and `capture` brings it into its field.
"""

from __future__ import annotations

from journeymap.style.locale import Words
from journeymap.workshop.grid import ACTIONS, FEELING, GAINS, STEPS, GridLane

SCENARIO, GOAL = "scenario", "goal"
DATE, NAMES, FACILITATOR, TEAM = "date", "names", "facilitator", "team"
PERSONAS, QUOTES, GOALS, NEEDS, FRUSTRATIONS = "personas", "quote", "goals", "needs", "frustrations"
OWNERS, DECISIONS, PARKING_LOT = "owners", "decisions", "parking-lot"
OWN = "custom"
"""All the lanes that a team invents, as one."""

_BESIDE: dict[str, tuple[str, ...]] = {
    SCENARIO: ("scenario",),
    GOAL: ("goal",),
    DATE: ("date",),
    NAMES: ("workshop-names",),
    FACILITATOR: ("facilitator",),
    TEAM: ("workshop-team",),
    PERSONAS: ("persona",),
    QUOTES: ("persona", "quote"),
    GOALS: ("persona", "goals"),
    NEEDS: ("persona", "needs"),
    FRUSTRATIONS: ("persona", "frustrations"),
    OWNERS: ("owners",),
    DECISIONS: ("decisions",),
    PARKING_LOT: ("parking-lot",),
}

ASKS: dict[tuple[str, str], str] = {
    (SCENARIO, "text"): "scenario",
    (GOAL, "text"): "goal",
    (DATE, "text"): "evidence",
    (NAMES, "text"): "evidence",
    (FACILITATOR, "text"): "evidence",
    (TEAM, "text"): "evidence",
    (STEPS, "text"): "stages.touchpoints.name",
    (STEPS, "moment"): "stages.touchpoints.moment_of_truth",
    (STEPS, "owner"): "stages.touchpoints.owner",
    ("doing", "text"): "stages.touchpoints.doing.text",
    ("thinking", "text"): "stages.touchpoints.thinking.text",
    ("thinking", "persona"): "stages.touchpoints.thinking.persona",
    (FEELING, "text"): "stages.touchpoints.emotions.label",
    (FEELING, "persona"): "stages.touchpoints.emotions.persona",
    (FEELING, "score"): "stages.touchpoints.emotions.score",
    ("pains", "text"): "stages.touchpoints.pains.text",
    ("pains", "severity"): "stages.touchpoints.pains.severity",
    ("pains", "votes"): "stages.touchpoints.pains.votes",
    (GAINS, "text"): "stages.touchpoints.gains.text",
    (GAINS, "severity"): "stages.touchpoints.gains.severity",
    (GAINS, "votes"): "stages.touchpoints.gains.votes",
    ("opportunities", "text"): "stages.touchpoints.opportunities.text",
    ("opportunities", "votes"): "stages.touchpoints.opportunities.votes",
    ("channels", "text"): "stages.touchpoints.channels.text",
    ("backstage", "text"): "stages.touchpoints.backstage.text",
    (OWN, "text"): "custom.texts",
    (ACTIONS, "text"): "actions.title",
    (ACTIONS, "owner"): "actions.owner",
    (ACTIONS, "due"): "actions.due",
    (ACTIONS, "impact"): "actions.impact",
    (ACTIONS, "effort"): "actions.effort",
    (ACTIONS, "measure"): "actions.measure",
    (ACTIONS, "votes"): "actions.votes",
    (DECISIONS, "text"): "actions.title",
    (DECISIONS, "owner"): "actions.owner",
    (DECISIONS, "due"): "actions.due",
    (PARKING_LOT, "text"): "parking_lot",
    (PERSONAS, "text"): "personas.name",
    (QUOTES, "text"): "personas.quote",
    (QUOTES, "persona"): "personas.name",
    (GOALS, "text"): "personas.goals",
    (GOALS, "persona"): "personas.name",
    (NEEDS, "text"): "personas.needs",
    (NEEDS, "persona"): "personas.name",
    (FRUSTRATIONS, "text"): "personas.frustrations",
    (FRUSTRATIONS, "persona"): "personas.name",
    (OWNERS, "text"): "owners.name",
}
"""The field of the journey, as keys of the file with dots between, by lane and column of the form."""


def lanes_beside(words: Words) -> tuple[GridLane, ...]:
    """What the form takes that has no reference on the wall, as lanes of number 0, with their titles."""
    return tuple(GridLane(0, name, " · ".join(words[key] for key in keys)) for name, keys in _BESIDE.items())


def columns_of(lane: GridLane) -> frozenset[str]:
    """The columns of the form that say something in a lane, beside those that say where a note belongs."""
    if lane.name == DECISIONS and not lane.custom:
        return _COLUMNS[ACTIONS]  # a decision is an action
    return _COLUMNS[OWN if lane.custom else lane.name]


_COLUMNS = {lane: frozenset(column for of, column in ASKS if of == lane) for lane, _ in ASKS}
