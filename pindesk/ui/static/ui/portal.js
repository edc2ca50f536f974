// What customers' pages run. Each module binds itself by data- attributes and does nothing where there are none.
import "./busy.js";
import "./unsent.js";
import "./dialog.js";
import "./menu.js";
import "./clock.js";
import "./gone.js";
