// What makes the pages quick. Every job works without it: it fetches the same addresses and puts
// what they answer in the place of what is there.
"use strict";

const main = document.getElementById("main");
const said = document.getElementById("said");
const box = document.getElementById("q");
const found = document.getElementById("found");
const LIVE = ["answer", "turns", "then", "understood"]; // what follows the slider while it is moved
let asked = 0; // the last request, so that an answer that comes late is left

document.documentElement.classList.add("scripted");

async function fetchPage(url) {
  const number = ++asked;
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.redirected && new URL(answer.url).pathname === "/sign-in") {
    location.assign(url);
    return null;
  }
  page.address = answer.url; // a day in words leads to its address
  return number === asked ? page : null;
}

function say(text) {
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = text));
}

// Put the new main, or only parts of it, in the place of the old, and keep the focus.
function show(page, parts) {
  const focused = document.activeElement?.id;
  document.title = page.title;
  if (parts) {
    for (const id of parts) {
      const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
      if (old && fresh) {
        if (old.localName === "details") fresh.open = old.open;
        old.replaceWith(document.adoptNode(fresh));
      }
    }
  } else {
    main.replaceChildren(...document.adoptNode(page.getElementById("main")).childNodes);
  }
  document.querySelector(".foot").replaceWith(document.adoptNode(page.querySelector(".foot")));
  const again = focused && document.getElementById(focused);
  if (again && document.activeElement !== again) again.focus({ preventScroll: true });
  if (!again && document.activeElement === document.body) main.focus({ preventScroll: true });
  const summary = main.querySelector("[data-focus]");
  if (summary && !parts) summary.focus();
  const heads = [...main.querySelectorAll("#answer .headline")].map((one) => one.textContent);
  if (heads.length) say(`${page.title.split(" – ")[0]}: ${heads.join("; ")}`);
}

async function go(url, { push = true, parts = null } = {}) {
  const page = await fetchPage(url).catch(() => location.assign(url));
  if (!page) return;
  if (push) history.pushState(null, "", page.address);
  show(page, parts);
}

function addressOf(form) {
  const url = new URL(form.getAttribute("action") || location.pathname, location.href);
  for (const [name, value] of new FormData(form)) if (value) url.searchParams.append(name, value);
  return url;
}

addEventListener("popstate", () => go(location.href, { push: false }));

// Links and forms that ask the same page for another day stay on it.
main.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || !link.closest(".moment, .knowledge") || link.origin !== location.origin) return;
  if (link.pathname !== location.pathname) return;
  event.preventDefault();
  go(link.href);
});
main.addEventListener("submit", (event) => {
  if (!event.target.matches(".when, .slide")) return;
  event.preventDefault();
  if (event.target.matches(".when")) go(addressOf(event.target));
});

// The slider: the page follows while it is moved, and the address once it rests.
let moving = 0;
function dayOf(slider) {
  const day = new Date(`${slider.dataset.first}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + Number(slider.value));
  return day;
}
function asTyped(day, order) {
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
  if (order === "month_first") return `${month}/${date}/${year}`;
  return order === "day_first" ? `${date}/${month}/${year}` : day.toISOString().slice(0, 10);
}
function dayAddress(slider) {
  const url = new URL(location.href);
  url.searchParams.set("as_of", dayOf(slider).toISOString().slice(0, 10));
  url.searchParams.delete("items");
  return url;
}
main.addEventListener("input", (event) => {
  const slider = event.target;
  if (slider.id !== "slide-day") return;
  const day = dayOf(slider);
  const words = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  const place = slider.dataset.order === "month_first" ? "en-US" : "en-GB";
  slider.setAttribute("aria-valuetext", day.toLocaleDateString(place, words));
  document.getElementById("field-as_of").value = asTyped(day, slider.dataset.order);
  clearTimeout(moving);
  moving = setTimeout(() => go(dayAddress(slider), { push: false, parts: LIVE }), 40);
});
main.addEventListener("change", (event) => {
  if (event.target.id !== "slide-day") return;
  clearTimeout(moving);
  go(dayAddress(event.target), { parts: LIVE });
});

// The search box: what is found stands below it as one types.
let typing = 0;
function putAway() {
  if (found) found.hidden = true;
}
// What a number of the log leads to: the page of its event.
function leadingTo(page) {
  const hits = document.createElement("div");
  const link = hits.appendChild(document.createElement("p")).appendChild(document.createElement("a"));
  [link.href, link.textContent] = [page.address, page.title.split(" – ")[0]];
  hits.dataset.said = "1 found";
  return hits;
}
async function look() {
  const words = box.value.trim();
  if (words.length < 2) return putAway();
  const page = await fetchPage(`/find?q=${encodeURIComponent(words)}`).catch(() => null);
  if (!page || box.value.trim() !== words) return;
  const hits = page.getElementById("hits") ?? leadingTo(page);
  say(hits.dataset.said);
  hits.removeAttribute("id");
  found.replaceChildren(document.adoptNode(hits));
  found.hidden = false;
}
box?.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(look, 120);
});
box?.form.addEventListener("keydown", (event) => {
  const links = [...found.querySelectorAll("a[href]")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "Escape" && !found.hidden) {
    event.preventDefault();
    putAway();
    box.focus();
  } else if (!found.hidden && links.length && event.key === "ArrowDown") {
    event.preventDefault();
    links[Math.min(at + 1, links.length - 1)].focus();
  } else if (!found.hidden && event.key === "ArrowUp") {
    event.preventDefault();
    (at > 0 ? links[at - 1] : box).focus();
  }
});
addEventListener("focusin", (event) => {
  if (box && !box.form.contains(event.target)) putAway();
});
addEventListener("pointerdown", (event) => {
  if (box && !box.form.contains(event.target)) putAway();
});

// Keys, as /keys lists them.
let before = "";
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !box) return;
  if (event.target.closest?.("input:not([type=range]), select, textarea")) return;
  const key = before + event.key;
  before = event.key === "g" ? "g " : "";
  const link = { "[": ".turns a[rel=prev]", "]": ".turns a[rel=next]" }[event.key];
  const address = { "?": "/keys", "g o": "/", "g c": "/calendar", "g l": "/log" }[key];
  if (event.key === "/") {
    event.preventDefault();
    box.select();
    box.focus();
  } else if (address) {
    location.assign(address);
  } else if (link) {
    document.querySelector(link)?.click();
  }
});

function tellBeside(form) {
  form.querySelector(".not-sent")?.remove();
  const told = form.appendChild(document.createElement("p"));
  [told.className, told.textContent] = ["wrong not-sent", form.dataset.notSent];
  told.setAttribute("role", "alert");
}

// A form is sent once the server answers: without that, what was typed stays where it is.
let asking = false;
main.addEventListener("submit", async (event) => {
  const [form, button] = [event.target, event.submitter];
  if (!form.matches(".event-form, .decide") || asking === form) return;
  event.preventDefault();
  if (asking) return;
  asking = true;
  const asked = { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(5_000) };
  const answer = await fetch("/keys", asked).catch(() => null);
  asking = answer && form; // which may go now
  if (asking) form.requestSubmit(button);
  else tellBeside(form);
  asking = false;
});

// Whoever goes back to what was shown before it was recorded is told that it has been.
addEventListener("pageshow", async (event) => {
  const [entry] = performance.getEntriesByType("navigation");
  if (!(event.persisted || entry?.type === "back_forward") || !main.querySelector(".decide")) return;
  const page = await fetchPage(location.href).catch(() => null);
  if (page?.querySelector("[data-recorded]")) show(page);
});

document.querySelector("[data-focus]")?.focus();
