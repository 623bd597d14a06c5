"""Forms of administration."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length, Regexp

from lms.admin.brand import HEX
from lms.forms import Form, choices_of
from lms.languages import NAMES
from lms.markup.films import HOST, KNOWN
from lms.people.accounts.timezones import PLACES

MOST_HOSTS, MOST_LETTERS = 20, 250


class SettingsForm(Form):
    name = StringField(
        _l("Name of the academy"),
        [
            DataRequired(_l("Write the name people know the academy by.")),
            Length(max=80, message=_l("At most 80 letters.")),
        ],
    )
    about = TextAreaField(
        _l("What the academy is for"),
        [Length(max=5_000, message=_l("At most 5,000 letters."))],
        default="",
        description=_l("Guests read this on the first page. Markdown is welcome."),
    )
    locale = SelectField(
        _l("Language"),
        choices=choices_of(NAMES.items()),
        description=_l("For guests and new people; everybody chooses their own."),
    )
    timezone = SelectField(_l("Time zone"), choices=PLACES)
    allows_join_requests = BooleanField(
        _l("Guests may ask to join"), description=_l("An administrator or the community manager answers each request.")
    )
    shows_meter = BooleanField(
        _l("Cohorts see this month beside their own months before"),
        description=_l(
            "How many questions were answered, thanks given and stories told about practice, without names. A cohort is"
            " compared with itself alone."
        ),
    )
    plays_youtube = BooleanField(
        _l("YouTube"), description=_l("By its address that sets no cookies before somebody plays a video.")
    )
    plays_vimeo = BooleanField(_l("Vimeo"), description=_l("With the request not to track who watches."))
    other_hosts = TextAreaField(
        _l("Other sites"),
        description=_l(
            "One on a line, such as video.example.nl: a PeerTube of your own, or what your videos are embedded from."
        ),
    )

    def validate_other_hosts(self, field):
        hosts = self.named_hosts
        if wrong := next((host for host in hosts if len(host) > MOST_LETTERS or not HOST.match(host)), None):
            raise ValidationError(
                gettext("“%(host)s” is no name of a site. Write it as video.example.nl.", host=wrong[:80])
            )
        if len(hosts) > MOST_HOSTS:
            raise ValidationError(gettext("Name at most %(most)d sites.", most=MOST_HOSTS))

    @property
    def named_hosts(self) -> list[str]:
        """The other sites by their bare names, each once; an address that was pasted is cut down to it."""
        words = (self.other_hosts.data or "").lower().split()
        return list(
            dict.fromkeys(word.partition("://")[2].partition("/")[0] if "://" in word else word for word in words)
        )

    @property
    def video_hosts(self) -> list[str]:
        known = [host for name, host in KNOWN.items() if self[f"plays_{name}"].data]
        return sorted({*known, *self.named_hosts})

    @classmethod
    def showing(cls, academy):
        """The form filled with what holds now."""
        hosts = academy.video_hosts
        chosen = {f"plays_{name}": host in hosts for name, host in KNOWN.items()}
        others = "\n".join(host for host in hosts if host not in KNOWN.values())
        return cls(obj=academy, other_hosts=others, **chosen)


class ColourForm(Form):
    colour = StringField(
        _l("Brand colour"),
        [
            DataRequired(_l("Choose a colour.")),
            Regexp(HEX, message=_l("Write a colour as # and six digits or letters a to f, such as #005b5d.")),
        ],
        description=_l("It is made darker or lighter where words would be hard to read."),
    )


class LogoForm(Form):
    logo = FileField(_l("Logo"), description=_l("PNG, JPEG, WebP or GIF. It is shown 32 pixels high."))
