// One message as a phone shows it: bubble, photo, links, and the buttons under it where the channel has them.

import { asTime, el } from "/phones/tools.js";

const WORDLESS = { sticker: "Nhãn dán", voice: "Tin nhắn thoại", place: "Vị trí trên bản đồ", unsupported: "Tệp hoặc vị trí" };
const CARRIED = ["voice", "place", "sticker"]; // as Telegram names them
const LINK = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/;

export function row(message, phone) {
  const bubble = el("div", { class: "bubble" });
  const { photo, document: paper } = message;
  if (photo) bubble.append(el("img", { src: photo.url, alt: "Ảnh đã gửi", onload: () => phone.toEnd() }));
  if (paper) bubble.append(el("a", { href: paper.url, download: paper.name }, paper.name));
  const wordless = WORDLESS[message.kind ?? CARRIED.find((kind) => message[kind])];
  if (wordless) bubble.append(el("i", { class: "wordless" }, wordless));
  if (message.text) bubble.append(el("span", { class: "words" }, ...linked(message.text)));
  const at = new Date(message.at);
  bubble.append(el("time", { datetime: message.at }, (message.edited ? "đã sửa " : "") + asTime.format(at)));
  const made = el("div", { class: `row ${message.from}`, "data-id": message.id }, bubble);
  for (const line of message.buttons) {
    made.append(el("div", { class: "choices" }, ...line.map((button) => choice(message.id, button, phone))));
  }
  return made;
}

// Words with what can be opened in them; `split` by a group leaves the links at the odd places.
function linked(text) {
  return text.split(LINK).map((part, n) => (
    n % 2 ? el("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part) : part
  ));
}

function choice(message_id, button, phone) {
  if (button.url) return el("a", { href: button.url, target: "_blank", rel: "noopener noreferrer" }, button.text);
  const press = () => phone.does("press", { message_id, data: button.data });
  return el("button", { type: "button", onclick: press }, button.text);
}
