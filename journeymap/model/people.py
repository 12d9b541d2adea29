"""The people of a journey: owners, segments and personas."""

from typing import Annotated, ClassVar

from journeymap.model.attachments import IMAGE, Image
from journeymap.model.item import INTERNAL, TEXTS, Item
from journeymap.model.kinds import Choice, Id, Share, Text
from journeymap.model.shape import ListOf, Omitted

PORTRAITS = ("long-hair", "short-hair", "bob", "beard", "bun", "scarf", "side-parting", "glasses")


class Owner(Item):
    """Who answers for a part of the journey."""

    NOUN: ClassVar[str] = "an owner"

    id: Annotated[str, Id(), "The id that other parts of the file refer to.", INTERNAL]
    name: Annotated[str, Text(), "The person's or the team's name, as the map shows it."]
    role: Annotated[str | None, Text(), "What the owner does in the organisation."] = None
    contact: Annotated[str | None, Text(), "How to reach the owner: an address, a number, a channel."] = None


class Owned(Item):
    """A part that several owners may have: the first of `owner` answers for it, the others and those `with` support."""

    owner: tuple[str, ...]

    @property
    def answerable(self) -> str | None:
        """The id of the owner who answers for it; None where it has no owner."""
        return self.owner[0] if self.owner else None

    @property
    def supporting(self) -> tuple[str, ...]:
        """The ids of the owners who support the one who answers, each once."""
        others = (*self.owner[1:], *getattr(self, "with"))
        return tuple(each for each in dict.fromkeys(others) if each != self.answerable) if others else ()


class Segment(Item):
    """A group of customers who behave alike: new, existing, returning, by intent."""

    NOUN: ClassVar[str] = "a segment"

    id: Annotated[str, Id(), "The id that personas and actions refer to.", INTERNAL]
    name: Annotated[str, Text(), "The segment's name."]
    dimension: Annotated[
        str | None, Text(), "What it is a segment by, if customers are divided in several ways: `class`, `country`."
    ] = None
    share: Annotated[float | None, Share(), "Its part of all customers: `34%` or 0.34."] = None
    description: Annotated[str | None, Text(), "What sets the segment apart, and how it is approached."] = None


class Persona(Item):
    """One customer drawn from research, whose feelings the map follows."""

    NOUN: ClassVar[str] = "a persona"

    id: Annotated[str, Id(), "The id that emotions refer to.", INTERNAL]
    name: Annotated[str, Text(), "The persona's name."]
    segment: Annotated[str | None, Id(of="segment"), "The id of the persona's segment."] = None
    description: Annotated[str | None, Text(), "Who this is, in a few words: age, occupation, household."] = None
    quote: Annotated[str | None, Text(), "A sentence that only this persona would say."] = None
    goals: Annotated[tuple[str, ...], TEXTS, "What the persona wants to get done."] = ()
    needs: Annotated[tuple[str, ...], TEXTS, "What the persona needs on the way."] = ()
    frustrations: Annotated[tuple[str, ...], TEXTS, "What gets in the persona's way."] = ()
    evidence: Annotated[str | None, Text(), "What the persona rests on, such as `14 interviews`."] = None
    portrait: Annotated[
        tuple[str, ...],
        ListOf(Choice(PORTRAITS), allow_single=True),
        "How the persona is drawn: a hair style, and `glasses` if you like; left out, the initials.",
        Omitted("the map draws it", ("page",)),
    ] = ()
    image: Annotated[Image | None, IMAGE, "A photo or drawing of the persona."] = None
