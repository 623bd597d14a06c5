"""Drawings: an SVG file keeps shapes, text and local references, and nothing that runs or fetches."""

import base64
import binascii
import io
import math
import re
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from lms.images.refusal import ImageRefused
from lms.images.svg_lists import ATTRIBUTES, ELEMENTS, PROPERTIES

MAX_BYTES = 2_000_000
MAX_DEPTH = 50
MAX_ELEMENTS = 20_000
MAX_DRAWN = 60_000
MAX_SIDE = 20_000
SVG = "http://www.w3.org/2000/svg"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOCTYPE = re.compile(r"<!DOCTYPE\s+svg\b(?P<outside>[^\[\]<>]{0,500})(?:\[(?P<inside>[^\]]{0,5000})\]\s*)?>", re.I)
ENTITY = re.compile(r"<!ENTITY\s+(?P<name>[A-Za-z_][\w.-]{0,40})\s+([\"'])(?P<value>[^&<>%\"']{0,300})\2\s*>")
LOCAL = re.compile(r"#[\w:.-]{1,200}\Z")
LOCAL_URL = re.compile(r"url\(\s*([\"']?)(#[\w:.-]{1,200})\1\s*\)")
PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]+)\Z")
NOT_IN_CSS = re.compile(r"[\\<>@]|url\s*\(|expression\s*\(", re.I)
COMMENT = re.compile(r"/\*.*?\*/", re.S)
LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)(?:px)?\s*\Z")


def clean_svg(data: bytes) -> bytes:
    """The drawing with only what is known to be harmless; a hostile document type or size is refused."""
    if len(data) > MAX_BYTES:
        raise ImageRefused("too-complex")
    root = _parsed(_without_doctype(_decoded(data)))
    if _name(root) != "svg":
        raise ImageRefused("unknown")
    pieces = []
    _write(root, pieces, is_root=True)
    _refuse_explosion(root)
    if max(_size(root)) > MAX_SIDE:
        raise ImageRefused("too-large")
    return "".join(pieces).encode()


def size_of_svg(cleaned: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the root's attributes or its view box."""
    return _size(_parsed(cleaned.decode()))


def _decoded(data):
    try:
        encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImageRefused("damaged") from error
    # The encoding named here might differ from the one we read.
    return re.sub(r"\A\s*<\?xml[^>]{0,300}\?>", "", text)


def _without_doctype(text):
    """Drawing programs declare short names for namespaces; those are filled in, any other declaration is refused."""
    found = DOCTYPE.search(text)
    if not found:
        return text
    inside = found["inside"] or ""
    if ENTITY.sub("", inside).strip():
        raise ImageRefused("unsafe")
    text = text[: found.start()] + text[found.end() :]
    for entity in ENTITY.finditer(inside):
        text = text.replace(f"&{entity['name']};", entity["value"], 200)
    return text


def _parsed(text):
    depth = elements = 0
    root = None
    try:
        for event, element in iterparse(io.BytesIO(text.encode()), events=("start", "end"), forbid_dtd=True):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            elements += event == "start"
            if depth > MAX_DEPTH or elements > MAX_ELEMENTS:
                raise ImageRefused("too-complex")
    except DefusedXmlException as error:
        raise ImageRefused("unsafe") from error
    except (ParseError, ValueError) as error:
        raise ImageRefused("damaged") from error
    return root


def _name(element):
    if not isinstance(element.tag, str):
        return ""
    return element.tag.removeprefix(f"{{{SVG}}}")


def _write(element: Element, pieces: list[str], *, is_root: bool = False) -> None:
    name = _name(element)
    if name == "style":
        css = _clean_style_sheet("".join(element.itertext()))
        pieces.append(f"<style>{escape(css)}</style>" if css else "")
        return
    if name == "a":
        # The link goes, what it surrounds stays.
        _write_children(element, pieces)
        return
    if name not in ELEMENTS:
        return
    namespace = f' xmlns="{SVG}"' if is_root else ""
    kept = dict(_attribute(*pair) for pair in element.items())
    attributes = "".join(f" {attribute}={quoteattr(value)}" for attribute, value in kept.items() if attribute)
    pieces.append(f"<{name}{namespace}{attributes}>")
    _write_children(element, pieces)
    pieces.append(f"</{name}>")


def _write_children(element, pieces):
    pieces.append(escape(element.text or ""))
    for child in element:
        _write(child, pieces)
        pieces.append(escape(child.tail or ""))


def _attribute(name, value):
    """The attribute as it is kept, or an empty name."""
    if name in ("href", XLINK_HREF):
        return ("href", value.strip()) if LOCAL.match(value.strip()) or _is_picture(value.strip()) else ("", "")
    if name == XML_SPACE:
        return "xml:space", "preserve" if value == "preserve" else "default"
    if name == "style":
        kept = _clean_declarations(value)
        return ("style", kept) if kept else ("", "")
    if name not in ATTRIBUTES or not _is_harmless(value):
        return "", ""
    return name, value


def _is_picture(value):
    found = PICTURE.match(value)
    if not found:
        return False
    try:
        base64.b64decode("".join(found[1].split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _is_harmless(value):
    return not NOT_IN_CSS.search(LOCAL_URL.sub("", value))


def _clean_declarations(css):
    kept = []
    for declaration in COMMENT.sub("", css).split(";"):
        name, _, value = declaration.partition(":")
        if name.strip().lower() in PROPERTIES and value.strip() and _is_harmless(value):
            kept.append(f"{name.strip()}:{value.strip()}")
    return ";".join(kept)


def _clean_style_sheet(css):
    """Plain rules only: selectors and known properties."""
    rules = []
    for rule in COMMENT.sub("", css).split("}"):
        selector, opened, declarations = rule.partition("{")
        kept = _clean_declarations(declarations)
        if opened and kept and re.fullmatch(r"[\w\s.,#*>:-]{1,300}", selector.strip()):
            rules.append(f"{selector.strip()}{{{kept}}}")
    return "\n".join(rules)


def _size(root):
    sides = [LENGTH.match(root.get(side, "")) for side in ("width", "height")]
    if all(sides):
        width, height = (float(side[1]) for side in sides)
    else:
        box = re.findall(r"-?[0-9]*\.?[0-9]+", root.get("viewBox", ""))
        width, height = (abs(float(box[2])), abs(float(box[3]))) if len(box) == 4 else (300.0, 150.0)
    if not (math.isfinite(width) and math.isfinite(height)):
        raise ImageRefused("too-large")
    return max(1, round(width)), max(1, round(height))


def _refuse_explosion(root):
    """Elements that repeat others that repeat others draw millions of shapes from a few lines."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    drawn, underway = {}, set()

    def cost(element):
        if element in drawn:
            return drawn[element]
        if element in underway or len(underway) > 200:
            raise ImageRefused("too-complex")
        underway.add(element)
        total = 1 + sum(cost(child) for child in element)
        total += sum(cost(named[name]) for name in _references(element) if name in named)
        underway.discard(element)
        if total > MAX_DRAWN:
            raise ImageRefused("too-complex")
        drawn[element] = total
        return total

    cost(root)


def _references(element):
    for name, value in element.items():
        if name in ("href", XLINK_HREF) and value.strip().startswith("#"):
            yield value.strip()[1:]
        elif "url(" in value:
            yield from (found[1:] for _, found in LOCAL_URL.findall(value))
