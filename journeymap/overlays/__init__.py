"""Values beside a journey that its file does not hold: what changed since another version, what was measured.

An overlay keeps values by the path of what they are about (`touchpoint:pays/metric:csat`). It is passed together with
the journey to the rules (`Context.overlays`), to the layout (`MapSpec.overlays`) and to the page. Its digest is part of
the cache keys of the files that are drawn with it.

To add one, measured values say:

1. A subclass of `Overlay` in a module of this package, with the type of its values and what else a map shows of it.
   It holds plain data and finished words, so that its digest follows from them alone.
2. What makes it. From a file: read the file with `journeymap.source.load`, take each key with `ItemPath.parse`, and
   keep the text as `source` and each key's place in `spans`. JM222 then reports every path that names nothing in the
   journey, in that file, at that line. What the values themselves have to be is for its reader to check.
3. `texts`, the words that the page says about each path. The page shows them without knowing which overlay it is.
4. What draws it asks with `spec.overlay(TheSubclass)`; who does not ask draws as if it was not there. A rule that
   compares its values with the journey's finds it in `context.overlays`, and reports in the journey's file, or
   with `Finding.overlay` in that of the overlay.
5. `journeymap.build.keys.key_with_overlays` for the key of the files that are drawn with it.
"""

from journeymap.overlays.overlay import Overlay
from journeymap.overlays.path import ItemPath

__all__ = ["ItemPath", "Overlay"]
