"""Every form that starts with something saved notices when somebody else saved it meanwhile."""

import re
from pathlib import Path

from app.web import BaseForm

ROOT = Path(__file__).parents[2]
NOTICES = {"version", "seen", "digest"}
STARTS = re.compile(r"\b(\w+Form)\(\s*(?:obj|data)=")
NEEDS_NONE = {
    "WriteForm": "a new intention, with one box ticked",
    "SetDateForm": "a first date, which is refused when there is one",
    "ChosenForm": "names to write to: who may be written to is looked at anew when it is sent",
    "EnterForm": "a new response, of the round that the address names",
}
"""Forms that start with something that nobody else can have saved, with the reason."""


def forms(base=BaseForm):
    """Every form of the service."""
    return {one for kind in base.__subclasses__() for one in {kind, *forms(kind)}}


def test_each_carries_what_its_page_showed(app):
    source = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("app/**/*.py"))
    noticing = {form.__name__ for form in forms() if NOTICES & set(dir(form))}
    careless = set(STARTS.findall(source)) & {form.__name__ for form in forms()} - noticing
    assert careless - set(NEEDS_NONE) == set(), "give it a VersionField and is_of, or a SeenField and app/seen.py"
