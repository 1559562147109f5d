"""The ethical wall: every route × every role × own organisation, another one, or signed out.

For each route the table says who finds it, when the thing it is about belongs to HMP Durham. Everyone else is told
that it does not exist (404), and who has not signed in is asked to, whether or not it exists. A route that nobody has
put in the table fails.
"""

from tests import make, world

OUT = world.SIGNED_OUT
DURHAM = {"durham.negotiator", "durham.governor"}
WALES = {"wales.negotiator", "wales.chair"}
STAFF = {"analyst", "equality", "negotiator", "other negotiator", "director", "manager", "assurer"}
SIGNED_IN = STAFF | DURHAM | WALES | {"administrator", "respondent"}
EVERYONE = SIGNED_IN | {OUT}
BOTH_SIDES = STAFF | DURHAM | WALES
NEGOTIATE = {"negotiator", "other negotiator", "durham.negotiator", "wales.negotiator"}
MANAGER, DIRECTOR = {"manager"}, {"director"}
READS_FEEDBACK = {"analyst", "equality", "director", "manager"}
SEES_DURHAM = {"negotiator", "director", "manager", "assurer"} | DURHAM
"""Of agreements that are signed; tests/agreements and tests/signing look at those that are not."""

FINDS = [
    (
        EVERYONE,
        """formats.file home.index rounds.index rounds.detail rounds.need rounds.assumptions intentions.index
        intentions.detail editions.index editions.detail editions.changes editions.document equality.published
        answers.answers figures.in_numbers figures.numbers_sheet published.index published.response
        published.about_data published.data_file reports.newest reports.version reports.word
        responses.have_your_say responses.start responses.come_back signing.published_index signing.published
        signing.published_document signing.published_version signing.published_version_document people.sign_in
        people.sign_out people.signed_out people.reset_password people.reset_sent help.index help.privacy
        help.accessibility help.other_ways help.cookies subscriptions.subscribe subscriptions.asked
        subscriptions.stopped subscriptions.dates subscriptions.editions""",
    ),
    (
        SIGNED_IN,
        """home.work people.account people.edit_account people.change_password
        people.remove_second_factor""",
    ),
    (NEGOTIATE, "people.deputy people.come_back"),
    (BOTH_SIDES, """agreements.index agreements.of_round agreements.sheet_of_round assurance.index actions.index"""),
    # working papers of the round
    (
        STAFF - {"assurer"},
        """equality.index equality.overview equality.screening equality.screen equality.submit_screening
        equality.approve_screening equality.screen_again equality.send_back_screening equality.waive_assessment
        equality.start_screening equality.start_assessment equality.assessment equality.assess equality.add_impact
        equality.remove_impact equality.submit_assessment equality.approve_assessment equality.assess_again
        equality.send_back_assessment actions.add rounds.dates rounds.invitations agreements.standard_terms
        agreements.template""",
    ),
    (
        MANAGER,
        """in_welsh.of_round in_welsh.of_intention formats.attach_format formats.take_format_away
        rounds.start rounds.edit rounds.consult rounds.close_feedback rounds.close rounds.set_cut_off
        rounds.record_date rounds.revise_date rounds.set_date rounds.explain_window rounds.invite answers.release
        rounds.invite_everyone_named rounds.negotiate rounds.record_settlement rounds.add_assumption intentions.write
        intentions.revise intentions.reorder intentions.remove editions.publish agreements.draft_agreements
        agreements.add_standard_term agreements.edit_standard_term signing.publish""",
    ),
    # answers
    (
        READS_FEEDBACK,
        """searching.index searching.save searching.sheet searching.ask_for_sheet campaigns.of_round
        campaigns.detail""",
    ),
    (DIRECTOR, "searching.edit searching.delete searching.made_sheet"),  # what the director saved and asked for
    (
        {"analyst"},
        "campaigns.look campaigns.rename campaigns.break_up campaigns.take_point_out campaigns.add_point",
    ),
    # points and their themes
    (
        READS_FEEDBACK,
        """points.context points.mark_read points.mark_several_read points.progress coding.index coding.version
        coding.theme coding.points_to_code coding.sample""",
    ),
    ({"analyst", "equality"}, "points.concern"),
    (
        {"analyst"},
        """points.split points.put_together points.take_apart points.merge coding.add_theme coding.edit_theme
        coding.move_theme coding.retire coding.use_again coding.merge_theme coding.split_theme coding.issue
        coding.save_codes coding.code_point coding.draw_sample coding.compare coding.give_up
        coding.look_for_suggestions coding.suggestions coding.decide_suggestions coding.confirm_many
        coding.decide_similar coding.resolve""",
    ),
    (READS_FEEDBACK, "answers.answer_templates answers.batches_of_round answers.batch changes.untied"),
    (
        {"analyst"},
        """answers.write_template answers.edit_template answers.retire_template changes.of_point changes.untie
        changes.tie""",
    ),
    (
        {"analyst", "manager", "director"},
        """answers.approve answers.send_back answers.together answers.prepare answers.apply_batch answers.discard_batch
        answers.go_on_with_batch answers.undo_batch""",
    ),
    ({"equality"}, "in_welsh.of_assessment"),
    ({"analyst", "manager"}, "answers.assign_point in_welsh.answers_to_translate in_welsh.of_answer"),
    (MANAGER, "answers.plan_release"),
    # what is published of responses, and the report on them
    (
        READS_FEEDBACK,
        """published.publication published.checklist published.redactions reports.overview reports.preview
        reports.preview_word reports.preview_in_welsh reports.preview_word_in_welsh""",
    ),
    (
        {"analyst", "manager"},
        """published.prepare published.withhold published.allow_publication published.take_out
        published.accept_suggestion published.put_back reports.start reports.write reports.hold_on
        reports.propose_again reports.quote reports.leave_out reports.revise reports.translate""",
    ),
    (MANAGER | DIRECTOR, "published.publish reports.approve reports.send_back"),
    ({"analyst", "manager", "director"}, "published.discard"),
    (MANAGER, "reports.release"),
    # identified responses
    (
        READS_FEEDBACK,
        """answers.index answers.feedback answers.point figures.summary figures.summary_sheet responses.responses
        responses.response""",
    ),
    (
        READS_FEEDBACK,
        """stakeholders.index stakeholders.sheet_of_register stakeholders.silence_map stakeholders.listed
        stakeholders.sheet_of_round""",
    ),
    (
        MANAGER,
        """stakeholders.add stakeholders.edit stakeholders.retire stakeholders.reinstate stakeholders.take_in
        stakeholders.choose stakeholders.remind stakeholders.schedule stakeholders.extend
        stakeholders.extend_response""",
    ),
    (
        {"analyst", "manager"},
        """responses.enter imports.index imports.detail imports.rows imports.columns imports.answers imports.check
        imports.import_rows imports.go_on imports.discard imports.undo imports.file imports.rows_left_out
        imports.letters imports.letter imports.set_aside imports.original""",
    ),
    (DIRECTOR, "answers.waive signing.give_notice_of_end signing.take_back_notice_of_end agreements.allow_excess"),
    # one provider's agreement, signed
    (
        SEES_DURHAM,
        """agreements.detail agreements.offer agreements.accept agreements.counter agreements.reopen agreements.withdraw
        terms.detail terms.accept terms.accept_terms terms.refuse terms.want terms.park terms.ask_to_reopen
        terms.reopen_term terms.keep_agreed
        agreements.write_change agreements.remove_change signing.text signing.document signing.signed
        signing.version comparing.compare comparing.compare_offer comparing.document
        remarks.discussion remarks.remark remarks.note remarks.remark_on_term remarks.note_on_term
        remarks.mark_read""",
    ),
    (SEES_DURHAM - {"assurer"}, "playbooks.of_agreement playbooks.write_for_term playbooks.ask"),
    (DURHAM, "playbooks.clearance playbooks.approve playbooks.decline"),  # of the provider's own side
    ({"negotiator", "other negotiator", "director", "manager"}, "playbooks.of_round playbooks.write_for_round"),
    (
        {"negotiator"},
        "agreements.send agreements.edit_term agreements.add_term agreements.remove_term agreements.excuse",
    ),
    (
        DURHAM,
        """agreements.propose agreements.write_opening assurance.write assurance.attach assurance.detach
        assurance.submit""",
    ),
    ({"negotiator", "durham.negotiator"}, "agreements.plan_action"),
    (DIRECTOR | {"durham.governor"}, "signing.approve signing.sign"),
    # across providers, for the commissioner's side
    (MANAGER | {"negotiator", "other negotiator"}, "bulk.choose bulk.prepare"),
    (MANAGER | DIRECTOR | {"negotiator", "other negotiator"}, "bulk.index"),
    (MANAGER | DIRECTOR | {"negotiator"}, "bulk.detail"),  # the negotiator's own
    (MANAGER | {"negotiator"}, "bulk.apply bulk.discard bulk.go_on bulk.undo"),
    (MANAGER, "bulk.time_to_undo"),
    (MANAGER | DIRECTOR, "across.money"),
    (MANAGER | DIRECTOR | {"negotiator", "other negotiator"}, "across.term"),
    (MANAGER | DIRECTOR | {"negotiator"}, "across.of_agreement"),
    (SEES_DURHAM - {"assurer"}, "word_copies.word_page word_copies.copy"),
    (DURHAM, "word_copies.edited word_copies.file word_copies.place word_copies.dismiss_rest"),  # what they brought
    # disputes: of one that HMP Durham has shared; tests/disputes looks at those that are private
    # notices of change
    (SEES_DURHAM, "notices.of_agreement notices.detail"),
    ({"negotiator", "durham.negotiator"}, "notices.write"),
    ({"negotiator"}, "notices.edit notices.change notices.leave_out notices.discard"),  # of the commissioner's draft
    (DIRECTOR, "notices.issue notices.issue_batch notices.undo_batch"),
    (DIRECTOR | {"durham.governor"}, "notices.answer notices.decide notices.withdraw"),
    ({"negotiator", "other negotiator", "director", "manager"}, "notices.batches_of_round"),
    ({"negotiator", "other negotiator", "manager"}, "notices.write_batch"),
    (MANAGER | DIRECTOR, "notices.batch"),
    (MANAGER, "notices.edit_batch notices.discard_batch"),
    (BOTH_SIDES, "disputes.index"),
    (
        SEES_DURHAM,
        """disputes.of_agreement disputes.open_dispute disputes.detail disputes.write disputes.attach disputes.detach
        disputes.evidence disputes.share disputes.comment disputes.refer disputes.withdraw disputes.propose_settlement
        disputes.accept_settlement disputes.pack""",
    ),
    (DURHAM, "disputes.ask_advice"),
    (SEES_DURHAM - DURHAM, "disputes.advise"),
    (DIRECTOR, "disputes.decide disputes.pack_progress"),
    (MANAGER, "disputes.set_steps"),
    # what follows from it
    (DURHAM, "assurance.evidence"),  # of a return that is not sent; tests/assurance looks at those that are
    (SEES_DURHAM, """assurance.detail actions.detail actions.edit actions.start actions.finish"""),
    (SEES_DURHAM - DURHAM, "assurance.review assurance.send_back actions.agree actions.drop"),
    # what only its own maker finds
    (DIRECTOR, "exports.detail"),
    ({"director", "manager", "negotiator", "other negotiator", "assurer"}, "exports.export"),
    # people
    (
        {"administrator"},
        """rehearsal.move people.organisations people.organisation people.add_organisation people.assign
        people.reset_second_factor people.settings""",
    ),
    ({"administrator", *DURHAM, *WALES}, "people.people"),
    ({"administrator", "durham.governor", "wales.chair"}, "people.invite"),
    (
        {"administrator", "durham.governor"},
        """people.detail people.deactivate people.edit_person people.give_role
        people.invite_again people.reactivate people.end_role""",
    ),
    # for whoever follows a link from a letter, or is in the middle of signing in or responding: without it, nothing
    (
        set(),
        """people.accept_invitation people.choose_password subscriptions.subscription subscriptions.confirm
        subscriptions.stop stakeholders.invitation stakeholders.opt_out""",
    ),
]
"""Who finds each page."""

