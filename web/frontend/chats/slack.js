/* Draws Slack's blocks in a page, for pictures: window.draw({blocks, view, name}).

   What the package leaves out is put right here: a box of one line, what a menu holds before
   anybody opens it, and the word that Slack itself adds to the label of what may stay empty. */
import "slack-blocks-to-jsx/dist/style.css";
import { createElement as el } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { Message } from "slack-blocks-to-jsx";

const LOGO =
  "data:image/svg+xml," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" fill="#1d70b8"/><text x="18" y="25" fill="#fff" font-family="Arial" font-weight="700" font-size="20" text-anchor="middle">B</text></svg>',
  );
const HELD = "\u200b";

const literal = (text) => text.replace(/[*_~`]/g, (sign) => `${HELD}${sign}${HELD}`);

const element = (part) =>
  part.type === "static_select" && part.initial_option
    ? { ...part, placeholder: { ...part.initial_option.text, text: `${HELD}${part.initial_option.text.text}` } }
    : part;

const block = (part) => {
  if (part.type === "actions") return { ...part, elements: part.elements.map(element) };
  if (part.type !== "input") return part;
  const more = part.optional ? " (optional)" : "";
  const label = { ...part.label, text: literal(part.label.text) + more };
  return { ...part, label, element: element(part.element) };
};

const mend = (place, blocks) => {
  const boxes = blocks.filter((part) => part.element?.type === "plain_text_input");
  place.querySelectorAll("textarea").forEach((box, number) => {
    const rows = boxes[number]?.element.multiline ? 3 : 1;
    box.style.minHeight = box.style.height = `${rows * 22 + 18}px`;
    if (!boxes[number]?.element.placeholder) box.parentElement.querySelector("div")?.remove();
  });
  place.querySelectorAll(".slack_blocks_to_jsx__input p").forEach((hint) => {
    if (hint.textContent.includes("'enter' to submit")) hint.remove();
  });
  place.querySelectorAll("div.pointer-events-none").forEach((shown) => {
    if (shown.textContent.startsWith(HELD)) shown.style.color = "#1d1c1d";
  });
};

const framed = (view, body) =>
  view.submit || view.close
    ? el(
        "div",
        { className: "view" },
        el("div", { className: "bar" }, view.title),
        el("div", { className: "body" }, body),
        el(
          "div",
          { className: "foot" },
          el("span", null, view.close),
          el("span", { className: "submit" }, view.submit),
        ),
      )
    : body;

let root;
window.draw = ({ blocks, view, name }) => {
  const place = document.getElementById("place");
  root?.unmount();
  root = createRoot(place);
  const drawn = blocks.map(block);
  const body = el(Message, {
    blocks: drawn,
    name,
    logo: LOGO,
    time: new Date("2027-01-04T10:00:00"),
    theme: "light",
    withoutWrapper: Boolean(view),
  });
  flushSync(() => root.render(view ? framed(view, body) : body));
  mend(place, drawn);
};
