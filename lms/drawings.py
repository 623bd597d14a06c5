"""The small drawings every page repeats: icons, rings, phase marks, faces. Drawn once, then kept as ready strings."""

from functools import lru_cache
from math import cos, radians, sin

from markupsafe import Markup

from lms.assets import asset

FACE_TONES = 6
GAP_STARTS, GAP_ENDS = -12, 281  # degrees; people sit between them and leave the logo’s gap at the top right

MARKS = {
    "invited": Markup('<circle cx="7" cy="7" r="5" stroke-dasharray="2 1.93"/>'),
    "trainee": Markup(
        '<circle cx="7" cy="7" r="5" pathLength="100" stroke-dasharray="76 24" transform="rotate(-8 7 7)"/>'
    ),
    "alumnus": Markup('<circle cx="7" cy="7" r="5"/>'),
    "mentor": Markup('<circle cx="7" cy="7" r="6"/><circle cx="7" cy="7" r="2.5"/>'),
    "facilitator": Markup(
        '<circle cx="7" cy="7" r="5.5" stroke-width="1.5"/><circle class="dot" cx="7" cy="7" r="2.25"/>'
    ),
    "left": Markup('<path d="M3 7h8"/>'),
}

_kept: dict[tuple[str, ...], Markup] = {}


def kept(*key, caller) -> Markup:
    """A piece of the frame, made once for each key. Only for words that are the same for everybody: the key says it all."""
    key = tuple(map(str, key))
    if key not in _kept:
        _kept[key] = caller()
    return _kept[key]


@lru_cache(1024)
def icon(name: str, label: str = "") -> Markup:
    return Markup('<svg class="icon"{}><use href="{}#{}"/></svg>').format(_named(label), asset("icons.svg"), name)


@lru_cache(4096)
def ring(percent: int, size: int = 20, label: str = "", kind: str = "") -> Markup:
    """How far: 0 is empty, 100 closed. kind is "" for progress, "clock" for waiting, "late" past its target."""
    arc = (
        Markup(
            '<circle class="arc" cx="10" cy="10" r="8" pathLength="100" stroke-dasharray="{} 100"'
            ' transform="rotate(-90 10 10)"/>'
        ).format(percent)
        if percent
        else ""
    )
    return Markup(
        '<svg class="ring{}" viewBox="0 0 20 20" width="{}" height="{}"{}><circle cx="10" cy="10" r="8"/>{}</svg>'
    ).format(f" {kind}" if kind else "", size, size, _named(label), arc)


@lru_cache(64)
def phase_mark(phase: str) -> Markup:
    """The ring mark that stands before a role."""
    inside = MARKS.get("facilitator" if phase == "staff" else phase, MARKS["alumnus"])
    return Markup('<svg class="mark" viewBox="0 0 14 14" aria-hidden="true">{}</svg>').format(inside)


def initials(name: str) -> str:
    words = name.split()
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))


def face(person, size: int = 40) -> Markup:
    """A photograph or initials; the name always stands in words nearby."""
    return _face(person.id or 0, person.name or "", getattr(person, "photo_url", None), size)


@lru_cache(8192)
def _face(id: int, name: str, photo_url: str | None, size: int) -> Markup:
    if photo_url:
        return Markup(
            '<span class="face f{0}" aria-hidden="true"><img src="{1}" alt="" loading="lazy" width="{0}" height="{0}"></span>'
        ).format(size, photo_url)
    return Markup('<span class="face f{} face-{}" data-i="{}" aria-hidden="true"></span>').format(
        size, id % FACE_TONES, initials(name)
    )


def face_ring(people, number, word, here=(), label="", small_on_phone=False, open_place="") -> Markup:
    """A circle of at most sixteen people. `here` holds the ids of those who are here now; `open_place` draws the door’s
    wide ring: larger faces and a dashed seat in the gap instead of a number."""
    people = list(people)
    seats = tuple((p.id, p.name or "", p.id in here) for p in (people if len(people) <= 16 else people[:15]))
    return _face_ring(seats, str(number), str(word), str(label), bool(small_on_phone), str(open_place))


@lru_cache(512)
def _face_ring(seats, number: str, word: str, label: str, small_on_phone: bool, open_place: str) -> Markup:
    reach, radius = (91, 24) if open_place else (101, 17)
    kind = ("small-on-phone " if small_on_phone else "") + ("wide" if open_place else "")
    turn = (GAP_ENDS - GAP_STARTS) / max(1, len(seats) - 1)
    parts = [
        Markup('<svg class="face-ring {}" viewBox="0 0 240 240" role="img" aria-label="{}">').format(
            kind, label or f"{number} {word}"
        ),
        Markup(
            '<circle class="thread" cx="120" cy="120" r="{}" pathLength="360" stroke-dasharray="293 67"'
            ' transform="rotate(-12 120 120)"/>'
        ).format(reach),
    ]
    for place, (id, name, is_here) in enumerate(seats):
        around = Markup('<circle class="here" r="{}"/>').format(radius + 3) if is_here else ""
        parts.append(
            Markup(
                '<g transform="translate({})">{}<circle class="seat face-{}" r="{}"/>'
                '<text class="who" aria-hidden="true">{}</text></g>'
            ).format(_spot(GAP_STARTS + turn * place, reach), around, id % FACE_TONES, radius, initials(name))
        )
    if open_place:
        parts.append(
            Markup(
                '<g transform="translate({})"><circle class="open" r="{}"/><text class="you" aria-hidden="true">{}</text></g>'
            ).format(_spot((GAP_STARTS + GAP_ENDS - 360) / 2, reach), radius, open_place)
        )
    else:
        parts.append(
            Markup(
                '<text class="number" x="120" y="122" aria-hidden="true">{}</text>'
                '<text class="word" x="120" y="144" aria-hidden="true">{}</text>'
            ).format(number, word)
        )
    return Markup("").join([*parts, Markup("</svg>")])


def bars(rows, label: str) -> Markup:
    """A bar for each of (words, value, length in percent, kind); kind "former" is what something is compared with."""
    parts = [
        Markup('<svg class="bars" viewBox="0 0 320 {}" role="img" aria-label="{}">').format(
            34 * len(rows), f"{label}: " + ", ".join(f"{words} {value}" for words, value, _length, _kind in rows)
        )
    ]
    for place, (words, value, length, kind) in enumerate(rows):
        parts.append(
            Markup(
                '<g transform="translate(0 {})"><text y="12">{}</text><text class="value" x="320" y="12">{}</text>'
                '<rect class="whole" y="18" width="320" height="8" rx="4"/>{}</g>'
            ).format(34 * place, words, value, _bar(length, kind))
        )
    return Markup("").join([*parts, Markup("</svg>")])


def bar(length: float) -> Markup:
    """One share, beside the words that say it."""
    return Markup(
        '<svg class="bar" viewBox="0 0 320 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="8"/></svg>'
    ).format(round(3.2 * max(0, min(100, length)), 1))


def _bar(length: float, kind: str) -> Markup:
    width = round(3.2 * max(0, min(100, length)), 1)
    if not width:
        return Markup("")
    return Markup('<rect class="part{}" y="18" width="{}" height="8" rx="4"/>').format(
        f" {kind}" if kind else "", width
    )


def _spot(degrees: float, reach: int) -> str:
    return f"{120 + reach * cos(radians(degrees)):.1f} {120 + reach * sin(radians(degrees)):.1f}"


def _named(label: str) -> Markup:
    return Markup(' role="img" aria-label="{}"').format(label) if label else Markup(' aria-hidden="true"')
