"""What can be done about publishing responses: take words out, withhold, list, publish, and take down."""

from collections.abc import Iterable

import sqlalchemy as sa

from app import chain, clock, jobs
from app.extensions import db
from app.models import Point, PublishedResponse, Redaction, Response, Round, Volume
from app.perform import ensure, perform
from app.permissions import Actor
from app.published import listing, masks, queries
from app.published.putting_up import AT_ONCE, found_by, number_for, put_up
from app.published.words import ALLOWS, own_name
from workflows.engine import Refused
from workflows.redaction import RedactionKind
from workflows.volume import VolumeState

NOT_THERE = "These words are not in what was said here. Copy them from the text, without the words around them."

SAYS_THEM = "The reason stands in place of the words for everyone to read. Say it without the words themselves."


def take_out(
    response: Response,
    *,
    place: str,
    words: str,
    kind: RedactionKind | str,
    reason: str = "",
    welsh: str = "",
    by: Actor,
) -> list[Redaction]:
    """Take words out of what was said in a place, each time they stand there, from now on everywhere.

    What is taken out already is not taken out twice. `welsh` says the reason in Welsh. Raises Refused when the words
    are not there.
    """
    text = queries.as_sent([response.id]).get(response.id, {}).get(place, "")
    found = masks.places_of(words, text)
    if not found:
        raise Refused(NOT_THERE)
    if repeats(words, f"{reason}\n{welsh}"):
        raise Refused(SAYS_THEM)
    known = {(each.place, each.begins, each.ends) for each in queries.redactions_of(response)}
    new = [span for span in found if (place, *span) not in known]
    made = [_redaction(response, place, span, text, RedactionKind(kind), reason, by=by) for span in new]
    for each in made:
        each.welsh = {"reason": welsh} if welsh and reason else None
    if made:
        perform(response, "take_out", by=by, what=f"{place}: {RedactionKind(kind)}")
        _refresh(response)
    return made


def repeats(words: str, reason: str) -> bool:
    """Whether a reason says the words that it stands in place of, or a name that is among them."""
    first, *others = words.split() or [""]
    names = [each for each in ([first] if len(others) < 2 else []) + others if each[:1].isupper() and len(each) > 2]
    return any(masks.places_of(each, reason) for each in (words, *names))


def _redaction(
    response: Response, place: str, span: tuple[int, int], text: str, kind: RedactionKind, reason: str, *, by: Actor
) -> Redaction:
    made = Redaction(
        round_id=response.round_id, response=response, place=place, begins=span[0], ends=span[1],
        words=text[span[0] : span[1]], kind=kind, reason=reason, by_id=by.id, at=clock.now(),
    )  # fmt: skip
    db.session.add(made)
    return made


def put_back(redaction: Redaction, *, by: Actor) -> None:
    """Let words stand again. Once anything of it is public, somebody else than who took them out does it."""
    response = redaction.response
    alone = redaction.by_id == by.id and queries.is_open_to_all(response)
    perform(response, "put_back", by=by, what=redaction.place, took_out_themselves=alone)
    redaction.undone_by_id, redaction.undone_at = by.id, clock.now()
    _refresh(response)


def _refresh(response: Response) -> None:
    """Keep what a search looks through in step with what is shown."""
    db.session.flush()
    entry = queries.entry_of(response)
    if entry is not None and entry.published_at is not None:
        said, out = queries.as_sent([response.id]), queries.taken_out_of([response.id])
        entry.found_by = found_by(response, said.get(response.id, {}), out.get(response.id, []))


def withhold(response: Response, *, reason: str, welsh: str = "", by: Actor) -> None:
    """Keep a response from publication, or take it down: its address then gives the reason, and `welsh` in Welsh."""
    perform(response, "withhold", by=by, why=reason, reason=reason)
    entry = queries.entry_of(response)
    if entry is None:
        entry = PublishedResponse(round_id=response.round_id, response=response, number=number_for(response))
        db.session.add(entry)
    entry.withheld_at, entry.withheld_by_id, entry.withheld_reason = clock.now(), by.id, reason
    entry.welsh = {"withheld_reason": welsh} if welsh else None


