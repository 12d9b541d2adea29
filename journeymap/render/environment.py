"""The one Jinja environment: what every template of a map, a page or a plan is rendered in.

What is printed is escaped for the template's last suffix: `.svg` and `.html` as markup, `.md` as Markdown. A
template may extend the built-in one that it replaces under the name `builtin/NAME`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import TracebackType

import jinja2
from jinja2 import Environment
from jinja2.nodes import EvalContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from journeymap.errors import UserError
from journeymap.io import resources

__all__ = ["Environment", "environment", "template_error"]


def environment(user_templates: Path | None = None) -> Environment:
    """The environment; with `user_templates`, sandboxed, and the templates of that folder come first.

    That of the built-in templates is kept, and reads a template again that has changed; that of a user's, who may
    also add some and take them away, is made anew for each drawing.
    """
    return _built_in() if user_templates is None else _made(user_templates)


@cache
def _built_in() -> Environment:
    return _made(None)


def _made(user_templates: Path | None) -> Environment:
    built_in = jinja2.FileSystemLoader(resources.templates())
    loaders: list[jinja2.BaseLoader] = [jinja2.PrefixLoader({"builtin": built_in}), built_in]
    kind: type[Environment] = Environment
    if user_templates is not None:
        loaders.insert(1, jinja2.FileSystemLoader(user_templates))
        kind = ImmutableSandboxedEnvironment
    return kind(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=_is_markup,
        finalize=_finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=True,
    )


def _is_markup(name: str | None) -> bool:
    return not (name or "").endswith(".md")  # what has no name, or another suffix, is safest as markup


@jinja2.pass_eval_context
def _finalize(context: EvalContext, value: object) -> object:
    """What is printed, escaped as Markdown where it is not escaped as markup."""
    if context.autoescape:
        return value
    from journeymap.render.markdown import escape  # noqa: PLC0415  maps are drawn without it

    return escape(value)


def template_error(error: Exception, folder: Path) -> UserError | None:
    """The error as one that the writer of the templates in `folder` can mend, or None when it is not theirs."""
    if isinstance(error, UnicodeDecodeError):
        return _undecodable(folder)
    place = _syntax_place(error) or _frame_place(error.__traceback__, folder)
    if place is None and not isinstance(error, jinja2.TemplateError):
        return None
    what = "no such template: " if isinstance(error, jinja2.TemplateNotFound) else ""
    return UserError(f"{place or folder}: {what}{error or type(error).__name__}")


def _undecodable(folder: Path) -> UserError | None:
    """Which template of the folder is not UTF-8."""
    for path in sorted(folder.rglob("*.j2.*")):
        try:
            path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return UserError(f"{path}: not UTF-8; save it as UTF-8 in your editor")
    return None


def _syntax_place(error: Exception) -> str | None:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    return None


def _frame_place(traceback: TracebackType | None, folder: Path) -> str | None:
    """File and line of the innermost template of the folder that was being rendered."""
    place = None
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if Path(file).is_relative_to(folder):
            place = f"{file}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
