"""The picture of dates is whole in Welsh too, where a step has only an English name."""

import re

from app.extensions import db
from tests import make


def test_an_english_name_within_the_picture_stays_plain_words(browser):
    round_ = make.round_()
    round_.date_of("settlement").title = "Board meets"
    db.session.commit()
    page = browser.get(f"/cy/rounds/{round_.slug}").text
    (picture,) = re.findall(r"<svg(?=[^>]*dates-picture).*?</svg>", page, re.DOTALL)
    assert "Board meets" in picture
    assert "<span" not in picture, "markup ends a picture where it stands"
    assert picture.count("<circle") == len(make.DATES)
