"""Writes docs/rules.md from the manuals of the rules: `python docs/make_rules_page.py`."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_tables import table

from journeymap.rules import RULES, Rule

PAGE = Path(__file__).with_name("rules.md")
_FAMILIES = {
    "JM0": (
        "The file",
        "Found while the bytes are read. Where there is nothing to go on with, this is all that is said.",
    ),
    "JM1": ("Shape", "Keys, types, ranges: what the JSON Schema says too, and what it cannot say."),
    "JM2": ("References", "Ids that name nothing or name two things, ways that lead nowhere."),
    "JM3": ("Completeness", "What a map and its plan need before anybody can act on them."),
    "JM4": ("Advice", "What a second pair of eyes would say."),
    "JM5": ("Measuring", "Where answers of customers are, and how they are counted."),
    "JM6": ("Acting", "What is done at a step, what actions are expected to change, and whether experiments show it."),
}
_HEAD = """\
# The rules

`journeymap validate` checks every journey against these rules. `journeymap rules JM301` prints the manual of
one, with a bad and a good example. Codes are lasting: one that is given is never given to another rule.

An **error** keeps a map from being drawn. A **warning** does with `--strict`. An **info** is advice and never
fails a run. `--select`, `--ignore` and `--severity CODE=error|warning|info|off` change that for a run, and a
`journeymap.toml` for a project. A comment says that one finding is known and wanted:

```yaml
stages: []  # journeymap: ignore[JM303, no-review]
```

Examples in the manuals are fragments: they show the keys that matter. Those marked `yaml file` are whole files;
in those marked `yaml bytes`, `\\xNN` stands for one byte.

`journeymap validate --fix` mends what some rules find, [where there is one right answer](checking.md#mending).

This page is made by `python docs/make_rules_page.py`.
"""


def page(manuals: str = "") -> str:
    """The page: a table for each family of rules; codes are links to `manuals`, in which `{}` stands for a code."""
    parts = [_HEAD]
    for family, (title, about) in _FAMILIES.items():
        rows = [
            (
                f"[{rule.code}]({manuals.format(rule.code)})" if manuals else rule.code,
                rule.name,
                severity_of(rule),
                "yes" if rule.fix else "",
                rule.summary,
            )
            for rule in RULES
            if rule.code.startswith(family)
        ]
        told = table(("code", "name", "severity", "`--fix`", "what is wrong"), rows)
        parts.append(f"## {family}xx: {title}\n\n{about}\n\n{told}\n")
    return "\n".join(parts)


def manual(rule: Rule) -> str:
    """The page of one rule: its severity, and its manual with what is wrong as the first line."""
    notes = [f"`{rule.name}`", severity_of(rule), *(["`--fix` mends it"] if rule.fix else [])]
    title = f"{rule.code}: {rule.summary.removesuffix('.')}"
    return f"[The rules](../rules.md)\n\n# {title}\n\n{' · '.join(notes)}\n\n{_body(rule)}"


def severity_of(rule: Rule) -> str:
    """The severity that a rule has unless told otherwise; `off` for one that must be selected."""
    return rule.severity.word if rule.severity else "off"


def _body(rule: Rule) -> str:
    """The manual without its first line, which is the title; `yaml file` and `yaml bytes` are shown as YAML."""
    return re.sub(r"^```yaml \w+$", "```yaml", rule.manual.partition("\n")[2].lstrip(), flags=re.M)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
