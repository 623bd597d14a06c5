"""The sentences about certificates that reach their holder, in the holder's language."""

from flask_babel import force_locale, gettext

from courses.certificates.models import Certificate
from lms.database import now
from lms.notifications.actions import notify
from lms.notifications.languages import locale_of


def tell_holder(certificate: Certificate, locale: str) -> None:
    with force_locale(locale):
        title = gettext("Your certificate of %(course)s", course=certificate.course_title)
        excerpt = gettext("You completed the course. Here is your certificate, on paper and as a digital badge.")
    _tell(certificate, "given", title, excerpt)


def tell_revoked(certificate: Certificate, *, by) -> None:
    with force_locale(locale_of(certificate.user_id)):
        title = gettext("Your certificate of %(course)s was revoked", course=certificate.course_title)
    _tell(certificate, f"revoked:{now():%Y%m%d%H%M%S%f}", title, certificate.revoked_because, by)


def tell_restored(certificate: Certificate, *, by) -> None:
    with force_locale(locale_of(certificate.user_id)):
        title = gettext("Your certificate of %(course)s is valid again", course=certificate.course_title)
    _tell(certificate, f"restored:{now():%Y%m%d%H%M%S%f}", title, "", by)


def _tell(certificate: Certificate, what: str, title: str, excerpt: str, by=None) -> None:
    notify(
        [certificate.user_id], "certified", audience_id=certificate.own_audience_id, actor=by, thread=certificate.thread,
        thing=f"{certificate.thread}:{what}", title=title, url=f"/courses/{certificate.course_id}/certificate",
        excerpt=excerpt,
    )  # fmt: skip
