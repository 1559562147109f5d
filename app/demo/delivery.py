"""The demonstration's year: returns sent with evidence, reviewed and rated. All statements illustrative."""

from io import BytesIO

from werkzeug.datastructures import FileStorage

from app import clock, uploads
from app.assurance import commands as assurance
from app.demo import cast
from app.extensions import db
from app.models import Return, Round

RATINGS = (3, 3, 4, 2, 3, 1, 3, 2)


def send_returns(round_: Round, *, every: int = 3) -> int:
    """Send every third return whose period is over, with a file of evidence. Returns how many were sent."""
    expected = db.session.query(Return).filter_by(round_id=round_.id, state="expected")
    due = expected.filter(Return.covers_to <= clock.today()).order_by(Return.due_on, Return.id)
    chosen = [each for number, each in enumerate(due.limit(240)) if number % every == 0]
    for number, return_ in enumerate(chosen):
        _send(return_, RATINGS[(number + 3) % len(RATINGS)])
    return len(chosen)


def _send(return_: Return, rating: int) -> None:
    provider = return_.agreement.provider
    by = cast.find(cast.team_key(provider.code, "negotiator"))
    statement = f"Illustrative: {provider.name} checked its services for the period and reports on each."
    assurance.write(return_, statement=statement, self_rating=max(rating, 2), by=by)
    words = f"Illustrative evidence of {provider.name} for {return_.title}.\n"
    file = FileStorage(BytesIO(words.encode()), filename="evidence.txt")
    upload = uploads.store(file, by=by)
    assurance.attach(return_, upload, title=f"{return_.title}: evidence", effective_from=return_.covers_from, by=by)
    assurance.submit(return_, by=by)


def review_returns(round_: Round, *, every: int = 2) -> int:
    """Review every second return that was sent. Returns how many were reviewed."""
    assurer = cast.find("assurer")
    sent = db.session.query(Return).filter_by(round_id=round_.id, state="submitted").order_by(Return.id).all()
    for number, return_ in enumerate(sent[::every]):
        assurance.review(
            return_,
            rating=RATINGS[number % len(RATINGS)],
            conclusion="Illustrative: the evidence was read against the agreement, and the rating follows from it.",
            by=assurer,
        )
    return len(sent[::every])
