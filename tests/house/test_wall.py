"""The ethical wall: every route × every role × own organisation, another one, or signed out.

For each route the table says who finds it, when the thing it is about belongs to HMP Durham. Everyone else is told
that it does not exist (404), and who has not signed in is asked to, whether or not it exists. A route that nobody has
put in the table fails.
"""

import pytest

from tests import world

OUT = world.SIGNED_OUT
DURHAM = {"durham.negotiator", "durham.governor"}
WALES = {"wales.negotiator", "wales.chair"}
STAFF = {"analyst", "equality", "negotiator", "other negotiator", "director", "manager", "assurer"}
SIGNED_IN = STAFF | DURHAM | WALES | {"administrator", "respondent"}
EVERYONE = SIGNED_IN | {OUT}
BOTH_SIDES = STAFF | DURHAM | WALES
MANAGER, DIRECTOR = {"manager"}, {"director"}
READS_FEEDBACK = {"analyst", "equality", "director", "manager"}
SEES_DURHAM = {"negotiator", "director", "manager", "assurer"} | DURHAM
"""Of agreements that are signed; tests/agreements and tests/signing look at those that are not."""

FINDS = [
    (
        EVERYONE,
        """home.index rounds.index rounds.detail rounds.need rounds.assumptions intentions.index
        intentions.detail editions.index editions.detail editions.changes editions.document equality.published
        responses.have_your_say responses.start responses.come_back signing.published_index signing.published
        signing.published_document signing.published_version signing.published_version_document people.sign_in
        people.sign_out people.signed_out people.reset_password people.reset_sent help.index help.privacy
        help.accessibility help.other_ways help.cookies""",
    ),
    (
        SIGNED_IN,
        """home.work people.account people.edit_account people.change_password people.set_up_second_factor
        people.remove_second_factor""",
    ),
    (BOTH_SIDES, """agreements.index agreements.of_round assurance.index actions.index"""),
    # working papers of the round
    (
        STAFF,
        """equality.index equality.overview equality.screening equality.screen equality.submit_screening
        equality.approve_screening equality.screen_again equality.send_back_screening equality.waive_assessment
        equality.start_screening equality.start_assessment equality.assessment equality.assess equality.add_impact
        equality.remove_impact equality.submit_assessment equality.approve_assessment equality.assess_again
        equality.send_back_assessment actions.add rounds.dates rounds.invitations agreements.standard_terms
        agreements.template""",
    ),
    (
        MANAGER,
        """rounds.start rounds.edit rounds.consult rounds.close_feedback rounds.close rounds.set_cut_off
        rounds.record_date rounds.revise_date rounds.set_date rounds.explain_window rounds.invite
        rounds.invite_everyone_named rounds.negotiate rounds.record_settlement rounds.add_assumption intentions.write
        intentions.revise intentions.reorder intentions.remove editions.publish agreements.draft_agreements
        agreements.add_standard_term agreements.edit_standard_term signing.publish""",
    ),
    # identified responses
    (
        READS_FEEDBACK,
        """answers.index answers.feedback answers.point answers.summary responses.responses
        responses.response""",
    ),
    ({"analyst", "manager"}, "responses.enter"),
    (DIRECTOR, "answers.waive signing.end agreements.allow_excess"),
    # one provider's agreement, signed
    (
        SEES_DURHAM,
        """agreements.detail agreements.offer agreements.accept agreements.counter agreements.reopen
        agreements.write_change agreements.remove_change signing.text signing.document signing.signed""",
    ),
    (
        {"negotiator"},
        "agreements.send agreements.edit_term agreements.add_term agreements.remove_term agreements.excuse",
    ),
    (
        DURHAM,
        "agreements.propose agreements.write_opening assurance.write assurance.attach assurance.detach assurance.submit",
    ),
    (DIRECTOR | {"durham.governor"}, "signing.approve signing.sign"),
    # returns, evidence, actions
    (SEES_DURHAM, """assurance.detail assurance.evidence actions.detail actions.edit actions.start actions.finish"""),
    (SEES_DURHAM - DURHAM, "assurance.review assurance.send_back actions.agree actions.drop"),
    # what only its own maker finds
    (DIRECTOR, "exports.detail"),
    ({"director", "manager", "negotiator", "other negotiator", "assurer"}, "exports.export"),
    # people
    ({"administrator"}, "rehearsal.move"),
]


@pytest.fixture(scope="module")
def routes(built_app):
    return [rule for rule in built_app.url_map.iter_rules() if rule.endpoint != "static"]


def test_the_world_can_be_built(app):
    made = world.build()
    assert made.people["durham.governor"].name == "Michael Dunn"
