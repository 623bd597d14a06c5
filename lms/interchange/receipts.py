"""The receipt of an import: what arrived, what was changed and what was refused, each with its place and reason."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Entry:
    """One thing that did not arrive as it was: what it is, where it stood, and why."""

    where: str
    what: str
    why: str

    def as_json(self) -> dict:
        return {"what": self.what, "where": self.where, "why": self.why}


@dataclass
class Receipt:
    """`made` is what holds all that arrived, with its id, title and url; None when nothing did. `arrived` counts by kind."""

    arrived: dict[str, int] = field(default_factory=dict)
    kind: str = "course"  # what `made` is called
    made: dict | None = None
    changed: list[Entry] = field(default_factory=list)
    refused: list[Entry] = field(default_factory=list)

    def count(self, what: str, number: int = 1) -> None:
        self.arrived[what] += number

    def change(self, what: str, where: str, why: str) -> None:
        self._note(self.changed, Entry(where, what, why))

    def refuse(self, what: str, where: str, why: str) -> None:
        self._note(self.refused, Entry(where, what, why))

    def as_json(self) -> dict:
        return {
            self.kind: self.made,
            "arrived": dict(self.arrived),
            "changed": [entry.as_json() for entry in self.changed],
            "refused": [entry.as_json() for entry in self.refused],
        }

    @staticmethod
    def _note(entries: list[Entry], entry: Entry) -> None:
        if entry not in entries:
            entries.append(entry)
