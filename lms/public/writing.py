"""XML as feeds and sitemaps are written in it."""

import re
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

XHTML = "http://www.w3.org/1999/xhtml"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
register_namespace("xhtml", XHTML)


def document(name: str, namespace: str, **more: str) -> Element:
    """The root of a document whose elements all stand in one namespace."""
    return Element(name, {"xmlns": namespace, **more})


def line(parent: Element, name: str, words: str) -> None:
    """An element of words, where there are any; signs XML has no place for are left out."""
    if words:
        SubElement(parent, name).text = NOT_IN_XML.sub("", words)


def moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def written(root: Element) -> bytes:
    return tostring(root, encoding="utf-8", xml_declaration=True)
