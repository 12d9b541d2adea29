"""Makes a picture that may come from a stranger ready to be drawn: turned upright, scaled down, and without metadata.

What kind of picture it is, is told by its content. How many pixels it has is looked at before any of them is decoded.
The same bytes give the same picture. Only this module uses Pillow.
"""

from __future__ import annotations

import hashlib
import warnings
from functools import partial
from io import BytesIO

from PIL import Image, ImageCms

from journeymap.errors import UserError
from journeymap.model import Picture

MOST_PIXELS = 50_000_000
_MOST_CROPPED = 0.3
_QUALITY = 85
_LOSSLESS_UP_TO = 2
"""How many times as large as a JPEG a PNG may be that shows the same without a loss."""
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", 0, "PNG"),
    (b"\xff\xd8\xff", 0, "JPEG"),
    (b"WEBP", 8, "WEBP"),
)
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What turns a picture upright, by the orientation that its EXIF data say."""


def prepared(data: bytes, name: str, room: tuple[int, int]) -> Picture:
    """Returns the picture in a file of this content, large enough to fill a room of so many pixels.

    Raises UserError, with the file's name, when it is no picture, is damaged, moves, or has too many pixels.
    """
    kind = next((kind for signature, at, kind in _SIGNATURES if data.startswith(signature, at)), "")
    digest = hashlib.sha256(data).hexdigest()
    if not kind:
        data, kind = _drawn(data, name, room), "PNG"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it is large is seen here, and that its metadata is odd is no matter
            image = _decoded(data, kind, name, room)
    except UserError:
        raise
    except Image.DecompressionBombError:
        raise _too_many_pixels(name) from None
    except MemoryError:
        raise UserError(f"`{name}` takes more memory than there is") from None
    except Exception as error:  # whatever a decoder raises for what it cannot decode
        raise UserError(f"`{name}` is a damaged {kind}: {error}", hint="save it anew") from None
    return _encoded(image, digest, lossless=kind == "PNG")


def grey(picture: Picture) -> Picture:
    """Returns the same picture in shades of grey."""
    image = Image.open(BytesIO(picture.data))
    image.load()
    shades = image.convert("LA" if image.mode == "RGBA" else "L")
    return _encoded(shades, picture.digest, lossless=picture.media_type == "image/png")


def _drawn(data: bytes, name: str, room: tuple[int, int]) -> bytes:
    """The SVG in a file as a PNG. Raises UserError for anything else."""
    from journeymap.pipeline.vector import drawn_svg, looks_like_svg  # few pictures are drawings

    if not looks_like_svg(data):
        raise UserError(f"`{name}` is neither a PNG nor a JPEG, WebP or SVG", hint="save it as PNG or JPEG")
    return drawn_svg(data, name, partial(scaled, room=room))


def scaled(width: float, height: float, room: tuple[int, int]) -> tuple[int, int]:
    """Returns the size in which a picture fills a room, of which at most 30 % of it have to be cut off to fit."""
    across, down = room[0] / width, room[1] / height
    scale = min(max(across, down), min(across, down) / (1 - _MOST_CROPPED))
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _decoded(data: bytes, kind: str, name: str, room: tuple[int, int]) -> Image.Image:
    image: Image.Image = Image.open(BytesIO(data), formats=(kind,))
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels(name)
    if kind != "JPEG" and getattr(image, "n_frames", 1) > 1:  # a JPEG may have small copies of itself, and cannot move
        raise UserError(f"`{name}` moves, and a map cannot", hint="save one of its frames")
    profile = image.info.get("icc_profile")
    orientation = _orientation(image)
    across, down = scaled(*(image.size if orientation < 5 else image.size[::-1]), room)
    size = (across, down) if orientation < 5 else (down, across)
    image.draft(None, size)  # of a JPEG, only as much is decoded as is needed
    image.load()
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode not in ("L", "RGB", "RGBA", "CMYK"):
        image = image.convert("RGBA" if "transparency" in image.info or image.mode[-1] in "Aa" else "RGB")
    elif "transparency" in image.info:
        image = image.convert("RGBA")
    if size[0] < image.width or size[1] < image.height:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    if orientation in _UPRIGHT:
        image = image.transpose(_UPRIGHT[orientation])
    return _in_srgb(image, profile)


def _orientation(image: Image.Image) -> int:
    """The orientation that the metadata give; 1, as it is, where they give none or are broken."""
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # what is broken in metadata is dropped with them
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """The picture in the colours that everything takes for granted, when it brings a profile of its own."""
    if isinstance(profile, bytes) and image.mode in ("RGB", "CMYK"):
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError):
            pass  # as without a profile
    return image.convert("RGB") if image.mode == "CMYK" else image


def _encoded(image: Image.Image, digest: str, *, lossless: bool) -> Picture:
    """The picture as PNG where anything shines through, or that loses less at little cost; else as JPEG."""
    if image.mode in ("RGBA", "LA") and image.getextrema()[-1] == (255, 255):
        image = image.convert(image.mode[:-1])
    bare = Image.frombytes(image.mode, image.size, image.tobytes())  # without metadata
    written = {"image/jpeg": b"", "image/png": b""}
    if bare.mode in ("RGB", "L"):
        written["image/jpeg"] = _written(bare, "JPEG", quality=_QUALITY, optimize=True)
    if lossless or bare.mode not in ("RGB", "L"):
        written["image/png"] = _written(bare, "PNG", optimize=True)
    png, jpeg = len(written["image/png"]), len(written["image/jpeg"])
    media_type = "image/png" if png and (not jpeg or png <= jpeg * _LOSSLESS_UP_TO) else "image/jpeg"
    return Picture(
        media_type=media_type, data=written[media_type], width=image.width, height=image.height, digest=digest
    )


def _written(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def _too_many_pixels(name: str) -> UserError:
    return UserError(
        f"`{name}` has more than the {MOST_PIXELS // 1_000_000} million pixels that a picture may have",
        hint="save it smaller; the map shows it at a few hundred pixels",
    )
