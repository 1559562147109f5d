"""Translation in templates: `{% trans %}`, `_("…")` and `ngettext("…", "…", count)`, with values escaped."""

from typing import Any

from jinja2 import Environment
from jinja2.nodes import EvalContext
from jinja2.utils import pass_eval_context
from markupsafe import Markup

from app.languages.content import (
    English,
    called,
    in_english,
    introduced,
    known,
    moved_because,
    passage_called,
    stands_in_english,
    step,
    window_because,
    words_of,
)
from app.languages.quotes import written_in
from app.languages.words import form_for, is_welsh, translated


def install(environment: Environment) -> None:
    """Let an environment's templates speak the current language. Line breaks within `{% trans %}` are blanks."""
    environment.add_extension("jinja2.ext.i18n")
    environment.policies["ext.i18n.trimmed"] = True
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.globals.update(gettext=_text, _=_text, ngettext=_plural)
    environment.filters.update(translated=_word, called=called, introduced=introduced, in_english=in_english)
    environment.filters.update(written_in=written_in, known=known, words_of=words_of, window_because=window_because)
    environment.tests.update(in_english=lambda words: isinstance(words, English))
    environment.globals.update(stands_in_english=stands_in_english, is_welsh=is_welsh)
    environment.globals.update(moved_because=moved_because, passage_called=passage_called, step=step)


@pass_eval_context
def _text(context: EvalContext, message: str, /, **values: Any) -> str:
    """Messages are written in the template, so they may hold markup; their values may not, and are escaped."""
    words = translated(message)
    if not values:
        words = words.replace("%%", "%")
        return Markup(words) if context.autoescape else words  # noqa: S704  # nosec B704
    return Markup(words) % values if context.autoescape else words % values  # noqa: S704  # nosec B704


@pass_eval_context
def _plural(context: EvalContext, one: str, many: str, count: int, /, **values: Any) -> str:
    words, values = form_for(one, many, count), {"num": f"{count:,}", **values}
    return Markup(words) % values if context.autoescape else words % values  # noqa: S704  # nosec B704


def _word(value: Any) -> str:
    """A state, a kind, a sentence of the rules: words that come from a table, escaped like any other value."""
    if value is None or hasattr(value, "__html__"):  # markup is in its language already
        return value or ""
    return translated(str(value))
