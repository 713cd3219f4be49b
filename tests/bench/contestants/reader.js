// @ts-check
// Reads one stored value and does nothing with it: whoever has to know whether a visitor was asked
// already does this much.
localStorage.getItem("bench:next:bench");
