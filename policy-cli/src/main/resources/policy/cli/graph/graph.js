// Shows the rules and questions that hold all the words, and opens what leads to them.
const search = document.getElementById("search");
const hits = document.getElementById("hits");
const lines = [...document.querySelectorAll(".rule, summary, main div")];
const opened = new Map([...document.querySelectorAll("details")].map((d) => [d, d.open]));

search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  const keep = new Set();
  for (const line of lines) {
    const text = line.textContent.toLowerCase();
    if (words.length && words.every((word) => text.includes(word))) {
      found += line.matches(".rule") ? 1 : 0;
      for (let at = line; at && at.tagName !== "MAIN"; at = at.parentElement) keep.add(at);
      if (line.matches(".rule")) {
        let head = line.previousElementSibling;
        while (head && head.matches(".rule")) head = head.previousElementSibling;
        if (head) keep.add(head);
      }
      if (line.matches("summary")) line.parentElement.querySelectorAll("*").forEach((below) => keep.add(below));
    }
  }
  for (const [details, open] of opened) {
    details.open = words.length ? keep.has(details) : open;
    details.classList.toggle("gone", words.length > 0 && !keep.has(details));
  }
  for (const line of lines) {
    const hidden = words.length > 0 && !keep.has(line) && !line.matches("summary");
    line.classList.toggle("gone", hidden);
  }
  hits.textContent = words.length ? ` ${found} rules` : "";
});
