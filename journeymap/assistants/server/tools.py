"""What assistants can do with the journeys of one folder. A tool is a method; its docstring is what assistants read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from journeymap.assistants.description import JourneyDescription, description_of
from journeymap.assistants.description_json import as_json
from journeymap.assistants.description_text import as_text
from journeymap.assistants.examples import example, examples
from journeymap.assistants.manual import manual
from journeymap.assistants.server.answers import (
    MOST_DIFF,
    MOST_JOURNEYS,
    ChangedFile,
    JourneyList,
    ListedJourney,
    Validation,
    cut,
    digest_of,
    how_many,
    validation_of,
)
from journeymap.assistants.server.folder import ServedFolder
from journeymap.assistants.server.pictures import PictureRequest, check_outcome
from journeymap.diagnostics import Severity
from journeymap.editing.edited import EditedFile, EditRefused, edited
from journeymap.editing.operations import Operation
from journeymap.errors import UserError
from journeymap.io.discovery import Input
from journeymap.io.output import Staged
from journeymap.model import Journey, read_journey
from journeymap.pipeline.batch import draw
from journeymap.pipeline.check import check
from journeymap.report.differences import unified
from journeymap.settings import Settings, reference_day
from journeymap.source import Mapping, Scalar, load

_DRAFT = "draft.journey.yaml"
"""What a text that is no file is called in messages; names in it are relative to the folder."""
_MOST_EDITS = 50


class JourneyTools:
    """The tools. Each raises UserError, with a message for the assistant, when it cannot be done."""

    def __init__(self, folder: ServedFolder, settings_of: Callable[[Input], Settings]) -> None:
        self._folder = folder
        self._settings_of = settings_of

    def list_journeys(self) -> JourneyList:
        """List the journeys of the folder: path, id, title, language."""
        found = self._folder.journeys()
        return JourneyList([_listed(each) for each in found[:MOST_JOURNEYS]], max(len(found) - MOST_JOURNEYS, 0))

    def validate(self, path: str = "", text: str = "") -> Validation:
        """Check a journey: the file at `path`, or `text`, the YAML of a draft. Says what is wrong, where, and how to
        mend it. Errors keep it from being drawn; warnings and remarks say what is missing. `guide` explains a code.
        """
        each = self._given(path, text)
        assert each.data is not None
        checked = check(each.data, each.name, self._settings_of(each), folder=each.folder)
        return validation_of(each.name, checked.diagnostics, digest_of(each.data) if path else "")

    def describe(self, path: str = "", text: str = "", form: Literal["text", "json"] = "text") -> str:
        """Tell the facts of a journey: owners, best and worst moments, pains and what answers them, what is due, and
        all that the file says, with the ids that `edit_journey` takes. In the journey's language, or as JSON.
        """
        found: list[JourneyDescription] = []
        read: list[tuple[Journey, Settings]] = []

        def gather(journey: Journey, settings: Settings) -> dict[str, bytes]:
            read.append((journey, settings))
            return {}

        each = self._given(path, text)
        outcome = draw(each, settings_of=self._settings_of, use=_keep, thorough=True, make=gather)
        check_outcome(outcome)
        for journey, settings in read:
            found.append(description_of(journey, settings, path=each.name, diagnostics=outcome.diagnostics))
        return cut(as_text(found) if form == "text" else as_json(found, found[0].today.isoformat()))

    def examples(self, name: str = "") -> str:
        """List journeys to learn from, starters and samples; with the `name` of one, its YAML. Starters are short."""
        today = reference_day(None)
        if name:
            return cut(example(name, today))
        return cut(
            "".join(
                f"{each.name}: {each.kind}, {each.language}, {each.lines} lines · {each.title}\n"
                for each in examples(today)
            )
        )

    def guide(self, topic: str = "") -> str:
        """Tell how to write a journey: the format in 3,000 words. With a `topic`, no more than the page of a rule
        (`JM305`), the keys of a part (`touchpoint`), or one key (`touchpoint.pains`).
        """
        return cut(manual(topic))

    def render(self, request: PictureRequest, path: str = "", text: str = "") -> tuple[bytes, str]:
        """Draw a journey as a PNG, and say how large it is: an `overview`, the `standard` lanes, or `full`."""
        each = self._given(path, text)
        return request.draw(each, self._settings_of)

    def create_journey(self, path: str, text: str, dry_run: bool = False) -> ChangedFile:
        """Write a new journey file, `NAME.journey.yaml`, from the YAML `text`. Refused where there is a file of this
        name, and for a text with errors: `validate` it first. With `dry_run`, nothing is written.
        """
        each = self._folder.new(path, text)
        assert each.data is not None
        checked = check(each.data, each.name, self._settings_of(each), folder=each.folder)
        errors = [found for found in checked.diagnostics if found.severity is Severity.ERROR]
        if errors or checked.journey is None:
            raise EditRefused(errors, is_new=True)
        return self._written(each, b"", EditedFile(each.data, checked), dry_run=dry_run)

    def edit_journey(
        self, path: str, edits: Sequence[Operation], expect: str = "", dry_run: bool = False
    ) -> ChangedFile:
        """Change a journey file, all `edits` in order or none: set, add, move, remove, rename. Parts are named
        `journey`, `stage:ID`, `touchpoint:ID`, `pain:ID`, `action:ID`, `owner:ID`, `persona:ID` …, and within these
        `touchpoint:ID/emotion:PERSONA`, `/metric:NAME`, `/next:ID`, or KEY:NUMBER, `touchpoint:ID/doing:1`. Keys and
        values are those of the format (`guide`). Comments and layout stay. Refused, with the reason, if the file would
        have an error that it has not now. `expect` is the digest that the file must have; `dry_run` only shows the
        diff.
        """
        each = self._folder.find(path)
        assert each.data is not None
        if expect and digest_of(each.data) != expect:
            raise UserError(
                f"{each.name}: it was changed meanwhile; its digest is {digest_of(each.data)}",
                hint="`describe` it anew, and ask again",
            )
        if not 0 < len(edits) <= _MOST_EDITS:
            raise UserError(f"{len(edits)} edits are asked for", hint=f"ask for 1 to {_MOST_EDITS} at a time")
        done = edited(each.data, each.name, edits, self._settings_of(each), folder=each.folder)
        if done.data == each.data:
            raise UserError(f"{each.name}: nothing is changed: it says so already")
        return self._written(each, each.data, done, dry_run=dry_run)

    def _written(self, each: Input, before: bytes, done: EditedFile, *, dry_run: bool) -> ChangedFile:
        if not dry_run:
            self._folder.write(each, done.data)
        diff = unified(each.name, before.decode("utf-8-sig"), done.data.decode("utf-8-sig"))
        found = done.checked.diagnostics
        return ChangedFile(
            path=each.name,
            written=not dry_run,
            diff=cut(diff, MOST_DIFF) if before else "",
            errors=how_many(found, Severity.ERROR),
            warnings=how_many(found, Severity.WARNING),
            digest=digest_of(done.data),
        )

    def _given(self, path: str, text: str) -> Input:
        if bool(path) == bool(text):
            raise UserError("name a file by its `path`, or give a `text`, and not both")
        each = self._folder.find(path) if path else Input(_DRAFT, None, text.encode("utf-8", "surrogatepass"))
        tree = load(each.read(), each.name).tree
        journey = read_journey(tree)[0] if tree is not None else None
        if journey is not None:
            self._folder.check_pictures(journey, each.folder)
        return each


def _listed(each: Input) -> ListedJourney:
    try:
        tree = load(each.read(), each.name).tree
    except UserError:
        tree = None
    said = tree.entries if isinstance(tree, Mapping) else {}

    def text(key: str) -> str:
        value = said.get(key)
        return cut(value.text, 200).strip() if isinstance(value, Scalar) else ""

    return ListedJourney(each.name, text("id"), text("title"), text("language") or "en")


def _keep(outputs: dict[str, bytes]) -> Staged:
    return Staged(dict.fromkeys(outputs, ""))
