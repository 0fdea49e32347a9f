// The shelf of a phone: what can be sent with one tap, besides typing.

import { icon, picture } from "/phones/picture.js";
import { el } from "/phones/tools.js";

// Outlines of what is no sentence.
const CAMERA = "M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 0 .01 0";
const FACE = "M12 3.5a8.5 8.5 0 1 0 .01 0M9 9.5v1M15 9.5v1M8.3 14a4.2 3.6 0 0 0 7.4 0";
const CLIP = "M19 11.5l-7.3 7.3a4.4 4.4 0 0 1-6.2-6.2l7.8-7.8a3 3 0 0 1 4.2 4.2l-7.6 7.6a1.5 1.5 0 0 1-2.1-2.1l6.8-6.8";
const PIN = "M12 21c4-5 6-8.3 6-11a6 6 0 0 0-12 0c0 2.7 2 6 6 11zM12 7.8a2.2 2.2 0 1 0 .01 0";
const VOICE = "M12 3.5a2.5 2.5 0 0 0-2.5 2.5v5.5a2.5 2.5 0 0 0 5 0V6A2.5 2.5 0 0 0 12 3.5zM6.5 11a5.5 5.5 0 0 0 11 0M12 16.5V20";

// Somewhere in the ward.
const PLACE = { lat: 14.7921, lon: 108.9411 };

const THINGS = {
  zalo: [
    ["Gửi ảnh", CAMERA, (phone) => phone.sendPhoto(picture())],
    ["Gửi tin thoại", VOICE, (phone) => phone.does("send", { kind: "voice" })],
    ["Gửi nhãn dán", FACE, (phone) => phone.does("send", { kind: "sticker" })],
    ["Gửi tệp hoặc vị trí (Zalo không chuyển tới kênh)", CLIP, (phone) => phone.does("send", { kind: "unsupported" })],
  ],
  telegram: [
    ["Gửi ảnh", CAMERA, (phone) => phone.sendPhoto(picture())],
    ["Gửi vị trí", PIN, (phone) => phone.does("place", PLACE)],
    ["Gửi tin thoại", VOICE, (phone) => phone.does("voice", { seconds: 5 })],
  ],
};

// Short names and whole sentences: what who reports would write, and what the Bloc and the offices would.
const REPORTS = {
  nil: ["Tuần yên", "không có gì"],
  matter: ["Có việc", "mương hẻm 5 nghẹt rác, mưa là nước tràn vào 6 nhà"],
  news: ["Tin tổ", "tối qua tổ họp dân bàn phân loại rác, mời 75 hộ, dự 62 hộ, 60 hộ đồng ý"],
  plain: ["Không dấu", "den duong truoc nha van hoa hu 3 bong, toi di khong thay loi"],
  alarm: ["Khẩn", "nước lên nhanh quá, 3 nhà ngập tới ngực, còn 2 cụ già chưa ra được"],
};
const DESK = {
  week: ["Tuần", "tuần"],
  matters: ["Việc", "việc"],
  phone: ["Ghi thay", "Suối Đá không có gì"],
  help: ["Giúp", "giúp"],
};
const READER = { week: ["Tuần", "tuần"], help: ["Giúp", "giúp"] };
const OFFICE = { matters: ["Việc", "việc"], help: ["Giúp", "giúp"] };

const reports = (post) => /\.(leader|secretary|front_head)$/.test(post);

function sentences({ posts }) {
  if (posts.some(reports)) return REPORTS;
  if (posts.includes("kdv-tonghop")) return DESK;
  return posts.some((post) => post.startsWith("kdv-")) ? READER : OFFICE;
}

export function shelf(phone) {
  const { channel, name } = phone.figure;
  const things = THINGS[channel].map(([words, path, act]) => el(
    "button",
    { type: "button", class: "thing", "aria-label": `${words}, ${name}`, title: words, onclick: () => act(phone) },
    icon(path),
  ));
  const ready = Object.entries(sentences(phone.figure)).map(([kind, [label, text]]) => el(
    "button",
    {
      type: "button", class: "ready", "data-ready": kind, title: `Gửi: ${text}`, "aria-label": `${label}, gửi: ${text}`,
      onclick: () => phone.say(text),
    },
    label,
  ));
  return el("div", { class: "shelf", role: "group", "aria-label": `Gửi sẵn, ${name}` }, ...things, ...ready);
}
