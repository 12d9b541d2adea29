"""From files to counts: reads the answers of a source, and counts them by question, segment, period and score.

Each file becomes a table with columns named by their roles: as it is where the engine reads it, else written anew, row
by row (`tables`). The engine counts how often each text occurs (`queries`); what a text means is decided once for each
(`meanings`). Nothing of a cell is ever quoted.
"""

from journeymap.measure.answers.counted import (
    OTHER,
    AskedQuestion,
    ClusterMeasure,
    ClusterSums,
    Counted,
    CountedComments,
    CountedScore,
    QuotableComment,
)
from journeymap.measure.answers.counting import count_answers
from journeymap.measure.answers.engine import MEMORY
from journeymap.measure.answers.fingerprint import has_fingerprint
from journeymap.measure.answers.in_engine import NoFileError
from journeymap.measure.answers.locations import AnswerFile, files_of
from journeymap.measure.answers.problems import AnswerPlace, AnswerReport, ClockTimes, LeftOut, Reason
from journeymap.measure.answers.refusal import AnswersError

__all__ = [
    "MEMORY", "OTHER", "AnswerFile", "AnswerPlace", "AnswerReport", "AnswersError", "AskedQuestion",
    "ClockTimes", "ClusterMeasure", "ClusterSums", "Counted", "CountedComments", "CountedScore", "LeftOut",
    "NoFileError", "QuotableComment", "Reason", "count_answers", "files_of", "has_fingerprint",
]  # fmt: skip
