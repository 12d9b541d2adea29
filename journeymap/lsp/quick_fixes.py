"""What can be done about diagnostics: the fixes of the rules, the word that was meant, a comment that ignores it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from journeymap.diagnostics import Diagnostic, Span
from journeymap.errors import UserError
from journeymap.fixes.apply import fix_file, fixes_for
from journeymap.fixes.ids import kinds_of_ids, named_by
from journeymap.formatting import reformat, same_content
from journeymap.lsp.positions import shortest_change
from journeymap.model.kinds import Choice, Id
from journeymap.model.manual import written
from journeymap.model.reading import IS_ID, short
from journeymap.model.shape import fields_of
from journeymap.pipeline.severity import can_be_ignored
from journeymap.pipeline.suppressions import comment_to_ignore
from journeymap.rules.references import words_beside_ids
from journeymap.rules.rewriting import ValuePlace, replace_text
from journeymap.source import load
from journeymap.source.offsets import line_end
from journeymap.source.text import Replacement, with_replacements
from journeymap.spelling import similar
from journeymap.workspace import Document


class QuickFix(NamedTuple):
    """A way to mend what a diagnostic says: what the editor calls it, and the changes. One of a rule is `preferred`."""

    title: str
    code: str
    span: Span
    changes: list[Replacement]
    preferred: bool = False


def quick_fixes(document: Document, start: int, end: int) -> Iterator[QuickFix]:
    """Yields what can be done about what is wrong between two offsets; nothing in a text that cannot be read."""
    if not document.loaded.is_whole:
        return
    fixed: set[tuple[str, Span]] = set()
    for finding, changes in fixes_for(document.loaded, document.settings):
        if finding.span.start <= end and finding.span.end >= start:
            fixed.add((finding.code, finding.span))
            yield QuickFix(_title(document, changes), finding.code, finding.span, changes, preferred=True)
    for diagnostic in document.diagnostics:
        span = span_of(document, diagnostic)
        if diagnostic.path != document.name or span.start > end or span.end < start:
            continue
        if (diagnostic.code, span) not in fixed:
            yield from _word_meant(document, diagnostic, span)
        yield from _ignored(document, diagnostic, span)


def span_of(document: Document, diagnostic: Diagnostic) -> Span:
    """Returns the span of a diagnostic in the text of its document."""
    source = document.source
    begin = source.offset(diagnostic.line, diagnostic.column)
    return Span(begin, max(begin, source.offset(diagnostic.end_line, diagnostic.end_column)))


def all_fixed(document: Document) -> list[Replacement]:
    """Returns the changes that `validate --fix` would make of a document."""
    data, _ = fix_file(document.data, document.name, document.settings)
    return shortest_change(document.source.text, load(data, document.name).source.text)


def formatted(document: Document) -> list[Replacement]:
    """Returns the changes that bring a document in its canonical form; none for a text that cannot be read."""
    try:
        after = reformat(document.data, document.name).text
    except UserError:
        return []
    return [] if after is None else shortest_change(document.source.text, after)


def _title(document: Document, changes: list[Replacement]) -> str:
    (change, *others) = changes
    before = document.source.text[change.start : change.end]
    if others or "\n" in before.strip() or "\n" in change.text.strip():
        return "Mend this"
    if not change.text.strip():
        return f"Take out `{short(before)}`"
    return f"Write `{short(change.text)}`" if before.strip() else f"Add `{short(change.text)}`"


def _word_meant(document: Document, diagnostic: Diagnostic, span: Span) -> Iterator[QuickFix]:
    ids = document.ids
    place = ids.file.at(span.start) if ids is not None else None
    if ids is None or place is None or Span(place.node.start, place.node.end) != span:
        return
    meant = similar(place.node.text, _known(document, place))
    if meant and meant != place.node.text:
        changes = replace_text(ids.file, place.node, meant)
        yield QuickFix(f"Write `{meant}`", diagnostic.code, span, changes)


def _known(document: Document, place: ValuePlace) -> list[str]:
    """The words that may stand at a place: keys that are not there yet, rightly written ids, or options."""
    if place.is_key and place.model is not None:
        there = getattr(place.holder, "entries", {})
        return [field.name for field in fields_of(place.model) if field.name not in there]
    if isinstance(place.kind, Choice):
        return [written(option) for option in place.kind.options]
    if isinstance(place.kind, Id) and document.ids is not None:
        model = kinds_of_ids().get(named_by(place.kind))
        declared = document.ids.declared.get(model, {}) if model is not None else {}
        return [*filter(IS_ID.match, declared), *words_beside_ids(place.kind, place.key)]
    return []


def _ignored(document: Document, diagnostic: Diagnostic, span: Span) -> Iterator[QuickFix]:
    """A comment on the line that ignores the rule there, where a comment can stand at its end."""
    if not can_be_ignored(diagnostic.code) or document.tree is None:
        return
    end = line_end(document.source.text, span.start)
    change = Replacement(end, end, f"  {comment_to_ignore(diagnostic.code)}")
    after = load(with_replacements(document.source.text, [change]).encode(), document.name)
    if after.is_whole and after.tree is not None and same_content(after.tree, document.tree):
        yield QuickFix(f"Ignore {diagnostic.code} here", diagnostic.code, span, [change])
