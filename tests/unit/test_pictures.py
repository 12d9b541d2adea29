"""Pictures: what is read and what is refused, how they are made ready, and where the map puts them."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin
from sample_pictures import SVG, door, moving, written

from journeymap.errors import UserError
from journeymap.io.beside import project_of, read_beside
from journeymap.layout import lay_out
from journeymap.layout.lanes.storyboard import framed
from journeymap.layout.scene import Group, PlacedPicture, Rect, Scene, TextLine
from journeymap.model import Journey, Picture, read_journey
from journeymap.pipeline import raster
from journeymap.pipeline.pictures import MOST_BYTES, in_theme, with_pictures
from journeymap.pipeline.raster import prepared, scaled
from journeymap.render.svg import inline_svg
from journeymap.source import load
from journeymap.style.locale import load_words
from journeymap.style.theme import load_theme

ROOM = (120, 90)


def opened(picture: Picture) -> Image.Image:
    image: Image.Image = Image.open(BytesIO(picture.data))
    image.load()
    return image


def colour_at(picture: Picture, x: float, y: float) -> tuple[int, ...]:
    """The colour at a part of the width and of the height."""
    found = opened(picture).convert("RGB").getpixel((int(picture.width * x), int(picture.height * y)))
    assert isinstance(found, tuple)
    return found


def is_red(colour: tuple[int, ...]) -> bool:
    return colour[0] > 150 and max(colour[1:]) < 70


def refused(data: bytes, name: str = "door.png") -> str:
    with pytest.raises(UserError) as caught:
        prepared(data, name, ROOM)
    assert "\n" not in caught.value.message and name in caught.value.message
    return caught.value.message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_scaled_down_and_the_same_every_time(kind: str) -> None:
    data = written(door(), kind)
    picture = prepared(data, "door", ROOM)
    assert (picture.width, picture.height) == (120, 90)
    assert is_red(colour_at(picture, 0.04, 0.04))
    assert picture.data == prepared(data, "another", ROOM).data
    assert picture.address.startswith(f"data:{picture.media_type};base64,")


def test_a_small_picture_is_not_made_larger() -> None:
    assert prepared(written(door(40, 30), "PNG"), "door", ROOM).width == 40


def test_a_photo_is_a_jpeg_and_a_drawing_a_png() -> None:
    photo = Image.effect_noise((400, 300), 80).convert("RGB")
    assert prepared(written(photo, "PNG"), "a", ROOM).media_type == "image/jpeg"
    assert prepared(written(door(), "JPEG"), "b", ROOM).media_type == "image/jpeg"
    assert prepared(written(door(), "PNG"), "c", ROOM).media_type == "image/png"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pngs_of_every_kind_are_read(mode: str) -> None:
    image = door(80, 60).convert("L").convert("I").point(lambda value: value * 256) if mode == "I;16" else door(80, 60)
    picture = prepared(written(image.convert(mode, dither=Image.Dither.NONE), "PNG"), "door", ROOM)
    assert colour_at(picture, 0.2, 0.5)[0] > 200, "the wall"
    assert colour_at(picture, 0.5, 0.7)[0] < 130, "the door"


def test_a_jpeg_for_printers_is_read() -> None:
    assert is_red(colour_at(prepared(written(door(mode="CMYK"), "JPEG"), "door", ROOM), 0.04, 0.04))


def test_what_shines_through_still_does() -> None:
    image = door(mode="RGBA")
    image.putalpha(100)
    picture = prepared(written(image, "PNG"), "door", ROOM)
    assert (picture.media_type, opened(picture).mode) == ("image/png", "RGBA")
    assert raster.grey(picture).media_type == "image/png"


@pytest.mark.parametrize(
    ("orientation", "x", "y"),
    [(1, 0, 0), (2, 1, 0), (3, 1, 1), (4, 0, 1), (5, 0, 0), (6, 1, 0), (7, 1, 1), (8, 0, 1)],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_turned_upright(kind: str, orientation: int, x: float, y: float) -> None:
    """EXIF 2.32, 4.6.4: where the first row and the first column are seen."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = prepared(written(door(), kind, exif=exif), "door", ROOM)
    assert (picture.width > picture.height) == (orientation < 5)
    assert is_red(colour_at(picture, 0.95 if x else 0.04, 0.95 if y else 0.04))


def test_metadata_are_dropped() -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET PLACE"
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SECRET PLACE")
    for data in (
        written(door(), "JPEG", exif=exif, comment=b"SECRET PLACE"),
        written(door(), "PNG", pnginfo=text, exif=exif),
        written(door(), "WEBP", exif=exif, xmp=b"SECRET PLACE"),
    ):
        assert b"SECRET PLACE" in data
        picture = prepared(data, "door", ROOM)
        assert b"SECRET PLACE" not in picture.data
        assert not opened(picture).getexif()


