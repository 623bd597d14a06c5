"""A role as an Open Badge 3.0, valid from its first day to the end of its last; an earlier end is told by its status."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask_babel import force_locale

from cohorts.roles.badges.queries import Shared
from cohorts.roles.words import KIND_WORDS, badge_words
from courses.certificates import badges
from lms.addresses import address_of


def check_address(code: str) -> str:
    return address_of(f"/badges/{code}")


def credential_of(shared: Shared, *, academy, email: str) -> dict:
    """The OpenBadgeCredential of a role; its words are in the language its holder chose."""
    badge, role, here = shared.badge, shared.role, check_address(shared.badge.code)
    with force_locale(badge.language):
        kind, what = str(KIND_WORDS[role.kind]), badge_words(role.kind, shared.cohort_name or academy.name)
    zone = shared.cohort.zone if shared.cohort else ZoneInfo(academy.timezone)
    begins, ends = (badges.midnight(day, zone) for day in (role.begins_on, role.until + timedelta(days=1)))
    return {
        "@context": badges.CONTEXTS,
        "id": f"{here}/badge.jwt",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": what,
        "issuer": badges.profile(academy.name),
        "validFrom": begins,
        "validUntil": ends,
        "credentialSubject": {
            "id": f"{here}#holder",
            "type": ["AchievementSubject"],
            "identifier": badges.identities(email, badge.code, badge.name if badge.shows_name else ""),
            "achievement": {
                "id": f"{here}#role",
                "type": ["Achievement"],
                "achievementType": "CommunityService",
                "name": kind,
                "description": what,
                "criteria": {"narrative": role.mandate},
                "inLanguage": badge.language,
            },
        },
        "credentialStatus": {"id": f"{here}/status", "type": "1EdTechRevocationList"},
    }


def status_of(shared: Shared, academy: str, because: str | None) -> dict:
    """Whether the role ended before the last day the badge names."""
    return badges.revocation_list(check_address(shared.badge.code), academy, because)
