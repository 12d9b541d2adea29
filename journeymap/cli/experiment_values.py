"""What the options of experiments say: shares, effects, ratios and the numbers of arms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from journeymap.digits import latin
from journeymap.errors import UserError

if TYPE_CHECKING:
    from journeymap.experiments.arms import Arm
    from journeymap.experiments.design import ExperimentDesign

_EXAMPLE = "`journeymap experiment plan --baseline 20% --effect 5pp`, say"
_NUMBER = r"[-+]?[0-9]+(?:\.[0-9]+)?"
_AMOUNT = re.compile(rf"({_NUMBER}) ?(%|pp|points?)?")
_ARM = re.compile(r"(?:(?P<segment>[^:=]+):)?(?P<variant>[^:=]+)=(?P<told>.+)", re.DOTALL)
_COUNTS = re.compile(r"([0-9]{1,12})/([0-9]{1,12})")
_MEAN = re.compile(rf"({_NUMBER})~([0-9]+(?:\.[0-9]+)?)/([0-9]{{1,12}})")


class Amount(NamedTuple):
    """A number and its unit: `%`, `points` or none."""

    number: float
    unit: str


def amount(said: str, option: str) -> Amount:
    """Returns the amount that an option says, such as `20%`, `5pp`, `5 points` or `0.4`. Raises UserError for none."""
    match = _AMOUNT.fullmatch(latin(said.strip()))
    if match is None:
        raise UserError(f"{option}: {said!r} is no amount", hint="write 20%, 5pp or 0.4, say")
    unit = match[2] or ""
    return Amount(float(match[1]), unit if unit in ("%", "") else "points")


def percent(said: str, option: str) -> float:
    """Returns the percent that an option says: `80%`, or 0.8. Raises UserError for what is no share above 0."""
    found = amount(said, option)
    number = found.number if found.unit == "%" else 100 * found.number
    if found.unit == "points" or not 0 <= number <= 100:
        raise UserError(f"{option}: {said!r} is no share", hint="write 80%, say, which is the same as 0.8")
    return number


def ratio(said: str | None, arms: int) -> tuple[float, ...]:
    """Returns how people are divided between so many arms, as `1:1` or `50:30:20` says; equally without it.

    Raises UserError for another number of parts, and for one of 0.
    """
    if said is None:
        return (1.0,) * arms
    parts = latin(said).split(":")
    if not all(re.fullmatch(r" *[0-9]+(?:\.[0-9]+)? *", part) and float(part) > 0 for part in parts):
        raise UserError(f"--ratio: {said!r} is no ratio", hint=f"write {':'.join('1' * max(arms, 2))}, control first")
    if len(parts) != arms:
        raise UserError(f"--ratio: {said} is of {len(parts)} arms, and there are {arms}", hint="give each arm its part")
    return tuple(map(float, parts))


def arms_by_segment(said: Sequence[str]) -> dict[str, list[Arm]]:
    """Returns the arms that `--arm` says, by segment, which is empty where none is named.

    `b=150/1000` is 150 of 1,000, `b=4.2~1.1/1000` a mean of 4.2 with a standard deviation of 1.1, and `phone:b=…` the
    arm of a segment. Raises UserError for what is none of these.
    """
    from journeymap.experiments.arms import MeanArm, ShareArm

    found: dict[str, list[Arm]] = {}
    for each in said:
        match = _ARM.fullmatch(each.strip())
        told = latin(match["told"]).replace(",", "").replace(" ", "") if match else ""
        if match is None or (not (counts := _COUNTS.fullmatch(told)) and not _MEAN.fullmatch(told)):
            raise UserError(
                f"--arm: {each!r} is no arm",
                hint="write b=150/1000 for 150 of 1000, or b=4.2~1.1/1000 for a mean of 4.2 with a deviation of 1.1",
            )
        variant, arms = match["variant"].strip(), found.setdefault((match["segment"] or "").strip(), [])
        if counts:
            arms.append(ShareArm(variant, int(counts[2]), int(counts[1])))
        else:
            mean, sd, n = _MEAN.fullmatch(told).groups()  # type: ignore[union-attr]  # seen above
            arms.append(MeanArm(variant, int(n), float(mean), float(sd)))
    if "" in found and len(found) > 1:
        raise UserError("--arm: some arms are of a segment, and others of none", hint="write SEGMENT:ARM=… for each")
    return found


def effect_of(said: str, option: str, *, is_share: bool, baseline: float | None) -> float:
    """Returns the effect that an option says: points of a share, or a number in the unit of a mean.

    `5pp` and `5 points` are absolute, `10%` is of the baseline. Raises UserError where it does not say which, and for
    points of a mean.
    """
    found = amount(said, option)
    if found.unit == "%":
        if baseline is None:
            raise UserError(f"{option}: {said} is of a baseline, and none is given", hint="add --baseline")
        return baseline * found.number / 100
    if not is_share and found.unit:
        raise UserError(f"{option}: a mean has no points", hint=f"write {found.number:g}, in the unit of the metric")
    if is_share and not found.unit:
        raise UserError(f"{option}: {said} is of what?", hint=f"write {said}pp for points, or {said}% of the baseline")
    return found.number


def design_of(said: Mapping[str, str | float | None]) -> ExperimentDesign:
    """Returns what an experiment is to find, as the options say. Raises UserError where one is wrong or lacking."""
    from journeymap.experiments.design import ALPHA, POWER, ExperimentDesign

    text = {name: value for name, value in said.items() if isinstance(value, str)}
    sd = said.get("--sd")
    is_share = sd is None
    baseline = amount(text["--baseline"], "--baseline") if "--baseline" in text else None
    if is_share and baseline is None:
        raise UserError("name a journey, or say --baseline and --effect", hint=_EXAMPLE)
    if "--effect" not in text:
        raise UserError("--effect is lacking: the smallest effect worth seeing", hint=_EXAMPLE)
    if baseline is not None and is_share != (baseline.unit == "%"):
        hint = f"write {baseline.number:g}%, or add --sd for a mean" if is_share else "a mean has no %: leave it out"
        raise UserError(f"--baseline: {text['--baseline']} is no {'share' if is_share else 'mean'}", hint=hint)
    number = baseline.number if baseline is not None else None
    parts = len(latin(text["--ratio"]).split(":")) if "--ratio" in text else 2
    return ExperimentDesign(
        number,
        effect_of(text["--effect"], "--effect", is_share=is_share, baseline=number),
        float(sd) if sd is not None else None,
        percent(text["--power"], "--power") if "--power" in text else POWER,
        percent(text["--alpha"], "--alpha") if "--alpha" in text else ALPHA,
        ratio(text.get("--ratio"), parts),
    )
