// What agents' pages run: what customers' pages do, and the keyboard.
import "./portal.js";
import "./keys.js";
import "./send.js";
