"""What is checked of every page that a journey reaches: its outline, its accessibility, its markup."""

import shutil
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests import shared

ROOT = Path(__file__).parents[1]
CHECKER = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BRIEFLY = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
"""How Java runs for a few seconds in half the time: what would make it quicker later costs more than it gives."""

# The outline of a page, and what it is built of, not how often: every kind of element in every kind of place. A kind
# is its tag, its attributes (the values that say what it is; whether the others are empty, and refer to something
# that is there), whether it has words and labels, what stands before it, and the same of all that is around it.
# Keeps where each kind stands, and whether inside `main`, for axe to look at.
OUTLINE = """() => {
  const places = window.places = new Map();
  const hash = text => {
    let a = 5381, b = 52711;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i); a = (a * 33 ^ c) >>> 0; b = (b * 31 ^ c) >>> 0;
    }
    return a.toString(36) + b.toString(36);
  };
  const telling = /^(class|style|role|type|scope|tabindex|autocomplete|lang|aria-(?!label$).*)$/;
  const referring = /^(for|headers|aria-(labelledby|describedby|controls|owns|activedescendant|details|flowto))$/;
  const attribute = ({name, value}) => name + (
    referring.test(name) ? value.split(' ').every(id => document.getElementById(id)) :
    telling.test(name) ? '=' + value : value.trim() === '');
  const kind = e => [e.tagName, ...[...e.attributes].map(attribute).sort(), e.labels ? e.labels.length : '',
    e.textContent.trim() !== ''].join(' ');
  const walk = (holder, around, inside) => {
    let before = '';
    for (const e of holder.children) {
      const here = hash(around + '>' + kind(e)), place = hash(before + '+' + here);
      const within = inside || e.tagName === 'MAIN';
      if (!places.has(place)) places.set(place, []);
      places.get(place).push([holder, within]);
      walk(e, here, within);
      before = e.tagName;
    }
  };
  const root = document.documentElement, page = hash(kind(root) + kind(document.body));
  places.set(page, [[root, false]]);
  walk(document.body, page, false);
  return {
    title: document.title,
    headings: [...document.querySelectorAll('h1')].map(h => h.textContent.replace(/\\s+/g, ' ').trim()),
    twice: [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at),
    kinds: [...places.keys()],
  };
}"""
# Looks only at what holds an element of a kind that was not met; at the whole page if one of them is outside `main`.
# The design system marks a radio that reveals a field with aria-expanded, which axe's rule does not know.
VIOLATIONS = """([unmet, tags]) => {
  %s;
  const met = unmet.flatMap(kind => window.places.get(kind)), holders = [...new Set(met.map(([holder]) => holder))];
  const outermost = holders.filter(one => !holders.some(other => other !== one && other.contains(one)));
  return axe.run(met.every(([, within]) => within) ? {include: outermost} : document, {runOnly: tags,
    resultTypes: ['violations'], preload: false, iframes: false})
  .then(found => found.violations
  .map(v => ({rule: v.id, help: v.help, nodes: v.nodes.map(n => n.html.slice(0, 200))
    .filter(html => !(v.id === 'aria-allowed-attr' && /(radios|checkboxes)__input.*aria-expanded/.test(html)))}))
  .filter(v => v.nodes.length));
}"""
MET = shared.Words("kinds")
"""The kinds of element in which axe found nothing: it is asked once about each, wherever they stand in other words."""


SEEN: dict[str, str] = {}
"""The markup of every page that a journey looked at, by its path, for the Nu checker to read in one go."""


def axe(page: Page, kinds: Iterable[str]) -> list[dict]:
    """What axe finds against WCAG 2.2 A and AA on the page, of which these are the kinds, as it is now.

    Evaluated, so the page's policy holds.
    """
    unmet = MET.missing(kinds)
    if not unmet:
        return []
    found = page.evaluate(_violations(), [unmet, STANDARD])
    if not found:
        MET.add(unmet)
    return found


@cache
def _violations() -> str:
    return VIOLATIONS % AXE.read_text(encoding="utf-8")


def wrong_markup(folder: Path) -> str:
    """What the Nu HTML checker says of every page seen. It runs on Java, which `.ci/packages` installs."""
    if not SEEN:
        return ""
    java = shutil.which("java")
    assert java, "Install a Java runtime: the HTML checker needs it"
    for number, (path, markup) in enumerate(SEEN.items()):
        (folder / f"{number}.html").write_text(f"{markup}\n<!-- {path} -->", encoding="utf-8")
    command = [java, *BRIEFLY, "-jar", str(CHECKER), "--errors-only", *map(str, sorted(folder.glob("*.html")))]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    for number, path in enumerate(SEEN):
        said = said.replace(f"file:{folder}/{number}.html", path)
    return said.strip()
