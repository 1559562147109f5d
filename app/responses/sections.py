"""How far a response is, section by section: the rows of its task lists."""

from collections.abc import Mapping

from flask import url_for

from app.languages import _, word
from app.languages.content import after
from app.models import Response, View
from app.responses.places import GENERAL, Place, Places, Section

Task = tuple[str, str, str, str, str]
"""Title, address, state, colour and hint, as templates/_macros/state.html lists them."""
NO_HINTS: Mapping[str, str] = {}
ABOUT = "about-you"
NOT_YET = (word("Not started"), "blue")
DONE = (word("Completed"), "")


def tasks(
    response: Response, places: Places, views: Mapping[str, View], hints: Mapping[str, str] = NO_HINTS
) -> list[tuple[str, list[Task]]]:
    """The sections under their headings. `hints` are by section, as when a colleague writes one."""
    slug = response.round.slug
    rows = {section.key: _row(section, slug, views, hints.get(section.key, "")) for section in places.sections}
    mine = [rows[s.key] for s in places.sections if s.key not in ("assumptions", GENERAL, "equality")]
    rest = [rows[key] for key in ("assumptions", GENERAL, "equality") if key in rows]
    about = _about(response, hints.get(ABOUT, ""))
    return [(_("About you"), [about]), (_("The intentions"), mine), (_("The rest"), rest)]


def tasks_in(section: Section, slug: str, views: Mapping[str, View]) -> list[Task]:
    """The places of one section."""
    return [
        (after(place.ref, place.heading), _address(slug, place), *state_of(views.get(place.ref)), "")
        for place in section.places
    ]


def state_of(view: View | None) -> tuple[str, str]:
    """What is said in a place, in a word or two."""
    if view is None or not has_words(view):
        return NOT_YET
    if view.stance is None:
        return DONE
    has_comment = bool(view.comment or view.evidence or view.wording)
    return (WITH_COMMENT if has_comment else STANCES)[view.stance], ""


STANCES = {
    "agree": word("Agree"),
    "partly": word("Agree in part"),
    "disagree": word("Disagree"),
    "no view": word("No view"),
}
WITH_COMMENT = {
    "agree": word("Agree with comment"),
    "partly": word("Agree in part with comment"),
    "disagree": word("Disagree with comment"),
    "no view": word("No view with comment"),
}


def has_words(view: View) -> bool:
    """Whether anything is said there; "no view" is."""
    return bool(view.stance or view.comment or view.evidence or view.wording)


def _row(section: Section, slug: str, views: Mapping[str, View], hint: str) -> Task:
    done = sum(place.ref in views and has_words(views[place.ref]) for place in section.places)
    number = len(section.places)
    if section.key == GENERAL:
        state = DONE if done else (word("Optional"), "grey")
        return section.title, _address(slug, section.places[0]), *state, hint
    state = (
        NOT_YET
        if not done
        else DONE
        if done == number
        else (_("%(done)s of %(number)s answered", done=done, number=number), "light-blue")
    )
    return section.title, url_for("responses.section", slug=slug, key=section.key), *state, hint


def _about(response: Response, hint: str) -> Task:
    done = response.name and response.permission and response.capacity
    state = DONE if done else (word("In progress"), "light-blue") if response.name else NOT_YET
    return _("Who you are"), url_for("responses.about", slug=response.round.slug), *state, hint


def _address(slug: str, place: Place) -> str:
    return url_for("responses.question", slug=slug, place=place.ref)


def answers(places: Places, views: Mapping[str, View]) -> list[tuple[Section, list[tuple[Place, View]]]]:
    """What is said, section by section; sections and places about which nothing is said are left out."""
    found = []
    for section in places.sections:
        said = [(place, views[place.ref]) for place in section.places if place.ref in views]
        if said := [(place, view) for place, view in said if has_words(view)]:
            found.append((section, said))
    return found
