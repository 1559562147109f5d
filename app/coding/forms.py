"""What analysts type and tick when they code: themes, versions, codes of points, samples, resolutions."""

from wtforms import HiddenField

from app.fields import (
    CheckboxesField,
    ConfirmField,
    LongTextField,
    SelectField,
    TextField,
    VersionField,
    WholeNumberField,
)
from app.seen import SeenField
from app.web import BaseForm


class AddThemeForm(BaseForm):
    """A theme, and what belongs to it."""

    name = TextField("Name", what="the name of the theme", most=120)
    name_cy = TextField("Name in Welsh", what="its name in Welsh", required=False, most=120)
    definition = LongTextField("Definition", what="what a point with this theme says", most=2000)
    includes = LongTextField("It includes", what="what it includes", required=False, most=2000)
    excludes = LongTextField("It excludes", what="what it excludes", required=False, most=2000)


class ThemeForm(AddThemeForm):
    """The same for one that exists."""

    version = VersionField()


class RetireForm(BaseForm):
    """Why a theme is no longer used."""

    reason = LongTextField("Reason", what="why it is no longer used", most=1000)
    version = VersionField()


class MergeThemeForm(BaseForm):
    """Which theme takes over, and why."""

    into = SelectField("Merge it into", missing="Select the theme that takes over its points", coerce=int)
    reason = LongTextField("Reason", what="why they are one", most=1000)
    version = VersionField()


class SplitThemeForm(BaseForm):
    """What takes its place, and why."""

    names = LongTextField("The new themes", what="their names, each on a line of its own", most=1000)
    reason = LongTextField("Reason", what="why it is split", most=1000)
    version = VersionField()


class IssueForm(BaseForm):
    """Why a version is issued."""

    reason = LongTextField("Reason", what="what has changed, and why", most=1000)


class CodesForm(BaseForm):
    """The themes that a point carries. Names of their own: it may stand within the form of an answer."""

    themes = CheckboxesField("Themes", coerce=int)
    none_fits = ConfirmField("No theme fits")
    seen = SeenField()
    codes_shown = HiddenField(default="yes")


class DrawForm(BaseForm):
    """How many points, for whom, and how they are drawn."""

    size = WholeNumberField("How many points", what="how many points to draw", required=False, least=1, most=2000)
    share = WholeNumberField(
        "Or which share of those that are coded", what="the share", required=False, least=1, most=100
    )
    coder = SelectField("Second coder", missing="Select who codes them a second time", coerce=int)
    is_stratified = ConfirmField("Draw from each kind of respondent by its share")
    seed = WholeNumberField("Seed", what="the seed", required=False, least=0, most=999_999)


class BlindForm(BaseForm):
    """The second coder's themes of one point."""

    themes = CheckboxesField("Themes", coerce=int)
    none_fits = ConfirmField("No theme fits")
    version = VersionField()


class ResolveForm(BaseForm):
    """The themes that stand, and why."""

    themes = CheckboxesField("Themes that stand", coerce=int)
    reason = LongTextField("Reason", what="the reason: it is kept beside the codes", most=1000)
    version = VersionField()


class GiveUpForm(BaseForm):
    """Why a sample is given up."""

    reason = LongTextField("Reason", what="why it is given up", most=1000)
    version = VersionField()


class DecideForm(BaseForm):
    """Which suggestions are confirmed or dismissed."""

    points = CheckboxesField("Points", missing="Tick the points that you mean", coerce=int)
