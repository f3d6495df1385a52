// Copies the ad with its lists as lists, for a recruitment system or Word; and prints.
(() => {
  const copy = document.querySelector("[data-copy-ad]");
  const print = document.querySelector("[data-print]");
  if (!copy || !print) return;
  copy.hidden = print.hidden = false;
  print.addEventListener("click", () => window.print());

  const MARK = /^\s*(?:[-–—•·*▪‣◦]|o(?=\s))\s+/;
  const asHtml = (text) => {
    const holder = document.createElement("div");
    let list = null;
    for (const line of text.split("\n")) {
      if (!line.trim()) { list = null; continue; }
      const item = MARK.test(line);
      if (item && !list) holder.append((list = document.createElement("ul")));
      if (!item) list = null;
      const node = document.createElement(item ? "li" : "p");
      node.textContent = item ? line.replace(MARK, "") : line.trim();
      (list ?? holder).append(node);
    }
    return holder.innerHTML;
  };

  copy.addEventListener("click", () => {
    const text = document.getElementById("text").value;
    // The copy event works without the permission and the secure origin that newer ways ask for.
    const fill = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.clipboardData.setData("text/html", asHtml(text));
      event.preventDefault();
    };
    document.addEventListener("copy", fill, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    document.querySelector("[data-copy-status]").textContent = done
      ? "Annonsen är kopierad, utan markeringar."
      : "Webbläsaren tillät inte att kopiera. Markera texten och kopiera själv.";
  });
})();
