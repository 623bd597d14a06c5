"""Pictures are kept without what cameras hide; drawings without what runs or fetches."""

import io
import re
import time
import zipfile
from html.parser import HTMLParser

import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image

from lms.images import ImageRefused, Info, clean_svg, examine, media_type_of, prepare, reencode
from tests.lms.material import CORPUS, VECTORS

NS = 'xmlns="http://www.w3.org/2000/svg"'


def picture(kind="PNG", size=(60, 40), mode="RGB", colour=(200, 30, 30), **options):
    kept = io.BytesIO()
    Image.new(mode, size, colour).save(kept, kind, **options)
    return kept.getvalue()


def film(size=(30, 20), frames=3):
    kept = io.BytesIO()
    images = [Image.new("RGB", size, (80 * number % 256, 0, 0)) for number in range(frames)]
    images[0].save(kept, "GIF", save_all=True, append_images=images[1:], duration=100)
    return kept.getvalue()


def opened(data):
    return Image.open(io.BytesIO(data))


def svg(inside, attributes='width="10" height="10"'):
    return f"<svg {NS} {attributes}>{inside}</svg>".encode()


def test_an_image_is_examined_without_its_name():
    assert examine(picture("JPEG")) == Info("image/jpeg", 60, 40)
    assert examine(film()) == Info("image/gif", 30, 20, 3)
    assert examine(svg("<path d='M0 0'/>", 'viewBox="0 0 30 20"')) == Info("image/svg+xml", 30, 20)


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp"), ("BMP", "image/png"), ("GIF", "image/png")],
)
def test_every_kind_is_written_anew(kind, media_type):
    data, kept_type, width, height = reencode(picture(kind))
    assert (kept_type, width, height) == (media_type, 60, 40)
    assert opened(data).size == (60, 40)
    assert media_type_of(data) == media_type


def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Jo"
    exif.get_ifd(0x8825)[1] = "N"
    data, _, width, height = reencode(picture("JPEG", exif=exif, comment=b"hidden words"))
    assert (width, height) == (40, 60)
    kept = opened(data)
    assert not kept.getexif()
    assert b"hidden" not in data
    assert b"Camera" not in data


def test_hidden_words_in_a_png_are_gone():
    from_camera = io.BytesIO()
    image = Image.new("RGB", (10, 10))
    image.info["x"] = "y"
    image.save(from_camera, "PNG", dpi=(72, 72))
    data = from_camera.getvalue()[:-12] + b"\x00\x00\x00\x0ctEXtkey\x00hidden w\x00\x00\x00\x00"
    assert b"hidden" not in reencode(picture("PNG") + b"hidden after the end")[0]
    assert b"hidden" in data


def test_transparency_is_kept():
    data, media_type, _, _ = reencode(picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)))
    assert media_type == "image/png"
    assert opened(data).getpixel((0, 0))[3] == 0


def test_a_print_picture_becomes_one_for_screens():
    data, *_ = reencode(picture("JPEG", mode="CMYK", colour=(0, 255, 255, 0)))
    assert opened(data).mode == "RGB"


def test_a_large_picture_becomes_smaller():
    _, _, width, height = reencode(picture("JPEG", size=(3000, 1500)), max_side=1000)
    assert (width, height) == (1000, 500)


def test_a_film_keeps_moving():
    data, media_type, width, height = reencode(film())
    assert (media_type, width, height) == ("image/webp", 30, 20)
    assert opened(data).n_frames == 3


def test_too_long_a_film_shows_its_first_frame():
    data, media_type, *_ = reencode(film(frames=310, size=(4, 4)))
    assert media_type == "image/png"
    assert opened(data).size == (4, 4)


def test_too_many_pixels_are_refused_before_decoding():
    with pytest.raises(ImageRefused, match="too-large"):
        reencode(picture(size=(200, 200)), max_pixels=39_999)
    header = bytearray(picture(size=(10, 10)))
    header[16:24] = (60_000).to_bytes(4) * 2
    started = time.process_time()
    with pytest.raises(ImageRefused):
        reencode(bytes(header))
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"\x89PNG\r\n\x1a\n", picture()[:60], b"GIF89a" + b"\x00" * 20, b"<html><svg></svg>"]
)
def test_what_is_no_image_is_refused_with_a_sentence(data):
    with pytest.raises(ImageRefused) as refused:
        prepare(data)
    assert refused.value.code in ("unknown", "damaged")
    assert str(refused.value.reason).endswith(".")


