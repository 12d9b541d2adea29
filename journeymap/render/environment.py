"""The one place that knows Jinja: where templates are found, and how each format escapes what it is given."""

from __future__ import annotations

from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    pass_eval_context,
)
from jinja2.nodes import EvalContext

from journeymap import resources
from journeymap.render.markdown import escape

_MARKUP = (".html", ".svg", ".xml")


def environment(user_templates: Path | None = None) -> Environment:
    """Jinja with the built-in templates, the user's first where there are any.

    The last suffix of a template's name decides how it escapes: `x.j2.html` and `x.j2.svg` as markup,
    anything else as Markdown. A built-in template has a second name, `builtin/x.j2.html`, by which a
    user's own can extend the one it replaces.
    """
    built_in = FileSystemLoader(resources.templates())
    loaders: list[BaseLoader] = [built_in, PrefixLoader({"builtin": built_in})]
    if user_templates is not None:
        loaders.insert(0, FileSystemLoader(user_templates))
    return Environment(
        loader=ChoiceLoader(loaders),
        autoescape=_is_markup,
        finalize=_finish,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _is_markup(name: str | None) -> bool:
    return name is not None and name.endswith(_MARKUP)


@pass_eval_context
def _finish(context: EvalContext, value: object) -> object:
    return value if context.autoescape else escape(value)
