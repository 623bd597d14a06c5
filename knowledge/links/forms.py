"""What an editor sends about what an article depends on."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, Length, ValidationError

from knowledge.links.addresses import PLACE
from lms.forms import Form
from lms.revisions.forms import trimmed


class DependencyForm(Form):
    """The address of a lesson or article, as it stands in the browser."""

    address = StringField(
        _l("Address of a lesson or article"),
        filters=[trimmed],
        validators=[
            DataRequired(_l("Copy the address of a lesson or article.")),
            Length(max=500, message=_l("Keep this within %(max)d characters.")),
        ],
        description=_l("When that changes, who verified this article looks at it again."),
    )

    def validate_address(self, field):
        if not PLACE.fullmatch(field.data):
            raise ValidationError(gettext("This is no address of a lesson or article of the academy."))

    @property
    def place(self) -> tuple[str, int]:
        _host, kind, number = PLACE.fullmatch(self.address.data).groups()
        return kind, int(number)
