"""The action plans of journeys as documents to read: Markdown, a page, a PDF."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from journeymap.model import Journey
from journeymap.pipeline.draw import drawing_request, with_templates
from journeymap.pipeline.plans import AskedNames, SkippedActions, Wanted, is_wanted
from journeymap.render.drawing import Drawing
from journeymap.settings import Settings
from journeymap.style.font_choice import use_fonts

if TYPE_CHECKING:
    from journeymap.render.environment import Environment
    from journeymap.render.plan import PlanView
    from journeymap.render.plan.several import PlanBook


class PlanDocument:
    """Gathers the plans of journeys, and makes one document of them: `md`, `html` or `pdf`.

    Where only some actions are asked for, it has those alone, and no journey that has none of them.
    """

    def __init__(self, form: str, wanted: Wanted) -> None:
        self.count = 0
        self.left_out = SkippedActions()
        self._form = form
        self._wanted = wanted
        self.asked = AskedNames(wanted.owner)
        self._plans: list[tuple[Drawing, PlanView]] = []
        self._empty: list[tuple[Drawing, PlanView]] = []

    @property
    def journeys(self) -> int:
        """How many journeys were read."""
        return self.asked.journeys

    @property
    def is_chosen(self) -> bool:
        """Whether only some actions are asked for."""
        return self._wanted != Wanted()

    def add(self, journey: Journey, settings: Settings) -> dict[str, bytes]:
        """Adds the plan of a journey, or of the segment that the settings ask for. It makes no file of its own.

        Raises UserError when the segment passes nowhere.
        """
        from journeymap.overlays.measures import MeasuresOverlay
        from journeymap.render.plan import plan_view
        from journeymap.render.plan.chosen import with_actions_alone

        if not self.asked.are_in(journey, settings.segment):
            return {}
        request = drawing_request(journey, settings)
        part = request.journey
        plan = plan_view(part, request.words, request.today, MeasuresOverlay.among(request.overlays))
        kept = [action.id for action in part.actions if is_wanted(action, self._wanted)]
        if self.is_chosen:
            owner = part.owner_by_id.get(self._wanted.owner)
            plan = with_actions_alone(plan, frozenset(kept), owner.name if owner else "")
        self.count += len(kept)
        (self._plans if kept or not self.is_chosen else self._empty).append((request, plan))
        return {}

    def files(self, date_format: str) -> tuple[bytes, ...]:
        """The document. Raises UserError as `AskedNames.check` and as `draw` do."""
        self.asked.check()
        plans = self._plans or self._empty
        if self._form == "md":
            return (b"\n".join(_markdown(*each) for each in plans),)
        from journeymap.render.plan.several import plan_book, typeset_plans

        request, _ = plans[0]
        use_fonts(request.fonts)
        book = plan_book([(plan, each.words, each.journey.language) for each, plan in plans])
        if self._form == "pdf":
            return (typeset_plans(book, request.theme, today=request.today),)
        return (with_templates(partial(_page, book, request), request.templates)[self._form],)


def _markdown(request: Drawing, plan: PlanView) -> bytes:
    return with_templates(partial(_texts, request, plan), request.templates)["md"]


def _texts(request: Drawing, plan: PlanView, environment: Environment) -> dict[str, bytes]:
    from journeymap.render.plan import plan_markdown

    return {"md": plan_markdown(plan, request.words, environment).encode()}


def _page(book: PlanBook, request: Drawing, environment: Environment) -> dict[str, bytes]:
    from journeymap.render.plan.several import render_plan_page

    use_fonts(request.fonts)  # this may be a child process, which has none yet
    return {"html": render_plan_page(book, request.theme, environment)}
