"""What stands beside the words of a journey: links and pictures."""

from typing import Annotated, ClassVar

from journeymap.model.item import Item
from journeymap.model.kinds import Text
from journeymap.model.shape import ListOf, Struct


class Link(Item):
    """Something worth opening beside the map."""

    NOUN: ClassVar[str] = "a link"

    url: Annotated[str, Text(is_address=True), "Where it leads: http, https, mailto, or a path beside the map."]
    title: Annotated[str | None, Text(), "What to call it; left out, the address itself."] = None


class Image(Item):
    """A picture in a file beside the journey."""

    NOUN: ClassVar[str] = "a picture"

    file: Annotated[
        str, Text(is_address=True), "The picture's file, PNG, JPEG, WebP or SVG, relative to the journey's."
    ]
    alt: Annotated[str | None, Text(), "What it shows, in words, for those who do not see it."] = None


LINKS = ListOf(Struct(Link, text="url"), allow_single=True, identified_by=(("url",),))
IMAGE = Struct(Image, text="file", main="file")
