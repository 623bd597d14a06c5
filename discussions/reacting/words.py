"""The reactions as people see them."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


@dataclass(frozen=True, slots=True)
class Reaction:
    icon: str
    word: LazyString


REACTIONS = {
    "said": Reaction("quote", _l("Well said")),
    "known": Reaction("hand", _l("I recognise this")),
    "thinking": Reaction("lightbulb", _l("Made me think")),
}


@dataclass(frozen=True, slots=True)
class Given:
    """One reaction to one post: how many gave it, and whether the reader did."""

    kind: str
    count: int
    is_mine: bool

    @property
    def reaction(self) -> Reaction:
        return REACTIONS[self.kind]


def given(row) -> list[Given]:
    """The reactions a row of a post holds, in their fixed order and not by their numbers."""
    mine = (row.my_reactions or "").split()
    counts = ((kind, getattr(row, f"{kind}_count")) for kind in REACTIONS)
    return [Given(kind, count, kind in mine) for kind, count in counts if count]
