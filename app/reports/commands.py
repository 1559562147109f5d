"""What can be done with a report: begin it, write in it, quote, approve, release, and take up a new version."""

from app import chain, clock
from app.extensions import db
from app.intentions.queries import fingerprint
from app.models import Person, Point, Report, ReportQuotation, ReportSection, ReportVersion, ReportWelsh, Round
from app.perform import ensure, perform
from app.permissions import Actor
from app.published.queries import taken_out_of
from app.published.words import shown_text
from app.reports import prose, queries
from app.reports.gathering import figures, gathered
from app.subscriptions.letters import report_published
from workflows.engine import Refused
from workflows.report import ReportState


def start(round_: Round, *, by: Person) -> Report:
    """Begin the round's report, with a proposed text in every section; the one there is, if somebody has."""
    found = queries.find(round_)
    if found is not None:
        return found
    report = Report(round=round_, state=ReportState.DRAFTING)
    ensure(report, "write", by)
    db.session.add(report)
    db.session.flush()
    chain.created(report, by=by)
    return report


def write(report: Report, key: str, text: str, *, by: Person) -> ReportSection:
    """Write a section over what is proposed. Raises Refused for a figure that does not exist."""
    _ensure_known(text)
    content = figures(report.round)
    perform(report, "write", by=by, what=prose.title_of(key, content)[:200])
    section = _section(report, key)
    if section is None:
        section = ReportSection(key=key)
        report.sections.append(section)
    section.text, section.by_id, section.at = text, by.id, clock.now()
    section.seen = prose.basis(key, content)
    _unapprove(report)
    return section


def translate(report: Report, key: str, text: str, *, english: str, by: Person) -> ReportWelsh | None:
    """Say in Welsh what a section says in `english`; empty takes away what was said. Raises Refused as above.

    Once the English says something else, the Welsh is set aside.
    """
    _ensure_known(text)
    content = figures(report.round)
    perform(report, "write", by=by, what=f"the Welsh of {prose.title_of(key, content)}"[:200])
    _unapprove(report)
    welsh = _welsh(report, key)
    if not text.strip():
        if welsh is not None:
            report.welsh.remove(welsh)
        return None
    if welsh is None:
        welsh = ReportWelsh(key=key)
        report.welsh.append(welsh)
    welsh.text, welsh.english, welsh.by_id, welsh.at = text, english, by.id, clock.now()
    welsh.seen = prose.basis(key, content)
    return welsh


def hold_on(report: Report, key: str, *, by: Person) -> None:
    """Say that a section still holds, in both languages, although figures have changed since it was written."""
    section, welsh = _section(report, key), _welsh(report, key)
    if section is not None:
        write(report, key, section.text, by=by)
    if welsh is not None:
        translate(report, key, welsh.text, english=welsh.english, by=by)


def propose_again(report: Report, key: str, *, by: Person) -> None:
    """Let the proposed text stand again in place of what was written."""
    section = _section(report, key)
    if section is not None:
        perform(report, "write", by=by, what="went back to the proposed text")
        report.sections.remove(section)
        _unapprove(report)


def quote(report: Report, point: Point, key: str, *, words: str = "", by: Person) -> ReportQuotation:
    """Quote a point, or a part of it, in a section. Raises Refused for words that may not be read, or are not there."""
    found = next((each for each in report.quotations if each.point_id == point.id), None)
    if found is not None:
        return found
    taken = taken_out_of([point.response_id]).get(point.response_id, [])
    shown = shown_text(point.text, point.response, taken, place=point.said_in, begins=point.begins)
    chosen = words.strip() or shown
    if not shown or chosen not in shown:
        raise Refused("These words may not be quoted. Copy a passage from what is shown, without what is taken out.")
    perform(report, "write", by=by, what=f"a quotation on {point.place}")
    found = ReportQuotation(point=point, section=key, words=chosen, by_id=by.id, at=clock.now())
    report.quotations.append(found)
    _unapprove(report)
    return found


def leave_out(report: Report, quotation: ReportQuotation, *, by: Person) -> None:
    """Quote it no longer."""
    perform(report, "write", by=by, what="left a quotation out")
    report.quotations.remove(quotation)
    _unapprove(report)


def approve(report: Report, *, seen: str = "", by: Person) -> None:
    """Approve exactly what the report says now. Raises Refused where what was `seen` (its fingerprint) is other."""
    says = fingerprint(gathered(report))
    if seen and seen != says:
        raise Refused("The report has been changed since you opened this page. Read it again, then approve it.")
    perform(report, "approve", by=by)
    report.approved_by_id, report.approved_at = by.id, clock.now()
    report.approved_digest = says


def send_back(report: Report, *, reason: str, by: Person) -> None:
    """Have an approved report written on."""
    perform(report, "send_back", by=by, why=reason, reason=reason)
    _unapprove(report)


def release(report: Report, *, reason: str, by: Person) -> ReportVersion:
    """Publish the report as it was approved, under the next number and for good, and tell who follows the round."""
    number = max((each.number for each in report.versions), default=0) + 1
    perform(report, "release", by=by, why=reason, reason=reason, what=f"version {number}")
    content = gathered(report)
    version = ReportVersion(
        report_id=report.id, round_id=report.round_id, number=number, reason=reason, content=content,
        digest=fingerprint(content), released_at=clock.now(), released_by_id=by.id,
    )  # fmt: skip
    report.versions.append(version)
    db.session.flush()
    report_published(report.round, f"/rounds/{report.round.slug}/response-report/{number}")
    return version


def revise(report: Report, *, reason: str, by: Actor) -> None:
    """Take the report up again after its release; what is released stays as it is."""
    perform(report, "revise", by=by, why=reason, reason=reason)
    _unapprove(report)


def _ensure_known(text: str) -> None:
    strange = prose.unknown(text)
    if strange:
        names = ", ".join(f"{{{name}}}" for name in strange)
        raise Refused(f"No figure is called {names}. Choose one of those listed, or write the words without braces.")


def _welsh(report: Report, key: str) -> ReportWelsh | None:
    return next((each for each in report.welsh if each.key == key), None)


def _section(report: Report, key: str) -> ReportSection | None:
    return next((each for each in report.sections if each.key == key), None)


def _unapprove(report: Report) -> None:
    report.approved_by_id = report.approved_at = None
    report.approved_digest = ""
