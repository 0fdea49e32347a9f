// One phone: its slip, its chat, its line to type in. What is done with it goes to /control, the fake messengers.

import { row } from "/phones/bubble.js";
import { icon } from "/phones/picture.js";
import { shelf } from "/phones/shelf.js";
import { call, dayOf, el, pause } from "/phones/tools.js";

export const CHANNELS = { telegram: "Telegram", zalo: "Zalo" };

export class Phone {
  constructor(figure) {
    this.figure = figure;
    this.rows = new Map(); // message id -> its row
    const name = `phone-${figure.chat}`;
    const app = CHANNELS[figure.channel];
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
      "section",
      {
        class: `phone ${figure.channel}`, "aria-labelledby": name, id: `box-${figure.chat}`,
        "data-posts": figure.posts.join(" "),
      },
      el("div", { class: "edge" }, this.time, el("span", { class: "notch" }), el("span", { class: "brand" }, app)),
      el(
        "header", {}, this.avatar(),
        el("div", {}, el("h2", { id: name }, figure.name), el("p", { title: figure.role }, figure.role)),
      ),
      el("p", { class: "no-line", role: "status" }, `${app} đang bị cắt`),
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
    const send = el(
      "button", { type: "submit", class: "send", "aria-label": `Gửi, ${who}`, title: "Gửi" },
      icon("M4 12 20 4l-5 16-3.5-6.5z"),
    );
    const label = el("label", { class: "unseen", for: `${name}-words` }, `Lời nhắn của ${who}`);
    return el("form", { onsubmit: submit }, shelf(this), label, this.input, send);
  }

  avatar() {
    const letters = this.figure.name.split(" ").slice(-2).map((word) => word[0]).join("");
    return el("span", { class: "avatar", "aria-hidden": "true", style: `--hue: ${hueOf(this.figure.name)}` }, letters);
  }

  makeSlip() {
    const { code, start } = this.figure;
    const slip = el("details", { class: "slip", open: "" }, el("summary", {}, "Giấy mời"), el("strong", {}, code));
    if (!start) slip.append(el("p", {}, "Nhắn hai chữ này cho kênh"));
    else {
      const follow = el("button", { type: "button", onclick: () => this.say(start) }, "Dùng đường dẫn");
      slip.append(el("p", {}, "Nhắn hai chữ này, hoặc"), follow);
    }
    return slip;
  }

  async load() {
    for (const message of await call(`/control/messages?chat=${this.figure.chat}`)) this.show(message);
  }

  // A new message, or the newer state of one.
  show(message) {
    const old = this.rows.get(message.id);
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
    const shown = message.deleted ? el("div", { hidden: "" }) : row(message, this);
    this.rows.set(message.id, shown);
    if (old) old.replaceWith(shown);
    else this.append(shown, message);
    this.slip.open = false;
    if (!old && (atEnd || message.from === "person")) this.toEnd();
    if (!old && message.from === "bot" && !this.seen) this.tab.classList.add("news");
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  append(shown, message) {
    const day = dayOf(new Date(message.at));
    if (day !== this.day) this.log.append(el("p", { class: "date" }, day));
    this.day = day;
    this.log.append(shown);
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

  // What is typed already goes under it.
  async sendPhoto(bytes) {
    const caption = this.input.value.trim() || undefined;
    if (await this.does("photo", { bytes, caption })) this.input.value = "";
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

// A colour of one's own, the same on every visit.
function hueOf(name) {
  return [...name].reduce((sum, letter) => sum + letter.codePointAt(0) * 7, 0) % 360;
}
