// The strip of what just happened inside the product, from the lines of its log.

import { asSeconds, byId, el } from "/phones/tools.js";

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
  text: "chữ", press: "nút", photo: "ảnh", start: "đường dẫn", place: "vị trí", voice: "giọng nói", video: "phim", file: "tệp",
  sticker: "nhãn dán", unsupported: "loại khác",
  reply: "trả lời", alarm: "khẩn", nudge: "nhắc", digest: "tổng hợp", matter: "việc",
};
const TROUBLE = new Set([
  "failed", "expired", "unknown", "dead", "send_raised", "not_stored", "turn_failed", "turn_not_stored", "tick_failed",
]);

for (const [name, [label, meaning]] of Object.entries(INSIDE)) {
  byId("legend").append(el("li", { class: name, title: meaning }, label, " ", el("small", { lang: "en" }, name)));
}

export function showInside(event) {
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
