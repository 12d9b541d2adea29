"""Lists the commands by what people do with them, and fills names of formats and themes into the help of options."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from typer.core import TyperGroup


def listing(by_purpose: Mapping[str, Sequence[str]]) -> type[TyperGroup]:
    """The class of a command whose help lists those within it by their purpose, a line each, on one screen."""

    class CommandsByPurpose(TyperGroup):
        """A command that has others within it."""

        def format_commands(self, ctx: Any, formatter: Any) -> None:
            first = max(map(len, by_purpose)) + 2
            room = formatter.width - 4 - first - max(map(len, self.commands))
            rows = [
                (f"{'' if at else purpose:{first}}{name}", self.commands[name].get_short_help_str(room))
                for purpose, names in by_purpose.items()
                for at, name in enumerate(names)
            ]
            with formatter.section("Commands"):
                formatter.write_dl(rows)

    return CommandsByPurpose


def fill_in(command: Any) -> None:
    """Replace placeholders such as `{formats}` in the help of a command and its subcommands."""
    for each in getattr(command, "commands", {}).values():
        fill_in(each)
    for parameter in command.params:
        parameter.help = _filled(getattr(parameter, "help", None))
        parameter.metavar = _filled(parameter.metavar)


def _filled(text: str | None) -> str | None:
    for name, names in _NAMES.items():
        if text and name in text:
            text = text.replace(name, names())
    return _OF_SHEET.sub(_of_sheet, text) if text else text


def _formats() -> str:
    from journeymap.pipeline.formats import FORMATS

    return ",".join(FORMATS)


def _described_formats() -> str:
    from journeymap.pipeline.formats import FORMATS

    return "; ".join(f"{each.name}: {each.help}" for each in FORMATS.values())


def _plan_formats() -> str:
    from journeymap.pipeline.plans import PLAN_FORMATS

    return "|".join(PLAN_FORMATS)


def _described_plan_formats() -> str:
    from journeymap.pipeline.plans import PLAN_FORMATS

    return "; ".join(f"{each.name}: {each.help}" for each in PLAN_FORMATS.values())


def _export_formats() -> str:
    from journeymap.exchange.export.formats import EXPORT_FORMATS

    return "|".join(EXPORT_FORMATS)


def _described_export_formats() -> str:
    from journeymap.exchange.export.formats import EXPORT_FORMATS

    return "; ".join(f"{each.name}: {each.help}" for each in EXPORT_FORMATS.values())


def _of_sheet(placeholder: re.Match[str]) -> str:
    from journeymap.pipeline.sheets import SHEETS

    kind = SHEETS[placeholder[2]]
    return "; ".join(f"{each.name}: {each.help}" for each in kind.formats) if placeholder[1] else ",".join(kind.names)


def _standards() -> str:
    from journeymap.pipeline.formats import PDF_STANDARDS

    return "|".join(PDF_STANDARDS)


def _views() -> str:
    from journeymap.pipeline.views import VIEWS

    return "|".join(VIEWS)


def _themes() -> str:
    from journeymap.style.theme import built_in

    return _listed(built_in())


def _reports() -> str:
    from journeymap.report import FORMATS

    return _listed(FORMATS)


def _differences() -> str:
    from journeymap.cli.diff import output_formats

    return "|".join(output_formats())


def _timelines() -> str:
    from journeymap.cli.log import output_formats

    return "|".join(output_formats())


def _editors() -> str:
    from journeymap.serve.editors import EDITORS

    return "|".join(EDITORS)


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}"


_NAMES: Mapping[str, Callable[[], str]] = {
    "{formats}": _formats,
    "{described formats}": _described_formats,
    "{formats of plans}": _plan_formats,
    "{described formats of plans}": _described_plan_formats,
    "{export formats}": _export_formats,
    "{described export formats}": _described_export_formats,
    "{pdf standards}": _standards,
    "{views}": _views,
    "{themes}": _themes,
    "{reports}": _reports,
    "{differences}": _differences,
    "{timelines}": _timelines,
    "{editors}": _editors,
}
_OF_SHEET = re.compile(r"\{(described )?(\w+) formats\}")
"""`{flow formats}`, `{described flow formats}`: those of a kind of sheet."""
