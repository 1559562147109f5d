// A response that a team writes: keeps what is typed before it is saved, and tells how its section stands.
// Every page works without it: then a section is held by saving, and ends by finishing, leaving or falling silent.
const holding = document.querySelector("[data-alive]");
const form = document.querySelector("form[data-keep]");
const token = holding?.querySelector("input[name=csrf_token]") ?? form?.querySelector("input[name=csrf_token]");
const shown = holding?.textContent.replace(/\s+/g, " ") ?? ""; // what the page says already is not said twice
const SECONDS = 1000;
let active = Date.now(), saving = false, waiting = null, unkept = false;

async function tell(address, fields) {
  try {
    const answer = await fetch(address, { method: "POST", body: fields });
    const stands = await answer.json();
    holding.querySelector("[data-say]").textContent = shown.includes(stands.say) ? "" : stands.say;
    unkept = unkept && !answer.ok;
  } catch {
    unkept = true;
  }
}

function keep() {
  waiting = null;
  return tell(form.dataset.keep, new FormData(form));
}

function alive() {
  const fields = new FormData();
  fields.set("csrf_token", token.value);
  return tell(holding.dataset.alive, fields);
}

if (holding && token) {
  for (const sign of ["pointerdown", "pointermove", "keydown", "scroll"]) {
    window.addEventListener(sign, () => { active = Date.now(); }, { passive: true });
  }
  form?.addEventListener("input", () => {
    unkept = true;
    waiting ??= setTimeout(keep, 2 * SECONDS);
  });
  form?.addEventListener("submit", () => { saving = true; clearTimeout(waiting); });
  window.addEventListener("pagehide", () => {
    if (!form || saving) return;
    const fields = new FormData(form);
    fields.set("closing", "yes");
    navigator.sendBeacon(form.dataset.keep, fields);
  });
  setInterval(() => {
    if (document.hidden || Date.now() - active > 600 * SECONDS) return;
    if (form && unkept) keep(); else alive();
  }, 45 * SECONDS);
  alive();
}
