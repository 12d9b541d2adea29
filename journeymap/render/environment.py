"""The one Jinja environment: what every template of a map, a page or a plan is rendered in.

What is printed is escaped for the template's last suffix: `.svg` and `.html` as markup, `.md` as Markdown. A
template may extend the built-in one that it replaces under the name `builtin/NAME`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from journeymap.errors import UserError
from journeymap.io import resources

if TYPE_CHECKING:
    import jinja2
    from jinja2.nodes import EvalContext

__all__ = ["Environment", "environment", "template_error"]


class Environment:
    """The templates: the built-in ones, or those of a user's folder before them, which are rendered in a sandbox.

    Jinja, which takes a seventh of the time of one map, is imported when a template is first asked for.
    """

    def __init__(self, user_templates: Path | None = None) -> None:
        self._user_templates = user_templates

    @property
    def sandboxed(self) -> bool:
        """Whether there is a user's folder."""
        return self._user_templates is not None

    def replaces(self, name: str) -> bool:
        """Whether the user's folder has a template of this name."""
        return self._user_templates is not None and (self._user_templates / name).is_file()

    def get_template(self, name: str) -> jinja2.Template:
        """The template of this name. Raises jinja2.TemplateError when there is none, or its syntax is wrong."""
        return self._jinja.get_template(name)

    @cached_property
    def _jinja(self) -> jinja2.Environment:
        import jinja2  # noqa: PLC0415  see above

        built_in = jinja2.FileSystemLoader(resources.templates())
        loaders: list[jinja2.BaseLoader] = [jinja2.PrefixLoader({"builtin": built_in}), built_in]
        kind = jinja2.Environment
        if self._user_templates is not None:
            from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415  see above

            loaders.insert(1, jinja2.FileSystemLoader(self._user_templates))
            kind = ImmutableSandboxedEnvironment
        return kind(
            loader=jinja2.ChoiceLoader(loaders),
            autoescape=_is_markup,
            finalize=_finalizer(),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=True,
        )


def environment(user_templates: Path | None = None) -> Environment:
    """The built-in templates, or those of a user's folder before them.

    The built-in ones are kept, and one that has changed is read again; a user's, who may also add some and take
    them away, are made anew for each drawing.
    """
    return _built_in() if user_templates is None else Environment(user_templates)


@cache
def _built_in() -> Environment:
    return Environment()


def _is_markup(name: str | None) -> bool:
    return not (name or "").endswith(".md")  # what has no name, or another suffix, is safest as markup


def _finalizer() -> Callable[[EvalContext, object], object]:
    """What is printed, escaped as Markdown where it is not escaped as markup."""
    from jinja2 import pass_eval_context  # noqa: PLC0415  see above

    @pass_eval_context
    def finalize(context: EvalContext, value: object) -> object:
        if context.autoescape:
            return value
        from journeymap.render.markdown import escape  # noqa: PLC0415  maps are drawn without it

        return escape(value)

    return finalize


def template_error(error: Exception, folder: Path) -> UserError | None:
    """The error as one that the writer of the templates in `folder` can mend, or None when it is not theirs."""
    if isinstance(error, UnicodeDecodeError):
        return _undecodable(folder)
    import jinja2  # noqa: PLC0415  see above

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
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415  see above

    if isinstance(error, TemplateSyntaxError):
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
