"""The settings, their table in the documentation, and what production refuses."""

import dataclasses
import re
from pathlib import Path

import pytest

import config

ROOT = Path(__file__).parents[2]
TABLE = re.findall(
    r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8"), re.MULTILINE
)
SAFE = {
    "DATABASE_URL": "postgresql+psycopg:///round",
    "SECRET_KEY": "s" * 40,
    "AUDIT_KEY": "a" * 40,
    "SERVICE_URL": "https://round.example.test",
    "MAIL_SERVER": "mail.example.test",
}


def read_by_config():
    source = (ROOT / "config.py").read_text(encoding="utf-8")
    return set(re.findall(r"environ\.get\(\s*\"([A-Z_]+)\"|environ\.get\(\s*'([A-Z_]+)'", source))


def test_the_table_lists_exactly_the_variables_that_are_read():
    assert set(TABLE) == {double or single for double, single in read_by_config()}
    assert len(TABLE) == len(set(TABLE))


def test_every_setting_comes_from_a_variable_of_the_table():
    names = {field.name for field in dataclasses.fields(config.Settings)}
    assert names - {"SQLALCHEMY_DATABASE_URI", "TESTING"} <= set(TABLE)


def test_production_starts_with_its_own_secrets():
    settings = config.from_environment(SAFE)
    assert not settings.REHEARSAL
    assert settings.SESSION_COOKIE_SECURE


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", "Set SECRET_KEY to a secret of at least 32 characters"),
        ("SECRET_KEY", "short", "Set SECRET_KEY to a secret of at least 32 characters"),
        ("SECRET_KEY", config.DEMONSTRATION_SECRET, "Set SECRET_KEY to a secret of at least 32 characters"),
        ("AUDIT_KEY", "", "Set AUDIT_KEY to a secret of at least 32 characters"),
        ("AUDIT_KEY", "s" * 40, "Set AUDIT_KEY to a secret of its own"),
        ("SESSION_COOKIE_SECURE", "0", "Remove SESSION_COOKIE_SECURE=0"),
        ("SERVICE_URL", "http://round.example.test", "Set SERVICE_URL to the service's https:// address"),
        ("MAIL_SERVER", "", "Set MAIL_SERVER"),
    ],
)
def test_production_refuses_to_start_unsafe_and_says_what_to_set(name, value, sentence):
    with pytest.raises(config.Misconfigured, match=re.escape(sentence)):
        config.from_environment(SAFE | {name: value})


def test_a_rehearsal_needs_no_settings():
    assert config.from_environment({"REHEARSAL": "1"}).REHEARSAL


def test_secrets_do_not_show_when_settings_are_printed():
    printed = repr(config.from_environment(SAFE | {"MAIL_PASSWORD": "mail-secret"}))
    for secret in (SAFE["SECRET_KEY"], SAFE["AUDIT_KEY"], "mail-secret"):
        assert secret not in printed
