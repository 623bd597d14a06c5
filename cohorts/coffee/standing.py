"""What a mail may still say of coffees when it leaves: not of one that is off, answered, or at another time meanwhile."""

from cohorts.coffee import queries
from lms.notifications.standing import stands


@stands("coffee")
def still_stands(reader, notifications) -> list[int]:
    """The ids of those that are still true for this reader."""
    parted = {row.id: row.thing.split(":") for row in notifications}
    standing = queries.standing_of(reader.id, {int(at[1]) for at in parted.values()})
    return [row.id for row in notifications if _holds(parted[row.id], standing.get(int(parted[row.id][1])))]


def _holds(at: list[str], coffee) -> bool:
    if coffee is None:
        return False
    if at[0] in ("coffee-asked", "coffee-offered"):
        return coffee.state == "open"
    if at[0] == "coffee-agreed":
        return coffee.state == "agreed" and coffee.sequence == int(at[2])
    if at[0] in ("coffee-day", "coffee-hour"):
        return coffee.state == "agreed" and f"{coffee.starts_at:%Y%m%dT%H%M}" == at[2]
    if at[0] == "coffee-met":
        return coffee.met == ""
    return True
