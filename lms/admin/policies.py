"""Who may administer what."""


def can_administer(viewer) -> bool:
    return "admin" in viewer.roles


def can_decide_on_joining(viewer) -> bool:
    return viewer.has_role("manager")


def can_read_mail(viewer, mail) -> bool:
    """Mail about an account is for administrators; mail with a cohort's words is for its people alone."""
    if mail.audience_id is None:
        return can_administer(viewer) and (not mail.about or mail.user_id == viewer.id)
    return can_administer(viewer) and mail.audience_id in viewer.audiences
