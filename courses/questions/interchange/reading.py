"""From the bytes of a file to what it holds, whichever of the formats it is in."""

import re

from flask_babel import gettext as _

from courses.questions.interchange.aiken import ANSWER, read_aiken
from courses.questions.interchange.gift.reading import read_gift
from courses.questions.interchange.items import MOST_BYTES, Source, Unreadable
from courses.questions.interchange.moodle.reading import read_moodle
from lms.decoding import decoded

FORMATS = {"gift": "GIFT", "moodle": "Moodle XML", "aiken": "Aiken"}
AIKEN_OPTION = re.compile(r"^\s*A\s*[.)]\s", re.M)


def read_questions(data: bytes, name: str, language: str = "en") -> Source:
    """What a question file holds; Unreadable when nothing of it can be used."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_("A question file may be %(num)d MB at most.", num=MOST_BYTES // 1024**2))
    text, encoding = decoded(data)
    if _is_xml(text):
        source = read_moodle(_for_parser(data, text, encoding), language)
    elif "\x00" in text:
        raise Unreadable(_("It is no text. Send a file in GIFT, Moodle XML or Aiken."))
    elif _is_aiken(text):
        source = read_aiken(text, language)
    else:
        source = read_gift(text, language)
    if not source.receipt.arrived["entries"]:
        raise Unreadable(_("There are no questions in it."))
    if encoding == "cp1252" and source.format != "moodle":
        source.receipt.change(_("file"), name, _("It was not in UTF-8 and was read as Western European text."))
    elif encoding == "utf-16":
        source.receipt.change(_("file"), name, _("It was in UTF-16 and was turned into UTF-8."))
    elif encoding == "utf-8-sig":
        source.receipt.change(_("file"), name, _("The byte order mark before its first letter was left out."))
    return source


def _is_xml(text: str) -> bool:
    return bool(re.match(r"\s*(?:<\?xml|<!DOCTYPE|<!--|<quiz\b)", text))


def _is_aiken(text: str) -> bool:
    return (
        "{" not in text
        and "::" not in text
        and bool(AIKEN_OPTION.search(text))
        and any(ANSWER.match(line) for line in text.splitlines())
    )


def _for_parser(data: bytes, text: str, encoding: str) -> bytes:
    """XML says its own encoding; leading spaces before the declaration and UTF-16 are settled for it."""
    if encoding == "utf-16":
        return re.sub(r"\A\s*<\?xml[^>]*\?>", "", text).encode()
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()