def allow_publication(response: Response, *, by: Actor) -> None:
    """Let a withheld response be listed again. One that was public waits for the next list, as any other.

    Its words stand in answers and editions at once, so it takes two once there are any.
    """
    entry = queries.entry_of(response)
    alone = entry is not None and entry.withheld_by_id == by.id and queries.answers_are_out(response.round_id)
    perform(response, "allow_publication", by=by, withheld_themselves=alone)
    if entry is not None:
        entry.withheld_at = entry.withheld_by_id = entry.sent_at = None
        entry.withheld_reason = ""


def prepare(round_: Round, *, by: Actor) -> Volume:
    """List what can be published now, for somebody else to check and publish; the list there is, if one waits."""
    waiting = next((each for each in queries.volumes(round_) if each.state is VolumeState.PREPARED), None)
    if waiting is not None:
        return waiting
    counts = listing.listed(round_)
    last = db.session.scalar(sa.select(sa.func.max(Volume.number)).where(Volume.round_id == round_.id))
    volume = Volume(
        round=round_, number=(last or 0) + 1, state=VolumeState.PREPARED, digest=listing.digest(round_),
        with_name=counts["with name"], without_name=counts["without name"],
        prepared_by_id=by.id, prepared_at=clock.now(),
    )  # fmt: skip
    ensure(volume, "prepare", by)
    db.session.add(volume)
    db.session.flush()
    chain.created(volume, by=by, action="prepare")
    return volume


def publish(volume: Volume, *, by: Actor) -> None:
    """Publish exactly what was listed. Many are put on their pages in the background."""
    number = volume.with_name + volume.without_name
    perform(volume, "publish", by=by, what=f"{number:,} {'response' if number == 1 else 'responses'}")
    volume.published_by_id, volume.published_at = by.id, clock.now()
    if number <= AT_ONCE:
        put_up(volume)
    else:
        jobs.enqueue("publish_responses", key=f"volume {volume.id}", volume_id=volume.id)


def discard(volume: Volume, *, by: Actor) -> None:
    """Drop a list, so that a new one can be made."""
    perform(volume, "discard", by=by)


def keep_names_out(round_: Round) -> None:
    """Mark the senders' own names and addresses where they stand in words, before the names themselves are forgotten.

    For responses that are published or quoted without a name: afterwards nothing else would say what to take out.
    """
    wanted = sa.select(Response).where(
        Response.round_id == round_.id, Response.permission.in_(ALLOWS), listing.names_its_sender()
    )
    for response in db.session.scalars(wanted).all():
        _mark_own_name(response)


def keep_names_out_of_answers(points: Iterable[Point]) -> None:
    """Mark the names of senders without one where their own answers, about to be public, say them.

    It is taken out of every answer: the same reason beside another comment would tell whose name is left out here.
    """
    marked: set[tuple[int, str]] = set()
    for point in points:
        for name in own_name(point.response):
            welsh = "\n".join((point.welsh or {}).values())
            stands = name.words in f"{point.reason}\n{point.change}\n{welsh}" and _is_full(name.words)
            if stands and (point.response_id, name.words) not in marked:
                marked.add((point.response_id, name.words))
                db.session.add(
                    Redaction(
                        round_id=point.round_id, response_id=point.response_id, place=point.said_in, begins=0, ends=0,
                        words=name.words, kind=RedactionKind.OWN_NAME, at=clock.now(),
                    )
                )  # fmt: skip


def _is_full(name: str) -> bool:
    """Whether it looks like a name: what people typed as theirs may be words like any others."""
    parts = name.split()
    return "@" in name or (len(parts) > 1 and all(part[0].isupper() for part in parts))


def _mark_own_name(response: Response) -> None:
    names = own_name(response)
    for place, text in queries.as_sent([response.id]).get(response.id, {}).items():
        for name in names:
            for begins, ends in masks.places_of(name.words, text):
                db.session.add(
                    Redaction(
                        round_id=response.round_id, response=response, place=place, begins=begins, ends=ends,
                        words=text[begins:ends], kind=RedactionKind.OWN_NAME, at=clock.now(),
                    )
                )  # fmt: skip
