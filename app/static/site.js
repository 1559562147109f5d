// Starts the design system's behaviours. Every page works without them.
import { initAll } from "./build/design-system.js";

initAll();

// A form that is longer than a screen is not lost by a stray click: the browser asks first.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}

// A page about work in the background looks again by itself, unless someone is using it; its link does so by hand.
for (const waiting of document.querySelectorAll("[data-reload]")) {
  setInterval(() => {
    if (!document.hidden && document.activeElement.matches("body, .govuk-notification-banner")) location.reload();
  }, Number(waiting.dataset.reload) * 1000);
}

// Coding goes by keys while one is in its form; whoever used them on the last page is in the form of the next.
for (const form of document.querySelectorAll("form[data-keys]")) {
  const boxes = form.querySelectorAll("input[type=checkbox]");
  if (sessionStorage.getItem("keys") && boxes.length) boxes[0].focus({ preventScroll: true });
  sessionStorage.removeItem("keys");
  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const meant = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
    if (!meant) return;
    event.preventDefault();
    if (meant.type !== "checkbox") sessionStorage.setItem("keys", "yes");
    meant.click();
  });
}

// Answers go by keys too: Ctrl with Enter saves and goes on, and whoever did so is in the form of the next.
const answering = document.querySelector("form[data-answering]");
if (answering) {
  if (sessionStorage.getItem("keys")) answering.querySelector("input[type=radio]")?.focus({ preventScroll: true });
  sessionStorage.removeItem("keys");
  answering.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    sessionStorage.setItem("keys", "yes");
    answering.querySelector("button[value=next]").click();
  });
}

// Points are walked through by keys: Alt with an arrow goes to the next or the previous one, as the links do.
addEventListener("keydown", (event) => {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!way || !event.altKey || event.ctrlKey || event.metaKey || event.target.closest("select")) return;
  const points = [...document.querySelectorAll("[data-walk] a[data-point]")];
  const here = points.findIndex((point) => point.closest("li").contains(document.activeElement));
  const link = points[here < 0 && way < 0 ? -1 : here + way];
  const beyond = document.querySelector(`main a[rel=${way > 0 ? "next" : "prev"}]`);
  if (link) link.focus();
  else if (beyond && document.querySelector("[data-walk]")) beyond.click();
  else return;
  event.preventDefault();
});

// Whoever signs out leaves nothing in the tab that they had typed (typed.js keeps it there against lost connections).
if (location.pathname.endsWith("/sign-out")) {
  document.querySelector("form[method=post]")?.addEventListener("submit", () => {
    try { sessionStorage.clear(); } catch { /* it keeps nothing anyway */ }
  });
}
