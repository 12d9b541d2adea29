"""The statistics of surveys: counts in, estimates with intervals out. No files, no engine, no journey.

There is one module for each subject. Answers are `counts.ScoreCounts`, and what is known of a value is an `Estimate`.
scipy is needed for means, rates and medians only, and imported by these when they are first computed; shares, the Net
Promoter Score, what moved and what is held back need none, so that what was measured can be compared without it.
"""

from journeymap.measure.figures.change import PeriodChange, change, moved
from journeymap.measure.figures.complements import complements
from journeymap.measure.figures.counts import Clusters, ScoreCount, ScoreCounts
from journeymap.measure.figures.estimate import Estimate, unit_of
from journeymap.measure.figures.feelings import disagrees, distance, feeling_of, measured_feeling, near_end
from journeymap.measure.figures.holding import CellTable, held_back
from journeymap.measure.figures.means import mean
from journeymap.measure.figures.medians import MedianRanks, median, median_ranks
from journeymap.measure.figures.mix import ChangeSplit, PartOfPeriod, split
from journeymap.measure.figures.nps import nps, nps_part
from journeymap.measure.figures.peak_end import peak_end, peak_end_counts
from journeymap.measure.figures.satisfaction import ces_mean, ces_share, csat, importance, opportunity
from journeymap.measure.figures.scale import ScoreScale, is_above_middle, is_top_box, top_boxes
from journeymap.measure.figures.shares import share
from journeymap.measure.figures.tgw import garwood, tgw

__all__ = [
    "CellTable",
    "ChangeSplit",
    "Clusters",
    "Estimate",
    "MedianRanks",
    "PartOfPeriod",
    "PeriodChange",
    "ScoreCount",
    "ScoreCounts",
    "ScoreScale",
    "ces_mean",
    "ces_share",
    "change",
    "complements",
    "csat",
    "disagrees",
    "distance",
    "feeling_of",
    "garwood",
    "held_back",
    "importance",
    "is_above_middle",
    "is_top_box",
    "mean",
    "measured_feeling",
    "median",
    "median_ranks",
    "moved",
    "near_end",
    "nps",
    "nps_part",
    "opportunity",
    "peak_end",
    "peak_end_counts",
    "share",
    "split",
    "tgw",
    "top_boxes",
    "unit_of",
]