def test_a_truncated_photo_is_refused():
    with pytest.raises(ImageRefused):
        reencode(picture("JPEG", size=(400, 400))[:-400])


@pytest.mark.parametrize(
    ("inside", "gone"),
    [
        ("<script>alert(1)</script>", "alert"),
        ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">p</p></foreignObject>', "foreign"),
        ('<path d="M0 0" onclick="alert(1)"/>', "onclick"),
        ('<image href="https://evil.example/x.png"/>', "evil"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "data:"),
        ('<use href="other.svg#x"/>', "other"),
        ('<a href="javascript:alert(1)"><text>t</text></a>', "javascript"),
        ('<animate attributeName="href" values="javascript:alert(1)"/>', "javascript"),
        ('<set attributeName="onmouseover" to="alert(1)"/>', "alert"),
        ('<rect fill="url(https://evil.example/#x)"/>', "evil"),
        ('<rect style="fill:url(//evil.example/x);stroke:red"/>', "evil"),
        ('<rect style="fill:ur\\6c(//evil.example/x)"/>', "evil"),
        ('<style>@import "//evil.example/x.css"; .a{fill:red}</style>', "evil"),
        ("<style>.a{background:url(//evil.example/x)}</style>", "evil"),
        ("<style>.a{fill:red}&lt;/style>&lt;script>alert(1)</style>", "script"),
        ("<style><![CDATA[.a{fill:red}</style><script>alert(1)</script>]]></style>", "script"),
        ('<iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/>', "iframe"),
        ('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>', "script"),
        ("<feImage href='//evil.example/x'/>", "evil"),
        ("<?xml-stylesheet href='//evil.example/x.css'?>", "evil"),
        ("<!-- evil -->", "evil"),
    ],
)
def test_what_runs_or_fetches_leaves_a_drawing(inside, gone):
    cleaned = clean_svg(svg(f'<rect id="stays"/>{inside}')).decode()
    assert gone not in cleaned
    assert 'id="stays"' in cleaned


def test_what_a_drawing_needs_stays():
    cleaned = clean_svg(
        svg(
            '<defs><linearGradient id="g"><stop offset="0" style="stop-color:#fff"/></linearGradient></defs>'
            "<style>.a,.b:hover{fill:red}</style>"
            '<rect class="a" fill="url(#g)" style="stroke:blue;position:fixed" transform="scale(2)"/>'
            '<use xlink:href="#g" xmlns:xlink="http://www.w3.org/1999/xlink"/><text>a &amp; b &lt; c</text>'
            '<image href="data:image/png;base64,iVBORw0KGgo="/>'
        )
    ).decode()
    for piece in (
        'fill="url(#g)"',
        ".a,.b:hover{fill:red}",
        'style="stroke:blue"',
        'href="#g"',
        "a &amp; b &lt; c",
        "data:image/png",
    ):
        assert piece in cleaned
    assert "position" not in cleaned


def test_cleaning_twice_changes_nothing():
    once = clean_svg(svg('<g style="fill:red"><text>é “x”</text></g>'))
    assert clean_svg(once) == once


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<text>&a;</text>"), "unsafe"),
        (b'<!DOCTYPE svg [<!ENTITY % a "x"> %a;]>' + svg(""), "unsafe"),
        (b'<!DOCTYPE svg [<!ENTITY a "xx"><!ENTITY b "&a;&a;">]>' + svg("<text>&b;</text>"), "unsafe"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]>' + svg(""), "unsafe"),
        (svg("<g>" * 500 + "</g>" * 500), "too-complex"),
        (svg("<g/>" * 30_000), "too-complex"),
        (svg("", 'width="1000000" height="10"'), "too-large"),
        (svg('<g id="a"><use href="#a"/></g>'), "too-complex"),
        (svg("".join(f'<g id="g{n}">' + f'<use href="#g{n + 1}"/>' * 10 + "</g>" for n in range(12))), "too-complex"),
        (b"<svg><g></svg>", "damaged"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'><svg/></html>", "unknown"),
    ],
)
def test_a_drawing_built_to_harm_is_refused(data, code):
    started = time.process_time()
    with pytest.raises(ImageRefused, match=code):
        clean_svg(data)
    assert time.process_time() - started < 2


