// Pin a place, send photos. Everything that was chosen stays until it is sent; a weak network is only waited out.
"use strict";

const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds before each further try
const LONGEST = 1600; // pixels
const QUALITY = 0.8;

const $ = (id) => document.getElementById(id);
const main = $("add"), map = $("map"), pin = $("pin"), box = $("window"), form = $("place"), where = $("where");
const said = main.dataset;
const spots = [...map.querySelectorAll("[data-key]")];
const sheet = Object.fromEntries(["top", "left", "scale", "squeeze", "edge"].map((k) => [k, Number(map.dataset[k])]));
const wide = map.viewBox.baseVal.width, high = map.viewBox.baseVal.height;
document.documentElement.classList.add("js");

// Sending

const random = () => [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, "0")).join("");

const pause = (seconds) => new Promise((go) => {
  const over = () => { clearTimeout(timer); removeEventListener("online", over); go(); };
  const timer = setTimeout(over, seconds * 1000);
  addEventListener("online", over);
});

/** One try. Answers what the server said; fails when it said nothing, or is to be asked again later. */
const ask = (path, body, progress) => new Promise((answer, fail) => {
  const request = new XMLHttpRequest();
  request.open("POST", `${said.here}/${path}`);
  request.timeout = 300000;
  request.setRequestHeader("Accept", "application/json");
  request.upload.onprogress = (event) => progress && event.lengthComputable && progress(event.loaded / event.total);
  request.onerror = request.ontimeout = fail;
  request.onload = () => {
    if (request.status >= 500 || request.status === 429 || request.status === 408) return fail();
    let words = "";
    try { words = JSON.parse(request.responseText).said; } catch { /* no words of ours */ }
    answer({ ok: request.status < 300, gone: request.status === 410, words });
  };
  request.send(body);
});

const send = async (path, body, progress, weak) => {
  for (const seconds of PAUSES) {
    try { return await ask(path, body, progress); } catch { if (weak) weak(); await pause(seconds); }
  }
  return ask(path, body, progress);
};

const say = (element, words, kind = "") => { element.textContent = words; element.className = kind; };

// The place

const inputs = form.elements;
let unsent = false, sentAnything = false;

const onSheet = (lat, lon) => [
  sheet.edge + (lon - sheet.left) * sheet.squeeze * sheet.scale, sheet.edge + (sheet.top - lat) * sheet.scale];
const inDegrees = (x, y) => [
  sheet.top - (y - sheet.edge) / sheet.scale, sheet.left + (x - sheet.edge) / sheet.scale / sheet.squeeze];
const touched = (event) => {
  const frame = map.getBoundingClientRect();
  const inside = (value, most) => Math.min(Math.max(value, 0), most);
  return inDegrees(inside((event.clientX - frame.left) / frame.width * wide, wide),
    inside((event.clientY - frame.top) / frame.height * high, high));
};
const nearest = (lat, lon) => {
  const apart = (spot) => Math.hypot(spot.dataset.lat - lat, (spot.dataset.lon - lon) * sheet.squeeze);
  return spots.reduce((best, spot) => (apart(spot) < apart(best) ? spot : best));
};

/** Put the pin there; `spot` when a known one was chosen from the list. */
const put = (lat, lon, spot) => {
  const [x, y] = onSheet(lat, lon), near = spot || nearest(lat, lon);
  pin.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  pin.classList.remove("gone");
  spots.forEach((other) => other.classList.toggle("chosen", other === near));
  inputs.lat.value = lat.toFixed(6);
  inputs.lon.value = lon.toFixed(6);
  inputs.key.value = spot ? spot.dataset.key : "";
  $("here").textContent = spot ? near.dataset.at : near.dataset.near;
  say(where, `${said.pinned} ${$("here").textContent}.`);
  unsent = true;
};
const centre = (x, y) => {
  const zoom = map.getBoundingClientRect().width / wide;
  box.scrollTo(x * zoom - box.clientWidth / 2, y * zoom - box.clientHeight / 2);
};
const centreOnPin = () => centre(...(inputs.lat.value
  ? onSheet(Number(inputs.lat.value), Number(inputs.lon.value)) : [Number(map.dataset.x), Number(map.dataset.y)]));

map.addEventListener("click", (event) => put(...touched(event)));
pin.addEventListener("pointerdown", (event) => pin.setPointerCapture(event.pointerId));
pin.addEventListener("pointermove", (event) => pin.hasPointerCapture(event.pointerId) && put(...touched(event)));
pin.addEventListener("click", (event) => event.stopPropagation());
inputs.key.addEventListener("change", () => {
  const spot = spots.find((each) => each.dataset.key === inputs.key.value);
  if (!spot) return;
  put(Number(spot.dataset.lat), Number(spot.dataset.lon), spot);
  centreOnPin();
});
$("closer").addEventListener("click", (event) => {
  const near = map.classList.toggle("near");
  map.style.width = `${wide * (near ? 2 : 1)}px`;
  map.style.height = `${high * (near ? 2 : 1)}px`;
  event.target.textContent = near ? said.farther : said.closer;
  event.target.setAttribute("aria-pressed", near);
  centreOnPin();
});
$("me").addEventListener("click", () => {
  say(where, said.looking);
  const unfound = () => say(where, said.unfound, "bad");
  if (!navigator.geolocation) return unfound();
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => { put(coords.latitude, coords.longitude); centreOnPin(); },
    unfound, { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 });
});

