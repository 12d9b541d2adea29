"""A signal has nothing by which it could be found.

It needs words or patterns, and a word needs a letter or a digit.

## Bad
```yaml
signals:
  - {id: late, name: Lateness}
```

## Good
```yaml
signals:
  - {id: late, name: Lateness, words: {en: [late, delayed]}}
```
"""

from collections.abc import Iterator

from journeymap.diagnostics import Finding
from journeymap.insight.comments import word_in_re2
from journeymap.model import Journey
from journeymap.rules.base import Context
from journeymap.rules.references import texts_with_spans_at


def check(journey: Journey, context: Context) -> Iterator[Finding]:
    """Find signals without words and patterns, and words without a letter."""
    for signal in journey.signals:
        if not any((*signal.words.values(), *signal.patterns.values())):
            yield Finding("JM522", f"the signal `{signal.id}` has neither words nor patterns", signal.at("id"),
                          "list some by language: `words: {en: [late, delayed]}`")  # fmt: skip
        for language in signal.words:
            for word, span in texts_with_spans_at(signal, "words", language):
                if not word_in_re2(word):
                    yield Finding("JM522", "the word has no letter and no digit", span,
                                  "write a word, or a pattern under `patterns`")  # fmt: skip
