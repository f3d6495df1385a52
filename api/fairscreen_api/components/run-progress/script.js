// Follows the making of copies, and shows the page anew when all are done.
(() => {
  const line = document.querySelector("[data-run]");
  if (!line?.dataset.run) return;
  const bar = line.querySelector("progress");
  const text = line.querySelector("p");
  if (bar.value >= bar.max) return;
  const follow = async () => {
    try {
      const answer = await fetch(line.dataset.run, { cache: "no-store" });
      if (answer.ok) {
        const { done, total } = await answer.json();
        if (done >= total) { location.reload(); return; }
        if (done !== bar.value) {
          bar.value = done;
          text.textContent = `${done} av ${total} klara – du kan lämna sidan och komma tillbaka`;
        }
      }
    } catch { /* the service may be starting again */ }
    setTimeout(follow, 2000);
  };
  setTimeout(follow, 1500);
})();
