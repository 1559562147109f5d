"""The dispute pack: one Word file and its annexes in a zip, with everything both sides may read and nothing private."""

import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
from docx import Document

from app.agreements import commands as agreements
from app.disputes import commands, rulings
from app.extensions import db
from app.models import DisputeEvidence, DisputePack, Remark, Upload
from app.remarks import commands as remarks
from tests import make, secrets
from tests.disputes.people import parties
from tests.work import do_jobs, waiting_jobs
from workflows.agreement import Side

SECRET = "SECRETMARK"


@pytest.fixture
def them(app):
    return parties()


@pytest.fixture
def dispute(them):
    """With the committee, with evidence of both sides, comments, discussion and a settlement that was proposed."""
    made = them.written()
    commands.attach(made, make.upload(b"Attendance by month."), title="Attendance", by=them.theirs)
    commands.share(made, by=them.theirs)
    commands.comment(made, text="The evidence carries 90.", by=them.ours)
    commands.attach(made, make.upload(b"National figures."), title="Figures", by=them.ours)
    remarks.remark(them.made.it, them.term(), text="Can you run it with fewer staff?", private=False, by=them.ours)
    rulings.propose_settlement(
        made, values={"VT-1": {**them.term().fields, "target": 81}}, reasons="Half-way.", by=them.ours
    )
    commands.refer(made, reason="We cannot settle it.", by=them.theirs)
    db.session.commit()
    return made


def fetched(app, browser, person, dispute) -> zipfile.ZipFile:
    answer = browser.as_(person).press(f"/disputes/{dispute.id}", f"/disputes/{dispute.id}/pack")
    assert answer.status_code == 303, answer.text
    assert "make_dispute_pack" in do_jobs(app)
    assert "It is ready." in browser.get(answer.location).text
    file = browser.get(f"{answer.location}/file")
    assert file.status_code == 200
    return zipfile.ZipFile(io.BytesIO(file.data))


def words_of(package: zipfile.ZipFile) -> str:
    document = Document(io.BytesIO(package.read("dispute-pack.docx")))
    texts = [each.text or "" for each in document.element.body.iter() if each.tag.endswith(("}t", "}tab"))]
    return " ".join(texts)


def test_it_holds_the_report_both_positions_what_was_said_and_the_timelines(app, browser, them, dispute):
    package = fetched(app, browser, them.theirs, dispute)
    words = words_of(package)
    for said in (
        "Dispute pack", "Target for programmes", "Words on description.", "Words on outcome.",
        "The commissioner’s last offer", "No staff.", "The evidence carries 90.", "Can you run it with fewer staff?",
        "Half-way.", "81", "We cannot settle it.", "Timeline of the agreement", "This is how we will deliver.",
        "Attendance",
    ):  # fmt: skip
        assert said in words, said


def test_both_last_positions_stand_side_by_side(app, browser, them, dispute):
    package = fetched(app, browser, them.ours, dispute)
    document = Document(io.BytesIO(package.read("dispute-pack.docx")))
    table = next(table for table in document.tables if "The commissioner’s last offer" in table.rows[0].cells[1].text)
    rows = {row.cells[0].text: (row.cells[1].text, row.cells[2].text) for row in table.rows}
    assert rows["Target"] == ("90", "70")


def test_the_evidence_is_annexed_as_it_came_with_its_fingerprint(app, browser, them, dispute):
    package = fetched(app, browser, them.made.manager, dispute)
    names = package.namelist()
    assert names == [
        "annexes/redline.docx",
        "annexes/01-evidence.txt",
        "annexes/02-evidence.txt",
        "dispute-pack.docx",
    ]
    assert package.read("annexes/01-evidence.txt") == b"Attendance by month."
    redline = package.read("annexes/redline.docx")
    assert hashlib.sha256(redline).hexdigest() in words_of(package).replace(" ", "")


def test_the_redline_shows_the_providers_offer_against_the_commissioners(app, browser, them, dispute):
    package = fetched(app, browser, them.theirs, dispute)
    inner = zipfile.ZipFile(io.BytesIO(package.read("annexes/redline.docx")))
    body = inner.read("word/document.xml").decode()
    assert "<w:ins " in body
    assert "<w:del " in body
    assert "90" in body
    assert "70" in body


def everything_in(content: bytes) -> str:
    """All text and bytes of a file, and of every zip within it, however deep."""
    text = content.decode("utf-8", errors="replace")
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                text += name + everything_in(package.read(name))
    return text


def test_nothing_private_is_in_it_for_anyone(app, browser, them, dispute):
    plant_secrets(them, dispute)
    for person in (them.theirs, them.ours, them.made.manager):
        package = fetched(app, browser, person, dispute)
        for name in package.namelist():
            assert SECRET not in everything_in(package.read(name)), name
        words = words_of(package)
        assert "Visits for all" not in words


def test_what_anybody_ever_keeps_private_is_not_in_it(app, browser, them, dispute):
    """Every column that tests/secrets.py knows to be one side's own, in rows of both sides."""
    secrets.prepare(them.made)
    for side in Side:
        secrets.plant(them.made, side)
    package = fetched(app, browser, them.ours, dispute)
    for name in package.namelist():
        found = everything_in(package.read(name))
        assert secrets.MARK not in found, name
        assert str(secrets.FIGURE) not in found.replace(",", ""), name


