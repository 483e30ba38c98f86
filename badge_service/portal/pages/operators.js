// Keeps the page live: fetches the figures anew every two seconds while someone looks, and says so when it can't.
(() => {
  "use strict";
  const PERIOD_MS = 2000;
  const live = document.getElementById("live");
  const pulse = document.getElementById("pulse");
  const words = document.getElementById("pulse-words");
  let shownAt = new Date();
  let shown = "";

  const say = (fresh) => {
    pulse.classList.toggle("stale", !fresh);
    words.textContent = fresh ? "Live" : `No answer since ${shownAt.toLocaleTimeString("en-GB")}`;
  };

  const refresh = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch("/operators/live", { cache: "no-store", signal: AbortSignal.timeout(10000) });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      if (html !== shown) live.innerHTML = shown = html;
      shownAt = new Date();
      say(true);
    } catch {
      say(false);
    }
  };

  const again = async () => {
    await refresh();
    setTimeout(again, PERIOD_MS);
  };
  document.addEventListener("visibilitychange", refresh);
  setTimeout(again, PERIOD_MS);
})();
