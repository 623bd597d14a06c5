"""The Flask application: one template environment per language, so that a word on a page costs one look-up."""

from babel.support import Translations
from flask import Flask, g, has_request_context, request
from flask_babel import get_locale, get_timezone
from flask_login import current_user
from jinja2 import Environment, pass_eval_context
from markupsafe import Markup

from lms.forms import csrf_field
from lms.moments import teller_of
from lms.people.signing_in import academy

OWN_WORDS = ("gettext", "ngettext", "pgettext", "npgettext", "_", "parts")


class Application(Flask):
    """Flask, but `jinja_env` is the environment of the reader's language and pages get objects, not proxies.

    A page of twenty posts looks at its reader a thousand times; through proxies that took longer than its queries.
    """

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self._environments: dict[str, Environment] = {}

    @property
    def jinja_env(self) -> Environment:
        base = super().jinja_env
        if not self._got_first_request:
            return base
        language = str(get_locale() or "en")
        if language not in self._environments:
            self._environments[language] = self._environment(base, language)
        return self._environments[language]

    def ensure_sync(self, func):
        """No function of ours is a coroutine; Flask asks each of them for every request."""
        return func

    def update_template_context(self, context: dict) -> None:
        if not has_request_context():
            return
        if "template_context" not in g:
            g.template_context = self._template_context()
        for name, value in g.template_context.items():
            context.setdefault(name, value)

    def _environment(self, base: Environment, language: str) -> Environment:
        environment = self.create_jinja_environment()
        environment.add_extension("jinja2.ext.i18n")
        environment.trim_blocks, environment.lstrip_blocks = base.trim_blocks, base.lstrip_blocks
        environment.globals.update({name: value for name, value in base.globals.items() if name not in OWN_WORDS})
        environment.filters.update(base.filters)
        environment.tests.update(base.tests)
        translations = Translations.load(self.config["BABEL_TRANSLATION_DIRECTORIES"], [language])
        environment.install_gettext_translations(translations, newstyle=True)
        environment.globals["_"] = environment.globals["gettext"] = _looked_up(translations)
        # What imported macros meet, which see nothing of a page but its globals.
        environment.globals |= {"locale": language, **_telling(language)}
        environment.globals["parts"] = environment.get_template("parts.html").module
        return environment

    def _template_context(self) -> dict:
        viewer, locale = current_user._get_current_object(), str(get_locale() or "en")
        teller = teller_of(locale, str(get_timezone()))
        return {
            "g": g._get_current_object(),
            "request": request._get_current_object(),
            "viewer": viewer,
            "academy": academy(),
            "locale": locale,
            "moment": teller.moment,
            "day": teller.day,
            "csrf_field": csrf_field,
        }


def _telling(language: str) -> dict:
    """The functions that tell moments in the zone of whoever reads."""
    return {
        "moment": lambda value: teller_of(language, str(get_timezone())).moment(value),
        "day": lambda value: teller_of(language, str(get_timezone())).day(value),
    }


def _looked_up(translations):
    """`_()` for templates: a sentence is translated once, then it is one look-up in a dictionary."""
    sentences: dict[str, Markup] = {}

    @pass_eval_context
    def gettext(context, sentence: str, **values) -> str:
        if not context.autoescape:
            return translations.gettext(sentence) % values
        if (known := sentences.get(sentence)) is None:
            known = sentences[sentence] = Markup(translations.gettext(sentence))
        return known % values if values or "%" in known else known

    return gettext
