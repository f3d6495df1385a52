// Tells at once when a file is too large, and lets a file be dropped anywhere on the form.
(() => {
  const input = document.querySelector("[data-file-input]");
  if (!input) return;
  const note = document.querySelector("[data-file-note]");
  const limit = Number(input.dataset.limitMb);

  const tell = () => {
    const [file] = input.files;
    const size = file ? file.size / 1e6 : 0;
    const shown = size.toLocaleString("sv-SE", { maximumFractionDigits: 1, minimumFractionDigits: 1 });
    note.textContent = size > limit ? `Filen är ${shown} MB. Gränsen är ${limit} MB. Välj en mindre fil.` : "";
  };
  input.addEventListener("change", tell);

  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const over = (on) => input.classList.toggle("over", on);
  // Without this a file dropped beside the field would replace the page, and the text with it.
  window.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    over(true);
  });
  window.addEventListener("dragleave", (event) => { if (!event.relatedTarget) over(false); });
  window.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length !== 1) {
      note.textContent = "Välj en fil åt gången.";
      return;
    }
    input.files = event.dataTransfer.files;
    tell();
  });
})();
