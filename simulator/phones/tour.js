// "What is this?": five steps, each pointing at a thing on the table. The page stays usable beside it.

import { FRAME, STEPS } from "/phones/tour_words.js";
import { byId, el } from "/phones/tools.js";

const SEEN = "danvan-tour-seen";
const LANGUAGE = "danvan-tour-language";
const GAP = 14; // pixels between the card and what it points at

const tour = { step: 0, language: sessionStorage.getItem(LANGUAGE) || "vi", card: null };

export function offerTour() {
  byId("tour").addEventListener("click", open);
  addEventListener("resize", () => tour.card && place());
  if (!sessionStorage.getItem(SEEN)) open();
}

function open() {
  close();
  sessionStorage.setItem(SEEN, "yes");
  tour.step = 0;
  tour.card = makeCard();
  document.body.append(tour.card);
  show();
  part("next").focus();
}

function close() {
  if (!tour.card) return;
  const inside = tour.card.contains(document.activeElement);
  pointed()?.classList.remove("pointed");
  tour.card.remove();
  tour.card = null;
  if (inside) byId("tour").focus();
}

const part = (name) => tour.card.querySelector(`[data-part="${name}"]`);
const pointed = () => document.querySelector(".pointed");

function makeCard() {
  const button = (name, act) => el("button", { type: "button", "data-part": name, onclick: act });
  const tongue = (language, words) => el(
    "button", { type: "button", lang: language, "data-language": language, onclick: () => speak(language) }, words,
  );
  const card = el(
    "section",
    { class: "tour", role: "dialog", "aria-labelledby": "tour-title", "aria-describedby": "tour-text" },
    el(
      "div", { class: "tour-head" }, el("span", { "data-part": "where" }),
      el("span", { class: "tongues" }, tongue("vi", "Tiếng Việt"), tongue("en", "English")),
    ),
    el("div", { "aria-live": "polite" }, el("h2", { id: "tour-title" }), el("p", { id: "tour-text" })),
    el(
      "div", { class: "tour-foot" },
      button("skip", close), button("back", () => turn(-1)), button("next", () => turn(1)),
    ),
  );
  card.addEventListener("keydown", (key) => { if (key.key === "Escape") close(); });
  return card;
}

function speak(language) {
  tour.language = language;
  sessionStorage.setItem(LANGUAGE, language);
  show();
}

function turn(by) {
  tour.step += by;
  if (tour.step < STEPS.length) show();
  else close();
}

function show() {
  const { card, step, language } = tour;
  const words = FRAME[language];
  const [title, text] = STEPS[step][language];
  const last = step === STEPS.length - 1;
  card.lang = language;
  byId("tour-title").textContent = title;
  byId("tour-text").textContent = text;
  part("where").textContent = words.step(step + 1, STEPS.length);
  part("skip").textContent = words.skip;
  part("skip").hidden = last;
  part("back").textContent = words.back;
  part("back").disabled = step === 0;
  part("next").textContent = last ? words.end : words.next;
  for (const tongue of card.querySelectorAll("[data-language]")) {
    tongue.setAttribute("aria-pressed", tongue.dataset.language === language);
  }
  if (card.contains(document.activeElement) && document.activeElement.disabled) part("next").focus();
  point();
}

function point() {
  const target = document.querySelector(STEPS[tour.step].at);
  pointed()?.classList.remove("pointed");
  target?.classList.add("pointed");
  target?.scrollIntoView({ behavior: "instant", block: "nearest", inline: "center" });
  place();
}

// Beside what it points at (not on the same phone) where there is room, else at the other end of the window.
function place() {
  const { card } = tour;
  const { width, height } = card.getBoundingClientRect();
  const box = pointed()?.getBoundingClientRect() ?? new DOMRect();
  const whole = pointed()?.closest(".phone")?.getBoundingClientRect() ?? box;
  const within = (at, size, room) => Math.max(GAP, Math.min(at, room - size - GAP));
  const across = within(box.left, width, innerWidth);
  const along = within(box.top, height, innerHeight);
  const spots = [
    [whole.right + GAP, along], [whole.left - GAP - width, along],
    [across, box.bottom + GAP], [across, box.top - GAP - height],
  ];
  const fits = ([x, y]) => x >= 0 && y >= 0 && x + width <= innerWidth && y + height <= innerHeight;
  const low = (box.top + box.bottom) / 2 < innerHeight / 2;
  const [x, y] = spots.find(fits) ?? [across, low ? innerHeight - height - GAP : GAP];
  card.style.left = `${x}px`;
  card.style.top = `${y}px`;
}
