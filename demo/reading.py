"""Reads the words in `content/`: YAML, Markdown with front matter, and moments relative to the day of seeding."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

CONTENT = Path(__file__).parent / "content"
ZONE = ZoneInfo("Europe/Amsterdam")
DURATION = re.compile(r"(?:(\d+) ?d)? ?(?:(\d+) ?h)? ?(?:(\d+) ?min)?")
LINK = re.compile(r"\b(article|lesson):([a-z0-9-]+)")


def load(name: str):
    """The YAML file of this name below `content/`."""
    return yaml.safe_load((CONTENT / name).read_text())


def load_text(path: Path) -> tuple[dict, str]:
    """(front matter, Markdown) of a text."""
    _, front, body = path.read_text().split("---\n", 2)
    return yaml.safe_load(front), body.strip() + "\n"


def duration(words: str) -> timedelta:
    """`3 h`, `1 h 22 min`, `8 d 22 h`."""
    match = DURATION.fullmatch(words.strip())
    if match is None or not any(match.groups()):
        raise ValueError(f"not a duration: {words!r}")
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


@dataclass(frozen=True)
class Clock:
    """The moment of seeding, from which every other moment is counted back."""

    moment: datetime

    def of(self, entry: dict) -> datetime:
        """The moment an entry names by `ago`, or by `days_ago` and `at`; never in the future."""
        if "ago" in entry:
            return self.moment - duration(entry["ago"])
        clock = time.fromisoformat(entry.get("at", "10:00"))
        day = self.moment.astimezone(ZONE).date() - timedelta(days=entry["days_ago"])
        return min(datetime.combine(day, clock, ZONE).astimezone(self.moment.tzinfo), self.moment)

    def days_ago(self, days: int, clock: str = "10:00") -> datetime:
        return self.of({"days_ago": days, "at": clock})
