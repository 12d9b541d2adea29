"""`journeymap serve`: a live preview in the browser."""

from __future__ import annotations

import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import say, write_result
from journeymap.cli.reading import Reading, reads
from journeymap.errors import ExitStatus, UserError

if TYPE_CHECKING:
    from journeymap.settings import Settings

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...",
        help="Journey files, and folders (every *.journey.yaml or .yml under them). Left out: the working folder.",
        show_default=False,
    ),
]
Port = Annotated[
    int | None, typer.Option(min=1, max=65535, help="The port to listen at. [default: 8321, else a free one]")
]
Open = Annotated[bool, typer.Option("--open", help="Open the preview in your browser.")]
EditorOption = Annotated[
    str | None,
    typer.Option(
        "--editor",
        metavar="{editors}|TEMPLATE",
        help="Open what is clicked on in this editor, at its line. A template is a command, or an address, with "
        "{file}, {line} and {column}.",
    ),
]


@reads("config", "isolated", "exclude", "force_exclude")
def serve(
    paths: Paths = None,
    port: Port = None,
    open_browser: Open = False,
    editor: EditorOption = None,
    theme: options.Theme = None,
    templates: options.Templates = None,
    persona: options.Persona = None,
    segment: options.Segment = None,
    view: options.View = None,
    lanes: options.Lanes = None,
    allow_missing: options.AllowMissing = False,
    compact: options.Compact = False,
    today: options.Today = None,
    quiet: options.Quiet = False,
    *,
    reading: Reading,
) -> int:
    """Show journeys in the browser, live: each save at once.

    Map, plan, flow and problems of every journey, for the browser on this machine alone. What is wrong stands on the
    page with its line and how to mend it, and the last good map below. Ctrl-C ends it.
    """
    from journeymap.cli.fault import report_fault
    from journeymap.serve.editors import editor_named
    from journeymap.serve.preview import Preview
    from journeymap.serve.running import serve as run
    from journeymap.style.theme import load_theme

    for path in paths or ():
        if not Path(path).exists():
            raise UserError(f"{path}: there is no such file or folder")
    given = {
        "theme": theme,
        "templates": templates,
        "persona": persona,
        "segment": segment,
        "view": view,
        "lanes": options.split_commas(lanes),
        "allow_missing": allow_missing,
        "compact": compact,
    }

    def settings_of_index() -> Settings:
        made = reading.settings(today, **given)
        return made.replace(build=made.build.replace(themes=(theme,) if theme else made.build.themes or (made.theme,)))

    load_theme(settings_of_index().theme)
    preview = Preview(reading.workspace(paths or ["."], today, **given), settings_of_index)
    chosen = editor_named(editor) if editor is not None else None

    def ready(address: str) -> None:
        write_result(f"{address}\n")
        if not quiet:
            from journeymap.report import counted

            say(f"showing {counted(len(preview.journeys), 'journey')}; Ctrl-C ends it")
        if open_browser:
            import webbrowser

            webbrowser.open(address)

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    with suppress(KeyboardInterrupt):
        run(preview, port=port, editor=chosen, ready=ready, report_fault=report_fault)
    return ExitStatus.CLEAN
