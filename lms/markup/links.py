"""Links in finished HTML: where they lead, and the same text with some of them as plain words."""

import re
from collections.abc import Callable
from html import unescape

# As the last sanitiser writes it: every value in double quotes, no link inside another.
LINK = re.compile(r'<a(?P<attributes>(?:\s+[\w-]+="[^"]*")*)\s*>(?P<words>.*?)</a>', re.S)
HREF = re.compile(r'\shref="([^"]*)"')


def addresses_in(html: str) -> list[str]:
    """Where the links of a finished text lead, in its order."""
    return [address for found in LINK.finditer(html) if (address := _address(found))]


def unlinked(html: str, hides: Callable[[str], bool]) -> str:
    """The text with the links whose address `hides` as the words they are, and nothing that says there was a link."""
    return LINK.sub(lambda found: found["words"] if hides(_address(found)) else found[0], html)


def _address(found: re.Match) -> str:
    href = HREF.search(found["attributes"])
    return unescape(href[1]) if href else ""
