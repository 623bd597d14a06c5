"""Judging the addresses people put in links and images."""

import re

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
MAX_ADDRESS = 2_000
# Browsers drop these inside an address before they read its scheme.
IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")
SCHEME = re.compile(r"([^/?#:]*):")


def is_safe_address(address: str) -> bool:
    return len(address) <= MAX_ADDRESS and (scheme_of(address) or "https") in SCHEMES


def is_external(address: str) -> bool:
    return scheme_of(address) is not None or _bare(address).replace("\\", "/").startswith("//")


def scheme_of(address: str) -> str | None:
    found = SCHEME.match(_bare(address))
    return found.group(1).lower() if found else None


def _bare(address):
    return IGNORED.sub("", address)
