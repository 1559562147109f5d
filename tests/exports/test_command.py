"""`flask agreement export` writes agreements to a folder, as the system."""

import csv
import hashlib
from datetime import date

from tests import make
from tests.signing.people import cast


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=["agreement", "export", *arguments])


def listed(folder):
    with (folder / "manifest.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_every_agreement_of_a_round_is_written_with_its_manifest(app, tmp_path):
    made = cast("signed")
    other = cast("drafting", round_=made.round, provider=make.provider())
    result = run(app, "2012-13", "--out", str(tmp_path / "new" / "folder"))
    assert result.exit_code == 0, result.output
    assert "Wrote 2 agreements and manifest.csv" in result.output
    rows = listed(tmp_path / "new" / "folder")
    assert {row["provider"] for row in rows} == {made.it.provider.name, other.it.provider.name}
    for row in rows:
        written = (tmp_path / "new" / "folder" / row["file"]).read_bytes()
        assert hashlib.sha256(written).hexdigest() == row["sha256"]


def test_one_provider_or_one_state_can_be_chosen(app, tmp_path):
    made = cast("signed")
    cast("with provider", round_=made.round, provider=make.provider())
    run(app, "2012-13", "--provider", made.it.provider.code, "--out", str(tmp_path / "one"))
    run(app, "2012-13", "--state", "with provider", "--out", str(tmp_path / "two"))
    assert [row["provider"] for row in listed(tmp_path / "one")] == [made.it.provider.name]
    assert [row["state"] for row in listed(tmp_path / "two")] == ["with provider"]


def test_the_same_agreement_written_on_another_day_is_the_same_bytes(app, tmp_path):
    cast("signed")
    run(app, "2012-13", "--out", str(tmp_path / "a"))
    make.move_clock(date(2012, 3, 30))
    run(app, "2012-13", "--out", str(tmp_path / "b"))
    assert [f.read_bytes() for f in sorted((tmp_path / "a").iterdir())] == [
        f.read_bytes() for f in sorted((tmp_path / "b").iterdir())
    ]


def test_what_is_not_there_is_said_plainly(app, tmp_path):
    cast("signed")
    assert "There is no round called 1066-67." in run(app, "1066-67", "--out", str(tmp_path)).output
    assert "No agreement fits." in run(app, "2012-13", "--provider", "nobody", "--out", str(tmp_path)).output
    assert run(app, "2012-13", "--state", "nonsense", "--out", str(tmp_path)).exit_code == 2
    assert list(tmp_path.iterdir()) == []
