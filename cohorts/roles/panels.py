"""What earned roles show elsewhere: on somebody's page the roles they show, and the way to ask them for one."""

from flask import render_template
from flask_login import current_user

from cohorts.roles import policies, queries, words


def profile(user_id: int) -> str:
    """On one's own page every role; on that of others what they show."""
    rows = queries.roles_of(user_id, current_user)
    is_self = user_id == current_user.id
    return render_template("cohorts/roles/_profile.html", rows=rows, is_self=is_self, words=words) if rows else ""


def profile_acts(person) -> str:
    """For who leads the academy; whoever leads a cohort finds it on the page of its member."""
    if person.id == current_user.id or not policies.can_lead(current_user, None, None):
        return ""
    return render_template("cohorts/roles/_ask_link.html", person=person)


def account_links() -> str:
    return render_template("cohorts/roles/_account_link.html")


def people_rail() -> str:
    """Beside the directory the same link as among one's settings."""
    return account_links()
