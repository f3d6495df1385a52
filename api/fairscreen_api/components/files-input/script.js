// Tells before anything is sent when the chosen files are too large together.
(() => {
  const megabytes = (size) => size.toLocaleString("sv-SE", { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  for (const input of document.querySelectorAll("[data-files-input]")) {
    const note = document.getElementById(`${input.id}-note`);
    const limit = Number(input.dataset.limitMb);
    input.addEventListener("change", () => {
      const size = [...input.files].reduce((sum, file) => sum + file.size, 0) / 1e6;
      note.textContent = size > limit
        ? `Filerna är ${megabytes(size)} MB tillsammans. Gränsen är ${limit} MB åt gången. Välj färre och skicka resten sedan.`
        : "";
    });
  }
})();
