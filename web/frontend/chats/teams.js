/* Draws an Adaptive Card in a page, for pictures and tests: window.draw(card, look). What a button
   sends, or nothing where a box stops it, is then in window.sent. */
import { AdaptiveCard, GlobalRegistry, HostConfig, Table, Versions } from "adaptivecards";
import "adaptivecards/dist/adaptivecards.css";
import markdownIt from "markdown-it";

const markdown = markdownIt();
AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};
// The bundler drops what a file of the package does by itself, and so that it knows tables.
GlobalRegistry.defaultElements.register("Table", Table, Versions.v1_5);

window.draw = (payload, look) => {
  const card = new AdaptiveCard();
  window.sent = null;
  card.onExecuteAction = (action) => {
    window.sent = action.data ?? null;
  };
  card.hostConfig = new HostConfig(look);
  card.parse(payload);
  const place = document.getElementById("place");
  place.replaceChildren(card.render());
  document.body.className = look.isDark ? "dark" : "";
  return Promise.all([...document.images].map((image) => image.decode().catch(() => null)));
};
