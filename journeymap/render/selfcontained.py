"""Checks the SVG of a user's template before it is drawn, since resvg would open any picture that it links to."""

from __future__ import annotations

from xml.parsers import expat

from journeymap.errors import UserError

_WITHIN = ("#", "data:")


def check_self_contained(svg: str, template: str) -> None:
    """Raises UserError unless the SVG from this template is well-formed and loads nothing from outside itself."""
    parser = expat.ParserCreate()

    def refuse_doctype(*_: object) -> None:
        raise UserError(f"{template}: a document type is not drawn", hint="leave out <!DOCTYPE …>")

    def check_links(name: str, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            is_link = key.rpartition(":")[2] == "href" and name.rpartition(":")[2] != "a"
            if is_link and not value.strip().startswith(_WITHIN):
                raise UserError(
                    f"{template}: <{name}> links to {value!r}, and nothing is loaded from outside",
                    hint="put the picture inside, as a data: URL",
                )

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = check_links
    try:
        parser.Parse(svg.encode(), True)
    except expat.ExpatError as error:
        problem = expat.ErrorString(error.code)
        raise UserError(f"{template}: what it draws is no SVG: {problem}, in line {error.lineno} of it") from None
