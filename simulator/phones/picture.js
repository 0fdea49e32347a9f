// What is drawn rather than written.

import { el } from "/phones/tools.js";

export function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

// A small drawn picture: a street after rain, and the hole in it.
export function picture() {
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
