"""The report on paper: one A4 page, an accessible PDF (PDF/UA-1), set by Typst."""

from pathlib import Path

from flask_babel import gettext as _

from discussions.insights.goals.screens import Line
from discussions.insights.goals.words import STATES
from discussions.insights.measuring import FEWEST
from discussions.insights.periods import Period, period_words
from discussions.insights.reports.content import Content
from discussions.insights.scopes import Scope
from lms.admin.brand import brand_from
from lms.admin.models import Academy
from lms.moments import day
from lms.typesetting import logo_of, typeset

TEMPLATE = Path(__file__).with_name("report.typ")


def print_report(scope: Scope, period: Period, content: Content, academy: Academy, language: str) -> bytes:
    """The PDF in the language words are being said in at this moment."""
    logo = logo_of(academy)
    words = _words(scope, period, content, academy, language)
    colour = brand_from(academy.brand_colour).hex
    drawings = {f"goal-{place}.svg": line.drawing(colour).encode() for place, line in enumerate(content.goals)}
    words |= {"has_logo": bool(logo), "colour": colour}
    return typeset(TEMPLATE, words, {"logo": logo or b"", **drawings}, pdf_standards="ua-1")


def _words(scope: Scope, period: Period, content: Content, academy: Academy, language: str) -> dict:
    title, told = _("Report"), content.report.words_in(language) if content.report else ""
    return {
        "title": f"{title}: {scope.name}",
        "description": _("What %(name)s brought in %(period)s", name=scope.name, period=period_words(period)),
        "academy": academy.name,
        "name": scope.name,
        "language": language,
        "period": period_words(period),
        "dates": dates_words(period),
        "heads": [_("Figure"), _("This period"), _("Before"), _("Counted from")],
        "parts": [
            {"name": name, "rows": [_row(shown) for shown in figures], "spared": spared}
            for _key, name, figures, spared in content.parts
        ],
        "says_next": _("What is next"),
        "goal_heads": [_("Goal"), _("How far")],
        "goals": [_goal(line) for line in content.goals],
        "no_goals": _("No goals are set."),
        "words": [line for line in map(str.strip, told.splitlines()) if line],
        "honest": honest_words(),
    }


def dates_words(period: Period) -> str:
    """Which days were counted, and which they are compared with."""
    former = period.former
    return _(
        "%(first)s to %(last)s, compared with %(before)s to %(until)s", first=day(period.first), last=day(period.last),
        before=day(former.first), until=day(former.last),
    )  # fmt: skip


def honest_words() -> str:
    return _(
        "Every figure is counted from what people did, and says from how many. Figures about fewer than %(number)d people are not shown. No member is named.",
        number=FEWEST,
    )


def _goal(line: Line) -> dict:
    told = f"{STATES[line.state][0]}. {line.far} {line.numbers}".strip()
    return {"title": line.title, "told": told, "drawing": line.said}


def _row(shown) -> dict:
    former = shown.former if shown.figure.compares else "–"
    length = shown.now.value if shown.figure.unit == "share" and shown.now.value is not None else None
    return {
        "cells": [str(shown.figure.name), shown.value, former, shown.numbers or "–"],
        "length": None if length is None else round(length, 1),
    }
