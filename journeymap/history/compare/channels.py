"""Compares how channels are declared, and which of them a touchpoint uses."""

from __future__ import annotations

from journeymap.history.changes import MapPlace, Ref
from journeymap.history.compare.fields import compare_parts
from journeymap.history.compare.recorder import Recorder
from journeymap.history.matching import PartText
from journeymap.history.plain import Naming
from journeymap.insight.channels import UsedChannel, channels_of, same_channel
from journeymap.model import Touchpoint
from journeymap.model.shape import field_of

_KIND = field_of(Touchpoint, "channels").kind


def compare_channels(recorder: Recorder) -> None:
    """Record what changed in the declared channels."""
    sides = recorder.old.channels, recorder.new.channels
    compare_parts(recorder, "channel", sides, lambda channel: PartText.of(channel.name, ()))


def compare_channels_at(recorder: Recorder, old: Touchpoint, new: Touchpoint, place: MapPlace) -> None:
    """Record a change of a touchpoint's channels. Another way to write one, or another name for it, is no change."""
    before = [_now(recorder, channel) for channel in channels_of(recorder.old).at(old)]
    after = [channel.name for channel in channels_of(recorder.new).at(new)]
    if [same_channel(name) for name in before] != [same_channel(name) for name in after]:
        item = Ref(new.id, new.name)
        recorder.record_field("touchpoint", item, "channels", tuple(before), tuple(after), kind=_KIND, place=place)
    elif old.channels and new.channels:
        whose = _with_people(old, before, recorder.name_by_old_id), _with_people(new, after, recorder.name_by_new_id)
        recorder.record_field("touchpoint", Ref(new.id, new.name), "channels", *whose, kind=_KIND, place=place)


def _with_people(touchpoint: Touchpoint, names: list[str], naming: Naming) -> tuple[str, ...]:
    """The names of a touchpoint's channels, each after the personas and segments that it is for."""
    people = [
        [naming(kind, each) for kind, each in (("persona", use.persona), ("segment", use.segment)) if each]
        for use in touchpoint.channels
    ]
    if len(people) != len(names):  # some are one channel
        return tuple(names)
    return tuple(f"{', '.join(those)}: {name}" if those else name for those, name in zip(people, names, strict=True))


def _now(recorder: Recorder, channel: UsedChannel) -> str:
    """The name that the new version has for a channel of the old one."""
    return recorder.name_by_old_id("channel", channel.declared.id) if channel.declared else channel.name
