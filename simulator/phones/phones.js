"use strict";
// The table of phones. What people do goes to /control (the fake messenger), what the page alone knows to /demo.

const ZONE = "Asia/Ho_Chi_Minh";
const WAIT = 20; // seconds a long poll may take
const MOST_CHIPS = 80;

// What the product's log calls it, what people read, and what lies behind.
const INSIDE = {
  stored: ["đã ghi", "tin đến được ghi vào sổ trước khi trả lời"],
  turned: ["đã xét", "tin được hiểu, kết quả lưu cùng câu trả lời"],
  queued: ["xếp hàng", "câu trả lời chờ gửi"],
  sent: ["đã gửi", "máy chủ tin nhắn đã nhận"],
  parked: ["tạm dừng", "máy chủ bảo chờ, chỉ người này chờ"],
  failed: ["không gửi được", "gửi hỏng hoặc quá giờ"],
};
const KINDS = {
  text: "chữ", press: "nút", photo: "ảnh", start: "đường dẫn", place: "vị trí", voice: "giọng nói", file: "tệp",
  reply: "trả lời", alarm: "khẩn", nudge: "nhắc", digest: "tổng hợp", matter: "việc",
};
const TROUBLE = new Set(["failed", "expired", "unknown", "dead", "send_raised", "turn_failed", "turn_not_stored", "tick_failed"]);

