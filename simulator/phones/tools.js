// What every part of the page uses: elements, calls to the server, times as people read them.

const ZONE = "Asia/Ho_Chi_Minh";

const format = (options) => new Intl.DateTimeFormat("vi-VN", { timeZone: ZONE, ...options });
export const asTime = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const asSeconds = format({ hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const asDay = format({ day: "2-digit", month: "2-digit" });
export const asYear = format({ year: "numeric" });
const inEnglish = new Intl.DateTimeFormat("en", { timeZone: ZONE, weekday: "short" });
const WEEKDAYS = {
  Mon: "thứ Hai", Tue: "thứ Ba", Wed: "thứ Tư", Thu: "thứ Năm", Fri: "thứ Sáu", Sat: "thứ Bảy", Sun: "Chủ nhật",
};
export const dayOf = (at) => `${WEEKDAYS[inEnglish.format(at)]} ${asDay.format(at).replace("-", "/")}`;

export const byId = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

export async function call(path, body) {
  const asked = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, asked);
  const given = await answer.json();
  if (!answer.ok) throw new Error(given.error);
  return given;
}

export const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
