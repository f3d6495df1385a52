// The summary is met first, by eye and by screen reader alike.
document.querySelector("[data-error-summary]")?.focus();
