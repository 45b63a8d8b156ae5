// Brings the GOV.UK Frontend components of a page to life.
import { initAll } from "./dist/govuk-frontend.min.js";

initAll();
