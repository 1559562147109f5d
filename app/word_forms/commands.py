"""Take a response away as a Word form, read one that came back, and put chosen answers into the response."""

from collections.abc import Iterable
from typing import Any

from flask import current_app, url_for

from app import clock
from app.documents.field_marks import Mark, read, written
from app.documents.response_form import FormFacts, fields_in, form_of
from app.documents.word import fields as word_fields
from app.documents.word.package import NotReadable, opened
from app.documents.word.reading import read as read_words
from app.editions.document import DEMONSTRATION
from app.extensions import db
from app.file_types import LARGEST
from app.languages import _, translated
from app.models import BroughtForm, Colleague, Response, ResponseForm
from app.perform import perform
from app.permissions import Actor
from app.responses import commands as responses
from app.responses import places
from app.responses import queries as answers
from app.rooms import commands as rooms
from app.rooms import wordings
from app.rooms.queries import ABOUT, BY
from app.rooms.team import Team
from app.uploads import Brought
from app.word_forms import queries
from app.word_forms.fields import asked
from app.word_forms.matching import match, printed_of
from app.word_forms.preview import Line
from workflows.deadline import LONDON

MOST = 100
"""Forms that may be taken of one response, and brought back: more than any team needs, fewer than fill a disk."""


def take(response: Response, *, me: Colleague | None) -> tuple[ResponseForm, bytes]:
    """Make a form of everything that is saved. Raises NotReadable when far too many were taken."""
    number = queries.next_number(ResponseForm, response)
    if number > MOST:
        raise NotReadable(_("This response has been taken away %(num)s times. Use a form you have.", num=MOST))
    form = ResponseForm(
        response_id=response.id, number=number, colleague_id=me.id if me else None, taken_at=clock.now(), printed={}
    )
    db.session.add(form)
    db.session.flush()
    sections = asked(response, places.of(response.edition), answers.views_of(response))
    content = word_fields.as_bytes(
        form_of(_facts(response, form), sections, lambda field: written(Mark(form.id, field, 0), _key())), editing=""
    )
    form.printed = printed_of(read_words(opened(content)), read_mark, fields_in(sections))
    db.session.flush()
    return form, content


def bring_back(response: Response, file: Brought, *, me: Colleague | None) -> BroughtForm:
    """Read a form that came back; nothing is saved in the response. Raises NotReadable with what to do instead."""
    number = queries.next_number(BroughtForm, response)
    if number > MOST:
        raise NotReadable(_("Forms have been brought back %(num)s times. Type the answers on their pages.", num=MOST))
    file.stream.seek(0)
    found = match(read_words(opened(file.stream.read(LARGEST + 1))), read_mark, queries.printed_in(response))
    brought = BroughtForm(
        response_id=response.id, number=number, response_form_id=found["form"],
        colleague_id=me.id if me else None, brought_at=clock.now(), found=found,
    )  # fmt: skip
    db.session.add(brought)
    db.session.flush()
    return brought


def put(
    brought: BroughtForm, response: Response, lines: Iterable[Line], *, by: Actor, team: Team | None,
    me: Colleague | None, comments: bool = False,
) -> int:  # fmt: skip
    """Save the chosen answers in the response, one by one; how many. Raises Refused as saving does."""
    chosen: dict[str, dict[str, Any]] = {}
    for line in lines:
        chosen.setdefault(line.place, {})[line.name] = line.value
    for place, values in chosen.items():
        _save(response, place, values, by=by, team=team, me=me)
    if team is not None and me is not None:
        count = sum(len(values) for values in chosen.values())
        perform(team.room, "bring_back", by=by, what=f"form {brought.number}: {count} answers", why=f"{BY}{me.name}")
        for comment in brought.found["comments"] if comments else ():
            said = f"{comment['text']}\n\n({_('From Word: %(name)s', name=comment['author'] or _('no name given'))})"
            rooms.comment(team, comment["place"], said, by=by, me=me)
    brought.put_at = clock.now()
    return sum(len(values) for values in chosen.values())


def _save(
    response: Response, place: str, values: dict[str, Any], *, by: Actor, team: Team | None, me: Colleague | None
) -> None:
    if place == ABOUT:
        responses.save_about(response, by=by, **values)
        said = wordings.said_about(response)
    else:
        now = wordings.said_in(answers.view_in(response, place))
        said = wordings.said_in(responses.save_view(response, place, by=by, **{**now, **values}))
    if team is not None and me is not None:
        wordings.record(team.room, place, said, me=me, source="word")
        wordings.forget_typed(place, me=me)


def _facts(response: Response, form: ResponseForm) -> FormFacts:
    return FormFacts(
        number=form.number,
        round=response.round.title,
        edition=response.edition.number,
        organisation=response.organisation_name or response.name,
        taken_on=form.taken_at.astimezone(LONDON).date(),
        address=current_app.config["SERVICE_URL"].rstrip("/")
        + url_for("word_forms.word_page", slug=response.round.slug),
        demonstration=translated(DEMONSTRATION) if current_app.config["REHEARSAL"] else None,
    )


def read_mark(text: str) -> Mark | None:
    """The field that a tag or a bookmark names; None for anything that we did not write into a form."""
    return read(text, _key())


def _key() -> bytes:
    """Another key than that of negotiation copies: a field of one is never taken for a field of the other."""
    return f"response form {current_app.config['SECRET_KEY']}".encode()
