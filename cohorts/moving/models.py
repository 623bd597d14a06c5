"""What a preview says: who and what goes along, and what keeps it from happening. Nothing of it is kept."""

from dataclasses import dataclass, field
from hashlib import sha256

RANKS = ("alumnus", "trainee", "mentor", "facilitator")  # who is in both cohorts keeps the part that carries most


@dataclass(frozen=True)
class Going:
    """A person who goes along, with their part before and after."""

    user_id: int
    name: str
    membership_id: int
    phase: str
    there: str | None  # their part in the other cohort, if they are in it already

    @property
    def becomes(self) -> str:
        return max(self.phase, self.there, key=RANKS.index) if self.there else self.phase


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Everything that will happen, as it stands at this moment."""

    people: list[Going]
    invited: int = 0
    works: int = 0  # submissions that go along
    plans: int = 0
    closes: bool = False  # whether what was said in the cohort they come into stays with its people of now
    events: list = field(default_factory=list)  # to come, of who leads the cohort that goes
    hosted: list = field(default_factory=list)  # to come, of its members
    open_rounds: int = 0  # of surveys, which close
    repeating: int = 0  # surveys that come back by themselves, which they do no more
    roles: int = 0  # earned, which end
    shared: int = 0  # answers on common ground, which are theirs alone again
    openings: list = field(default_factory=list)  # (module, when it opens here, when there), where they differ
    obstacles: list[str] = field(default_factory=list)
    state: tuple = ()

    @property
    def mark(self) -> str:
        """Tells two situations apart: what is confirmed is what was shown."""
        seen = (
            [(one.user_id, one.phase, one.there) for one in self.people], self.invited, self.works, self.plans, self.closes,
            [(event.id, event.version) for event in (*self.events, *self.hosted)],
            [(name, str(here), str(there)) for name, here, there in self.openings], self.obstacles, self.state,
            self.open_rounds, self.repeating, self.roles, self.shared,
        )  # fmt: skip
        return sha256(repr(seen).encode()).hexdigest()[:20]
