"""How much one person may write to others in some time; on the page and by mail alike."""

from lms.limits import Allowance

MESSAGES = Allowance.of("messages of a person", "30 per hour")
APPROACHES = Allowance.of("people somebody writes to who did not write last", "15 per day")


def may_write_now(author, other) -> bool:
    """Take one of what is left; an answer costs nothing of what one may write unasked."""
    return MESSAGES.spend(str(author.id)) and (other.wrote_last or APPROACHES.spend(str(author.id)))
