"""Every page of the demonstration, looked at by somebody who may read it."""

from collections import defaultdict

import pytest

from tests import world
from tests.browser import Journey, served
from tests.conftest import Browser
from tests.demonstration import Demonstration, sign_in_of

READERS = ["negotiator", "durham.governor", "durham.negotiator", "analyst", "equality", "director", "assurer",
           "manager", "administrator"]  # fmt: skip
"""Who looks, in this order: the first who finds the page."""
ROUND, DURHAM, WALES = "/rounds/2012-13", "/agreements/2012-13/hmp-durham", "/agreements/2012-13/wales-probation-trust"
EARLIER = {
    "consulting": {
        "manager": [
            *(f"{ROUND}/{page}" for page in ("invitations/invite", "close-feedback", "settlement", "editions/publish")),
            *(f"{ROUND}/intentions/{page}" for page in ("write", "CU-1/revise", "CU-1/remove", "CU-1/in-welsh")),
            *(f"{ROUND}/{page}" for page in ("invitations/from-register", "silence/remind", "reminders")),
        ],
    },
    "negotiating": {
        "negotiator": [
            WALES,
            *(f"{WALES}/{page}" for page in ("accept", "accept-terms", "terms/VT-1/write-change")),
            f"{WALES}/ask-approval/acceptance",
            *(f"{WALES}/terms/VT-1{page}" for page in ("", "/accept", "/want", "/park")),
            f"{DURHAM}/reopen",
            f"{DURHAM}/terms/VT-1/ask-to-reopen",
        ],
        "wales.negotiator": [WALES, f"{WALES}/actions/add", f"{ROUND}/agreements"],
        "director": [f"{DURHAM}/sign", f"{WALES}/terms/VT-1/allow-excess"],
        "manager": [f"{ROUND}/agreements", f"{ROUND}/agreements/draft"],
    },
}
"""Pages that delivery has no more use for."""
ELSEWHERE = {
    "tests/journeys/test_the_round.py": """agreements.add_term agreements.counter agreements.edit_term agreements.excuse
        agreements.propose
        agreements.send agreements.write_opening assurance.review assurance.send_back equality.add_impact
        equality.assess equality.screen rounds.negotiate signing.approve responses.about responses.check
        responses.question responses.section responses.sections_page responses.sent""",
    "tests/journeys/test_a_team_response.py": """rooms.team rooms.open_room rooms.invite rooms.join rooms.name_certifier
        rooms.remarks rooms.remarks_on rooms.history rooms.history_of word_forms.word_page word_forms.brought""",
    "tests/journeys/test_without_javascript.py": "responses.later",
    "tests/journeys/test_a_dispute.py": """disputes.accept_settlement disputes.advise disputes.ask_advice
        disputes.decide disputes.refer disputes.share disputes.write""",
    "tests/journeys/test_a_notice.py": "notices.write_batch signing.take_back_notice_of_end",
    "nothing to look at: it leads on": "across.of_agreement comparing.compare_offer agreements.index equality.index",
    "a file": """agreements.sheet_of_round figures.numbers_sheet figures.summary_sheet formats.file
        published.data_file reports.word reports.preview_word reports.preview_word_in_welsh
        assurance.evidence comparing.document disputes.evidence disputes.pack_file editions.document exports.file
        responses.original imports.file imports.rows_left_out imports.original signing.document
        signing.published_document signing.published_version_document word_copies.file
        searching.sheet searching.sheet_file stakeholders.sheet_of_register stakeholders.sheet_of_round
        subscriptions.dates subscriptions.editions""",
    "tests/people": """people.come_back people.accept_invitation people.assign people.choose_password
        people.invite_again
        people.reactivate people.remove_second_factor people.reset_second_factor people.second_factor""",
    "tests/terms": "terms.refuse terms.reopen_term terms.keep_agreed",
    "tests/agreements": "agreements.withdraw",
    "tests/coding": "coding.code_blind coding.give_up",
    "tests/answers": "answers.assign_point answers.prepare answers.send_back answers.waive",
    "tests/equality": "equality.send_back_assessment equality.send_back_screening",
    "tests/playbooks": "playbooks.approve",
    "tests/reports": "reports.release reports.revise reports.send_back",
    "tests/rounds": "rounds.consult",
    "tests/signing": "signing.publish",
    "tests/stakeholders": "stakeholders.extend stakeholders.extend_response stakeholders.invitation",
    "tests/subscriptions": "subscriptions.stop subscriptions.subscription",
}
"""Pages that are seen in another place, or that only another test can bring about."""


@pytest.fixture(scope="module")
def delivering(tmp_path_factory):
    """The small world on a database of its own: its address, and each page with who looks at it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('pages') / 'pages.sqlite'}"
    demonstration = Demonstration(url, "delivering")
    demonstration.app.test_client_class = Browser
    pages = demonstration.here(lambda: _pages(demonstration.app, world.furnish()))
    with served(url) as address:
        yield address, pages


def _pages(app, made) -> dict[str, list[tuple[str, str]]]:
    """By reader, the endpoint and address of each page that they are the first to find."""
    client, found = app.test_client(), defaultdict(list)
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint != "static":
            path = rule.build(made.values_for(rule.endpoint), append_unknown=False)[1]
            found[_reader(client, made.people, path)].append((rule.endpoint, path))
    return found


def _reader(client, people, path) -> str:
    for name in (world.SIGNED_OUT, *READERS):
        client.as_(people[name]) if people[name] else client.signed_out()
        answer = client.get(path)
        if answer.status_code == 200:
            return name if answer.mimetype == "text/html" else ""  # a file is nothing to look at
    return ""


def test_every_page_of_delivery_is_sound_and_every_other_is_looked_at_elsewhere(
    browser_of_the_machine, delivering, built_app, subtests
):
    address, pages = delivering
    for reader in (world.SIGNED_OUT, *READERS):
        look_at(browser_of_the_machine, address, reader, [path for _, path in pages[reader]], subtests)
    adapter = built_app.url_map.bind("")
    earlier = {adapter.match(path)[0] for pages in EARLIER.values() for paths in pages.values() for path in paths}
    elsewhere = {endpoint for endpoints in ELSEWHERE.values() for endpoint in endpoints.split()}
    missing = {endpoint for endpoint, _ in pages[""]} - earlier
    assert missing - elsewhere == set(), "say where these pages are looked at"
    assert elsewhere - missing == set(), "these pages are looked at here, or are gone"


@pytest.mark.parametrize("stage", EARLIER)
def test_every_page_before_delivery_is_sound(browser_of_the_machine, request, stage, subtests):
    for reader, paths in EARLIER[stage].items():
        look_at(browser_of_the_machine, request.getfixturevalue(stage), reader, paths, subtests)


def look_at(browser, address, reader, paths, subtests):
    with Journey(browser, address) as person:
        if reader != world.SIGNED_OUT:
            person.sign_in(*sign_in_of(reader))
        for path in paths:
            with subtests.test(reader, path=path):
                person.complaints.clear()
                person.visit(path)
                assert person.page.url == address + path
                assert person.document.status == 200
