"""Numbers: read as Dutch and English people write them, with units, and compared within a tolerance."""

import math
import re

from courses.questions.kinds.responses import Grade, sent, shown, text_of
from courses.questions.kinds.typing import folded

NUMBER = re.compile(
    r"(?P<sign>[+-]?) ?(?P<digits>[0-9.,'](?:[0-9.,' ]*[0-9.,'])?)"
    r"(?: ?e ?(?P<e>[+-]?[0-9]{1,3})| ?[x×*·] ?10 ?\^ ?(?P<power>[+-]?[0-9]{1,3}))?",
    re.IGNORECASE,
)
GROUPED = re.compile(r"[0-9]{1,3}(?:([ '.,])[0-9]{3})(?:\1[0-9]{3})*")
CLOSENESS = 1e-9  # of the value: what computers lose when they reckon with decimals


def read_numbers(text: str) -> list[float]:
    """What a person may have meant by a number: one reading, none, or two where a mark could be of either language.

    “3,5” and “3.5” are three and a half, “1.234,5” and “1,234.5” the same number; “1.234” may be either."""
    found = NUMBER.fullmatch(folded(text, match_case=True))
    if not found:
        return []
    exponent = found["e"] or found["power"] or "0"
    sign = -1 if found["sign"] == "-" else 1
    readings = (float(f"{plain}e{exponent}") for plain in _plain(found["digits"]))
    return [sign * value for value in dict.fromkeys(readings) if math.isfinite(value)]


def _plain(digits: str) -> list[str]:
    """The digits with a point at most, in each reading."""
    marks = [mark for mark in digits if mark in ".,"]
    if any(mark in digits for mark in " '") or len(set(marks)) == 2 or len(marks) > 1:
        # The last of two different marks is the decimal one; everything before it must be in groups of three.
        decimal = marks[-1] if marks and marks.count(marks[-1]) == 1 else ""
        whole, _, rest = digits.partition(decimal) if decimal else (digits, "", "")
        if not GROUPED.fullmatch(whole) and not whole.isdecimal():
            return []
        if rest and not rest.isdecimal():
            return []
        return [f"{re.sub('[^0-9]', '', whole)}.{rest or 0}"]
    plain = digits.replace(",", ".")
    if not any(sign in "0123456789" for sign in plain):
        return []
    if GROUPED.fullmatch(digits) and not digits.startswith("0"):
        return [plain, re.sub("[^0-9]", "", digits)]
    return [plain]


def read_quantity(text: str, units: list[dict], unit_needed: bool = False) -> list[float]:
    """The values somebody may have meant, each brought to the unit of the answers; a unit stands behind or before."""
    text = folded(text, match_case=True)
    readings = [] if unit_needed and units else read_numbers(text)
    for unit in units:
        name = folded(unit["unit"], match_case=True)
        for rest in _without(text, name, units):
            readings += [value * unit["factor"] for value in read_numbers(rest)]
    return [value for value in readings if math.isfinite(value)]


def _without(text: str, name: str, units: list[dict]):
    """The text without the unit; capitals count where another unit differs by them only, as mW and MW do."""
    twins = [unit for unit in units if folded(unit["unit"]) == name.casefold()]
    said, named = (text, name) if len(twins) > 1 else (text.casefold(), name.casefold())
    if len(said) != len(text):
        return
    if said.endswith(named):
        yield text[: len(text) - len(named)].strip()
    if said.startswith(named):
        yield text[len(named) :].strip()


def fits(value: float, answer: dict) -> bool:
    wanted, tolerance = answer["value"], answer.get("tolerance") or 0.0
    return abs(value - wanted) <= tolerance + CLOSENESS * abs(wanted)


def written(value: float, language: str) -> str:
    """A number as it is written in a language."""
    text = f"{value:.15g}"
    return text.replace(".", ",") if language == "nl" else text


class numeric:
    @staticmethod
    def grade(content, response) -> Grade:
        text = text_of(response)
        values = (
            read_quantity(text, content.get("units", []), content.get("unit_needed", False)) if text.strip() else []
        )
        if not values:
            return Grade(0.0)
        answers = list(enumerate(content["answers"]))
        fitting = [
            (answer["fraction"], -index)
            for index, answer in answers
            if answer["value"] is not None and any(fits(value, answer) for value in values)
        ] or [(answer["fraction"], -index) for index, answer in answers if answer["value"] is None]
        if not fitting:
            return Grade(0.0)
        fraction, index = max(fitting)
        return Grade(min(max(fraction, 0.0), 1.0), {}, shown(content, f"answers.{-index}.feedback"))

    @staticmethod
    def right_answer(content) -> dict:
        best = max(
            (answer for answer in content["answers"] if answer["value"] is not None), key=lambda a: a["fraction"]
        )
        units = content.get("units", [])
        unit = min(units, key=lambda unit: unit["factor"] != 1, default=None)
        value = best["value"] / unit["factor"] if unit else best["value"]
        text = written(value, content.get("language", "en"))
        return {"text": f"{text} {unit['unit']}" if unit else text}

    @staticmethod
    def read(content, data, prefix) -> dict:
        response = sent("text", data.get(f"{prefix}text"))
        text_of(response)
        return response
