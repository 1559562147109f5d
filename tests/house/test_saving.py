"""Whatever takes a post saves all or nothing, and whatever only shows saves nothing."""

WRITES = {"POST", "PUT", "PATCH", "DELETE"}


def test_a_page_commits_exactly_when_it_takes_a_post(app):
    for rule in app.url_map.iter_rules():
        saves = getattr(app.view_functions[rule.endpoint], "saves", False)
        assert saves is bool(rule.methods & WRITES), f"{rule.endpoint}: @commits belongs on what takes a post"
