"""Videos on other sites: the address that plays each within a page, told from the one people copy."""

import re
from urllib.parse import parse_qs, urlsplit

YOUTUBE, VIMEO = "www.youtube-nocookie.com", "player.vimeo.com"  # the ways to play that leave the fewest traces
KNOWN = {"youtube": YOUTUBE, "vimeo": VIMEO}
YOUTUBE_HOSTS = frozenset({"youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com"})
VIMEO_HOSTS = frozenset({"vimeo.com", "player.vimeo.com"})
YOUTUBE_PATH = re.compile(r"/(?:(?:embed|shorts|live|v)/)?([A-Za-z0-9_-]{11})/?\Z")
VIMEO_PATH = re.compile(r"/(?:video/)?([0-9]{5,12})(?:/([0-9a-f]{6,20}))?/?\Z")
PEERTUBE_PATH = re.compile(r"/(?:w|videos/watch|videos/embed)/([A-Za-z0-9-]{20,40})/?\Z")
SECONDS = re.compile(r"([0-9]{1,6})s?\Z")
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}\Z")
PLAYABLE = re.compile(r"https://[a-z0-9.-]{4,250}/[A-Za-z0-9/_.~=&?%+-]{0,500}\Z")


def embed_of(address: str) -> str:
    """Where the video at this address plays within a page; empty when it is none we know."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not HOST.match(host) or parts.username is not None or parts.port:
        return ""
    asked = parse_qs(parts.query)
    if host in YOUTUBE_HOSTS:
        found = _youtube(parts.path, asked)
    elif host in VIMEO_HOSTS:
        found = _vimeo(parts.path, asked)
    elif peertube := PEERTUBE_PATH.search(parts.path):
        found = f"https://{parts.hostname}/videos/embed/{peertube[1]}"
    else:
        found = f"https://{address.partition('://')[2]}" if "/embed" in parts.path.lower() else ""
    return found if PLAYABLE.match(found) else ""


def _youtube(path: str, asked: dict) -> str:
    found = YOUTUBE_PATH.match(f"/{asked['v'][0]}" if path == "/watch" and "v" in asked else path)
    start = SECONDS.match((asked.get("t") or asked.get("start") or [""])[0])
    return f"https://{YOUTUBE}/embed/{found[1]}" + (f"?start={start[1]}" if start else "") if found else ""


def _vimeo(path: str, asked: dict) -> str:
    found = VIMEO_PATH.match(path)
    key = (found and found[2]) or asked.get("h", [""])[0]
    return f"https://{VIMEO}/video/{found[1]}?dnt=1" + (f"&h={key}" if key.isalnum() else "") if found else ""
