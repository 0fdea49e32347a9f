// The table: which phones lie on it, the clock over them, and the listening to the server.

import { showInside } from "/phones/inside.js";
import { offerPace, showPace } from "/phones/pace.js";
import { CHANNELS, Phone } from "/phones/phone.js";
import { asSeconds, asTime, asYear, byId, call, dayOf, el, pause } from "/phones/tools.js";
import { offerTour } from "/phones/tour.js";

const WAIT = 20; // seconds a long poll may take

const phones = new Map(); // chat as a string -> Phone

function tell(words, trouble = false) {
  byId("status").textContent = words;
  byId("status").classList.toggle("trouble", trouble);
}

const watcher = new IntersectionObserver((changes) => {
  for (const { target, intersectionRatio } of changes) {
    const phone = phones.get(target.id.slice(4));
    phone.seen = intersectionRatio > 0.5;
    phone.tab.toggleAttribute("aria-current", phone.seen);
    if (phone.seen) phone.tab.classList.remove("news");
  }
}, { threshold: [0, 0.5, 1] });

async function addPhone(figure) {
  const phone = new Phone(figure);
  phones.set(String(figure.chat), phone);
  byId("table").append(phone.box);
  byId("tabs").append(phone.tab);
  await phone.load();
  phone.tab.classList.remove("news");
  watcher.observe(phone.box);
  return phone;
}

// The clock

const clock = { at: 0, since: 0, speed: 0 };

function setClock(now, speed) {
  Object.assign(clock, { at: Date.parse(now), since: performance.now(), speed });
  showClock();
  showPace(speed);
}

function showClock() {
  const now = new Date(clock.at + (performance.now() - clock.since) * clock.speed);
  byId("day").textContent = `${dayOf(now)}/${asYear.format(now)}`;
  byId("time").textContent = asSeconds.format(now);
  showWhere("+1h", new Date(now.getTime() + 3600000));
  for (const phone of phones.values()) phone.time.textContent = asTime.format(now);
}

// Under each button stands the time it leads to.
function showWhere(name, at) {
  const small = document.querySelector(`[data-go="${name}"] small`);
  const [time, day] = at ? [`${asTime.format(at)} `, dayOf(at)] : ["chưa có", ""];
  if (small.textContent !== time + day) small.replaceChildren(time, el("span", {}, day));
}

async function showAhead() {
  const ahead = await call("/demo/next");
  for (const [name, at] of Object.entries(ahead)) showWhere(name, at && new Date(at));
}

async function travel(words, path, body) {
  const buttons = document.querySelectorAll(".moves button, .pace button, #everybody");
  buttons.forEach((button) => { button.disabled = true; });
  tell(words);
  try {
    const { now } = await call(path, body);
    tell(`Đã tới ${asTime.format(new Date(now))} ${dayOf(new Date(now))}`);
  } catch (error) {
    tell(error.message, true);
  }
  buttons.forEach((button) => { button.disabled = false; });
  await showAhead().catch(() => {});
}

for (const button of document.querySelectorAll("[data-go]")) {
  const words = "Đồng hồ đang đi, việc đến hạn được làm trên đường…";
  button.addEventListener("click", () => travel(words, "/demo/go", { to: button.dataset.go }));
}
byId("everybody").addEventListener("click", () => travel("Mọi người đang vào kênh, mất mấy giây…", "/demo/everybody", {}));

// The wires: a channel that is cut carries nothing, either way

function showCut(channel, cut) {
  const button = document.querySelector(`[data-cut="${channel}"]`);
  button.setAttribute("aria-pressed", cut);
  button.textContent = `${cut ? "Nối lại" : "Cắt"} ${CHANNELS[channel]}`;
  document.body.classList.toggle(`cut-${channel}`, cut);
}

for (const button of document.querySelectorAll("[data-cut]")) {
  button.addEventListener("click", () => {
    const cut = button.getAttribute("aria-pressed") !== "true";
    call("/control/cut", { channel: button.dataset.cut, cut }).catch((error) => tell(error.message, true));
  });
}

// Listening

function showEvent(event) {
  if (event.what === "clock") setClock(event.now, event.speed);
  if (event.what === "cut") showCut(event.channel, event.cut);
  const phone = phones.get(String(event.chat));
  if (!phone) return;
  if (event.message) phone.show(event.message);
  else if (event.what === "answer" && event.text) phone.remark(event.text);
  else if (event.what === "lost") phone.remark("Tin vừa rồi không tới được kênh");
}

async function follow(path, after, show) {
  for (;;) {
    try {
      const news = await call(`${path}?after=${after}&wait=${WAIT}`);
      for (const event of news) {
        after = event.n;
        show(event);
      }
      if (document.body.classList.contains("lost")) location.reload();
    } catch {
      document.body.classList.add("lost");
      tell("Không còn nối được với bản trình diễn. Xem cửa sổ lệnh đã mở nó.", true);
      await pause(2);
    }
  }
}

// What is newest stays in sight when the window changes.
addEventListener("resize", () => {
  byId("strip").scrollLeft = byId("strip").scrollWidth;
  for (const phone of phones.values()) phone.toEnd();
});

// Everybody of the roster; the list is empty until the product has started.
async function everybody() {
  for (;;) {
    const figures = await call("/demo/cast");
    if (figures.length) return figures;
    tell("Kênh đang khởi động…");
    await pause(1);
  }
}

function offerOthers(figures) {
  const others = new Map(figures.map((figure) => [String(figure.chat), figure]));
  for (const [chat, { name, role, channel }] of others) {
    byId("add").append(el("option", { value: chat }, `${name}, ${role} (${CHANNELS[channel]})`));
  }
  byId("add").addEventListener("change", async ({ target }) => {
    const chosen = target.selectedOptions[0];
    const phone = await addPhone(others.get(chosen.value));
    chosen.remove();
    target.value = "";
    phone.box.scrollIntoView({ inline: "end", block: "nearest" });
    phone.input.focus({ preventScroll: true });
  });
}

async function begin() {
  const figures = await everybody();
  const [state, cuts] = await Promise.all([call("/control/state"), call("/demo/cuts")]);
  for (const figure of figures.filter(({ shown }) => shown)) await addPhone(figure);
  setClock(state.now, state.speed);
  for (const [channel, cut] of Object.entries(cuts)) showCut(channel, cut);
  tell("");
  offerPace(tell);
  offerOthers(figures.filter(({ shown }) => !shown));
  follow("/control/events", state.last_event, showEvent);
  follow("/demo/inside", 0, showInside);
  setInterval(showClock, 250);
  setInterval(() => showAhead().catch(() => {}), 10000);
  await showAhead();
  offerTour();
}

begin();
