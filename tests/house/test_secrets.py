"""Nothing that one side keeps to itself reaches the other: not by any page, count, search, file, letter or timeline.

A marked secret stands in every private column; then everybody else fetches everything there is to fetch.
"""

import io
import re
import zipfile

import pytest
import sqlalchemy as sa

from app.extensions import db
from app.models import Letter, Person
from app.remarks import commands as remarks
from tests import make, secrets
from tests.secrets import FIGURE, MARK, SECRET, SHARED, kept_columns, plant, prepare
from tests.signing.people import Cast, cast
from tests.work import do_jobs
from workflows.agreement import Side
from workflows.roles import Role

SOUGHT = (MARK, str(FIGURE), f"{FIGURE:,}")
PARTS_OF_SECRETS = ("zebr", "91827")
"""To search for; the page says again what was searched for, so not the whole of one."""
STATES = ["with provider", "with commissioner", "signed"]
both_sides = pytest.mark.parametrize("side", list(Side))
every_state = pytest.mark.parametrize("state", STATES)
ELSEWHERE = {"static", "people.sign_out", "people.set_up_second_factor"}
"""Not about agreements; the last shows a new code each time."""


def test_every_column_that_says_something_is_declared_secret_or_shared():
    declared = {name: SECRET.get(name, set()) | SHARED.get(name, set()) for name in SECRET.keys() | SHARED.keys()}
    assert kept_columns() == declared, "say in tests/secrets.py whether the other side may know these"
    assert not [name for name in SECRET if SECRET[name] & SHARED.get(name, set())]


def test_every_secret_column_is_planted_in_some_state(app):
    unplanted = {(table, column) for table, columns in SECRET.items() for column in columns}
    for number, (state, side) in enumerate((state, side) for state in STATES for side in Side):
        made = cast(state, round_=make.round_(slug=f"round {number}"))
        prepare(made)
        plant(made, side)
        unplanted -= {one for one in unplanted if _holds(*one)}
    assert unplanted == set()


def _holds(table: str, column: str) -> bool:
    words = sa.cast(db.metadata.tables[table].c[column], sa.Text())
    return db.session.scalar(sa.select(sa.func.count()).where(words.contains(MARK))) > 0


@pytest.fixture
def made(app, state):
    """An agreement that is still without secrets."""
    made = cast(state)
    prepare(made)
    return made


def strangers() -> dict[str, Person | None]:
    """Everybody who shares the secrets of neither side."""
    return {
        "another provider": make.person(Role.PROVIDER_NEGOTIATOR, Role.PROVIDER_SIGNATORY, at=make.provider()),
        "assurer": make.person(Role.ASSURER),
        "analyst": make.person(Role.ANALYST, Role.EQUALITY_LEAD),
        "administrator": make.person(Role.ADMINISTRATOR),
        "works with others": make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[make.provider()]),
        "nobody": None,
    }


def across_from(side: Side, made: Cast) -> dict[str, Person]:
    """The people of the other side, the negotiator first."""
    if side is Side.COMMISSIONER:
        return {"their negotiator": made.provider_negotiator, "their signatory": made.provider_signatory}
    ours = (made.commissioner_negotiator, made.commissioner_signatory, made.manager)
    return {"our negotiator": ours[0], "our signatory": ours[1], "our manager": ours[2]}


def addresses(app, made, planted) -> list[str]:
    """The address of every page and file, about this agreement and about what was planted."""
    given = {
        "slug": made.round.slug, "code": made.it.provider.code, "ref": "VT-1", "key": "negotiation_done", "number": 1,
        "kind": "csv", "step": "offer", "instrument": "sla", "token": "made-up", "place": "CU-1", "batch_id": 1,
        "person_id": made.provider_negotiator.id, "return_id": 1, "action_id": 1, "response_id": 1, "point_id": 1,
        "export_id": 1, "appointment_id": 1, "letter_id": 1, "evidence_id": 1, "bulk_id": 1, "filename": "site.css",
        "template_id": 1, "format_id": 1, "fingerprint": "0" * 64,
        "theme_id": 1, "position": 1, "ending": "csv", "stakeholder_id": 1, "invitee_id": 1,
        "campaign_id": 1, "search_id": 1, "sheet_id": 1, "import_id": 1, "name": "responses.csv",
        "doing": "approve",
        **planted.ids,
    }  # fmt: skip
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and rule.endpoint not in ELSEWHERE]
    unknown = {name for rule in rules for name in rule.arguments} - given.keys()
    assert unknown == set(), "say here what stands in these parts of addresses"
    found = [rule.build(given, append_unknown=False) for rule in rules]
    slug, code = made.round.slug, made.it.provider.code
    return [
        *(address for _, address in filter(None, found)),
        *(f"/rounds/{slug}/agreements?q={word}" for word in PARTS_OF_SECRETS),
        f"/rounds/{slug}/agreements.xlsx?terms=unsettled",
        *(f"/agreements/{slug}/{code}/offers/{number}" for number in (2, 3, 4)),
        f"/agreements/{slug}/{code}/terms/VT-1/remark?corrects=1",
    ]


