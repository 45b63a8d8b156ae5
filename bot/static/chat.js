// The chat page, piece by piece: sends forms without leaving the page, puts the answers into the
// log, and listens for cards that come later. The server draws every line; without this script
// the page works as plain forms.

const RETRY_AFTER = [1000, 2000, 4000, 8000, 15000, 30000];
const LOST_AFTER = 4000;
const HIDDEN_FOR = 60000;

const chat = document.getElementById("chat");
const log = document.getElementById("log");
const status = document.getElementById("status");
const compose = document.getElementById("compose");
const box = document.getElementById("say");
const label = compose.querySelector("label");
const seen = { turn: Number(chat.dataset.turn), message: Number(chat.dataset.message) };

// One thing after another: what is sent, and what is fetched, never overtake one another.
let line = Promise.resolve();

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const newEvent = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, "0")).join("");

/* What is told in words, below the log. */

function tell(words, kind = "") {
  if (status.textContent !== words) status.textContent = words;
  status.className = kind ? `chat-status chat-status--${kind}` : "chat-status";
}

function tellSignedOut() {
  tell("You have been signed out. What you typed is still here. ", "trouble");
  const link = document.createElement("a");
  link.href = "/sign-in";
  link.target = "_blank";
  link.className = "govuk-link";
  link.textContent = "Sign in again (opens in a new tab)";
  status.append(link);
}

/* Sending. */

function pendingLine(words) {
  const made = document.createElement("div");
  made.className = "chat-line chat-line--sent chat-line--pending";
  made.setAttribute("aria-hidden", "true");
  const said = document.createElement("p");
  said.className = "chat-sent";
  said.textContent = words;
  made.append(said);
  log.append(made);
  made.scrollIntoView({ block: "nearest" });
  return made;
}

async function reach(address, options) {
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await fetch(address, { credentials: "same-origin", ...options });
      if (![502, 503, 504].includes(answer.status)) return answer;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    if (tries === RETRY_AFTER.length) return null;
    tell("The connection is lost. I keep trying to send what you said.", "trouble");
    await pause(RETRY_AFTER[tries]);
  }
}

async function send(form, body, words) {
  const shown = pendingLine(words);
  const slow = setTimeout(() => tell("One moment", "waiting"), 1200);
  try {
    body.set("seen_turn", sinceKept());
    body.set("seen_message", seen.message);
    // Not form.action: a button named "action" hides it.
    const answer = await reach(form.getAttribute("action"), { method: "POST", body, headers: { "X-Chat-Script": "1" } });
    clearTimeout(slow);
    shown.remove();
    if (answer && (answer.ok || answer.status === 422)) {
      tell("");
      return await answer.text();
    }
    if (answer && answer.status === 401) tellSignedOut();
    else if (answer) tell("Something went wrong, and the fault is ours. What you typed is still here. Try again.", "trouble");
    else tell("I could not send that. What you typed is still here. Check your connection and try again.", "trouble");
    return null;
  } finally {
    clearTimeout(slow);
    shown.remove();
  }
}

function bodyOf(form, button) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
  if (button && button.name) body.append(button.name, button.value);
  return body;
}

function sayTyped() {
  const typed = box.value;
  if (!typed.trim()) {
    problem("There is nothing in your message. Type something and send it again.");
    return null;
  }
  const body = bodyOf(compose);
  compose.elements.event.value = newEvent();
  problem("");
  fill("");
  return async () => {
    const html = await send(compose, body, typed.trim());
    const news = html === null ? null : show(html);
    if (!news || news.problem) {
      fill(box.value ? `${typed}\n${box.value}` : typed);
      if (news) problem(news.problem);
      else box.focus();
      return;
    }
    const asking = log.querySelector(".chat-card--open .chat-form:not(.chat-form--actions)");
    if (news.first && asking && !box.value) focusOn(news.first);
  };
}

function fill(words) {
  box.value = words;
  grow(box);
}

function sayPressed(form, button) {
  const controls = [...form.closest(".chat-card").querySelectorAll("button, input, textarea")];
  const body = bodyOf(form, button);
  const words = button?.name ? button.textContent.trim() : "Your answers";
  const enable = (able) => controls.forEach((control) => (control.disabled = !able));
  enable(false);
  return async () => {
    const html = await send(form, body, words);
    const news = html === null ? null : show(html);
    if (!news) {
      enable(true);
      if (button?.tabIndex >= 0) button.focus();
    } else if (!news.problem) {
      focusOn(news.first);
    } else if (!focusInside(document.getElementById(news.target))) {
      enable(true);
      tell(news.problem, "trouble");
    }
  };
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  // A file is sent by the browser itself, which shows how far it has come.
  if (!chat.contains(form) || event.submitter?.formEnctype === "multipart/form-data") return;
  event.preventDefault();
  const sending = form === compose ? sayTyped() : sayPressed(form, event.submitter);
  if (sending) then(sending);
});

function then(work) {
  line = line.then(work).catch(() => {
    tell("Something went wrong on this page. Load it again; nothing that you sent is lost.", "trouble");
  });
}

box.addEventListener("keydown", (event) => {
  const mouse = matchMedia("(hover: hover) and (pointer: fine)").matches;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !mouse) return;
  event.preventDefault();
  compose.requestSubmit();
});

