// What the tour says, step by step: what it points at, and the words in both languages.

const LEADER = '.phone[data-posts~="tdp1.leader"]';
const CHAIR = '.phone[data-posts~="kdv-truong"]';

export const FRAME = {
  vi: { skip: "Bỏ qua", back: "Trước", next: "Tiếp", end: "Xong", step: (n, of) => `Bước ${n} trên ${of}` },
  en: { skip: "Skip", back: "Back", next: "Next", end: "Done", step: (n, of) => `Step ${n} of ${of}` },
};

export const STEPS = [
  {
    at: `${LEADER} .slip`,
    vi: ["Vào kênh bằng giấy mời", "Đây là kênh để tổ trưởng, bí thư báo việc cho phường bằng tin nhắn. Ai cũng có giấy mời in hai chữ: nhắn hai chữ ấy, rồi trả lời từng số là vào. Mọi tên người, tên nơi ở đây đều hư cấu."],
    en: ["Join with a slip of paper", "Group leaders and cell secretaries tell their ward what happens, by message. Everybody has a slip with two words: send them, answer with the numbers, and you are in. All people and places here are invented."],
  },
  {
    at: '[data-go="nudge"]',
    vi: ["Tuần yên: một số là xong", "Trước hạn, kênh nhắc ai chưa báo. Vào kênh rồi, bấm nút này để thời gian đi tới lần nhắc; tuần không có gì thì gõ 1."],
    en: ["Nothing to report: one character", "Before the deadline the channel reminds who has not written. Once you have joined, let time jump to the next reminder here, and type 1."],
  },
  {
    at: `${LEADER} [data-ready="matter"]`,
    vi: ["Việc của bà con: một tin, rồi một số", "Nhắn như nói chuyện, có dấu hay không dấu đều được; nút này gửi sẵn một câu. Kênh đọc lại điều đã hiểu, gõ 1 là lưu: có mã, có nơi giải quyết, có ngày trả lời."],
    en: ["A citizens' matter: one message plus one", "Write as you speak, with or without diacritics; this button sends a ready sentence. The channel reads back what it understood. Type 1: the matter has a code, an office and a due date."],
  },
  {
    at: `${LEADER} [data-ready="alarm"]`,
    vi: ["Việc khẩn: một câu", "Kênh nhắc gọi 113, 114, 115 trước hết, báo ngay người trực, rồi cho người báo biết ai đã nhận."],
    en: ["An alarm: one sentence", "The channel first says to call 113, 114 or 115, tells those on duty at once, and lets the reporter know who has taken it."],
  },
  {
    at: CHAIR,
    vi: ["Bản tổng hợp của tuần", "Bấm Mọi người khác vào kênh, rồi Hạn của đơn vị: chuyên viên nhận bản dự thảo, sửa, duyệt; Trưởng Khối đọc ngay trên điện thoại này."],
    en: ["The week's digest", "Press Mọi người khác vào kênh (everybody joins), then Hạn của đơn vị (the deadline): the staff get a draft, correct it, approve it, and the chair reads it on this phone."],
  },
];
