// What pages run on which customers write: drafts on the server, parts that follow a choice, Enter that sends.
import "./drafts.js";
import "./follow.js";
import "./enter.js";
import "./steps.js";

// What takes files is not needed to see the page.
if (document.querySelector("[data-files]")) import("./files.js");
