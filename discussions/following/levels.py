"""Which level holds when a topic and its space say different things."""

TAKING_PART = "watching"  # how closely a topic is followed by who takes part and chose nothing


def by_itself(reason: str | None) -> str | None:
    """The level a topic has without a choice, from what the person did in it."""
    return TAKING_PART if reason else None


def effective(level: str | None, chosen: bool | None, of_space: str | None) -> str:
    """What a person chose for the topic; then what they chose for the space, unless taking part raises it."""
    if chosen and level:
        return level
    if of_space in ("muted", "watching"):
        return of_space
    return level or of_space or "normal"


def why(level: str | None, chosen: bool | None, reason: str | None, of_space: str | None) -> str:
    """What the level comes from: `chosen`, `space`, what the person did in the topic, or nothing at all."""
    if chosen and level:
        return "chosen"
    if of_space and (of_space in ("muted", "watching") or not level):
        return "space"
    return (reason or "") if level else ""
