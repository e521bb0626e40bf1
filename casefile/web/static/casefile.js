// What makes the pages quick; every job works without it.
"use strict";

document.querySelector("[data-focus]")?.focus();
