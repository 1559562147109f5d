"""The round before: short and illustrative, but signed with every provider, so that last year's agreements exist."""

import json
from datetime import date
from typing import Any

from app.agreements import commands as agreements
from app.demo import cast, consultation
from app.demo.files import LAST_YEAR, read
from app.demo.negotiation import Reach
from app.editions import commands as editions
from app.equality import commands as equality
from app.extensions import db
from app.intentions import commands as intentions
from app.models import EditionKind, Person, Round
from app.rounds import commands as rounds
from workflows.instrument import Instrument
from workflows.screening import Finding

BEGINS, CONSULTS, ANSWERS, SETTLES, NEGOTIATES = "2010-09-06", "2010-09-13", "2010-12-13", "2010-12-20", "2011-01-20"
STARTS = "2011-04-01"
DAYS = {
    Reach.SENT: "2011-01-24",
    Reach.PROPOSED: "2011-01-28",
    Reach.AGREED: "2011-02-02",
    Reach.HALF_APPROVED: "2011-02-03",
    Reach.APPROVED: "2011-02-04",
    Reach.HALF_SIGNED: "2011-02-08",
    Reach.SIGNED: "2011-02-09",
}
"""Nobody countered: what each provider proposed was accepted, and everything was signed in good time."""


def set_up(manager: Person) -> Round:
    """The round with its dates, few intentions and few standard terms, and the templates of its year."""
    round_ = consultation.begin(read("round", LAST_YEAR), manager)
    for each in read("intentions", LAST_YEAR)["intentions"]:
        intentions.write(
            round_,
            group=each["group"],
            number=each["number"],
            title=each["title"],
            summary_title=each["title"],
            in_summary=True,
            explanation=each["explanation"],
            direction=each["direction"],
            applies={"sectors": each["sectors"], "nations": [], "holds": [], "providers": []},
            segments=[],
            partners=[],
            by=manager,
        )
    for each in read("terms", LAST_YEAR)["terms"]:
        _write_term(round_, each, manager)
    _load_templates()
    return round_


def _write_term(round_: Round, said: dict[str, Any], manager: Person) -> None:
    """The term of this year that it is like, with the values and the intentions of last year."""
    like = next(term for term in read("terms")["terms"] if term["ref"] == said["like"])
    agreements.add_standard_term(
        round_,
        schedule=like["schedule"],
        ref=like["ref"],
        title=like["title"],
        fields={**like["values"], **said["values"]},
        intentions=said["intentions"],
        applies={key: like[key] for key in ("sectors", "nations", "holds", "providers")},
        by=manager,
    )


def _load_templates() -> None:
    """Last year's national templates: this year's, but for the words that differed."""
    differs = read("round", LAST_YEAR)["template"]
    for name in ("template-sla", "template-contract-schedule"):
        data = read(name)
        words = json.dumps(data["sections"])
        for new, old in differs["instead"].items():
            words = words.replace(new, old)
        agreements.load_template(
            instrument=Instrument(data["instrument"]),
            number=differs["version"],
            title=data["title"],
            sections=json.loads(words),
            glossary=data.get("glossary", ()),
        )


def consult(round_: Round, manager: Person) -> None:
    """Publish the discussion edition and open the round. Nobody is named in it, and what was answered is not shown."""
    editions.publish(round_, EditionKind.DISCUSSION, "First edition, for discussion", by=manager)
    rounds.consult(round_, by=manager)


def settle(round_: Round, manager: Person) -> None:
    """Record the settlement, and screen intentions that change nothing for anybody."""
    rounds.record_settlement(round_, date(2010, 12, 15), by=manager)
    lead, why = cast.find("equality"), read("round", LAST_YEAR)["screening"]["reason"]
    screening = equality.start_screening(round_, by=lead)
    findings = {each.key: (Finding.NOT_RELEVANT, why) for each in round_.characteristics}
    equality.screen(screening, findings, by=lead)
    equality.submit_screening(screening, by=lead)
    equality.approve_screening(screening, by=cast.find("director"))


def negotiate(round_: Round, manager: Person) -> None:
    """Publish the final edition and draft an agreement for every provider."""
    editions.publish(round_, EditionKind.FINAL, "Final edition, after the settlement", by=manager)
    rounds.negotiate(round_, by=manager)
    agreements.draft_agreements(round_, by=manager)
    db.session.commit()
