"""A journey as a picture that an assistant can take in: a PNG of a bounded size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from journeymap.diagnostics import Diagnostic
from journeymap.errors import UserError
from journeymap.io.discovery import Input
from journeymap.io.output import Staged
from journeymap.pipeline.batch import Outcome, draw
from journeymap.pipeline.views import VIEWS
from journeymap.settings import Settings
from journeymap.spelling import did_you_mean
from journeymap.style.theme import built_in

MOST_PIXELS = 2400
"""The most pixels that a picture is wide or high."""
MOST_BYTES = 3_000_000
LEAST_WIDTH = 200


class NotDrawn(UserError):
    """A journey has errors: `diagnostics`, for which it is not told or drawn."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("the journey has errors, which are to be mended first")
        self.diagnostics = diagnostics


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """What is drawn: the view, the theme, whose journey, which lanes, and how wide, in pixels."""

    view: str
    theme: str
    persona: str
    segment: str
    lanes: tuple[str, ...]
    width: int

    def draw(self, each: Input, settings_of: Callable[[Input], Settings]) -> tuple[bytes, str]:
        """Returns the PNG of a journey, and a line that says its size. Raises UserError."""
        _check(self.theme, built_in(), "theme")
        _check(self.view, VIEWS, "view")
        if not LEAST_WIDTH <= self.width <= MOST_PIXELS:
            raise UserError(f"a width of {self.width} pixels", hint=f"ask for {LEAST_WIDTH} to {MOST_PIXELS}")
        data = self._drawn(each, settings_of, self.width)
        width, height = _size(data)
        scale = min(MOST_PIXELS / height, (MOST_BYTES / len(data)) ** 0.5)
        note = ""
        if scale < 1:
            data = self._drawn(each, settings_of, max(int(width * scale), 16))
            width, height = _size(data)
            note = f"; made smaller, so that it is at most {MOST_PIXELS} pixels high and {MOST_BYTES // 1_000_000} MB"
        return data, f"{each.name}: {self.view}, {width} × {height} pixels{note}"

    def _drawn(self, each: Input, settings_of: Callable[[Input], Settings], width: int) -> bytes:
        made: list[bytes] = []

        def settings(each: Input) -> Settings:
            asked = {"persona": self.persona, "segment": self.segment, "theme": self.theme}
            given = {name: value for name, value in asked.items() if value}
            return settings_of(each).replace(formats=("png",), view=self.view, lanes=self.lanes, width=width, **given)

        def keep(outputs: dict[str, bytes]) -> Staged:
            made.extend(outputs.values())
            return Staged(dict.fromkeys(outputs, ""))

        check_outcome(draw(each, settings_of=settings, use=keep))
        return made[0]


def check_outcome(outcome: Outcome) -> None:
    """Raises UserError when a journey could not be drawn, NotDrawn with the errors in it."""
    if outcome.fault:
        raise RuntimeError(outcome.fault)
    if outcome.error:
        raise UserError(outcome.error[0], hint=outcome.error[1])
    if outcome.stopped or outcome.staged is None:
        raise NotDrawn(tuple(each for each in outcome.diagnostics if each.severity >= outcome.stops_from))


def _check(name: str, known: tuple[str, ...] | list[str], what: str) -> None:
    if name and name not in known:
        raise UserError(
            f"there is no {what} {name!r}", hint=did_you_mean(name, known) or f"there are {', '.join(known)}"
        )


def _size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
