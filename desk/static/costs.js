// Adds, copies and removes without loading the page again, so that nobody loses their place.
const form = document.getElementById("sheet");

form.addEventListener("submit", async (event) => {
  const pressed = event.submitter;
  if (!pressed || pressed.value === "work") return;
  event.preventDefault();
  const boxes = new FormData(form, pressed);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(boxes),
      headers: { Accept: "text/html" },
    });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector("#sheet [autofocus]");
    next?.removeAttribute("autofocus");
    form.replaceChildren(...page.getElementById("sheet").children);
    next?.focus();
  } catch {
    // The browser's own way still works, and says what is wrong.
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name: pressed.name, value: pressed.value });
    form.append(kept);
    HTMLFormElement.prototype.submit.call(form);
  }
});