ELSEWHERE = {
    "people.second_factor": "half signed in: tests/people",
    "people.set_up_second_factor": "also for those who must set it up before they are signed in: tests/people",
    "responses": "one's own response, by session or receipt code: tests/responses",
    "rooms": "the colleagues of one response, by session, receipt code or personal link: tests/rooms",
    "word_forms": "one's own response, by session or receipt code: tests/word_forms",
    "became": "one's own response, by session or receipt code: tests/became",
    "outbox": "one's own letters; all of them for administrators: tests/outbox",
    "coding.code_blind": "only the sample's second coder: tests/coding",
    "exports.file": "only when it is finished: tests/exports",
    "searching.sheet_file": "only when it is finished: tests/searching",
    "disputes.pack_file": "only when it is finished: tests/disputes",
}
"""Pages whose answer hangs on more than who asks, and where that is tested."""


def test_every_route_is_classified(built_app):
    named = [endpoint for _, endpoints in FINDS for endpoint in endpoints.split()]
    assert len(named) == len(set(named)), "a route stands in the table twice"
    routes = {rule.endpoint for rule in built_app.url_map.iter_rules()} - {"static"}
    elsewhere = {each for each in routes if each in ELSEWHERE or each.split(".")[0] in ELSEWHERE}
    assert routes - elsewhere - set(named) == set(), "say in FINDS who may find these"
    assert set(named) - routes == set(), "these routes are gone"


