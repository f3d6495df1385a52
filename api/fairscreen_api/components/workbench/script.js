// Buttons act at once and the text is checked while it is written: the same form is sent, and the
// parts of the answer that changed take their places. Until the answer comes, findings are moved
// with the words they stand at.
(() => {
  const form = document.querySelector("[data-workbench]");
  if (!form) return;
  const area = form.elements.text;
  const status = form.querySelector("[data-draft-status]");
  const PAUSE = 700; // milliseconds without a key
  const NEWS = 20000; // milliseconds; what the check says takes time to read
  let timer = 0;
  let fading = 0;
  let turn = 0;
  let busy = false;

  const send = async (button) => {
    clearTimeout(timer);
    const mine = ++turn;
    const body = new FormData(form);
    if (button?.name) body.set(button.name, button.value);
    ["aldre", "aldre-fil", "word"].forEach((name) => body.delete(name)); // kept by the page itself
    busy = Boolean(button);
    area.readOnly = busy;
    status.textContent = button ? "Arbetar …" : "Granskar …";
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine === turn) take(page, button);
    } catch {
      if (mine === turn) status.textContent = "Tjänsten svarar inte. Texten är kvar här.";
    } finally {
      if (mine === turn) busy = area.readOnly = false;
    }
  };

  const take = (page, button) => {
    const sent = page.querySelector("[data-workbench]");
    if (!sent) {
      status.textContent = page.querySelector("[data-error-summary] h2, h1")?.textContent ?? "Det gick inte att granska.";
      return;
    }
    status.textContent = "";
    for (const field of sent.querySelectorAll("input[type=hidden]")) {
      if (!field.name.startsWith("word")) form.elements[field.name].value = field.value;
    }
    const held = document.activeElement;
    const typed = held.matches("input.line") ? held.value : null;
    const key = held.id ? `#${CSS.escape(held.id)}` : held.value ? `[value="${CSS.escape(held.value)}"]` : "";
    // The containers stay, so that what is said in them is read out, and scrolling is kept.
    for (const part of page.querySelectorAll("[data-part]")) {
      const place = document.querySelector(`[data-part="${part.dataset.part}"]`);
      const open = [...place.querySelectorAll("details")].map((node) => node.open);
      place.replaceChildren(...part.childNodes);
      if (!place.matches("[data-finding-list]")) place.querySelectorAll("details").forEach((node, n) => { node.open ||= open[n] ?? false; });
    }
    // What was done stays in sight while it is news; the list of changes keeps it.
    clearTimeout(fading);
    fading = setTimeout(() => document.querySelector("[data-part=besked]").replaceChildren(), NEWS);
    if (button) {
      area.value = sent.elements.text.value;
      focusAfter(button.value);
      return;
    }
    if (area.value !== form.elements.granskad.value) follow();
    // Someone who has gone on to a finding meanwhile stays there.
    const again = !held.isConnected && key && document.querySelector(key);
    if (again) {
      if (typed !== null) again.value = typed;
      again.focus({ preventScroll: true });
    }
  };

  const focusAfter = (action) => {
    const [verb, number] = action.split(":");
    const wrong = document.querySelector("[data-finding-list] [aria-invalid]");
    const goal = wrong
      ?? (["byt", "behall", "fel"].includes(verb) ? document.getElementById(`fynd-${number}`) ?? document.getElementById("fynden")
        : document.getElementById(verb === "angra-val" ? "fynden" : "omskrivning"));
    goal?.focus({ preventScroll: true });
    goal?.scrollIntoView({ block: "nearest" });
  };

  // Offsets are code points, as the server counts them.
  const follow = () => {
    const old = [...form.elements.granskad.value];
    const now = [...area.value];
    const most = Math.min(old.length, now.length);
    let start = 0;
    while (start < most && old[start] === now[start]) start += 1;
    let back = 0;
    while (back < most - start && old[old.length - 1 - back] === now[now.length - 1 - back]) back += 1;
    const shift = now.length - old.length;
    const places = [];
    document.querySelectorAll(".finding[data-start]").forEach((node) => {
      const [first, last] = [Number(node.dataset.start), Number(node.dataset.end)];
      const touched = last > start && first < old.length - back;
      node.toggleAttribute("data-touched", touched);
      const by = first >= old.length - back ? shift : 0;
      if (!touched) places.push({ start: first + by, end: last + by, level: node.dataset.level, number: node.dataset.number });
    });
    draw(now, places);
  };

  const WEIGHT = { must: 3, should: 2, hint: 1 };
  const MARK = /^\s*(?:[-–—•·*▪‣◦o]|\d{1,2}[.)])\s/;
  const draw = (text, places) => {
    const ad = document.querySelector("[data-ad]");
    const lines = [];
    let gap = false;
    for (let from = 0; from <= text.length; ) {
      const found = text.indexOf("\n", from);
      const to = found < 0 ? text.length : found;
      const words = text.slice(from, to).join("");
      if (words.trim()) {
        const line = document.createElement("p");
        line.className = `line${gap ? " gap" : ""}${MARK.test(words) ? " item" : ""}`;
        line.append(...pieces(text, from, to, places));
        lines.push(line);
        gap = false;
      } else gap = lines.length > 0;
      from = to + 1;
    }
    ad?.replaceChildren(...lines);
  };

  const pieces = (text, from, to, places) => {
    const here = places.filter((place) => place.start <= to && place.end > from);
    const edges = here.flatMap((place) => [place.start, place.end]).filter((at) => at > from && at < to);
    const cuts = [...new Set([from, to, ...edges])].sort((a, b) => a - b);
    return cuts.slice(1).flatMap((right, n) => {
      const left = cuts[n];
      const over = here.filter((place) => place.start <= left && right <= place.end);
      const words = text.slice(left, right).join("");
      const ends = here.filter((place) => place.end === right).map(numberLink);
      if (!over.length) return [words, ...ends];
      const mark = document.createElement("span");
      mark.className = `mark mark-${over.reduce((a, b) => (WEIGHT[b.level] > WEIGHT[a.level] ? b : a)).level}`;
      mark.dataset.numbers = over.map((place) => place.number).join(" ");
      mark.textContent = words;
      return [mark, ...ends];
    });
  };

  const numberLink = ({ number, level }) => {
    const link = document.createElement("a");
    link.className = `number number-${level}`;
    link.id = `plats-${number}`;
    link.href = `#fynd-${number}`;
    link.lang = "sv";
    link.setAttribute("aria-label", `Fynd ${number}`);
    link.textContent = number;
    return link;
  };

  area.addEventListener("input", () => {
    follow();
    clearTimeout(timer);
    timer = setTimeout(() => { if (!busy) send(null); }, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.hasAttribute("formaction")) return; // a file or another page
    event.preventDefault();
    if (!busy) send(button?.name ? button : null);
  });
  // Enter in a field of a finding means that finding's button, not the form's first.
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || !field.matches?.("[data-finding-list] input.line")) return;
    event.preventDefault();
    const verb = field.name.startsWith("egna-") ? "byt" : "fel";
    field.closest(".finding-actions").querySelector(`button[value^="${verb}:"]`).click();
  });
})();
