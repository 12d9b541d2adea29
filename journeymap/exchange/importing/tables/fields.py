"""What a row of a table can be in a journey file, as the words of labels and a crosswalk call it."""

from __future__ import annotations

STAGE_TEXT = ("goal", "example", "duration")
"""What a stage has one text of."""
STAGE_LISTS = ("focus", "improvements")
POINTS = ("pains", "gains", "opportunities")
STEP_LISTS = (
    "channels", "doing", "thinking", "objections", "message", "content", "physical_evidence", "frontstage", "backstage",
    "systems",
)  # fmt: skip
"""What only a touchpoint has a list of."""
LANES = (
    *STAGE_TEXT, *STAGE_LISTS, *POINTS, *STEP_LISTS, "emotions", "metrics", "owner", "actions", "moment_of_truth",
    "touchpoints",
)  # fmt: skip
"""What can be the field of a row with something in it for each stage or step."""
OWN_LANE, COMMENT, IGNORE = "custom", "comment", "ignore"
"""What else becomes of a row: a lane of the journey's own, comments in the file, or nothing."""
MEANINGS = (*LANES, "personas", OWN_LANE, COMMENT, IGNORE)
"""All that a crosswalk can say of a row."""
ABOVE = ("title", "personas", "scenario", "goal", "focus", "owner")
"""What a label above a table can say of the journey as a whole; `focus` is what the business wants to reach."""
HEADINGS = (*ABOVE, "stages", "steps")
"""What a cell can be the heading of."""
WITH_COMMAS = ("channels", "systems", "owner")
"""Whose items are separated by commas, too."""
