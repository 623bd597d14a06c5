"""Captions of a film: WebVTT that is checked before it is kept, made from SubRip where that is what somebody has."""

import re

from flask_babel import gettext as _

from lms.decoding import decoded

ENDINGS = (".vtt", ".srt")
MOST_BYTES = 2 * 1024**2
MOMENT = r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]?\d)[.,](\d{3})"
TIMING = re.compile(rf"\s*{MOMENT}\s+-->\s+{MOMENT}(?:\s.*)?\Z")
COMMA = re.compile(r"(\d),(\d{3})")


class BadCaptions(Exception):
    """What is said to be captions cannot be shown with a film; `reason` is a sentence for who sent it."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def is_captions(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


def as_webvtt(data: bytes, name: str) -> tuple[bytes, str]:
    """The captions as WebVTT with the name that goes with it; BadCaptions when browsers could not show them."""
    if len(data) > MOST_BYTES or b"\x00" in data:
        raise BadCaptions(_("This is no file of captions."))
    text = decoded(data)[0].lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if name.lower().endswith(".srt"):
        lines = [COMMA.sub(r"\1.\2", line) if "-->" in line else line for line in text.strip().split("\n")]
        text, name = "WEBVTT\n\n" + "\n".join(lines) + "\n", name[: -len(".srt")] + ".vtt"
    elif text.split("\n", 1)[0].split(" ")[0].split("\t")[0] != "WEBVTT":
        raise BadCaptions(_("Captions in WebVTT begin with a line that says WEBVTT; this file does not."))
    _check(text.split("\n"))
    return text.encode(), name


def _check(lines: list[str]) -> None:
    """Every time can be read, and each caption ends after it begins."""
    found = 0
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            continue
        timing = TIMING.match(line)
        if timing is None:
            raise BadCaptions(_("The time in line %(number)d of these captions cannot be read.", number=number))
        if _seconds(timing.groups()[4:]) <= _seconds(timing.groups()[:4]):
            raise BadCaptions(_("The caption in line %(number)d ends before it begins.", number=number))
        found += 1
    if not found:
        raise BadCaptions(_("There is no caption with a time in this file."))


def _seconds(parts) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