def test_short_names_of_namespaces_are_filled_in():
    data = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [ <!ENTITY ns_x "http://x.example/1/"> ]>' + svg(
        '<g xmlns:x="&ns_x;" x:y="1"><rect/></g>'
    )
    assert b"<rect>" in clean_svg(data)


class Judge(HTMLParser):
    """Names what a drawing must not hold, reading it as a browser would read HTML."""

    def __init__(self):
        super().__init__()
        self.faults = []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "foreignobject", "iframe", "animate", "set", "body", "link", "a", "handler", "feimage"):
            self.faults.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (
                name.endswith("href") and not re.match(r"#|data:image/(png|jpe?g|gif)", value)
            ):
                self.faults.append(f"{name}={value}")
            if "url(" in value and "url(#" not in value:
                self.faults.append(value)


def test_hostile_drawings_come_out_harmless_or_not_at_all():
    for path in sorted((VECTORS / "svg").glob("*.svg")):
        try:
            cleaned = clean_svg(path.read_bytes())
        except ImageRefused:
            continue
        fromstring(cleaned)
        judge = Judge()
        judge.feed(cleaned.decode())
        assert judge.faults == [], path.name
        assert b"127.0.0.1" not in cleaned


def drawn(root):
    names = [str(element.tag).rpartition("}")[2] for element in root.iter()]
    return [names.count(name) for name in ("path", "rect", "line", "text", "polygon", "use")]


@pytest.mark.slow
def test_figures_of_real_courses_survive():
    figures = sorted((CORPUS / "md-git-novice" / "episodes" / "fig").glob("*"))
    for path in figures:
        data, media_type, width, height = prepare(path.read_bytes())
        assert media_type == ("image/svg+xml" if path.suffix == ".svg" else "image/png")
        assert width > 10
        assert height > 10
        if path.suffix == ".svg":
            before, after = (fromstring(text) for text in (path.read_bytes(), data))
            assert drawn(before) == drawn(after)
    assert len(figures) in (0, 31)
    for path in CORPUS.glob("md-security-101-en-nl/**/*.[pj][np]g"):
        assert prepare(path.read_bytes())[1] in ("image/png", "image/jpeg")


def zipped(*names, **contents):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name, "x"))
    return kept.getvalue()


OFFICE = "application/vnd.openxmlformats-officedocument"


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (b"%PDF-1.7 x", "a.html", "application/pdf"),
        (zipped("[Content_Types].xml", "word/document.xml"), "a.docx", f"{OFFICE}.wordprocessingml.document"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "a.bin", f"{OFFICE}.spreadsheetml.sheet"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "", f"{OFFICE}.presentationml.presentation"),
        (zipped("[Content_Types].xml", "word/vbaProject.bin"), "a.docm", "application/zip"),
        (
            zipped("mimetype", mimetype="application/vnd.oasis.opendocument.text"),
            "",
            "application/vnd.oasis.opendocument.text",
        ),
        (zipped("mimetype", mimetype="text/html"), "", "application/zip"),
        (zipped("a.txt"), "a.docx", "application/zip"),
        (b"PK\x03\x04garbage", "a.docx", "application/zip"),
        (b"ID3\x04rest", "", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "", "audio/mpeg"),
        (b"\x00\x00\x00\x20ftypisom", "", "video/mp4"),
        (b"\x00\x00\x00\x20ftypM4A ", "", "audio/mp4"),
        (b"\x1aE\xdf\xa3\x01\x00\x42\x82\x84webm", "", "video/webm"),
        (b"OggS\x00", "", "audio/ogg"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "", "audio/wav"),
        (b"WEBVTT\n\n00:00", "a.txt", "text/vtt"),
        (b"a,b\n1,2", "a.CSV", "text/csv"),
        ("# één".encode(), "a.md", "text/markdown"),
        (b"plain", "a.txt", "text/plain"),
        (b"plain", "a", "application/octet-stream"),
        (b"<script>alert(1)</script>", "a.html", "application/octet-stream"),
        (b"<?xml version='1.0'?><!-- x --><svg/>", "a.txt", "image/svg+xml"),
        (b"<html><svg/></html>", "a.svg", "application/octet-stream"),
        (b"\x00\x01\x02", "a.txt", "application/octet-stream"),
        (b"\xff\xfe\xfa", "a.txt", "application/octet-stream"),
        (b"", "a.png", "application/octet-stream"),
    ],
)
def test_the_content_decides_the_type(data, name, media_type):
    assert media_type_of(data, name) == media_type
