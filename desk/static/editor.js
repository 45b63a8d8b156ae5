// Numbers the lines of the rulebook editor, and goes to the line that a finding is about.
const editor = document.querySelector(".buywell-editor");
const box = editor.querySelector("textarea");
const numbers = document.createElement("div");
numbers.className = "buywell-code buywell-editor__numbers";
// For eyes only: a screen reader says the line in its own way.
numbers.setAttribute("aria-hidden", "true");
editor.prepend(numbers);

function count() {
  const lines = box.value.split("\n").length;
  if (lines === Number(numbers.dataset.lines)) return;
  numbers.dataset.lines = lines;
  numbers.textContent = Array.from({ length: lines }, (_, index) => index + 1).join("\n");
  follow();
}

function follow() {
  numbers.scrollTop = box.scrollTop;
}

function go(line) {
  const lines = box.value.split("\n");
  if (line < 1 || line > lines.length) return;
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  box.focus({ preventScroll: true });
  box.setSelectionRange(start, start + lines[line - 1].length);
  const height = box.scrollHeight / lines.length;
  box.scrollTop = Math.max(0, height * (line - 1) - box.clientHeight / 3);
  box.scrollLeft = 0;
  box.scrollIntoView({ block: "nearest" });
}

box.addEventListener("input", count);
box.addEventListener("scroll", follow);
new ResizeObserver(() => {
  numbers.style.height = `${box.offsetHeight}px`;
  follow();
}).observe(box);
count();
go(Number(editor.dataset.line));
