// Numbers are plain links to and fro. The script adds: a finding and its words light up together,
// neither scrolls away when the other is asked for, and a click on the words themselves opens the
// finding that covers least. It asks the page anew each time, for both may be drawn again.
(() => {
  if (!document.querySelector("[data-ad]")) return;
  document.documentElement.classList.add("scripted");
  const marks = () => [...document.querySelectorAll("[data-ad] [data-numbers]")];
  const covers = (mark, number) => mark.dataset.numbers.split(" ").includes(number);
  const words = (number) => marks().filter((mark) => covers(mark, number));
  const length = (number) => words(number).reduce((sum, mark) => sum + mark.textContent.length, 0);

  const light = (number) => {
    document.querySelectorAll(".current").forEach((node) => node.classList.remove("current"));
    if (!number) return;
    words(number).forEach((mark) => mark.classList.add("current"));
    document.getElementById(`fynd-${number}`)?.classList.add("current");
  };
  const numberOf = (node) =>
    node.closest?.("[data-number]")?.dataset.number ?? node.closest?.(".ad .number")?.id.slice("plats-".length);

  // Beside each other both stay in view; below each other the goal is brought to a good place.
  const list = document.querySelector("[data-finding-list]");
  const sideBySide = () => list && getComputedStyle(list).overflowY === "auto";
  const show = (node) => {
    node.focus({ preventScroll: true });
    const place = node.matches("li") ? "start" : "center";
    node.scrollIntoView({ block: sideBySide() ? "nearest" : place });
  };

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest?.("a.number");
    const mark = event.target.closest?.("[data-ad] [data-numbers]");
    if (link) {
      const goal = document.querySelector(link.hash);
      if (!goal) return;
      event.preventDefault();
      show(goal);
    } else if (mark && !String(window.getSelection())) { // else someone is copying, not asking
      const [number] = mark.dataset.numbers.split(" ").sort((a, b) => length(a) - length(b));
      const finding = document.getElementById(`fynd-${number}`);
      if (finding) show(finding);
    }
  });
  document.addEventListener("focusin", (event) => light(numberOf(event.target)));
})();
