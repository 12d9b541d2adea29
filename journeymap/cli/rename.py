"""`journeymap rename`: changes an id, and all that refers to it."""

from __future__ import annotations

from typing import Annotated

import typer

from journeymap.cli import options
from journeymap.cli.console import say, write_result
from journeymap.cli.reading import Reading, reads_journeys
from journeymap.errors import ExitStatus, UserError

Old = Annotated[str, typer.Argument(metavar="KIND.OLD", help="What has the id, and the id: touchpoint.pays")]
New = Annotated[str, typer.Argument(metavar="KIND.NEW", help="The same with the new id: touchpoint.pays-online")]
Diff = Annotated[bool, typer.Option("--diff", help="Write nothing; print what would change.")]


@reads_journeys
def rename(
    old: Old,
    new: New,
    paths: options.Paths = None,
    diff: Diff = False,
    quiet: options.Quiet = False,
    *,
    reading: Reading,
) -> int:
    """Change an id and all that refers to it.

    `journeymap rename touchpoint.pays touchpoint.pays-online FILES` changes the id of the touchpoint, and `next`,
    actions, scores, lanes and mentions ([[pays]]) that name it. Ids of touchpoints, stages, owners, personas, segments,
    actions, pains, gains, opportunities, improvements, competitors and lanes of your own can be renamed. Comments,
    quotes and all else stay as they are. No file is written unless all can be.
    """
    from journeymap.fixes.rename import parse_renaming
    from journeymap.fixes.rename import rename as renamed_in

    renaming = parse_renaming(old, new)
    read = [(each, each.read()) for each in reading.inputs(paths)]
    done = [(each, data, renamed_in(data, each.name, renaming)) for each, data in read]
    if not any(renamed.places for _, _, renamed in done):
        from journeymap.spelling import did_you_mean

        known = list(dict.fromkeys(name for _, _, renamed in done for name in renamed.ids))
        raise UserError(
            f"there is no {renaming.kind} `{renaming.old}` here",
            hint=did_you_mean(renaming.old, known) or (f"known: {', '.join(known[:12])}" if known else ""),
        )
    for each, before, renamed in done:
        if diff:
            from journeymap.report.differences import unified

            write_result(unified(each.name, before.decode(), renamed.data.decode()))
        elif each.path is None:
            write_result(renamed.data)
        elif renamed.places:
            from journeymap.io.output import write_file

            write_file(each.path.resolve(), renamed.data)  # the target of a link, not the link
        if renamed.places and not quiet:
            from journeymap.report import counted
            from journeymap.report.safe import visible

            say(f"{visible(each.name)}: {counted(renamed.places, 'place')} {'to be changed' if diff else 'changed'}")
    return ExitStatus.CLEAN
