"""Every write about people, gathered from the nouns it is about: what rooms above may do with people."""

from lms.people.accounts.actions import (
    create_user,
    deactivate_user,
    give_role,
    reactivate_user,
    take_role,
)
from lms.people.invitations.actions import invite, resend_invitation, revoke_invitation
from lms.people.joining.actions import accept_join_request, decline_join_request
from lms.people.passwords.actions import password_is_right, set_password
from lms.people.sessions.actions import end_session, end_sessions_of, start_session

__all__ = [
    "accept_join_request",
    "create_user",
    "deactivate_user",
    "decline_join_request",
    "end_session",
    "end_sessions_of",
    "give_role",
    "invite",
    "password_is_right",
    "reactivate_user",
    "resend_invitation",
    "revoke_invitation",
    "set_password",
    "start_session",
    "take_role",
]
