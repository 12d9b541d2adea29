"""A pattern of a signal cannot be used.

Patterns are regular expressions as RE2 has them, which takes no longer for one pattern than for another: `.`, `[a-z]`,
`(a|b)`, `?`, `*`, `+`, `{2,5}`, `^`, `$`, `\\b`, `\\d`, `\\s`, `\\w`, and `\\p{L}` for a letter of any script. They
cannot look around or refer to what was found before, and case makes no difference. A pattern that may be empty is in
every comment.

## Bad
```yaml
signals:
  - {id: late, patterns: {en: ['(?<!not )late', 'delay*|']}}
```

## Good
```yaml
signals:
  - {id: late, patterns: {en: ['delay(s|ed)?']}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding, Span
from journeymap.insight.patterns import WrongPatternError, pattern_in_re2
from journeymap.model import Journey, Signal
from journeymap.rules.base import Context
from journeymap.rules.references import texts_with_spans_at


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find patterns that are none, that RE2 does not have, and that every comment has."""
    for signal in journey.signals:
        for pattern, span in _patterns(signal):
            try:
                pattern_in_re2(pattern)
            except WrongPatternError as error:
                yield Finding("JM521", error.why, span, error.hint)


def _patterns(signal: Signal) -> Iterator[tuple[str, Span]]:
    for language in signal.patterns:
        yield from texts_with_spans_at(signal, "patterns", language)
