"""Overlays: values about a journey that are not in its file, such as changes since another version or measurements.

An overlay keeps values by the path of what they are about (`touchpoint:pays/metric:csat`). It is passed together with
the journey to the rules (`Context.overlays`), to the layout (`MapSpec.overlays`) and to the page. Its digest is part of
the cache keys of the files that are drawn with it.

To add an overlay, for example with measured values:

1. Write a subclass of `Overlay` in a module of this package, with the type of its values and all that a map shows of
   it. It holds only plain data and finished texts, from which its digest is computed.
2. Write what creates it. From a file: read the file with `journeymap.source.load`, parse each key with
   `ItemPath.parse`, and put the text into `source` and each key's span into `spans`. JM222 then reports every path that
   names nothing in the journey, with the file and line. The values themselves are checked by what reads them.
3. Fill `texts` with the sentences about each path. The page shows them for every overlay in the same way.
4. In the layout, get it with `spec.overlay(TheSubclass)`. A rule gets it from `context.overlays`; its findings are in
   the journey's file or, with `Finding.overlay`, in that of the overlay.
5. For files that are drawn with it, compute the cache key with `journeymap.build.keys.key_with_overlays`.
"""

from journeymap.overlays.overlay import Overlay
from journeymap.overlays.path import ItemPath

__all__ = ["ItemPath", "Overlay"]
