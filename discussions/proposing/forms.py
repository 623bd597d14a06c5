"""What is filled in about proposals: proposing one, and making a draft of it."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from courses.passages.forms import StepForm
from discussions.ripening.forms import DraftForm
from lms.forms import Form
from lms.revisions.forms import trimmed


class ProposalForm(Form):
    about = TextAreaField(
        _l("What would the article be about?"),
        filters=[trimmed],
        render_kw={"rows": 3},
        validators=[
            DataRequired(_l("Write in a sentence what the article would be about.")),
            Length(max=600, message=_l("Keep this within %(max)d characters.")),
        ],
        description=_l("In your own words, without names. All editors read this sentence, with your name."),
    )


class TakeUpForm(DraftForm, StepForm):
    """An article in an editor's own words."""