def told(content: bytes) -> set[str]:
    """Which secrets stand in what was fetched, however it is packed."""
    words = content.decode("utf-8", "ignore") + _unpacked(content)
    return {match for sought in SOUGHT for match in re.findall(rf"{re.escape(sought)}[ \w.]{{0,40}}", words)}


def _unpacked(content: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return ""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = [packed.read(name) for name in packed.namelist()]
    return " ".join(part.decode("utf-8", "ignore") + _unpacked(part) for part in parts)


@every_state
def test_nobody_of_neither_side_can_fetch_a_secret(app, browser, made, subtests):
    people = strangers()
    planted = [plant(made, side) for side in Side]
    everything = list(dict.fromkeys(address for one in planted for address in addresses(app, made, one)))
    for name, person in people.items():
        for address, answer in _fetched(browser, person, everything):
            _holds_no_secret(answer, address, name, subtests)


@every_state
@both_sides
def test_the_other_side_can_fetch_no_secret_and_nothing_that_differs_by_a_byte(app, browser, made, side, subtests):
    """Not even by a count, an order or a number: what is kept private changes nothing of theirs."""
    people = across_from(side, made)
    who = next(iter(people))
    pages = [page for page in addresses(app, made, secrets.Planted(NOTHING)) if not page.endswith((".docx", ".xlsx"))]
    before = {page: _bare(answer) for page, answer in _fetched(browser, people[who], pages)}
    everything = addresses(app, made, plant(made, side))
    for name, person in people.items():
        for address, answer in _fetched(browser, person, list(dict.fromkeys([*pages, *everything]))):
            _holds_no_secret(answer, address, name, subtests)
            if name == who and address in before and (after := _bare(answer)) != before[address]:
                with subtests.test(address):
                    assert after == before[address]


def _fetched(browser, person, everything):
    """Each address with what this person is given there, who has been given a page before."""
    (browser.as_(person) if person else browser.signed_out()).get("/help")
    for address in everything:
        yield address, browser.get(address)


def _holds_no_secret(answer, address, name, subtests):
    found = told(answer.data)
    if found or answer.status_code >= 500:
        with subtests.test(address, who=name):
            assert (found, answer.status_code < 500) == (set(), True)


NOTHING = {
    "dispute_id": 999, "clearance_id": 999, "notice": 999, "pack_id": 999, "change_id": 999, "evidence_id": 999,
}  # fmt: skip


def _bare(answer) -> str:
    """A page without what differs each time it is asked for; of a file only that it was there."""
    if not answer.mimetype.startswith("text/"):
        return str(answer.status_code)
    return re.sub(r'(name="csrf_token"[^>]*value=|nonce=|app-code">)"?[^">]*"?', r"\1", answer.text)


@both_sides
def test_ones_own_side_does_find_them(app, browser, side):
    """So that the tests above look for something that is there to be found."""
    made = cast("with provider" if side is Side.PROVIDER else "with commissioner")
    prepare(made)
    planted = plant(made, side)
    who = made.commissioner_signatory if side is Side.COMMISSIONER else made.provider_signatory
    pages = ("", "/terms/VT-1", "/discussion", "/playbook", f"/approvals/{planted.ids['clearance_id']}")
    found = set().union(*(told(browser.as_(who).get(f"{made.path}{page}").data) for page in pages))
    text = " ".join(found)
    for secret in (
        "remark text", "change after", "change reason", "playbook_line opening", "playbook_line limits",
        "playbook_line walk_away", "clearance beyond", "clearance reason", "entry what",
    ):  # fmt: skip
        assert secret in text


@both_sides
def test_letters_hold_nothing_that_was_written(app, side):
    made = cast("with provider")
    who = made.commissioner_negotiator if side is Side.COMMISSIONER else made.provider_negotiator
    for private in (True, False):
        remarks.remark(made.it, None, text=f"{MARK} {FIGURE}", private=private, by=who)
    prepare(made)
    plant(made, side)
    do_jobs(app)
    letters = list(db.session.scalars(sa.select(Letter)))
    assert letters
    assert not [letter.body for letter in letters if told(f"{letter.subject} {letter.body}".encode())]
