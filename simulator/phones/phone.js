// One phone: its slip, its chat, its line to type in. What is done with it goes to /control, the fake messenger.

import { asTime, call, dayOf, el, pause } from "/phones/tools.js";

export class Phone {
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
    const photo = el(
      "button", { type: "button", class: "photo", "aria-label": `Gửi ảnh, ${who}`, title: "Gửi một ảnh" },
      icon("M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 0 .01 0"),
    );
    photo.addEventListener("click", () => this.sendPhoto());
    const send = el(
      "button", { type: "submit", class: "send", "aria-label": `Gửi, ${who}`, title: "Gửi" },
      icon("M4 12 20 4l-5 16-3.5-6.5z"),
    );
    const label = el("label", { class: "unseen", for: `${name}-words` }, `Lời nhắn của ${who}`);
    return el("form", { onsubmit: submit }, photo, label, this.input, send);
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
