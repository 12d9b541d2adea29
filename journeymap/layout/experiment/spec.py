"""What the plan of an experiment is drawn and told from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from journeymap.experiments.curves import PowerCurve, power_curves
from journeymap.experiments.design import ExperimentDesign
from journeymap.experiments.sample_size import SampleSize, days_for
from journeymap.layout.experiment_texts import ExperimentTexts
from journeymap.layout.type_styles import TypeStyles
from journeymap.model import Journey
from journeymap.records import Record, cached_property
from journeymap.style.theme import Theme

_SCALES = {0.5: "half-effect", 1.0: "this-effect", 2.0: "double-effect"}
_BEYOND = 2.0
"""How much farther than the plan the curves are told."""


class ExperimentPlan(Record):
    """An experiment by name, what it is to find, and what it needs for that; in whose arms how many people come."""

    id: str
    name: str
    variants: tuple[str, ...]
    design: ExperimentDesign
    size: SampleSize
    per_day: float | None = None

    @property
    def is_even(self) -> bool:
        """Whether all arms need the same number of people."""
        return len(set(self.size.arms)) == 1

    @property
    def parts(self) -> int:
        """By what a number of people in all is divided to tell it: of equal arms, by arm."""
        return len(self.size.arms) if self.is_even else 1

    @cached_property
    def curves(self) -> tuple[PowerCurve, ...]:
        """The power by sample, up to twice the plan."""
        return power_curves(self.design, _BEYOND * self.size.total)


class PlanSpec(Record):
    """The plan of an experiment, with its texts, and the journey whose language and day the sheet has."""

    plan: ExperimentPlan
    journey: Journey
    said: ExperimentTexts
    theme: Theme
    today: dt.date

    @property
    def styles(self) -> TypeStyles:
        """The styles in which the theme sets texts in the journey's language."""
        return TypeStyles(self.theme, self.journey.language)

    @property
    def rtl(self) -> bool:
        """Whether the sheet reads from right to left."""
        return self.journey.is_rtl


def needs_text(plan: ExperimentPlan, said: ExperimentTexts) -> str:
    """How many people it needs: `1,094 people an arm, 2,188 in all`; of unequal arms, in all."""
    if plan.is_even:
        return said.texts.say("needs", n=plan.size.arms[0], total=said.words.number(plan.size.total))
    return said.texts.say("needs-in-all", n=plan.size.total)


def plan_texts(plan: ExperimentPlan, said: ExperimentTexts) -> Iterator[str]:
    """Yields what each of unequal arms needs, what it is to find, how surely, for how long, and how it is computed."""
    design, texts, words = plan.design, said.texts, said.words
    if not plan.is_even:
        each = (words.labelled(*told) for told in zip(plan.variants, map(words.number, plan.size.arms), strict=True))
        yield words["list-semicolon"].join(each)
    effect = said.effect(design.effect)
    if design.sd is None and design.baseline is not None:
        after = said.level(design.baseline + design.effect)
        yield texts.say("to-see-share", before=said.level(design.baseline), after=after, effect=effect)
    elif design.sd is not None:
        yield texts.say("to-see-mean", effect=effect, sd=said.size(design.sd))
    yield texts.say("how-surely", power=said.percent(design.power), alpha=said.percent(design.alpha))
    if design.comparisons > 1:
        alpha = said.percent(round(100 * design.alpha_each, 2))
        yield texts.say("several", n=words.number(design.comparisons), alpha=alpha)
    if plan.per_day:
        days = days_for(plan.size.total, plan.per_day)
        yield texts.say("takes", weeks=days // 7, days=days, n=words.number(plan.per_day))
    yield texts.say("method", method=texts[f"method-{plan.size.method.replace(' ', '-')}"])


def curve_text(curve: PowerCurve, said: ExperimentTexts) -> str:
    """Which effect a curve is of: `half the effect, +2.5 points`."""
    return said.texts.say(_SCALES[curve.scale], effect=said.effect(curve.effect))
