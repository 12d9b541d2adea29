"""How a new result of an experiment is told: by what it shows, in place of all its figures."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.history.changes import Change
from journeymap.model import Journey

_DATE = "result-date"
_FIGURES = frozenset(
    f"result-{key}" for key in ("arms", "difference", "low", "high", "p", "exact", "comparisons", "split", "method")
)
"""The fields of a result that follow from what was counted."""


class ResultTexts:
    """Tells the results that are new, or were read anew, in the newer version `journey`, in a language."""

    def __init__(self, journey: Journey, changes: Iterable[Change], language: str) -> None:
        fields: dict[str, set[str]] = {}
        for change in changes:
            if change.what == "experiment" and change.how == "changed":
                fields.setdefault(change.item.id, set()).add(change.field)
        self._journey, self._language = journey, language
        self._told = {
            each.id: each for each in journey.experiments
            if each.result is not None and _DATE in (own := fields.get(each.id, set())) and own & _FIGURES
        }  # fmt: skip

    def is_part(self, change: Change) -> bool:
        """Whether a change is told with the day of its result, and not by itself."""
        return change.what == "experiment" and change.field in _FIGURES and change.item.id in self._told

    def text(self, change: Change) -> str | None:
        """Returns what a result shows, in a sentence or two for each variant, if the change is its day; else None."""
        experiment = self._told.get(change.item.id) if change.what == "experiment" and change.field == _DATE else None
        if experiment is None:
            return None
        from journeymap.insight.experiments import is_of_share, standard_of  # noqa: PLC0415  few have results
        from journeymap.layout.experiment_texts import experiment_texts, verdict_texts  # noqa: PLC0415

        said = experiment_texts(
            self._language, self._journey.calendar, is_share=is_of_share(self._journey, experiment),
            unit=standard_of(self._journey, experiment).unit,
        )  # fmt: skip
        names = {each.id: each.called for each in experiment.variants}
        told = verdict_texts(self._journey, experiment, said)
        colon = said.words["colon"]
        return " ".join(f"{names.get(id_, id_)}{colon}{text}" if len(told) > 1 else text for id_, text in told)
