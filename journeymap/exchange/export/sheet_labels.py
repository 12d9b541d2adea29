"""What rows and columns of a workbook are called, in the journey's language."""

from __future__ import annotations

from journeymap.exchange.export.request import JourneyToExport
from journeymap.exchange.sheets.cells import value_in
from journeymap.exchange.sheets.lanes import STAGE, STEP, SheetGridRow
from journeymap.insight.metrics import metrics
from journeymap.layout.lanes.metrics import metric_name
from journeymap.style.locale import STORIES, load_words


class SheetLabels:
    """Words for the rows of the grid and the columns of sheets: those of the map, and of what changed in it."""

    def __init__(self, journey: JourneyToExport) -> None:
        self._journey = journey.journey
        self._words = journey.words
        self._stories = load_words(
            self._journey.language, STORIES, calendar=self._journey.calendar, own=journey.settings.templates
        )
        self._metrics = {key: metric for _, key, metric in reversed([*metrics(self._journey)])}

    @property
    def kept(self) -> str:
        """What stands above what no table says."""
        return self._stories["section-journey"]

    def of_row(self, row: SheetGridRow) -> str:
        """The label of a row of the grid: `Doing`, `Feeling: Priya`, `Measures: NPS`."""
        if row.key in (STAGE, STEP):
            return self._stories["kind-stage" if row.key == STAGE else "kind-touchpoint"]
        if row.lane is None:
            return ""
        title = self._words[f"lane-{row.lane.name}"]
        key = row.key.removeprefix(row.lane.row_key).removeprefix("/")
        if not key:
            return title
        if key in self._journey.persona_by_id:
            return f"{title}: {self._journey.persona_by_id[key].name}"
        metric = self._metrics.get(str(value_in(key)))
        return f"{title}: {metric_name(self._words, str(value_in(key)), metric) if metric else key}"

    def of_column(self, column: str) -> str:
        """The label of a column; that of a mapping's main value is that of the mapping."""
        whole, _, part = column.partition(".")
        for key in (f"field-{column.replace('.', '-')}", f"kind-{column}", f"field-{part}", f"field-{whole}"):
            if label := self._stories.get(key, ""):
                return label
        return column
