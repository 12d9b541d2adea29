"""Characters that the packaged faces draw with the glyph of another, by code point."""

RUBIK_ALIASES = {0x06F0: 0x2022, 0x0660: 0x2022, 0x2010: 0x2D, 0x2011: 0x2D, 0x2219: 0xB7}
"""Characters that a face draws with the glyph of another, which it has and which looks the same or nearly so.

The zeros of Persian and Arabic are dots, and Rubik's are as small as a full stop and as low; its bullet is larger and
stands where a zero does. A hyphen is a hyphen whether a line may end there or not.
"""
INTER_ALIASES = {
    0x2610: 0x25A1, 0x2612: 0x2327, 0x2718: 0x2717, 0x2715: 0x00D7, 0x2794: 0x2192, 0x279C: 0x2192, 0x27A4: 0x25B6,
    0x25B8: 0x25B6, 0x25C2: 0x25C0, 0x25AB: 0x25A1,
}  # fmt: skip
