"""How far two coders agreed, in words and in the rows of a table; in the current language."""

from app.coding.kappa import Agreement
from app.coding.method import Sampled
from app.coding.sampled import ThemeAgreement
from app.languages import _, ngettext, translated


def of(sample: Sampled) -> str:
    """A sample that was coded twice: how it was drawn, and what came of it."""
    said = (_drawn(sample), _same(sample), _overall(sample.overall), _settled(sample))
    return " ".join(each for each in said if each)


def row(sample: Sampled, theme: ThemeAgreement) -> list[str]:
    """Sample, theme, kappa and its interval; why there is none where it cannot be computed."""
    figures = theme.figures
    if figures.kappa is None:
        return [str(sample.number), theme.name, "–", translated(figures.why)]
    return [str(sample.number), theme.name, f"{figures.kappa:.2f}", _interval(figures)]


def _drawn(sample: Sampled) -> str:
    how = _("drawn from each kind of respondent by its share") if sample.is_stratified else _("drawn at random")
    return ngettext(
        "Sample %(number)s: %(num)s point of %(population)s, %(how)s (seed %(seed)s), was coded again by %(coder)s who "
        "did not see the first codes, with version %(version)s of the frame.",
        "Sample %(number)s: %(num)s points of %(population)s, %(how)s (seed %(seed)s), were coded again by %(coder)s "
        "who did not see the first codes, with version %(version)s of the frame.",
        sample.size,
        number=sample.number, population=f"{sample.population:,}", how=how, seed=sample.seed,
        coder=translated(sample.coded_by), version=sample.frame_version,
    )  # fmt: skip


def _same(sample: Sampled) -> str:
    return ngettext(
        "%(same)s of %(num)s point carried exactly the same themes.",
        "%(same)s of %(num)s points carried exactly the same themes.",
        sample.points, same=f"{sample.same:,}",
    )  # fmt: skip


def _overall(overall: Agreement | None) -> str:
    if overall is None or overall.kappa is None:
        return _("Cohen’s kappa over all themes cannot be computed.")
    kappa, interval = f"{overall.kappa:.2f}", _interval(overall)
    if overall.low is None:
        return _("Cohen’s kappa over all themes is %(kappa)s (%(why)s).", kappa=kappa, why=interval)
    return _("Cohen’s kappa over all themes is %(kappa)s (95%% interval %(interval)s).", kappa=kappa, interval=interval)


def _interval(figures: Agreement) -> str:
    if figures.low is None or figures.high is None:
        return translated(figures.why)
    return _("%(low)s to %(high)s", low=f"{figures.low:.2f}", high=f"{figures.high:.2f}")


def _settled(sample: Sampled) -> str:
    differing = sample.resolved + sample.unresolved
    if not differing:
        return ""
    return ngettext(
        "%(resolved)s of %(num)s difference was resolved by a person, with a reason.",
        "%(resolved)s of %(num)s differences were resolved by a person, with a reason.",
        differing, resolved=f"{sample.resolved:,}",
    )  # fmt: skip
