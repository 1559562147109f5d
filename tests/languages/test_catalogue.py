"""Every message that the public reads is in the catalogue with its Welsh, and the Welsh has room for every value."""

import re

import pytest
from jinja2.nodes import Call, Const, Extends, Macro, Name

from app import create_app
from app.languages import ngettext, speaking, translated
from app.languages.catalogue import AWAITING_REVIEW, FILE, FORMS, OTHER, is_translated, welsh
from app.languages.update import brought_up_to_date, messages, read, text_of
from app.rounds.steps import STEPS
from config import for_tests
from tests.house.test_templates import FILES, name_of
from workflows.colleague import workflow as colleague
from workflows.redaction import RedactionKind
from workflows.response import workflow as response
from workflows.roles import Role
from workflows.room import workflow as room
from workflows.round import RoundState

CATALOGUE = read()
MESSAGES = [message for message in CATALOGUE if message.id]
VALUE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
TAG = re.compile(r"</?[a-z][^>]*>")


def english(message):
    return [message.id] if isinstance(message.id, str) else list(message.id)


def in_welsh(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


def test_every_message_is_in_the_catalogue_with_its_welsh():
    known = {english(message)[0] for message in MESSAGES if is_translated(message)}
    missing = sorted({each if isinstance(each, str) else each[0] for each in messages()} - known)
    assert not missing, "run `make translations` and put these into Welsh:\n" + "\n".join(missing)


def test_the_file_is_as_make_translations_writes_it():
    assert FILE.read_text(encoding="utf-8") == text_of(brought_up_to_date(CATALOGUE)), "run `make translations`"


def test_the_file_names_no_places_and_no_times():
    text = FILE.read_text(encoding="utf-8")
    assert "#: " not in text
    assert "POT-Creation-Date" not in text


def test_the_welsh_has_the_same_values_and_the_same_markup():
    assert [fault for message in MESSAGES if is_translated(message) for fault in faults(message)] == []


def faults(message):
    model = english(message)[-1]
    values, tags = [set(VALUE.findall(each)) for each in english(message)], sorted(TAG.findall(model))
    for form in in_welsh(message):
        if set(VALUE.findall(form)) not in values or sorted(TAG.findall(form)) != tags:
            yield f"values or markup: {form}"
        if form.count("%%") != model.count("%%"):
            yield f"per cent signs: {form}"


def test_nothing_is_half_an_english_sentence():
    """A translation that says what the English says was forgotten, unless the word is the same in both."""
    same = {english(each)[0] for each in MESSAGES if english(each)[0] == in_welsh(each)[0]}
    assert same <= {"session", "Braille", "Post: %(address)s", "Post: %(value)s"}, same


@pytest.mark.parametrize(
    ("number", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 5), (5, 5), (6, 4), (7, 5), (1000, 5)]
)
def test_each_number_takes_the_form_that_welsh_has_for_it(number, form):
    assert FORMS.get(number, OTHER) == form
    rule = re.search(r"plural=(.*);", CATALOGUE.plural_forms).group(1)
    assert CATALOGUE.num_plurals == 6
    python = re.sub(r"\? (\d) : ", r"and \1 or ", rule.strip("()")).replace("and 0 or", "and '0' or")
    assert int(eval(python, {"n": number})) == form  # noqa: S307 - our own file's rule


def test_points_are_counted_in_welsh():
    with speaking("cy"):
        counted = [ngettext("%(num)s point", "%(num)s points", number) for number in (0, 1, 2, 3, 5, 6, 1234)]
    assert counted == ["0 pwynt", "1 pwynt", "2 bwynt", "3 phwynt", "5 pwynt", "6 phwynt", "1,234 pwynt"]


def test_what_no_translator_has_read_is_flagged():
    assert welsh().awaiting_review == sum(AWAITING_REVIEW in each.flags for each in MESSAGES)


def known(words):
    return words in welsh().texts


def test_the_words_of_the_tables_are_known():
    assert [state for state in RoundState if not known(str(state))] == []
    assert [kind for kind in RedactionKind if not known(str(kind))] == []
    assert [step for step in STEPS.values() if not known(step)] == []
    theirs = [move for workflow in (response, room, colleague) for move in workflow.moves if Role.RESPONDENT in move.by]
    guards = {guard.reason for move in theirs for guard in move.when if guard.reason}
    assert [reason for reason in guards if not known(reason)] == []


ENVIRONMENT = create_app(for_tests()).jinja_env


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_messages_are_written_where_they_stand(path):
    """A message may hold markup, so it is never a value: `|translated` says values."""
    for call in ENVIRONMENT.parse(path.read_text(encoding="utf-8")).find_all(Call):
        if isinstance(call.node, Name) and call.node.name in ("_", "gettext", "ngettext"):
            assert isinstance(call.args[0], Const), f"line {call.lineno}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_nothing_is_put_into_words_before_a_page_asks(path):
    """A file that others import runs once for all of them, in whatever language came first."""
    tree = ENVIRONMENT.parse(path.read_text(encoding="utf-8"))
    if tree.find(Extends) or not tree.find(Macro):
        return
    early = [call for each in tree.body if not isinstance(each, Macro) for call in each.find_all(Call)]
    words = [call for call in early if isinstance(call.node, Name) and call.node.name in ("_", "gettext", "ngettext")]
    assert [call.lineno for call in words] == []


def test_a_refusal_with_a_day_in_it_is_put_into_welsh():
    with speaking("cy"):
        said = translated(
            "Feedback closed at the end of dydd Gwener 9 Rhagfyr 2011. What you sent stands, and can no longer be "
            "changed here."
        )
    assert said.startswith("Caeodd y cyfnod adborth ar ddiwedd dydd Gwener 9 Rhagfyr 2011.")
