"""Our form controls have the markup of the design system: the same elements, classes and relations."""

import re
from html.parser import HTMLParser

import jinja2
import pytest
from werkzeug.datastructures import MultiDict
from wtforms import FileField, Form

from app.fields import (
    CheckboxesField,
    DateField,
    LongTextField,
    MoneyField,
    PasswordField,
    RadioField,
    SelectField,
    TextField,
)
from tests.house.test_templates import ENVIRONMENT

THEIRS = jinja2.Environment(
    loader=jinja2.PrefixLoader({"govuk_frontend_jinja": jinja2.PackageLoader("govuk_frontend_jinja")}), autoescape=True
)
KINDS = [("p", "Prison"), ("t", "Probation trust")]
ERROR = {"text": "Enter it"}


class Sample(Form):
    name = TextField("Name", description="As on your badge", what="it")
    story = LongTextField("Story", what="it", required=False)
    price = MoneyField("Price", what="it")
    kind = SelectField("Kind", choices=KINDS, empty=None, required=False)
    one = RadioField("One", choices=KINDS, missing="Enter it")
    many = CheckboxesField("Many", choices=KINDS)
    closes = DateField("Closes", what="it")
    secret = PasswordField("Secret", what="it")
    proof = FileField("Proof")


class Outline(HTMLParser):
    """Elements, attributes and words of some markup; nothing of its spacing."""

    def __init__(self, markup):
        super().__init__()
        self.seen = []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        tidy = {name: " ".join(sorted((value or "").split())) for name, value in attributes}
        self.seen.append((tag, tuple(sorted(tidy.items()))))

    def handle_data(self, text):
        if text.strip():
            self.seen.append(" ".join(text.split()))


def ours(name, typed=None, **options):
    form = Sample(MultiDict(typed) if typed else None)
    if typed:
        form.validate()
    macros = ENVIRONMENT.get_template("_macros/forms.html").module
    return Outline(str(macros.field(form[name], **options))).seen


def theirs(component, macro, params):
    module = THEIRS.get_template(f"govuk_frontend_jinja/components/{component}/macro.html").module
    return Outline(re.sub(r"\s*Error:", "Error:", str(getattr(module, macro)(params)))).seen


def label(text):
    return {"text": text, "classes": "govuk-label--s"}


def legend(text):
    return {"legend": {"text": text, "classes": "govuk-fieldset__legend--s"}}


ITEMS = [{"value": value, "text": text} for value, text in KINDS]
WIDE = "govuk-input--width-10"
CASES = {
    "a text input with a hint and an error": (
        ("name", {"name": " "}, {}),
        ("input", "govukInput", {"id": "name", "name": "name", "value": "", "label": label("Name"),
                                 "hint": {"text": "As on your badge"}, "errorMessage": ERROR}),
    ),
    "a textarea": (
        ("story", None, {}),
        ("textarea", "govukTextarea", {"id": "story", "name": "story", "label": label("Story")}),
    ),
    "a sum of money": (
        ("price", {"price": ""}, {}),
        ("input", "govukInput", {"id": "price", "name": "price", "value": "", "classes": WIDE, "inputmode": "numeric",
                                 "label": label("Price"), "errorMessage": ERROR, "prefix": {"text": "£"}}),
    ),
    "a drop-down list": (
        ("kind", {"kind": "t"}, {}),
        ("select", "govukSelect", {"id": "kind", "name": "kind", "value": "t", "label": label("Kind"), "items": ITEMS}),
    ),
    "radios with an error": (
        ("one", {"name": "x"}, {}),
        ("radios", "govukRadios", {"idPrefix": "one", "name": "one", "fieldset": legend("One"), "errorMessage": ERROR,
                                   "items": ITEMS}),
    ),
    "checkboxes, one ticked": (
        ("many", {"many": "p"}, {}),
        ("checkboxes", "govukCheckboxes", {"idPrefix": "many", "name": "many", "fieldset": legend("Many"),
                                           "items": ITEMS, "values": ["p"]}),
    ),
    "a file": (
        ("proof", None, {}),
        ("file-upload", "govukFileUpload", {"id": "proof", "name": "proof", "label": label("Proof")}),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_control_has_the_markup_of_the_design_system(case):
    (name, typed, options), (component, macro, params) = case
    assert ours(name, typed, **options) == theirs(component, macro, params)


def test_a_date_has_the_markup_of_the_design_system():
    typed = [("day", 2, "31", "govuk-input--error"), ("month", 2, "6", ""), ("year", 4, "2012", "")]
    items = [
        {"id": f"closes-{part}", "name": part, "label": part.capitalize(), "value": value,
         "classes": f"govuk-input--width-{width} {wrong}"}
        for part, width, value, wrong in typed
    ]  # fmt: skip
    message = {"text": "It must be a real date: that month has no day 31"}
    params = {
        "id": "closes",
        "namePrefix": "closes",
        "fieldset": legend("Closes"),
        "errorMessage": message,
        "items": items,
    }
    assert ours("closes", {f"closes-{part}": value for part, _, value, _ in typed}) == theirs(
        "date-input", "govukDateInput", params
    )


def test_the_error_summary_leads_to_every_wrong_control_in_order():
    form = Sample(MultiDict({"name": "", "price": "x", "closes-day": "1"}))
    form.validate()
    summary = str(ENVIRONMENT.get_template("_macros/forms.html").module.error_summary(form))
    assert re.findall(r'href="#([\w-]+)"', summary) == ["name", "price", "one", "closes-month", "secret"]
