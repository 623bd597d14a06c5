"""Answers with their share of the points, made into the kinds of the bank: the same for every format."""

from decimal import Decimal

from flask_babel import gettext as _

from courses.questions.interchange.items import letters
from lms.interchange.receipts import Receipt

ALMOST = 0.02  # what 33.33 % three times may lack


def options_of(answers: list[tuple[str, float, str]]) -> list[dict]:
    """(text, fraction, feedback) of each → options with keys."""
    return [
        {"key": letters(number), "text": text, "fraction": within(fraction), "feedback": feedback}
        for number, (text, fraction, feedback) in enumerate(answers)
    ]


def percent(fraction: float) -> str:
    """0.5 → “50”, with every digit the float has: it reads back as the same one."""
    return f"{(Decimal(repr(fraction)) * 100).normalize():f}"


def fraction_of(percent: str) -> float:
    """“33.33333” → 0.3333333; exact for every number a float can say."""
    return float(Decimal(percent.replace(",", ".")) / 100)


def within(fraction: float) -> float:
    return max(-1.0, min(1.0, fraction)) + 0.0


def settle_multiple(options: list[dict], where: str, receipt: Receipt) -> None:
    """The right ones make one whole together."""
    whole = sum(option["fraction"] for option in options if option["fraction"] > 0)
    if whole <= 0 or abs(whole - 1) <= 1e-9:
        return
    for option in options:
        if option["fraction"] > 0:
            option["fraction"] /= whole
    if abs(whole - 1) > ALMOST:
        receipt.change(_("shares"), where, _("Its right answers did not make one whole together; now they do."))


def matching_of(pairs: list[tuple[str, str]]) -> dict:
    """(prompt, answer) of each → pairs and what fits nowhere."""
    found = {"pairs": [], "extra": []}
    for prompt, answer in pairs:
        if prompt:
            found["pairs"].append({"key": letters(len(found["pairs"])), "prompt": prompt, "answer": answer})
        else:
            found["extra"].append(answer)
    answers = {pair["answer"] for pair in found["pairs"]}
    found["extra"] = [answer for answer in dict.fromkeys(found["extra"]) if answer not in answers]
    return found
