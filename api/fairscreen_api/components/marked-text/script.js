// Numbers are plain links to and fro. The script adds: a finding and its words light up together,
// and a click on the words themselves opens the finding that covers least.
(() => {
  const ad = document.querySelector("[data-ad]");
  if (!ad) return;
  const marks = [...ad.querySelectorAll("[data-numbers]")];
  const covers = (mark, number) => mark.dataset.numbers.split(" ").includes(number);
  const words = (number) => marks.filter((mark) => covers(mark, number));
  const length = (number) => words(number).reduce((sum, mark) => sum + mark.textContent.length, 0);

  const light = (number) => {
    document.querySelectorAll(".current").forEach((node) => node.classList.remove("current"));
    if (!number) return;
    words(number).forEach((mark) => mark.classList.add("current"));
    document.getElementById(`fynd-${number}`)?.classList.add("current");
  };
  const numberOf = (node) =>
    node.closest?.("[data-number]")?.dataset.number ?? node.closest?.(".ad .number")?.id.slice("plats-".length);

  document.addEventListener("focusin", (event) => light(numberOf(event.target)));
  marks.forEach((mark) => {
    mark.dataset.live = "";
    mark.addEventListener("click", () => {
      if (String(window.getSelection())) return; // someone is copying, not asking
      const [number] = mark.dataset.numbers.split(" ").sort((a, b) => length(a) - length(b));
      document.getElementById(`fynd-${number}`)?.focus();
    });
  });
})();
