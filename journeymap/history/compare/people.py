"""Owners, segments and personas: they come first, since the rest refers to them."""

from __future__ import annotations

from journeymap.history.changes import Ref
from journeymap.history.compare.account import Account
from journeymap.history.matching import Look
from journeymap.model import Owner, Persona, Segment

_PERSONA = ("description", "quote", "goals", "needs", "frustrations", "evidence", "portrait")


def compare_people(account: Account) -> None:
    """Take down what changed among them."""
    _compare_owners(account)
    _compare_segments(account)
    _compare_personas(account)


def _compare_owners(account: Account) -> None:
    old, new = account.old.owners, account.new.owners
    pairing = account.pair("owner", old, new, lambda part: Look.of(part.name, ()), _name)
    for before, after in pairing.pairs:
        account.texts("owner", Ref(after.id, after.name), (before, after), ("role", "contact"))


def _compare_segments(account: Account) -> None:
    old, new = account.old.segments, account.new.segments
    pairing = account.pair("segment", old, new, lambda part: Look.of(part.name, [part.description or ""]), _name)
    for before, after in pairing.pairs:
        item = Ref(after.id, after.name)
        account.texts("segment", item, (before, after), ("description",))
        account.number("segment", item, "share", before.share, after.share)


def _compare_personas(account: Account) -> None:
    old, new = account.old.personas, account.new.personas
    pairing = account.pair("persona", old, new, _look, _name)
    for before, after in pairing.pairs:
        item = Ref(after.id, after.name)
        account.texts("persona", item, (before, after), _PERSONA)
        account.refers("persona", item, "segment", "segment", (before.segment, after.segment))
    account.order("persona", pairing.pairs, old, _name)


def _look(persona: Persona) -> Look:
    return Look.of(persona.name, [persona.description or "", persona.quote or "", *persona.goals, *persona.needs])


def _name(part: Owner | Segment | Persona) -> str:
    return part.name
