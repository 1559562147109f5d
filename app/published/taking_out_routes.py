"""Pages where staff take words out of a response, and put them back."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app.models import Response
from app.perform import ensure
from app.permissions import SEES_RESPONSES, roles_of
from app.published import commands, forms, masks, queries
from app.published.blueprint import STAFF, bp, seen_round
from app.published.suggestions import suggestions
from app.published.words import label_of, own_name
from app.responses import places
from app.timeline import queries as timeline
from app.web import commits, for_parts, pressed
from workflows.redaction import RedactionKind
from workflows.roles import Role

HERE = f"{STAFF}/responses/<int:response_id>/redactions"
CHECKS = for_parts(Role.ANALYST, Role.ROUND_MANAGER)


@bp.get(HERE)
@for_parts(*SEES_RESPONSES)
def redactions(slug: str, response_id: int) -> ResponseReturnValue:
    """A response with what is taken out marked in it, and what may have to be."""
    round_ = seen_round(slug)
    found = queries.seen(round_, response_id, seen_by=g.person)
    said = queries.as_sent([found.id]).get(found.id, {})
    redacted = queries.redactions_of(found)
    out = [
        masks.TakenOut(each.words, label_of(each.kind, each.reason, each.welsh), each.place, each.begins, each.ends)
        for each in redacted
    ]
    named = own_name(found)
    return render_template(
        "published/redactions.html",
        round=round_,
        response=found,
        entry=queries.entry_of(found),
        asked=places.of(found.edition).by_ref,
        said={place: masks.stretches(text, [*out, *named], place=place) for place, text in said.items()},
        redactions=redacted,
        suggestions=suggestions(found, said, out),
        may_take_out=bool(roles_of(g.person, found) & {Role.ANALYST, Role.ROUND_MANAGER}),
        timeline=timeline.of(found, seen_by=g.person),
    )


@bp.route(f"{HERE}/take-out/<place>", methods=["GET", "POST"])
@commits
@CHECKS
def take_out(slug: str, response_id: int, place: str) -> ResponseReturnValue:
    """Take sentences or words out of what was said in one place."""
    round_ = seen_round(slug)
    found = queries.seen(round_, response_id, seen_by=g.person)
    text = _said_in(found, place)
    ensure(found, "take_out", g.person)
    form = forms.TakeOutForm()
    form.offer(text)
    if form.submitted() and _all_stand(form, text):
        for words in form.chosen(text):
            commands.take_out(
                found, place=place, words=words, kind=form.kind.data, reason=form.reason.data or "",
                welsh=form.reason_in_welsh.data or "", by=g.person,
            )  # fmt: skip
        flash("The words are taken out, here and wherever they are shown.")
        return redirect(url_for(".redactions", slug=slug, response_id=found.id), 303)
    asked = places.of(found.edition).by_ref.get(place)
    return render_template(
        "published/take_out.html", round=round_, response=found, place=place, asked=asked, text=text, form=form,
        hints=forms.HINTS,
    )  # fmt: skip


def _all_stand(form: forms.TakeOutForm, text: str) -> bool:
    """Whether each passage stands in the text; if not, say what to do."""
    missing = [words for words in form.chosen(text) if not masks.places_of(words, text)]
    if missing:
        form.words.errors = [*form.words.errors, commands.NOT_THERE]
    said = " ".join(str(form[name].data or "") for name in ("reason", "reason_in_welsh") if name in form)
    telling = any(commands.repeats(words, said) for words in form.chosen(text))
    if telling:
        form.reason.errors = [*form.reason.errors, commands.SAYS_THEM]
    return not missing and not telling


def _said_in(response: Response, place: str) -> str:
    text = queries.as_sent([response.id]).get(response.id, {}).get(place)
    if text is None:
        raise NoResultFound
    return text


@bp.post(f"{HERE}/accept")
@commits
@CHECKS
def accept_suggestion(slug: str, response_id: int) -> ResponseReturnValue:
    """Take out what was suggested: still words that stand there, whoever sends the form."""
    found = queries.seen(seen_round(slug), response_id, seen_by=g.person)
    place, words = request.form.get("place", ""), request.form.get("words", "")
    pressed(
        lambda: commands.take_out(found, place=place, words=words, kind=RedactionKind.PERSONAL, by=g.person),
        "The words are taken out, here and wherever they are shown.",
    )
    return redirect(url_for(".redactions", slug=slug, response_id=found.id), 303)


@bp.post(f"{HERE}/<int:redaction_id>/put-back")
@commits
@CHECKS
def put_back(slug: str, response_id: int, redaction_id: int) -> ResponseReturnValue:
    """Let words stand again."""
    found = queries.seen(seen_round(slug), response_id, seen_by=g.person)
    chosen = next((each for each in queries.redactions_of(found) if each.id == redaction_id), None)
    if chosen is None:
        flash("These words stand again already.")
    else:
        pressed(lambda: commands.put_back(chosen, by=g.person), "The words stand again.")
    return redirect(url_for(".redactions", slug=slug, response_id=found.id), 303)
