// Says that the check is under way, and sends a form only once.
document.querySelectorAll("[data-draft-form]").forEach((form) => {
  const status = form.querySelector("[data-draft-status]");
  const button = form.querySelector("button[type=submit]");
  form.addEventListener("submit", (event) => {
    if (button.getAttribute("aria-disabled") === "true") { event.preventDefault(); return; }
    button.setAttribute("aria-disabled", "true");
    status.textContent = "Granskar texten …";
  });
  // A page taken out of the browser's memory must not still say that it is working.
  window.addEventListener("pageshow", () => {
    button.removeAttribute("aria-disabled");
    status.textContent = "";
  });
});
