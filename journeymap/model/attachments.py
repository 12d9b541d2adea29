"""What stands beside the words of a journey: links and pictures."""

from typing import Annotated, ClassVar

from journeymap.model.item import Item
from journeymap.model.kinds import Text
from journeymap.model.shape import ListOf, Struct
from journeymap.records import NamedTuple, Record, cached_property


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


class Picture(Record):
    """A picture that is ready to be drawn: a PNG or JPEG of `width` by `height` pixels, without metadata.

    `digest` is the SHA-256 of the file that it was made from.
    """

    media_type: str
    data: bytes
    width: int
    height: int
    digest: str

    @property
    def ratio(self) -> float:
        """Its width divided by its height."""
        return self.width / self.height

    @cached_property
    def address(self) -> str:
        """The picture itself, as a `data:` URL."""
        from base64 import b64encode  # noqa: PLC0415  only a map with pictures needs it

        return f"data:{self.media_type};base64,{b64encode(self.data).decode('ascii')}"


class UnreadPicture(NamedTuple):
    """Why there is no picture to draw: its file `is_missing` or must not be read, or what it holds is no picture."""

    is_missing: bool
    message: str
    hint: str = ""


LINKS = ListOf(Struct(Link, text="url"), allow_single=True, identified_by=(("url",),))
IMAGE = Struct(Image, text="file", main="file")
