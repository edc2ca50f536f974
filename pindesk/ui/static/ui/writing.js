// What pages run on which customers write: drafts on the server, parts that follow a choice, Enter that sends.
import "./drafts.js";
import "./enter.js";

// Only the form of a new ticket has parts that follow a choice.
if (document.querySelector("[data-follow]")) import("./asked.js");

// What takes files, or stands beside, is not needed to see the page.
if (document.querySelector("[data-files]")) import("./files.js");
if (document.querySelector("[data-beside]")) import("./beside.js");
if (document.querySelector("[data-print]")) import("./print.js");
if (document.querySelector("[data-reading]")) import("./reading.js");
