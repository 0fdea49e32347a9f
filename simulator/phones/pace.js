// How fast time runs: it stands, goes as on a wrist, or quicker.

import { call } from "/phones/tools.js";

const buttons = () => document.querySelectorAll("[data-pace]");

export function showPace(speed) {
  for (const button of buttons()) button.setAttribute("aria-pressed", Number(button.dataset.pace) === speed);
  document.body.classList.toggle("paused", speed === 0);
}

export function offerPace(tell) {
  for (const button of buttons()) {
    button.addEventListener("click", () => {
      const speed = Number(button.dataset.pace);
      tell(speed ? "" : "Đồng hồ dừng: tin đã nhắn chờ đến khi chạy tiếp.");
      call("/control/clock", { speed }).catch((error) => tell(error.message, true));
    });
  }
}
