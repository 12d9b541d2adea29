"""Reads the type of a theme: its families of fonts, and the family, weight and size of each role."""

from __future__ import annotations

from pathlib import Path

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.source import Loaded, Mapping, Scalar
from journeymap.spelling import did_you_mean
from journeymap.style.font_files import FontFile, find_family
from journeymap.style.theme_file import problem
from journeymap.style.typography import ROLES, SCRIPTS, TEXTS, ThemeType, TypeRole, weight_of

_OF_ROLE = ("family", "weight", "size", "leading")
_LEAST_SIZE, _LARGEST_SIZE = 8.0, 120.0
_WEIGHTS = (1, 1000)
_LEADING = 1.2


def read_type(loaded: Loaded, path: Path, base: ThemeType) -> ThemeType:
    """The type in a theme's file, with the roles of `base` that it does not change; paths are relative to the file.

    Raises UserError for what a theme cannot say, and for fonts that are not installed: texts in other fonts than the
    theme's would be another theme.
    """
    assert isinstance(loaded.tree, Mapping)
    families = _families(loaded)
    roles = dict(base.roles)
    listed = loaded.tree.entries.get("type")
    if listed is not None and not isinstance(listed, Mapping):
        raise problem(loaded, loaded.tree.key("type").start, "`type` wants `role: {family: …}` lines below it")
    for key, given in listed.pairs() if listed else ():
        if key.text not in (*TEXTS, *ROLES):
            hint = did_you_mean(key.text, (*TEXTS, *ROLES)) or f"known: {', '.join((*TEXTS, *ROLES))}"
            raise problem(loaded, key.start, f"no text has the role `{key.text}`", hint)
        if not isinstance(given, Mapping):
            raise problem(loaded, key.start, f"`{key.text}` wants a family, as `{{family: NAME, weight: 600}}`")
        roles[key.text] = _role(loaded, path, key, given, families)
    if roles and "text" not in roles:
        raise problem(loaded, loaded.tree.key("type").start, "`type` wants a family for `text`, as all texts have one")
    for role, weight in TEXTS.items() if roles else ():
        roles.setdefault(role, roles["text"]._replace(weight=weight, drawn_weight=weight))
    return ThemeType(roles)


def _families(loaded: Loaded) -> dict[str, dict[str, Scalar]]:
    """The names of fonts by script, of each family."""
    assert isinstance(loaded.tree, Mapping)
    listed = loaded.tree.entries.get("families")
    if listed is None:
        return {}
    if not isinstance(listed, Mapping):
        raise problem(
            loaded, loaded.tree.key("families").start, "`families` wants `name: {latin: FONT}` lines below it"
        )
    families: dict[str, dict[str, Scalar]] = {}
    for name, fonts in listed.pairs():
        if not isinstance(fonts, Mapping):
            raise problem(loaded, name.start, f"`{name.text}` wants a font for a script, as `{{latin: FONT}}`")
        family = families[name.text] = {}
        for script, font in fonts.pairs():
            if script.text not in SCRIPTS:
                raise problem(
                    loaded, script.start, f"there is no script `{script.text}`", f"known: {', '.join(SCRIPTS)}"
                )
            if not isinstance(font, Scalar):
                raise problem(loaded, script.start, "a script wants a package of fonts, or the path of a font file")
            family[SCRIPTS[script.text]] = font
    return families


def _role(loaded: Loaded, path: Path, key: Scalar, given: Mapping, families: dict[str, dict[str, Scalar]]) -> TypeRole:
    role = key.text
    family = given.entries.get("family")
    named = family.text if isinstance(family, Scalar) else ""
    if named not in families:
        place = family.start if isinstance(family, Scalar) else key.start
        raise problem(loaded, place, f"`{role}` wants a family", f"known: {', '.join(families)}" if families else "")
    numbers = {each.text: _number(loaded, each, value) for each, value in given.pairs() if each.text != "family"}
    weight = round(numbers.get("weight", TEXTS.get(role, TEXTS["text-strong"])))
    size = numbers.get("size", 0)
    if size and role in TEXTS:
        raise problem(loaded, given.key("size").start, f"`{role}` has the sizes of many texts, and none of its own")
    axes = tuple((name, place) for name, place in numbers.items() if name not in _OF_ROLE)
    fonts = tuple((script, _font(loaded, font, path)) for script, font in families[named].items())
    return TypeRole(weight_of(role, weight), fonts, weight, axes, size, numbers.get("leading", size * _LEADING))


def _number(loaded: Loaded, key: Scalar, value: object) -> float:
    if len(key.text) != 4 and key.text not in _OF_ROLE:
        known = ", ".join(_OF_ROLE)
        raise problem(loaded, key.start, f"a role has no `{key.text}`", f"known: {known}, and axes such as `opsz`")
    number = value.value if isinstance(value, Scalar) else None
    limits = {"weight": _WEIGHTS, "size": (_LEAST_SIZE, _LARGEST_SIZE), "leading": (_LEAST_SIZE, 2 * _LARGEST_SIZE)}
    least, most = limits.get(key.text, (-1000, 1000))
    if not isinstance(number, int | float) or isinstance(number, bool) or not least <= number <= most:
        raise problem(loaded, key.start, f"`{key.text}` wants a number from {least:g} to {most:g}")
    return float(number)


def _font(loaded: Loaded, name: Scalar, path: Path) -> tuple[FontFile, ...]:
    try:
        return find_family(name.text, path.parent)
    except UserError as error:
        if path.is_relative_to(resources.templates()):  # its own file is right; what it needs may not be there
            raise UserError(
                f"the theme {path.stem!r} is set in fonts that are not installed: {name.text}",
                hint="install them with: pip install 'journeymap[themes]'",
            ) from None
        raise problem(loaded, name.start, error.message, error.hint) from None
