"""Make things for tests. Every argument has a sensible default; say only what the test is about."""

from datetime import UTC, date, datetime
from itertools import count

from app import clock
from app.editions.content import gather
from app.extensions import db
from app.intentions.queries import fingerprint
from app.models import (
    Agreement,
    Appointment,
    Assignment,
    Characteristic,
    Edition,
    EqualityQuestion,
    Intention,
    Organisation,
    OrganisationKind,
    Person,
    Response,
    Round,
    RoundDate,
    Sector,
    Setting,
    Template,
    Upload,
)
from workflows.instrument import Instrument
from workflows.roles import PROVIDER_ROLES, Role
from workflows.round import RoundState

_numbers = count(1)
NOON = datetime(2011, 11, 21, 12, tzinfo=UTC)
DATES = {
    "discussion_edition": date(2011, 11, 1),
    "feedback_closes": date(2011, 12, 9),
    "settlement": date(2011, 12, 15),
    "answering_cut_off": date(2012, 1, 6),
    "final_edition": date(2012, 1, 20),
    "negotiation_done": date(2012, 2, 29),
    "agreements_start": date(2012, 4, 1),
    "agreements_end": date(2013, 3, 31),
}


def add(*things):
    db.session.add_all(things)
    db.session.commit()
    return things[0] if len(things) == 1 else things


def move_clock(to: date | datetime) -> None:
    """Put the rehearsal's clock at a moment, or at noon of a day."""
    moment = to if isinstance(to, datetime) else datetime(to.year, to.month, to.day, 12, tzinfo=UTC)
    db.session.get(Setting, clock.SETTING).value = moment.isoformat()
    db.session.commit()


def commissioner() -> Organisation:
    found = db.session.query(Organisation).filter_by(kind=OrganisationKind.COMMISSIONER).first()
    return found or add(Organisation(code="noms", name="National Offender Management Service", kind="commissioner"))


def provider(**given) -> Organisation:
    n = next(_numbers)
    return add(
        Organisation(
            **{
                "code": f"hmp-{n}",
                "name": f"HMP Example {n}",
                "kind": OrganisationKind.PROVIDER,
                "sector": Sector.PUBLIC_PRISON,
                "instrument": Instrument.SLA,
                "region": "North East",
                "nation": "England",
                "holds": "men",
                **given,
            }
        )
    )


def person(*roles: Role, at: Organisation | None = None, round_: Round | None = None, works_with=(), **given) -> Person:
    """Someone of organisation `at` (the commissioner by default) holding `roles`."""
    organisation = at or commissioner()
    n = next(_numbers)
    someone = add(
        Person(
            **{"email": f"person{n}@example.test", "name": f"Person {n}", "organisation_id": organisation.id, **given}
        )
    )
    for role in roles:
        db.session.add(
            Appointment(
                person_id=someone.id,
                role=role,
                round_id=round_.id if round_ else None,
                provider_id=organisation.id if role in PROVIDER_ROLES else None,
                given_at=datetime(2011, 10, 1, tzinfo=UTC),
            )
        )
    for one in works_with:
        db.session.add(Assignment(person_id=someone.id, provider_id=one.id))
    db.session.commit()
    db.session.refresh(someone)
    return someone


def round_(state: RoundState = RoundState.PLANNING, **given) -> Round:
    made = Round(
        **{
            "slug": "2012-13" if db.session.query(Round).count() == 0 else f"round-{next(_numbers)}",
            "title": "Commissioning round 2012-13",
            "state": state,
            "starts_on": date(2012, 4, 1),
            "ends_on": date(2013, 3, 31),
            "window_reason": "The settlement comes late.",
            "groups": [
                {"key": "co-commissioned", "prefix": "CO", "title": "Co-commissioned services", "introduction": ""},
                {"key": "community", "prefix": "CM", "title": "Community services", "introduction": ""},
                {"key": "custodial", "prefix": "CU", "title": "Custodial services", "introduction": ""},
            ],
            **given,
        }
    )
    made.dates = [
        RoundDate(key=key, title=key.replace("_", " ").capitalize(), original=day) for key, day in DATES.items()
    ]
    made.questions = [
        EqualityQuestion(number=n, key=key, text=f"Question {n}?")
        for n, key in enumerate(("positive", "opportunity", "relations", "adverse"), 1)
    ]
    names = ["Age", "Disability", "Gender reassignment", "Marriage and civil partnership", "Pregnancy and maternity"]
    names += ["Race", "Religion or belief", "Sex", "Sexual orientation"]
    made.characteristics = [
        Characteristic(list_version="equality-act-2010", key=name.lower().replace(" ", "-"), name=name, position=n)
        for n, name in enumerate(names, 1)
    ]
    return add(made)


def intention(of: Round, ref: str = "CU-1", **given) -> Intention:
    prefix, number = ref.split("-")
    group = {"CO": "co-commissioned", "CM": "community", "CU": "custodial"}[prefix]
    return add(
        Intention(
            **{
                "round_id": of.id,
                "group": group,
                "number": int(number),
                "ref": ref,
                "position": int(number),
                "title": f"Intention {ref}",
                "summary_title": f"Intention {ref}",
                "explanation": f"What {ref} buys and why.",
                "direction": "continue",
                **given,
            }
        )
    )


def edition(of: Round, kind: str = "discussion", **given) -> Edition:
    number = db.session.query(Edition).filter_by(round_id=of.id).count() + 1
    by = given.pop("published_by_id", None) or person(Role.ROUND_MANAGER).id
    return add(
        Edition(
            **{
                "round_id": of.id,
                "number": number,
                "kind": kind,
                "reason": "First published",
                "published_at": NOON,
                "published_by_id": by,
                "digest": "0" * 64,
                "content": {},
                **given,
            }
        )
    )


def published(of: Round, kind: str = "discussion") -> Edition:
    """An edition with the round's words as they stand."""
    content = gather(of)
    return edition(of, kind, content=content, content_digest=fingerprint(content))


def response(of: Round, **given) -> Response:
    cites = db.session.query(Edition).filter_by(round_id=of.id).first() or edition(of)
    return add(
        Response(
            **{
                "round_id": of.id,
                "edition_id": cites.id,
                "state": "submitted",
                "code_hash": f"{next(_numbers):064}",
                "name": "A. Respondent",
                "permission": "yes",
                "started_at": NOON,
                "submitted_at": NOON,
                **given,
            }
        )
    )


def template(instrument: str = "SLA", **given) -> Template:
    found = db.session.query(Template).filter_by(instrument=instrument).first()
    sections = [{"number": "2", "title": "Form of agreement", "clauses": [], "schedules": []}]
    return found or add(
        Template(**{"instrument": instrument, "number": "1.0", "title": "National template", "sections": sections,
                    "locked_at": NOON, **given})
    )  # fmt: skip


def agreement(of: Round, at: Organisation | None = None, **given) -> Agreement:
    """An agreement of `of` with provider `at`, in any state; for what a state needs beside it, use the commands."""
    with_ = at or provider()
    return add(
        Agreement(
            **{
                "round_id": of.id,
                "provider_id": with_.id,
                "template_id": template(with_.instrument).id,
                "instrument": with_.instrument,
                "starts_on": of.starts_on,
                "ends_on": of.ends_on,
                "waiting_since": NOON,
                **given,
            }
        )
    )


def upload(content: bytes = b"Evidence.", **given) -> Upload:
    return add(
        Upload(**{"name": "evidence.txt", "media_type": "text/plain", "size": len(content), "sha256": "0" * 64,
                  "uploaded_at": NOON, "content": content, **given})
    )  # fmt: skip