def test_colours_are_those_of_the_profile() -> None:
    """A profile in which all is a shade of the same lightness is followed, and not only taken off."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    plain = prepared(written(door(), "JPEG"), "door", ROOM)
    broken = prepared(written(door(), "JPEG", icc_profile=b"nonsense"), "door", ROOM)
    assert colour_at(broken, 0.2, 0.5) == colour_at(plain, 0.2, 0.5)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    same = colour_at(prepared(written(door(), "JPEG", icc_profile=srgb), "door", ROOM), 0.2, 0.5)
    assert all(abs(one - other) <= 2 for one, other in zip(same, colour_at(plain, 0.2, 0.5), strict=True))
    assert prepared(written(door(), "JPEG", icc_profile=profile), "door", ROOM).width == 120, (
        "no profile of its colours"
    )


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"GIF89a" + bytes(20), b"hello", b"<html><body/></html>", bytes(100)]
)
def test_the_content_tells_what_it_is(data: bytes) -> None:
    assert "neither a PNG nor" in refused(data)


def test_the_name_tells_nothing() -> None:
    assert prepared(written(door(), "JPEG"), "door.png", ROOM).media_type == "image/jpeg"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_moves_is_refused(kind: str) -> None:
    assert "moves" in refused(moving(kind))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_is_cut_off_is_damaged(kind: str) -> None:
    data = written(Image.effect_noise((400, 300), 80), kind)
    assert "damaged" in refused(data[: len(data) // 2])


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it has so many pixels, and has none."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(7072, 7072), (50_000, 50_000), (2**31 - 1, 1)])
def test_too_many_pixels_are_not_decoded(size: tuple[int, int]) -> None:
    assert "50 million pixels" in refused(png_of(*size))


def test_as_many_pixels_as_may_be_are_decoded() -> None:
    assert "damaged" in refused(png_of(7071, 7071)), "and so, what is missing is missed"


# SVG


def test_an_svg_is_drawn() -> None:
    picture = prepared(SVG.encode(), "door.svg", ROOM)
    assert (picture.media_type, picture.width, picture.height) == ("image/png", 120, 90)
    assert colour_at(picture, 0.5, 0.7) == (0x15, 0x5F, 0xA8)


@pytest.mark.parametrize(
    "start",
    [
        "\ufeff",
        '<?xml version="1.0"?>\n',
        "<!-- A door -->\n",
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">',
    ],
)
def test_what_programs_write_before_an_svg_is_no_matter(start: str) -> None:
    assert prepared((start + SVG).encode(), "door", ROOM).width == 120


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ('<image href="file:///etc/passwd" width="9" height="9"/>', "another file"),
        ('<image xlink:href="secret.png" width="9" height="9"/>', "another file"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>', "another file"),
        ('<use href="other.svg#a"/>', "another file"),
        ('<rect width="9" height="9" fill="url(https://example.com/a.svg#b)"/>', "another file"),
        ("<style>@import 'x.css';</style>", "another file"),
        ("<style>rect { fill: url( 'file:///x#a' ) }</style>", "another file"),
        ("<script>alert(1)</script>", "script"),
        ('<rect width="9" height="9" onclick="alert(1)"/>', "script"),
        ("<rect>", "damaged"),
    ],
)
def test_an_svg_that_is_not_whole_is_refused(inside: str, says: str) -> None:
    start = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
    assert says in refused(f"{start}{inside}</svg>".encode())


def test_an_svg_may_link_and_may_hold_pictures_and_fills_of_its_own() -> None:
    inner = Picture(media_type="image/png", data=written(door(), "PNG"), width=1, height=1, digest="").address
    inside = (
        '<defs><linearGradient id="a"/></defs><a href="https://example.com/"><rect width="9" height="9" '
        f'fill="url(#a)"/></a><use href="#a"/><image href="{inner}" width="9" height="9"/>'
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9mm" height="9mm">{inside}</svg>'
    assert is_red(colour_at(prepared(svg.encode(), "door", ROOM), 0.04, 0.16))


def test_entities_of_its_own_are_refused() -> None:
    laughs = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + SVG.replace("</svg>", "<text>&b;</text></svg>")
    assert "entities" in refused(laughs.encode())


def test_an_svg_without_a_size_is_refused() -> None:
    assert "size" in refused(b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert "size" in refused(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"/>')


def test_an_svg_that_grows_without_end_is_one_line() -> None:
    """Each group shows the one before it twenty times over."""
    twenty = ["".join(20 * [f'<use href="#g{n - 1}"/>']) for n in range(1, 9)]
    groups = "".join(f'<g id="g{n}">{uses}</g>' for n, uses in enumerate(twenty, 1))
    svg = SVG.replace("</svg>", f'<defs><rect id="g0" width="1" height="1"/>{groups}</defs><use href="#g8"/></svg>')
    message = refused(svg.encode())
    assert "takes" in message or "damaged" in message


# Where files are read


@pytest.fixture
def project(tmp_path: Path) -> Path:
    inner = tmp_path / "project"
    (inner / "maps").mkdir(parents=True)
    (inner / "journeymap.toml").touch()
    (inner / "door.png").write_bytes(b"inside")
    (tmp_path / "secret.png").write_bytes(b"outside")
    return inner


def test_a_file_of_the_project_is_read(project: Path) -> None:
    assert read_beside("../door.png", str(project / "maps"), 3) == b"ins"


@pytest.mark.parametrize(
    "name",
    ["../../secret.png", "../maps/../../secret.png", "/etc/passwd", "file:///etc/passwd", "//host/x", "C:/x"],
)
def test_nothing_else_is_read(project: Path, name: str) -> None:
    with pytest.raises(UserError):
        read_beside(name, str(project / "maps"), 100)


def test_no_link_is_followed(project: Path) -> None:
    (project / "link.png").symlink_to(project.parent / "secret.png")
    (project / "near.png").symlink_to(project / "door.png")
    (project / "folder").symlink_to(project.parent)
    for name in ("../link.png", "../near.png", "../folder/secret.png", "../folder/project/door.png"):
        with pytest.raises(UserError, match="a link leads to"):
            read_beside(name, str(project / "maps"), 100)


def test_links_above_the_project_are_no_matter(project: Path) -> None:
    (project.parent / "way").symlink_to(project)
    assert read_beside("../door.png", str(project.parent / "way/maps"), 100) == b"inside"


def test_what_the_project_is(tmp_path: Path) -> None:
    folder = tmp_path / "a/b/c"
    folder.mkdir(parents=True)
    (tmp_path / "a/.git").mkdir()
    assert project_of(str(folder)) == str(tmp_path / "a")
    (tmp_path / "a/b/journeymap.toml").touch()
    assert project_of(str(folder)) == str(tmp_path / "a/b")
    (tmp_path / "a/b/journeymap.toml").rename(tmp_path / "journeymap.toml")
    assert project_of(str(folder)) == str(tmp_path), "a journeymap.toml counts before git"


# On the map

JOURNEY = """\
journeymap: 1
id: shop
title: The shop
image: {file: door.png, alt: The journey}
personas:
  - {id: mia, name: Mia, image: {file: door.png, alt: Mia at work}}