function problem(words) {
  const group = box.closest(".govuk-form-group");
  group.querySelector(".govuk-error-message")?.remove();
  group.classList.toggle("govuk-form-group--error", Boolean(words));
  box.classList.toggle("govuk-textarea--error", Boolean(words));
  box.removeAttribute("aria-describedby");
  if (!words) return;
  const said = document.createElement("p");
  said.id = "say-error";
  said.className = "govuk-error-message";
  said.setAttribute("role", "alert");
  said.textContent = words;
  label.after(said);
  box.setAttribute("aria-describedby", said.id);
  box.focus();
}

/* Showing. */

function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const news = page.getElementById("fragment");
  let first = null;
  for (const made of [...news.children]) {
    const before = document.getElementById(made.id);
    if (before) before.replaceWith(made);
    else log.append(made);
    if (!before && !first) first = made.querySelector(".chat-card");
    growAll(made);
  }
  seen.turn = Math.max(seen.turn, Number(news.dataset.turn));
  seen.message = Math.max(seen.message, Number(news.dataset.message));
  label.textContent = news.dataset.label;
  close(news.dataset.open, news.dataset.live);
  if (first) bringIntoView(first);
  return { first, problem: news.dataset.problem, target: news.dataset.target };
}

const ids = (numbers) => new Set(numbers.split(" ").filter(Boolean).map((number) => `card-${number}`));

function close(openNumbers, liveNumbers) {
  const open = ids(openNumbers);
  const live = ids(liveNumbers);
  for (const card of log.querySelectorAll(".chat-card")) {
    if (!live.has(card.id)) card.querySelectorAll(".chat-form--actions, .govuk-summary-list__actions").forEach((part) => part.remove());
    if (open.has(card.id) || !card.classList.contains("chat-card--open")) continue;
    card.classList.remove("chat-card--open");
    card
      .querySelectorAll(".chat-form:not(.chat-form--actions), .chat-progress, .chat-why, .chat-to-box")
      .forEach((part) => part.remove());
  }
  const shut = [...open].find((id) => {
    const card = document.getElementById(id);
    return card && !card.classList.contains("chat-card--open");
  });
  if (shut) then(() => refresh(Number(shut.replace("card-", "")) - 1));
}

function bringIntoView(card) {
  const top = card.closest(".chat-line").getBoundingClientRect().top;
  const foot = document.querySelector(".chat-foot").getBoundingClientRect().height;
  const needed = log.getBoundingClientRect().bottom + foot + 30 - window.innerHeight;
  const distance = Math.min(needed, top - 20);
  // A long way, as when the page opens, is jumped: nobody wants to watch yesterday go by.
  const far = distance > 2 * window.innerHeight;
  window.scrollBy({ top: distance, behavior: calm() || far ? "auto" : "smooth" });
}

function focusOn(card) {
  if (!card) return;
  const titles = log.querySelectorAll(`#${CSS.escape(card.id)} .chat-card__title, .chat-line:has(#${CSS.escape(card.id)}) ~ .chat-line .chat-card__title`);
  (titles[0] || card).focus({ preventScroll: true });
}

function focusInside(place) {
  const control = place?.matches("input, textarea, select") ? place : place?.querySelector("input, textarea, button");
  control?.focus();
  return Boolean(control);
}

function grow(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 4}px`;
}

function growAll(place) {
  for (const area of place.querySelectorAll("textarea.chat-grows")) {
    grow(area);
    area.addEventListener("input", () => grow(area));
  }
}

/* Listening. */

function sinceKept() {
  const kept = [...log.querySelectorAll('.chat-line--sent[data-state="waiting"]')];
  const numbers = kept.map((made) => Number(made.id.replace("line-turn-", "")) - 1);
  return Math.min(seen.turn, ...numbers);
}

async function refresh(message = seen.message) {
  const address = `/chat/lines?turn=${sinceKept()}&message=${message}`;
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (answer.status === 401) tellSignedOut();
    else if (answer.ok) show(await answer.text());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

let source = null;
let lost = null;
let asleep = null;

function listen() {
  source = new EventSource(`/chat/cards?after=${seen.message}`);
  source.onopen = heard;
  source.onmessage = (event) => {
    if (Number(event.lastEventId) <= seen.message) return;
    then(() => refresh());
  };
  source.onerror = () => {
    lost ??= setTimeout(tellLost, LOST_AFTER);
    if (source.readyState === EventSource.CLOSED) setTimeout(again, 5000);
  };
}

function tellLost() {
  tell("The connection is lost. I am trying to get it back. What you typed is safe.", "trouble");
  lost = "told";
}

function heard() {
  if (lost === "told") {
    tell("The connection is back.");
    then(() => refresh());
  } else {
    clearTimeout(lost);
  }
  lost = null;
}

function again() {
  if (source.readyState !== EventSource.CLOSED || document.hidden) return;
  then(() => refresh());
  listen();
}

document.addEventListener("visibilitychange", () => {
  clearTimeout(asleep);
  if (document.hidden) asleep = setTimeout(() => source.close(), HIDDEN_FOR);
  else if (source.readyState === EventSource.CLOSED) again();
});

growAll(document);
const lastLine = log.lastElementChild;
if (lastLine && !document.querySelector(".govuk-error-summary")) {
  const newest = [...log.querySelectorAll(".chat-line--sent")].pop() || log.firstElementChild;
  bringIntoView(newest.querySelector(".chat-card") || newest);
}
listen();
