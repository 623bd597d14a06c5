"""Every write about the academy itself: its name, language, brand and logo, and what is read of its mails."""

from lms.access import PUBLIC
from lms.admin.audit import audit
from lms.admin.brand import Brand, brand_from
from lms.admin.models import Academy
from lms.database import db, now
from lms.files.actions import remove_file, store_upload
from lms.files.models import File
from lms.mail import Mail


def save_settings(
    academy: Academy, *, name: str, about: str, locale: str, timezone: str, allows_join_requests: bool,
    shows_meter: bool, video_hosts: list[str], by,
) -> None:  # fmt: skip
    """Name, words, language and zone of the academy, what cohorts see of themselves, and whose videos play in its pages."""
    academy.name, academy.about = name.strip(), about.strip()
    academy.locale, academy.timezone = locale, timezone
    academy.allows_join_requests, academy.shows_meter = allows_join_requests, shows_meter
    academy.video_hosts = video_hosts
    academy.version += 1
    audit("academy settings saved", actor=by, object_kind="academy", object_id=academy.id)


def save_colour(academy: Academy, colour: str, *, by) -> Brand:
    """The brand colour, corrected until it can be read; browsers fetch the new one at once."""
    brand = brand_from(colour)
    academy.brand_colour, academy.brand_css = colour.lower(), brand.css
    academy.brand_version += 1
    audit("brand colour saved", actor=by, object_kind="academy", object_id=academy.id)
    return brand


def save_logo(academy: Academy, data: bytes, name: str, *, by) -> None:
    """A new logo, seen by everybody; the former one is no longer served."""
    file = store_upload(data, name, audience_id=PUBLIC, by=by, only_images=True)
    _forget_logo(academy)
    academy.logo_key = file.key
    audit("logo saved", actor=by, object_kind="academy", object_id=academy.id)


def remove_logo(academy: Academy, *, by) -> None:
    _forget_logo(academy)
    academy.logo_key = None
    audit("logo removed", actor=by, object_kind="academy", object_id=academy.id)


def finish_first_run(academy: Academy, *, by) -> None:
    """The academy opens; what was skipped stays on the checklist."""
    academy.set_up_at = academy.set_up_at or now()
    audit("academy opened", actor=by, object_kind="academy", object_id=academy.id)


def _forget_logo(academy: Academy) -> None:
    if academy.logo_key:
        file = db.session.scalars(db.select(File).where(File.key == academy.logo_key)).one_or_none()
        if file:
            remove_file(file)


def read_link(mail: Mail, *, by) -> None:
    """Whoever sees the secret of a mail could use it; that they saw it is no secret."""
    audit("link of a mail read", actor=by, object_kind="mail", object_id=mail.id)
