"""What happens to people that rooms above want to hear."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RoleGranted:
    user_id: int
    role: str


@dataclass(frozen=True)
class RoleTaken:
    user_id: int
    role: str


@dataclass(frozen=True)
class InvitationAccepted:
    """`then` says where the invitation was meant to lead, such as {"cohort_id": 3, "phase": "trainee"}."""

    user_id: int
    then: dict
