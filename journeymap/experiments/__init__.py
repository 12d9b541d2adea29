"""The statistics of experiments: how many people a test needs, and what the numbers of its arms show.

Figures only, and no files but in `trials`, which counts the arms of an experiment as `measure` counts, and `results`,
which puts what they show into a journey's file. There is one module for each subject. Shares are told as a journey
tells them, in percent, and their differences in percentage points; means in the unit of the metric. scipy comes with
the extra `journeymap[data]`, and is needed for means only; shares need none.
"""

from journeymap.experiments.arms import Arm, MeanArm, ShareArm, together
from journeymap.experiments.as_json import arm_as_json, reading_as_json, segments_as_json, size_as_json
from journeymap.experiments.covariates import Adjusted, CovariateArm, adjusted
from journeymap.experiments.curves import PowerCurve, power_curves, power_of_total
from journeymap.experiments.design import ExperimentDesign
from journeymap.experiments.differences import ArmDifference, difference, fisher, newcombe, pooled_z, welch
from journeymap.experiments.families import confidence_of, holm
from journeymap.experiments.judging import judged
from journeymap.experiments.planned import lacks_of_plan, planned_design, planned_shares
from journeymap.experiments.power import power_at
from journeymap.experiments.readings import ArmsReading, SegmentReading, VariantReading, read_arms, read_segments
from journeymap.experiments.sample_ratio import SampleRatio, sample_ratio
from journeymap.experiments.sample_size import SampleSize, days_for, sample_size
from journeymap.experiments.stated import arms_of_result, read_planned

__all__ = [
    "Adjusted",
    "Arm",
    "ArmDifference",
    "ArmsReading",
    "CovariateArm",
    "ExperimentDesign",
    "MeanArm",
    "PowerCurve",
    "SampleRatio",
    "SampleSize",
    "SegmentReading",
    "ShareArm",
    "VariantReading",
    "adjusted",
    "arm_as_json",
    "arms_of_result",
    "confidence_of",
    "days_for",
    "difference",
    "fisher",
    "holm",
    "judged",
    "lacks_of_plan",
    "newcombe",
    "planned_design",
    "planned_shares",
    "pooled_z",
    "power_at",
    "power_curves",
    "power_of_total",
    "read_arms",
    "read_planned",
    "read_segments",
    "reading_as_json",
    "sample_ratio",
    "sample_size",
    "segments_as_json",
    "size_as_json",
    "together",
    "welch",
]