const format = (options) => new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, ...options });
const asTime = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const asSeconds = format({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const asDay = format({ day: "2-digit", month: "2-digit" });
const asYear = format({ year: "numeric" });
const inEnglish = new Intl.DateTimeFormat("en", { timeZone: ZONE, weekday: "short" });
const WEEKDAYS = {
  Mon: "thứ Hai", Tue: "thứ Ba", Wed: "thứ Tư", Thu: "thứ Năm", Fri: "thứ Sáu", Sat: "thứ Bảy", Sun: "Chủ nhật",
};
const dayOf = (at) => `${WEEKDAYS[inEnglish.format(at)]} ${asDay.format(at).replace("-", "/")}`;

const byId = (id) => document.getElementById(id);

function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

async function call(path, body) {
  const asked = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, asked);
  const given = await answer.json();
  if (!answer.ok) throw new Error(given.error);
  return given;
}

function tell(words, trouble = false) {
  byId("status").textContent = words;
  byId("status").classList.toggle("trouble", trouble);
}

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

// One phone

const phones = new Map(); // chat -> Phone

class Phone {
  constructor(figure) {
    this.figure = figure;
    this.rows = new Map(); // message id -> its row
    const name = `phone-${figure.chat}`;
    this.time = el("span", { class: "small-time", "aria-hidden": "true" });
    this.log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-labelledby": name, tabindex: "0" });
    this.slip = this.makeSlip();
    this.log.append(this.slip);
    this.note = el("p", { class: "note", role: "status", hidden: "" });
    this.input = el("textarea", { rows: "1", placeholder: "Nhắn tin", id: `${name}-words`, autocomplete: "off" });
    this.input.addEventListener("keydown", (key) => {
      if (key.key !== "Enter" || key.shiftKey || key.isComposing) return;
      key.preventDefault();
      this.sayTyped();
    });
    this.input.addEventListener("input", () => this.grow());
    this.box = el(
      "section", { class: "phone", "aria-labelledby": name, id: `box-${figure.chat}`, "data-posts": figure.posts.join(" ") },
      el("div", { class: "edge" }, this.time, el("span", { class: "notch" })),
      el(
        "header", {}, this.avatar(),
        el("div", {}, el("h2", { id: name }, figure.name), el("p", { title: figure.role }, figure.role)),
      ),
      this.log, this.note, this.makeForm(name),
    );
    const look = () => this.box.scrollIntoView({ inline: "center", block: "nearest" });
    this.tab = el("button", { type: "button", onclick: look }, figure.name);
  }

  makeForm(name) {
    const who = this.figure.name;
    const submit = (event) => {
      event.preventDefault();
      this.sayTyped();
    };
    const photo = { type: "button", class: "photo", "aria-label": `Gửi ảnh, ${who}`, title: "Gửi một ảnh", onclick: () => this.sendPhoto() };
    return el(
      "form", { onsubmit: submit },
      el("button", photo, icon("M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 0 .01 0")),
      el("label", { class: "unseen", for: `${name}-words` }, `Lời nhắn của ${who}`),
      this.input,
      el("button", { type: "submit", class: "send", "aria-label": `Gửi, ${who}`, title: "Gửi" }, icon("M4 12 20 4l-5 16-3.5-6.5z")),
    );
  }

  avatar() {
    const letters = this.figure.name.split(" ").slice(-2).map((word) => word[0]).join("");
    return el("span", { class: "avatar", "aria-hidden": "true", style: `--hue: ${(this.figure.chat * 67) % 360}` }, letters);
  }

  makeSlip() {
    const { code, start } = this.figure;
    return el(
      "details", { class: "slip", open: "" },
      el("summary", {}, "Giấy mời"),
      el("strong", {}, code),
      el("p", {}, "Nhắn hai chữ này, hoặc"),
      el("button", { type: "button", onclick: () => this.say(start) }, "Dùng đường dẫn"),
    );
  }

  async load() {
    for (const message of await call(`/control/messages?chat=${this.figure.chat}`)) this.show(message);
  }

  // A new message, or the newer state of one.
  show(message) {
    const old = this.rows.get(message.id);
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
    const row = message.deleted ? el("div", { hidden: "" }) : this.row(message);
    this.rows.set(message.id, row);
    if (old) old.replaceWith(row);
    else this.append(row, message);
    this.slip.open = false;
    if (!old && (atEnd || message.from === "person")) this.toEnd();
    if (!old && message.from === "bot" && !this.seen) this.tab.classList.add("news");
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  append(row, message) {
    const day = dayOf(new Date(message.at));
    if (day !== this.day) this.log.append(el("p", { class: "date" }, day));
    this.day = day;
    this.log.append(row);
  }

  row(message) {
    const bubble = el("div", { class: "bubble" });
    const { photo, document: paper } = message;
    if (photo) bubble.append(el("img", { src: photo.url, alt: "Ảnh đã gửi", onload: () => this.toEnd() }));
    if (paper) bubble.append(el("a", { href: paper.url, download: paper.name }, paper.name));
    if (message.text) bubble.append(el("span", { class: "words" }, message.text));
    const at = new Date(message.at);
    bubble.append(el("time", { datetime: message.at }, (message.edited ? "đã sửa " : "") + asTime.format(at)));
    const row = el("div", { class: `row ${message.from}`, "data-id": message.id }, bubble);
    for (const line of message.buttons) {
      row.append(el("div", { class: "choices" }, ...line.map((button) => this.choice(message.id, button))));
    }
    return row;
  }

  choice(message_id, button) {
    if (button.url) return el("a", { href: button.url, target: "_blank", rel: "noreferrer" }, button.text);
    const press = () => this.does("press", { message_id, data: button.data });
    return el("button", { type: "button", onclick: press }, button.text);
  }

  async sayTyped() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.grow();
    if (!await this.say(text)) this.input.value = text;
  }

  say(text) {
    return this.does("say", { text });
  }

  async sendPhoto() {
    const caption = this.input.value.trim() || undefined;
    if (await this.does("photo", { bytes: picture(), caption })) this.input.value = "";
  }

  async does(what, body) {
    try {
      await call(`/control/${what}`, { chat: this.figure.chat, ...body });
      return true;
    } catch (error) {
      this.remark(error.message);
      return false;
    }
  }

  // The little notice a messenger shows when a button was pressed.
  async remark(words) {
    this.note.textContent = words;
    this.note.hidden = false;
    await pause(4);
    if (this.note.textContent === words) this.note.hidden = true;
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight + 2, 110)}px`;
  }
}

function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

// A small drawn picture: a street after rain, and the hole in it.
function picture() {
  const canvas = el("canvas", { width: "480", height: "320" });
  const brush = canvas.getContext("2d");
  const fill = (colour, ...box) => { brush.fillStyle = colour; brush.fillRect(...box); };
  fill("#b9c6cc", 0, 0, 480, 150);
  const houses = ["#a58f7c", "#c2b59f", "#8f9a8b", "#b7a48d"];
  houses.forEach((colour, i) => fill(colour, i * 125 - 10, 45 + (i % 2) * 25, 118, 110));
  fill("#77797a", 0, 150, 480, 170);
  fill("#8d9092", 0, 150, 480, 12);
  const puddles = [["#93a4ae", 150, 250, 130, 38], ["#3a3b3c", 300, 225, 62, 26], ["#191a1b", 303, 229, 52, 20]];
  for (const [colour, x, y, wide, high] of puddles) {
    brush.fillStyle = colour;
    brush.beginPath();
    brush.ellipse(x, y, wide, high, 0, 0, 7);
    brush.fill();
  }
  return canvas.toDataURL("image/jpeg", 0.8).split(",")[1];
}

const watcher = new IntersectionObserver((changes) => {
  for (const { target, intersectionRatio } of changes) {
    const phone = phones.get(Number(target.id.slice(4)));
    phone.seen = intersectionRatio > 0.5;
    phone.tab.toggleAttribute("aria-current", phone.seen);
    if (phone.seen) phone.tab.classList.remove("news");
  }
}, { threshold: [0, 0.5, 1] });

async function addPhone(figure) {
  const phone = new Phone(figure);
  phones.set(figure.chat, phone);
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
  small.replaceChildren(at ? `${asTime.format(at)} ` : "chưa có", el("span", {}, at ? dayOf(at) : ""));
}

async function showAhead() {
  const ahead = await call("/demo/next");
  for (const [name, at] of Object.entries(ahead)) showWhere(name, at && new Date(at));
}

async function travel(words, path, body) {
  const buttons = document.querySelectorAll(".moves button, #everybody");
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
  button.addEventListener("click", () => travel("Đồng hồ đang đi, việc đến hạn được làm trên đường…", "/demo/go", { to: button.dataset.go }));
}
byId("everybody").addEventListener("click", () => travel("Mọi người đang vào kênh, mất mấy giây…", "/demo/everybody", {}));

// What happens inside

for (const [name, [label, meaning]] of Object.entries(INSIDE)) {
  byId("legend").append(el("li", { class: name, title: meaning }, label, " ", el("small", { lang: "en" }, name)));
}

function showInside(event) {
  const name = TROUBLE.has(event.event) ? "failed" : event.event;
  if (!INSIDE[name]) return;
  const count = event.letters && `${event.letters} tin`;
  const detail = KINDS[event.kind] || event.act || event.kind || event.why || count || "";
  const strip = byId("strip");
  const same = sameChip(strip, event, detail);
  if (same) {
    same.dataset.times = Number(same.dataset.times) + 1;
    same.querySelector("b").textContent = `×${same.dataset.times}`;
  } else {
    const [label, title] = INSIDE[name];
    strip.append(el(
      "li", { class: name, title, "data-event": event.event, "data-detail": detail, "data-at": event.at, "data-times": "1" },
      el("time", {}, asSeconds.format(new Date(event.at))), el("span", {}, label), el("i", {}, detail), el("b", {}),
    ));
    if (strip.childElementCount > MOST_CHIPS) strip.firstElementChild.remove();
  }
  strip.scrollLeft = strip.scrollWidth;
}

// When many do the same at once, one chip counts them.
function sameChip(strip, event, detail) {
  return [...strip.children].slice(-6).find(({ dataset }) =>
    dataset.event === event.event && dataset.detail === detail && Date.parse(event.at) - Date.parse(dataset.at) < 1500);
}

// Listening

function showEvent(event) {
  if (event.what === "clock") setClock(event.now, event.speed);
  const phone = phones.get(event.chat);
  if (!phone) return;
  if (event.message) phone.show(event.message);
  else if (event.what === "answer" && event.text) phone.remark(event.text);
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
  for (const [chat, { name, role }] of others) byId("add").append(el("option", { value: chat }, `${name}, ${role}`));
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
  const state = await call("/control/state");
  for (const figure of figures.filter(({ shown }) => shown)) await addPhone(figure);
  setClock(state.now, state.speed);
  tell("");
  offerOthers(figures.filter(({ shown }) => !shown));
  follow("/control/events", state.last_event, showEvent);
  follow("/demo/inside", 0, showInside);
  setInterval(showClock, 250);
  setInterval(() => showAhead().catch(() => {}), 10000);
  await showAhead();
}

begin();