stages:
  - id: visit
    name: Visit
    image: {file: wide.png, alt: The street}
    touchpoints:
      - {id: enter, name: Enters, image: {file: door.png, alt: "A blue door, 50 % <open>"}, emotions: {score: 1}}
      - {id: pay, name: Pays, image: {file: tall.png, alt: The till}}
      - {id: leave, name: Leaves}
"""


def read(text: str) -> Journey:
    tree = load(text.encode(), "x").tree
    assert tree is not None
    journey, findings = read_journey(tree)
    assert journey is not None and not findings
    return journey


def pictured(folder: Path, text: str = JOURNEY) -> Journey:
    for name, size in {"door.png": (400, 300), "wide.png": (900, 200), "tall.png": (100, 300)}.items():
        (folder / name).write_bytes(written(door(*size), "PNG"))
    return with_pictures(read(text), str(folder))


def scene_of(journey: Journey) -> Scene:
    words = load_words(journey.language)
    return lay_out(journey, theme=load_theme("default"), words=words, today=dt.date(2026, 11, 21))


def placed(scene: Scene) -> dict[str, PlacedPicture]:
    return {each.title: each for each in scene.elements() if isinstance(each, PlacedPicture)}


@pytest.mark.parametrize("language", ["en", "he"])
def test_every_picture_is_on_the_map(tmp_path: Path, language: str) -> None:
    scene = scene_of(pictured(tmp_path, JOURNEY + f"language: {language}\n"))
    found = placed(scene)
    assert set(found) == {"The journey", "Mia at work", "The street", "A blue door, 50 % <open>", "The till"}
    assert found["Mia at work"].is_round and not found["The till"].is_round
    assert found["The street"].y + found["The street"].height < found["The till"].y, "the stage is above its steps"
    assert (found["A blue door, 50 % <open>"].x < found["The till"].x) == (language == "en")
    for each in found.values():
        assert each.x >= 0 and each.x + each.width <= scene.width
    lane = next(band for band in scene.bands if band.data.get("lane") == "storyboard")
    assert lane.data["label"] == load_words(language)["lane-storyboard"]


def test_a_picture_of_another_shape_is_shown_whole(tmp_path: Path) -> None:
    found = placed(scene_of(pictured(tmp_path)))["The till"]
    assert found.width / found.height == pytest.approx(1 / 3, abs=0.01)


@pytest.mark.parametrize(
    ("ratio", "width", "height"),
    [(3 / 2, 600, 196), (3 / 2, 100, 196), (6, 600, 196), (0.5, 600, 196), (3 / 2, 320, 196)],
)
def test_a_frame_cuts_off_little(ratio: float, width: float, height: float) -> None:
    across, down = framed(ratio, width, height)
    assert across <= width and down <= height
    seen = min(ratio, across / down) / max(ratio, across / down)
    assert seen >= 0.7 - 0.01
    assert across == width or down == height


def test_enough_is_kept_for_what_is_seen() -> None:
    for width, height in ((4000, 3000), (3000, 4000), (9000, 500)):
        across, down = scaled(width, height, (600, 450))
        assert across >= 600 * 0.7 or down >= 450 * 0.7
        assert across / down == pytest.approx(width / height, rel=0.02)
        assert across * down <= 600 * 450 / 0.7 * 1.01


def test_a_step_without_its_picture_says_what_it_would_show() -> None:
    """As in a comparison with a commit, for which no files are read."""
    scene = scene_of(read(JOURNEY))
    assert placed(scene) == {}
    texts = " ".join(text.string for text in scene.texts())
    assert "The till" in texts and "The street" in texts
    assert any(isinstance(each, TextLine) and each.string == "M" for each in scene.elements()), "Mia’s initial"


def test_the_alt_is_a_title_in_the_markup(tmp_path: Path) -> None:
    svg = "".join(inline_svg(scene_of(pictured(tmp_path))))
    assert "<title>A blue door, 50 % &lt;open&gt;</title></image>" in svg
    assert svg.count("<clipPath") == 1 == svg.count("clip-path=")


def test_a_theme_without_colours_has_grey_pictures(tmp_path: Path) -> None:
    journey = pictured(tmp_path)
    assert in_theme(journey, load_theme("dark")) is journey
    grey = in_theme(journey, load_theme("print")).picture_of()
    assert grey is not None
    for x, y in ((0.04, 0.04), (0.5, 0.7), (0.9, 0.1)):
        assert len(set(colour_at(grey, x, y))) == 1
    assert grey.data == raster.grey(journey.pictures["door.png"]).data  # type: ignore[arg-type]


def test_a_file_that_is_used_twice_has_the_larger_size(tmp_path: Path) -> None:
    (tmp_path / "door.png").write_bytes(written(door(2000, 1500), "PNG"))
    text = "journeymap: 1\nid: a\ntitle: A\npersonas: [{id: p, name: P, image: door.png}]\nstages: []\n"
    small = with_pictures(read(text), str(tmp_path)).pictures["door.png"]
    large = with_pictures(read(text + "image: door.png\n"), str(tmp_path)).pictures["door.png"]
    assert isinstance(small, Picture) and isinstance(large, Picture)
    assert small.width < large.width


def test_a_file_of_too_many_bytes_is_not_decoded(tmp_path: Path) -> None:
    (tmp_path / "door.png").write_bytes(written(door(), "PNG") + bytes(MOST_BYTES))
    (finding,) = with_pictures(
        read(JOURNEY.replace("wide", "door").replace("tall", "door")), str(tmp_path)
    ).pictures.values()
    assert not isinstance(finding, Picture)
    assert (finding.is_missing, "25 MB" in finding.message) == (False, True)


def test_a_map_without_pictures_needs_no_pillow() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from journeymap.cli import main; sys.argv = ['journeymap', 'render', '-', '-o', '-']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([name for name in sys.modules if name == 'PIL' or 'pictures' in name], file=sys.stderr)"
    )
    text = "journeymap: 1\nid: a\ntitle: A\nstages: []\n"
    done = subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("<svg") and done.stderr.strip() == "[]"


def test_a_groups_first_mark_is_the_place_of_its_link(tmp_path: Path) -> None:
    links = "links: [{title: A, url: 'https://example.com/'}, b.pdf, 'mailto:a@example.com']"
    text = JOURNEY.replace("name: Leaves}", f"name: Leaves, {links}}}").replace(
        "name: Visit\n", f"name: Visit\n    {links}\n"
    )
    scene = scene_of(read(text + f"actions: [{{id: a1, title: Ask, {links}}}]\n"))
    signs = [each for each in scene.elements() if isinstance(each, Group) and each.href]
    assert len(signs) == 9
    assert all(isinstance(each.children[0], Rect) for each in signs)
    assert [each.title for each in signs[:3]] == ["A", "b.pdf", "mailto:a@example.com"]