def plant_secrets(them, dispute) -> None:
    """A marked secret in every field that is one side's own."""
    made = them.made.it
    for side, person in (("ours", them.ours), ("theirs", them.theirs)):
        remarks.remark(made, them.term(), text=f"{SECRET} note {side}", private=True, by=person)
        remarks.remark(made, None, text=f"{SECRET} note on all {side}", private=True, by=person)
    agreements.write_change(
        made, them.term("PR-1"), fields={"price": 7_654_321}, reason=f"{SECRET} unsent", by=them.ours
    )
    agreements.excuse(made, make.intention(them.made.round), reason=f"{SECRET} excuse", by=them.ours)
    agreements.allow_excess(them.term(), reason=f"{SECRET} allowed", by=them.recorder)
    private = commands.open_dispute(made, title=f"{SECRET} title", terms=[them.term("PR-2")], by=them.theirs)
    commands.write(private, description=f"{SECRET} draft report", by=them.theirs)
    commands.attach(private, make.upload(f"{SECRET} file".encode()), title=f"{SECRET} evidence", by=them.theirs)
    commands.withdraw(private, reason=f"{SECRET} withdrawn", by=them.theirs)
    other = commands.open_dispute(made, title=f"{SECRET} of ours", terms=[them.term("SV-1")], by=them.ours)
    commands.write(other, history=f"{SECRET} history", by=them.ours)
    db.session.commit()
    assert db.session.query(Remark).filter(Remark.text.contains(SECRET)).count() == 4


def test_a_report_that_is_not_shared_has_no_pack(browser, them):
    made = them.written()
    page = browser.as_(them.theirs).get(f"/disputes/{made.id}").text
    assert "Make the dispute pack" not in page
    answer = browser.press(f"/disputes/{made.id}", f"/disputes/{made.id}/pack")
    assert answer.status_code == 409
    assert "Share the report first" in answer.text


def test_only_who_asked_for_it_fetches_it(app, browser, them, dispute):
    location = browser.as_(them.theirs).press(f"/disputes/{dispute.id}", f"/disputes/{dispute.id}/pack").location
    do_jobs(app)
    for someone in (them.ours, them.made.provider_signatory, them.outsider):
        assert browser.as_(someone).get(location).status_code == 404
        assert browser.get(f"{location}/file").status_code == 404


def test_a_second_press_leads_to_the_same_pack(browser, them, dispute):
    here = f"/disputes/{dispute.id}"
    first = browser.as_(them.theirs).press(here, f"{here}/pack").location
    assert browser.press(here, f"{here}/pack").location == first
    assert [job.name for job in waiting_jobs()].count("make_dispute_pack") == 1


def test_what_may_be_seen_is_decided_when_it_is_made(app, browser, them, dispute):
    location = browser.as_(them.theirs).press(f"/disputes/{dispute.id}", f"/disputes/{dispute.id}/pack").location
    them.theirs.active = False
    db.session.commit()
    do_jobs(app)
    pack = db.session.query(DisputePack).one()
    assert (pack.upload_id, bool(pack.failed)) == (None, True)
    assert location


def test_the_file_is_removed_after_a_week_and_can_be_asked_for_again(app, browser, them, dispute):
    from app.disputes import packs
    from app.jobs import Task

    fetched(app, browser, them.theirs, dispute)
    pack = db.session.query(DisputePack).one()
    pack.upload.uploaded_at -= timedelta(days=8)
    db.session.commit()
    packs.remove_files(Task("t", lambda *_: None))
    db.session.commit()
    db.session.expire_all()
    page = browser.get(f"/disputes/{dispute.id}/packs/{pack.id}").text
    assert "this one has been removed" in page
    assert browser.get(f"/disputes/{dispute.id}/packs/{pack.id}/file").status_code == 404
    assert db.session.query(Upload).count() == db.session.query(DisputeEvidence).count()


def test_between_two_providers_it_says_nothing_of_either_agreement(app, browser, them):
    from tests.disputes.people import WORDS

    made = commands.open_dispute(
        them.made.it, title="Escorts", other_provider=them.outsider.organisation, by=them.theirs
    )
    commands.write(made, by=them.theirs, **WORDS)
    commands.ask_advice(made, by=them.theirs)
    db.session.commit()
    package = fetched(app, browser, them.outsider, made)
    words = words_of(package)
    assert "Words on description." in words
    for kept in ("VT-1", "Timeline of the agreement", "This is how we will deliver.", "9,150,000", "Discussion"):
        assert kept not in words
    assert package.namelist() == ["dispute-pack.docx"]


def test_the_same_dispute_on_the_same_day_is_the_same_file(app, browser, them, dispute):
    first = fetched(app, browser, them.theirs, dispute)
    second = fetched(app, browser, them.ours, dispute)
    assert [first.read(name) for name in first.namelist()] == [second.read(name) for name in second.namelist()]