const sendPlace = async () => {
  if (!inputs.lat.value) { say(where, said.missing, "bad"); return false; }
  const button = form.querySelector("button"), body = new URLSearchParams(new FormData(form));
  button.disabled = true;
  say(where, said.sendingPlace);
  try {
    const answer = await send("place", body, null, () => say(where, `${said.sendingPlace} ${said.weak}.`));
    say(where, answer.ok ? `${said.placeSent} ${answer.words}. ${said.again}` : answer.words, answer.ok ? "good" : "bad");
    if (answer.ok && body.get("lat") === inputs.lat.value && body.get("lon") === inputs.lon.value) unsent = false;
    if (answer.ok) { inputs.id.value = random(); sentAnything = true; }
    return answer.ok;
  } catch {
    say(where, `${said.unsent}.`, "bad");
    return false;
  } finally { button.disabled = false; }
};
form.addEventListener("submit", (event) => { event.preventDefault(); sendPlace(); });

// Photos: one after the other, each with a number of its own, so that a repeated one is no second one

const photos = [];
let room = Number(said.room), line = Promise.resolve();

const shrunk = async (file) => {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const by = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const sheet = document.createElement("canvas");
    sheet.width = Math.max(1, Math.round(picture.width * by));
    sheet.height = Math.max(1, Math.round(picture.height * by));
    sheet.getContext("2d").drawImage(picture, 0, 0, sheet.width, sheet.height);
    picture.close();
    return (await new Promise((made) => sheet.toBlob(made, "image/jpeg", QUALITY))) || file;
  } catch { return file; } // the server looks at it itself
};

const row = (photo) => {
  const item = document.createElement("li");
  photo.face = item.appendChild(document.createElement("img"));
  photo.face.alt = "";
  photo.state = item.appendChild(document.createElement("p"));
  photo.bar = item.appendChild(document.createElement("progress"));
  photo.bar.max = 1;
  photo.bar.value = 0;
  photo.bar.setAttribute("aria-label", photo.name);
  $("photos").append(item);
  return item;
};
const show = (photo, words, kind) => say(photo.state, `${photo.name}: ${words}`, kind);

const upload = async (photo) => {
  photo.again?.remove();
  show(photo, said.sending);
  if (!photo.body) {
    photo.body = photo.as === "photo" ? await shrunk(photo.file) : photo.file;
    if (photo.as === "photo") photo.face.src = URL.createObjectURL(photo.body);
  }
  try {
    const path = `${photo.as}?id=${photo.id}&name=${encodeURIComponent(photo.file.name)}`;
    const answer = await send(path, photo.body, (part) => { photo.bar.value = part; },
      () => { photo.bar.value = 0; show(photo, said.weak); });
    photo.over = true;
    photo.bar.remove();
    show(photo, answer.ok ? said.sent : answer.words, answer.ok ? "good" : "bad");
    if (answer.ok) sentAnything = true; else room += 1;
  } catch {
    show(photo, said.unsent, "bad");
    photo.again = photo.item.appendChild(document.createElement("button"));
    photo.again.type = "button";
    photo.again.textContent = said.retry;
    photo.again.addEventListener("click", () => { line = line.then(() => upload(photo)); });
  }
};

document.querySelectorAll("input[type=file]").forEach((input) => input.addEventListener("change", () => {
  const chosen = [...input.files];
  input.value = "";
  say($("sent"), chosen.length > room ? said.enough : "");
  chosen.slice(0, room).forEach((file) => {
    room -= 1;
    const as = input.dataset.as || "photo";
    const photo = { file, as, id: random(), name: `${said[as]} ${photos.length + 1}` };
    photos.push(photo);
    photo.item = row(photo);
    show(photo, said.waiting);
    line = line.then(() => upload(photo));
  });
}));

// The end

const left = () => unsent || photos.some((photo) => !photo.over);
let toldOfRest = false;

$("done").addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.target.querySelector("button");
  button.disabled = true;
  if (left() && !toldOfRest) {
    say($("rest"), said.rest);
    if (unsent) await sendPlace();
    await line;
    if (left()) {
      toldOfRest = true;
      button.disabled = false;
      say($("rest"), said.left, "bad");
      return;
    }
  }
  try {
    const answer = await send("done", "", null, () => say($("rest"), said.weak));
    unsent = false;
    photos.length = 0;
    finish(answer.gone || !answer.words ? (sentAnything ? said.all : said.nothing) : answer.words);
  } catch {
    button.disabled = false;
    say($("rest"), `${said.unsent}.`, "bad");
  }
});

const finish = (words) => {
  const title = document.createElement("h1"), text = document.createElement("p");
  title.tabIndex = -1;
  title.textContent = document.title = said.done;
  text.textContent = words;
  text.setAttribute("role", "status");
  main.replaceChildren(title, text);
  scrollTo(0, 0);
  title.focus();
};

addEventListener("beforeunload", (event) => { if (left()) event.preventDefault(); });
centreOnPin();
