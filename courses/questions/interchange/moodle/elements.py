"""Looking into a Moodle XML file safely: limits first, then texts, files and numbers of an element."""

import base64
import binascii
import io
import math
from urllib.parse import quote
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from flask_babel import gettext as _

from courses.questions.interchange.choosing import fraction_of
from courses.questions.interchange.items import MOST_LETTERS, Refused, Unreadable, as_markdown, as_plain

DEEPEST = 30
FORMATS = {"html": "html", "markdown": "markdown", "plain_text": "plain", "moodle_auto_format": "moodle"}


def parse(data: bytes) -> Element:
    """The root; Unreadable for what is no XML, asks for others' entities, or nests beyond reason."""
    depth, root = 0, None
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise Unreadable(_("Its elements are nested too deeply."))
    except DefusedXmlException as error:
        raise Unreadable(_("It defines entities or a document type, as harmful files do.")) from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(_("It is not well-formed XML: %(why)s.", why=str(error)[:120])) from error
    if root is None or root.tag != "quiz":
        raise Unreadable(_("It is XML, but not of questions: it does not begin with <quiz>."))
    return root


def text_at(element: Element, path: str) -> str:
    """The bare text at a path, such as “name/text”; empty when there is none."""
    return (element.findtext(path) or "").strip()


def flag(element: Element, path: str, otherwise: bool = False) -> bool:
    value = text_at(element, path).lower()
    return value in ("1", "true") if value else otherwise


def number(written: str | None, otherwise: float | None = None) -> float:
    """A number of the file; Refused when it is none."""
    try:
        value = float((written or "").strip().replace(",", "."))
    except ValueError:
        if otherwise is not None and not (written or "").strip():
            return otherwise
        raise Refused(_("“%(text)s” is not a number.", text=(written or "")[:60])) from None
    if not math.isfinite(value):
        raise Refused(_("“%(text)s” is not a number.", text=(written or "")[:60]))
    return value


def share(answer: Element) -> float:
    """What an answer is worth, of 1; the file says it in per cent."""
    written = answer.get("fraction", "").strip() or "0"
    number(written)
    return fraction_of(written)


def format_of(element: Element | None, otherwise: str = "html") -> str:
    return FORMATS.get(element.get("format", "") if element is not None else "", otherwise)


def written(element: Element | None) -> str:
    """The text of an element as it stands in the file."""
    text = "" if element is None else element.findtext("text") or ""
    if len(text) > MOST_LETTERS:
        raise Refused(_("One of its texts is longer than %(num)d characters.", num=MOST_LETTERS))
    return text


def words(element: Element | None, otherwise: str = "html") -> str:
    """The text of an element in Markdown."""
    return as_markdown(written(element), format_of(element, otherwise))


def plain(element: Element | None, otherwise: str = "plain") -> str:
    return as_plain(written(element), format_of(element, otherwise))


def files_of(question: Element) -> dict[str, bytes]:
    """The files that stand in the question, by the name its texts use for them."""
    found = {}
    for file in question.iter("file"):
        name = file.get("name", "").strip()
        if not name or file.get("encoding", "base64") != "base64":
            continue
        path = file.get("path", "/").strip("/")
        try:
            data = base64.b64decode("".join((file.text or "").split()), validate=True)
        except (binascii.Error, ValueError):
            continue
        found[f"{path}/{name}" if path else name] = data
    return found


def address_of(name: str) -> str:
    return f"@@PLUGINFILE@@/{quote(name)}"
