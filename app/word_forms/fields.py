"""The fields of a response as its Word form has them: what is asked, what is saved, what words in a file mean."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms.validators import StopValidation

from app.documents.response_form import Answer, Asked, Question
from app.languages import _, translated
from app.languages.content import after
from app.models import Response, View
from app.responses import forms
from app.responses.places import Kind, Place, Places
from app.rooms.queries import ABOUT
from app.rooms.wordings import said_about, said_in
from app.word_copies.sameness import plain

CHOICES: dict[str, list[tuple[Any, str]]] = {
    "stance": forms.STANCES, "capacity": forms.CAPACITIES, "organisation_kind": forms.KINDS, "nation": forms.NATIONS,
    "area": forms.PLACES, "language": forms.LANGUAGES, "permission": forms.PERMISSIONS,
}  # fmt: skip
OF_KIND = {
    Kind.INTENTION: ("stance", "comment", "evidence", "wording"),
    Kind.EQUALITY: ("comment", "characteristics"),
}


class NotUnderstood(Exception):
    """Words in a file that cannot be saved as they are; the message says what to write instead."""


def asked(response: Response, places: Places, views: Mapping[str, View]) -> list[Asked]:
    """Everything the form asks, section by section, with what is saved."""
    about = Question(_("Who you are"), (), _about(response))
    found = [Asked(_("About you"), "", (about,))]
    for section in places.sections:
        questions = tuple(_question(place, places, views.get(place.ref)) for place in section.places)
        found.append(Asked(section.title, section.introduction, questions))
    return found


def _about(response: Response) -> tuple[Answer, ...]:
    form = forms.AboutForm(obj=response)
    names = [field.short_name for field in form if field.short_name not in ("csrf_token", "version")]
    saved = said_about(response)
    return tuple(
        Answer(ABOUT, name, label_of(form, name), shown(name, saved[name], ()), _choices(name)) for name in names
    )


def _question(place: Place, places: Places, view: View | None) -> Question:
    form, said = forms.form_for(place, places), said_in(view)
    answers = tuple(
        Answer(place.ref, name, label_of(form, name), shown(name, said[name], places.characteristics), _choices(name))
        for name in OF_KIND.get(place.kind, ("comment",))
    )
    title = place.title if place.kind in (Kind.GENERAL, Kind.EQUALITY) else after(place.ref, place.title)
    return Question(title, tuple(filter(None, place.text.split("\n"))), answers)


def label_of(form: Any, name: str) -> str:
    """What a field is called, in the language of the page."""
    return translated(str(form[name].label.text))


def _choices(name: str) -> tuple[str, ...]:
    return tuple(translated(label) for _value, label in CHOICES.get(name, ()))


def shown(name: str, value: Any, characteristics: Iterable[tuple[str, str]]) -> str:
    """A saved value as the form has it: a choice by its label, characteristics by their names."""
    if name == "characteristics":
        known = dict(characteristics)
        return "; ".join(known.get(key, key) for key in value)
    if name in CHOICES:
        return next((translated(label) for each, label in CHOICES[name] if str(each) == str(value)), "")
    return str(value or "")


def meant(place: Place | None, places: Places, name: str, words: str) -> Any:
    """What words in a file mean as a value of their field. Raises NotUnderstood with what to write instead."""
    value: Any = words
    if name == "characteristics":
        value = _characteristics(words, places.characteristics)
    elif name in CHOICES and words:
        value = _chosen(words, CHOICES[name])
    form = forms.form_for(place, places) if place is not None else forms.AboutForm()
    form[name].data = value
    try:
        if value or name == "name":
            form[name].pre_validate(form)
    except StopValidation as why:
        raise NotUnderstood(translated(str(why))) from why
    return value


def _chosen(words: str, choices: list[tuple[Any, str]]) -> str:
    said = plain(words).lower().strip(" .")
    for value, label in choices:
        if said in {plain(one).lower() for one in (label, translated(label), str(value))}:
            return str(value)
    listed = "; ".join(translated(label) for _value, label in choices)
    raise NotUnderstood(_("“%(words)s” is none of the choices. Write one of them: %(choices)s.",
                          words=words[:100], choices=listed))  # fmt: skip


def _characteristics(words: str, known: Iterable[tuple[str, str]]) -> list[str]:
    by_name = {plain(name).lower(): key for key, name in known}
    found = []
    for each in words.replace("\n", ";").replace(",", ";").split(";"):
        said = plain(each).lower().strip(" .")
        if said and said not in by_name:
            names = "; ".join(name for _key, name in known)
            sentence = _("“%(words)s” is none of the characteristics. Write their names as they are: %(names)s.",
                         words=each.strip()[:100], names=names)  # fmt: skip
            raise NotUnderstood(sentence)
        if said:
            found.append(by_name[said])
    return list(dict.fromkeys(found))
