// Runs at the start of the body, so that nothing jumps once scripts can work.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
