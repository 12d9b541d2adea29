"""The links and pictures of a journey's parts, as the page and the plan give them."""

from __future__ import annotations

from collections.abc import Iterable

from journeymap.model import Link, Persona, Stage, Touchpoint
from journeymap.records import NamedTuple
from journeymap.render.links import safe_link
from journeymap.render.phrases import Phrases
from journeymap.render.texts import joined


class LinkView(NamedTuple):
    """A link. It has no address if following it would not be safe."""

    text: str
    href: str | None


class PictureView(NamedTuple):
    """A picture with its label: its address, which is the picture itself, and in words what it shows."""

    label: str
    src: str
    alt: str


def link_views(links: Iterable[Link], phrases: Phrases) -> tuple[LinkView, ...]:
    """The links, each with its title or else its address as its text."""
    return tuple(
        LinkView(joined(link.title or link.url, *phrases.by_kind.notes(link, ("title", "url"))), safe_link(link.url))
        for link in links
    )


def picture_view(phrases: Phrases, part: Stage | Touchpoint | Persona | None = None) -> PictureView | None:
    """The picture of a part of the journey, or of the journey itself; None where none is ready to be shown."""
    picture = phrases.journey.picture_of(part)
    if picture is None:
        return None
    image = (part or phrases.journey).image
    return PictureView(phrases.by_kind.label("field-image"), picture.address, (image and image.alt) or "")
