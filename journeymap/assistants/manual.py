"""The manual by topic: the guide, the page of a rule, or the keys of a part of a journey."""

from __future__ import annotations

from functools import cache

from journeymap.assistants.fields import FieldLines
from journeymap.assistants.guide import guide
from journeymap.errors import UserError
from journeymap.model import Journey
from journeymap.model.shape import Field, fields_of, struct_of
from journeymap.rules import RULES, rules_matching
from journeymap.spelling import did_you_mean


def manual(topic: str = "") -> str:
    """Returns the manual on a topic, in Markdown and in English; without one, the guide.

    A topic is the code or the name of a rule (`JM305`), a part of a journey (`touchpoint`), a key of one
    (`touchpoint.pains`), or a key alone (`moment_of_truth`). Raises UserError for any other.
    """
    if not topic.strip():
        return guide()
    word = topic.strip()
    rules = rules_matching(word.upper()) or rules_matching(word.lower())
    if rules:
        return "\n".join(rule.page for rule in rules)
    part, dot, key = word.partition(".")
    models = _models()
    model = models.get(part.lower())
    if model is not None and not dot:
        return _told(model, fields_of(model))
    found = [each for each in dict.fromkeys(models.values()) if dot == "" or each is model]
    told = [_told(each, (field,)) for each in found for field in fields_of(each) if field.name == (key or part)]
    if not told:
        known = [*models, *(field.name for each in models.values() for field in fields_of(each))]
        known += [text for rule in RULES for text in (rule.code, rule.name)]
        raise UserError(
            f"the manual has nothing on `{topic}`",
            hint=did_you_mean(key or part, known) or "ask for a rule (JM305), a part (touchpoint) or a key",
        )
    return "\n".join(told)


def topics() -> tuple[str, ...]:
    """Returns the names of the parts of a journey on which there is a page."""
    return tuple({model: name for name, model in reversed(_models().items())}.values())


def _told(model: type, fields: tuple[Field, ...]) -> str:
    """The keys of a class, and those of what stands under a single one."""
    names = {field.name for field in fields}
    lines = [line for line in FieldLines().of(model) if line.split(" ")[0].split("*")[0] in names]
    inner = struct_of(fields[0].kind) if len(fields) == 1 else None
    if inner is not None:
        lines += ["", inner.model.__name__, *(f"  {line}" for line in FieldLines().of(inner.model))]
    return "\n".join([f"# {model.__name__}", "", "```text", *lines, "```", ""])


@cache
def _models() -> dict[str, type]:
    """The classes of a journey by what they are called: by their name, and by what one of their items is called."""
    found: dict[str, type] = {}
    waiting: list[type] = [Journey]
    for model in waiting:  # grows while it is read
        found.setdefault(model.__name__.lower(), model)
        for field in fields_of(model):
            struct = struct_of(field.kind)
            if struct is not None:
                if struct.each:
                    found.setdefault(struct.each, struct.model)
                if struct.model not in waiting:
                    waiting.append(struct.model)
    return found