def test_every_page_exists_for_exactly_those_who_may_find_it(app, browser, subtests):
    made = world.build()
    rules = {endpoint: finders for finders, endpoints in FINDS for endpoint in endpoints.split()}
    pages = {_page(rule, made): rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint in rules}
    found = {name: _found_by(browser, person, pages) for name, person in made.people.items()}
    for page, endpoint in pages.items():
        with subtests.test(endpoint, address=page[1]):
            assert {name for name in made.people if page in found[name]} == rules[endpoint], page


def _page(rule, made) -> tuple[str, str]:
    """How a page is asked for: its method and its address."""
    address = rule.build(made.values_for(rule.endpoint), append_unknown=False)[1]
    return "GET" if "GET" in rule.methods else "POST", address


def _found_by(browser, person, pages) -> set[tuple[str, str]]:
    """The pages that exist for this person, who has been given a page before."""
    (browser.as_(person) if person else browser.signed_out()).get("/help")
    return {page for page in pages if _exists(browser, *page)}


def _finds(browser, person, method, address) -> bool:
    browser.as_(person) if person else browser.signed_out()
    return _exists(browser, method, address)


def _exists(browser, method, address) -> bool:
    """Whether whoever is signed in finds it. A post without its token changes nothing, and answers all the same."""
    answer = browser.open(address, method=method)
    assert answer.status_code < 500, f"{method} {address}: {answer.status_code}"
    asked_to_sign_in = answer.status_code == 302 and answer.location.startswith("/sign-in?")
    return answer.status_code != 404 and not asked_to_sign_in


LISTS = ("/work", "/agreements", "/rounds/2012-13/agreements", "/returns", "/actions", "/people", "/rounds/2012-13")


def test_lists_counts_and_work_name_no_other_provider(app, browser, subtests):
    made = world.build()
    for name in WALES:
        for page in (
            "/work",
            "/agreements",
            "/rounds/2012-13/agreements",
            "/returns",
            "/actions",
            "/people",
            "/rounds/2012-13",
        ):
            with subtests.test(page, who=name):
                text = browser.as_(made.people[name]).get(page, follow_redirects=True).text
                assert "Durham" not in text
                assert "Frankland" not in text


def test_a_draft_is_nobodys_but_its_negotiators(app, browser):
    made = world.build()
    durham = made.people["durham.governor"].organisation
    make.agreement(make.round_(slug="2013-14"), durham, state="drafting")
    finds = {name for name, who in made.people.items() if _finds(browser, who, "GET", "/agreements/2013-14/hmp-durham")}
    assert finds == {"negotiator", "director", "manager"}
