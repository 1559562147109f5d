"""What the main pages cost at stage `negotiating`, as ratios to the floor."""

import json
import re
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import event

from app import create_app
from app.demo import cast
from app.demo.negotiation import Reach, Team
from app.extensions import db
from app.models import Agreement, Entry
from bench import floor
from bench.instructions import counting, cpu_seconds, instructions
from config import for_tests
from workflows.agreement import AgreementState

ENTRIES = 40


class Measured(NamedTuple):
    """One page: what it is, its limit as a multiple of the floor, the rows it shows, and what it and the floor cost."""

    name: str
    limit: float
    rows: int
    queries: int
    cost: float
    floor: float


def main(database_url: str, floor_url: str) -> None:
    app, bare = create_app(for_tests(database_url)), floor.build(floor_url).test_client()
    measure: Callable[..., float] = instructions if counting() else cpu_seconds
    results = [_measure(name, limit, request, bare, app, measure) for name, limit, request in _requests(app)]
    print(json.dumps([result._asdict() for result in results]))


def _requests(app: Any) -> list[tuple[str, float, Callable[[], Any]]]:
    with app.app_context():
        negotiator = _session(app, cast.find("director"))
        most = _fullest()
    anyone = app.test_client()
    return [
        ("public round page", 2, lambda: anyone.get("/rounds/2012-13")),
        ("intentions page", 2, lambda: anyone.get("/rounds/2012-13/intentions")),
        ("list of 166 agreements", 3, lambda: negotiator.get("/rounds/2012-13/agreements")),
        ("one agreement, 40 terms, its timeline", 3, lambda: negotiator.get(most)),
        ("saving an answer", 3, _saving(app)),
    ]


def _session(app: Any, person: Any) -> Any:
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = person.fs_uniquifier, True
    return client


def _fullest() -> str:
    """The address of an agreement on which much has happened: countered until its timeline has 40 entries."""
    waits = db.session.query(Agreement).filter_by(state=AgreementState.WITH_COMMISSIONER).order_by(Agreement.id).first()
    team = Team(waits, cast.find("director"))
    while db.session.query(Entry).filter_by(chain=f"agreement {waits.id}").count() < ENTRIES:
        team.make(Reach.COUNTERED)
        team.make(Reach.ANSWERED)
    db.session.commit()
    return f"/agreements/2012-13/{waits.provider.code}"


def _saving(app: Any) -> Callable[[], Any]:
    """A respondent saves an answer, as their browser does: with the hidden fields of the page."""
    client = app.test_client()
    start = "/rounds/2012-13/respond"
    client.post(start, data=_hidden(client.get(start).text))
    place = f"{start}/CU-4"
    words = {**_hidden(client.get(place).text), "stance": "agree", "comment": "A measured comment."}
    return lambda: client.post(place, data=words)


def _hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))


def _measure(name: str, limit: float, request: Any, bare: Any, app: Any, measure: Any) -> Measured:
    answer, queries = _counted(app, request)
    saves = answer.status_code in (302, 303)
    assert answer.status_code == 200 or saves, (name, answer.status_code)
    rows = len(re.findall(r"<tr|<li|<dt", answer.text.split("<main")[-1].split("</main")[0]))
    below = (lambda: bare.post("/", data={"text": "A measured comment."})) if saves else (lambda: bare.get(f"/{rows}"))
    return Measured(name, limit, rows, queries, measure(request), measure(below))


def _counted(app: Any, request: Any) -> tuple[Any, int]:
    request()
    seen: list[str] = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    answer = request()
    return answer, len(seen)


if __name__ == "__main__":
    main(*sys.argv[1:])
