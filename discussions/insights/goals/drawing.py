"""A goal as it is drawn, on the web and on paper: the way from where it stood to where it should come to, above its time."""

from dataclasses import dataclass

from markupsafe import Markup

WIDE, INSET = 320, 8  # the marks at both ends stay within the drawing
ON_PAPER = Markup(
    "<style>text{{font:12px 'Libertinus Serif';fill:#4b5659}}.value{{font-weight:bold;fill:#1c2426}}"
    ".whole{{fill:#e3e6e4}}.part,.now{{fill:{0}}}.now{{stroke:#fff;stroke-width:2}}.passed{{fill:#7c8789}}"
    ".start,.aim{{fill:#fff;stroke:#7c8789;stroke-width:2}}.aim{{stroke:{0};stroke-width:3}}</style>"
)


@dataclass(frozen=True, slots=True)
class Way:
    """`place` is how much of the way is behind it (None where that is not known), `passed` how much of its time; both in
    percent. The rest is words."""

    place: int | None
    passed: int
    start: str
    now: str
    goal: str
    begins: str
    ends: str


def draw(way: Way, label: str, colour: str = "") -> Markup:
    """`colour` is the brand's where no stylesheet is, as on paper."""
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="way" viewBox="0 0 {0} 66" role="img" aria-label="{1}">{2}'
        '<rect class="whole" x="{3}" y="18" width="{4}" height="8" rx="4"/>{5}'
        '<circle class="start" cx="{3}" cy="22" r="5"/><circle class="aim" cx="{6}" cy="22" r="6"/>{7}'
        '<rect class="whole" x="{3}" y="31" width="{4}" height="3" rx="1.5"/>'
        '<rect class="passed" x="{3}" y="31" width="{8}" height="3" rx="1.5"/>'
        '<text y="48">{9}</text><text text-anchor="end" x="{0}" y="48">{10}</text>'
        '<text y="62">{11}</text><text text-anchor="end" x="{0}" y="62">{12}</text></svg>'
    ).format(
        WIDE, label, ON_PAPER.format(colour) if colour else "", INSET, WIDE - 2 * INSET, _walked(way), WIDE - INSET,
        _stands(way), _along(way.passed) - INSET, way.start, way.goal, way.begins, way.ends,
    )  # fmt: skip


def _walked(way: Way) -> Markup | str:
    if not way.place:
        return ""
    return Markup('<rect class="part" x="{}" y="18" width="{}" height="8" rx="4"/>').format(
        INSET, _along(way.place) - INSET
    )


def _stands(way: Way) -> Markup:
    """Where it stands, with its value above; the value alone where the way is not known."""
    if way.place is None:
        return Markup('<text class="value" y="11">{}</text>').format(way.now)
    at = _along(way.place)
    anchor, x = ("start", 0) if at < WIDE / 4 else ("end", WIDE) if at > WIDE * 3 / 4 else ("middle", at)
    return Markup(
        '<circle class="now" cx="{}" cy="22" r="5"/><text class="value" text-anchor="{}" x="{}" y="11">{}</text>'
    ).format(at, anchor, x, way.now)


def _along(percent: int) -> float:
    return round(INSET + (WIDE - 2 * INSET) * percent / 100, 1)
