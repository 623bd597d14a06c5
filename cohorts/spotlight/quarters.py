"""Quarters of a year: “2026-4” is kept, “4th quarter 2026” is read."""

from datetime import date

from flask_babel import format_date


def quarter_of(day: date) -> str:
    return f"{day.year}-{(day.month + 2) // 3}"


def in_words(quarter: str) -> str:
    year, number = map(int, quarter.split("-"))
    return format_date(date(year, 3 * number, 1), "QQQQ y")
