// What is typed in a response is still there when its page comes back after a lost connection. It stays in this tab of
// this browser, is gone once it is saved, and never leaves the machine by itself.
const BEGINNING = "typed ";
const form = document.querySelector("form[data-typed]");
const here = `${BEGINNING}${form?.dataset.of ?? ""} ${location.pathname}`; // nobody else at this computer gets it back
const UNTYPED = new Set(["csrf_token", "then"]);

function typed() {
  return [...new FormData(form)].filter(([name]) => !UNTYPED.has(name)).map(([name, value]) => [name, String(value)]);
}

function bringBack(fields) {
  const values = (name) => fields.filter(([each]) => each === name).map(([, value]) => value);
  for (const control of form.elements) {
    if (!control.name || UNTYPED.has(control.name) || control.type === "submit") continue;
    if (control.type === "radio" || control.type === "checkbox") control.checked = values(control.name).includes(control.value);
    else control.value = values(control.name)[0] ?? "";
  }
  const notice = document.createElement("p");
  notice.className = "govuk-inset-text";
  notice.setAttribute("role", "status");
  notice.textContent = form.dataset.typed;
  form.before(notice);
}

try {
  for (const key of Object.keys(sessionStorage).filter((each) => each.startsWith(BEGINNING))) {
    const kept = JSON.parse(sessionStorage.getItem(key));
    if (kept.sent && key !== here) sessionStorage.removeItem(key); // the next page came, so it was saved
  }
  const kept = form && JSON.parse(sessionStorage.getItem(here));
  if (kept) {
    if (JSON.stringify(kept.fields) !== JSON.stringify(typed()) && !document.querySelector(".govuk-error-summary")) bringBack(kept.fields);
    sessionStorage.removeItem(here);
  }
  const keep = (sent) => sessionStorage.setItem(here, JSON.stringify({ sent, fields: typed() }));
  form?.addEventListener("input", () => keep(false));
  form?.addEventListener("submit", () => keep(true));
  for (const leaving of document.querySelectorAll("form[action$='/respond/leave'], form[data-forgets]")) {
    leaving.addEventListener("submit", () => sessionStorage.clear());
  }
} catch {
  // A browser that keeps nothing for pages: what is saved is saved, and nothing else is promised.
}
