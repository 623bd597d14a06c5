"""Where quotes stand in a text: in its Markdown as `::: quote 2`, in its HTML as an empty place with that number."""

import re

MARK = " data-quote="
PLACE = re.compile(r'<div(?=[^<>]* class="quoted")[^<>]* data-quote="([0-9]{1,15})"[^<>]*></div>')
QUOTE = re.compile(r"quote-[0-9]{1,9}\Z")  # the name of a quote on the page
LARGEST = 2**63 - 1


def mark_of(number: int) -> str:
    """What a writer puts where the quote is to stand."""
    return f"::: quote {number}\n:::"


def numbers_in(html: str) -> list[int]:
    """The numbers of the quotes a text shows, in their order, each once."""
    if MARK not in html:
        return []
    return list(dict.fromkeys(number for number in map(int, PLACE.findall(html)) if number <= LARGEST))


def without_marks(body: str, numbers) -> str:
    """The Markdown without the places of these quotes."""
    for number in numbers:
        body = _without(body, str(number))
    return body


def without_quotes(body: str) -> str:
    """The Markdown without the place of any quote."""
    return _without(body, "[0-9]+")


def _without(body: str, number: str) -> str:
    place = rf"^[ \t]*:{{3,}}[ \t]*quote[ \t]+#?{number}[ \t:]*\n(?:[ \t]*\n)*[ \t]*:{{3,}}[ \t]*(?:\n+|\Z)"
    body, found = re.subn(place, "", body, flags=re.M | re.I)
    return body.rstrip("\n") if found else body
