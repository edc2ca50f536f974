// What agents' pages run: what customers' pages do, the keyboard, and the place in a ticket.
import "./portal.js";
import "./live.js";
import "./drafts.js";
import "./follow.js";
import "./enter.js";
import "./keys.js";
import "./send.js";
import "./newest.js";
import "./files.js";
