"""A report as a document in the language of the page: the same words on its page and in its Word file.

They are as they may be read today.
"""

from app.documents.parts import Document
from app.documents.report_document import Issue, compose
from app.languages import language, translated, word
from app.languages.letters import site
from app.models import Report, ReportVersion, Round
from app.published.hidden import hidden_in
from app.published.kept_words import quoted_again
from app.reports.gathering import gathered
from app.reports.queries import versions
from app.reports.respondents import still_named
from workflows.deadline import LONDON
from workflows.report import ReportState

DEMONSTRATION = word("Demonstration: not a real agreement")


def released(round_: Round, version: ReportVersion, *, service: str, rehearsal: bool) -> Document:
    """A released version, from what was kept; less what its senders have taken back since."""
    kept = hidden_in(round_.id).clean_report(version.content)
    content = {
        **kept,
        "quotations": quoted_again(kept["quotations"]),
        "respondents": still_named(round_.id, kept["respondents"]),
    }
    earlier = [each for each in versions(round_) if each.number <= version.number]
    issue = Issue(
        number=str(version.number), reason=version.reason, dated=_day(version),
        demonstration=_mark(rehearsal=rehearsal),
        address=_address(service, round_, version.number),
        versions=tuple((str(each.number), each.reason, _day(each)) for each in earlier),
    )  # fmt: skip
    return compose(content, issue)


def draft(report: Report, *, dated: str, service: str, rehearsal: bool) -> Document:
    """The report as it stands, for staff."""
    number = max((each.number for each in report.versions), default=0) + 1
    issue = Issue(
        number=str(number), reason="", dated=dated, demonstration=_mark(rehearsal=rehearsal),
        draft=report.state is not ReportState.RELEASED,
        address=_address(service, report.round, number),
    )  # fmt: skip
    return compose(hidden_in(report.round_id).clean_report(gathered(report)), issue)


def _address(service: str, round_: Round, number: int) -> str:
    return f"{service}{site(language())}/rounds/{round_.slug}/response-report/{number}"


def _day(version: ReportVersion) -> str:
    return version.released_at.astimezone(LONDON).date().isoformat()


def _mark(*, rehearsal: bool) -> str | None:
    return translated(DEMONSTRATION) if rehearsal else None
