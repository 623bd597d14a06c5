"""Mail addresses: the one form in which an address is kept and compared."""

from email_validator import EmailNotValidError, validate_email

LONGEST = 254  # characters, as SMTP allows


def normal_address(text: str) -> str | None:
    """The address as it is kept, in lower case; None when no mail can reach it."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    return found.ascii_email.lower() if found.ascii_email else None
