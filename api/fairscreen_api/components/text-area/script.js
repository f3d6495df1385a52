// Text pasted from Word or a web page keeps its lists and headings as lines of their own.
(() => {
  const BLOCKS = new Set("ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER LI MAIN NAV OL P PRE SECTION TABLE TBODY THEAD TR UL".split(" "));
  const HEADING = /^H[1-6]$/;
  const SKIPPED = new Set("HEAD SCRIPT STYLE TEMPLATE TITLE META LINK IMG".split(" "));

  // Word writes lists as paragraphs, with the bullet as text inside a span marked "Ignore".
  const kindOf = (attributes) =>
    /mso-list:\s*ignore/i.test(attributes) ? "bullet"
    : /mso-list:\s*l\d|MsoListParagraph/i.test(attributes) ? "item"
    : /mso-outline-level:\s*\d|MsoTitle/i.test(attributes) ? "heading"
    : "";
  const isListItem = (node) => node.nodeName === "LI" || node.dataset?.kind === "item";
  const isHeading = (node) => HEADING.test(node.nodeName) || node.dataset?.kind === "heading";

  // All attributes go before the text is parsed: no style, handler or address is left to act on.
  const bare = (html) => html
    .replace(/<(style|script|title)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->/gi, "")
    .replace(/<([a-z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>/gi,
      (_, name, attributes) => `<${name} data-kind="${kindOf(attributes)}">`);

  const asLines = (html) => {
    const page = new DOMParser().parseFromString(bare(html), "text/html");
    const lines = [];
    let line = "";
    const finish = (gap = false) => {
      const text = line.replace(/[ \t\r\n]+/g, " ").trim();
      if (text && text !== "-") {
        if (gap && lines.length) lines.push("");
        lines.push(text);
      }
      line = "";
    };
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) { line += node.data; return; }
      if (node.nodeType !== Node.ELEMENT_NODE || SKIPPED.has(node.nodeName)) return;
      if (node.dataset?.kind === "bullet") return;
      if (node.nodeName === "BR") { finish(); return; }
      if (!BLOCKS.has(node.nodeName)) { node.childNodes.forEach(walk); if (/^T[DH]$/.test(node.nodeName)) line += "\t"; return; }
      const inItem = line.trim() === "-"; // <li><p>…</p></li> is one line
      if (!inItem) finish();
      if (isListItem(node)) line = "- ";
      const gap = isHeading(node) || (node.nodeName === "P" && !isListItem(node) && !inItem);
      node.childNodes.forEach(walk);
      finish(gap);
    };
    walk(page.body);
    return lines.join("\n");
  };

  document.querySelectorAll("[data-paste-lines]").forEach((area) => {
    area.addEventListener("paste", (event) => {
      const html = event.clipboardData?.getData("text/html");
      if (!html || !/<(li|p|h[1-6]|div|tr)[\s>]/i.test(html)) return; // plain text is best as it is
      const text = asLines(html);
      if (!text) return;
      event.preventDefault();
      // insertText keeps the browser's undo; the other way is for browsers without it.
      if (!document.execCommand("insertText", false, text)) {
        area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
      }
    });
  });
})();
