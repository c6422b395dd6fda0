
// SPDX-License-Identifier: Apache-2.0
// Leaves the rules that hold all the words and have one of the chosen standings. Everything else works without it.
(function () {
  "use strict";
  var words = document.getElementById("words");
  var count = document.getElementById("count");
  var none = document.getElementById("none");
  var buttons = Array.from(document.querySelectorAll("#standings button"));
  var rules = Array.from(document.querySelectorAll("article.rule"));
  var texts = rules.map(function (rule) { return (rule.id + " " + rule.textContent).toLowerCase(); });
  function search() {
    var wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var chosen = buttons.filter(function (button) { return button.ariaPressed === "true"; });
    var all = wanted.length === 0 && chosen.length === 0;
    var shown = 0;
    rules.forEach(function (rule, i) {
      rule.hidden = !wanted.every(function (word) { return texts[i].includes(word); })
        || chosen.length > 0 && !chosen.some(function (button) { return rule.classList.contains(button.value); });
      shown += rule.hidden ? 0 : 1;
    });
    document.querySelectorAll("main section").forEach(function (section) {
      section.hidden = !all && !section.querySelector("article.rule:not([hidden])");
    });
    document.querySelectorAll("nav li").forEach(function (line) {
      line.hidden = document.getElementById(line.querySelector("a").hash.slice(1)).hidden;
    });
    none.hidden = all || shown > 0;
    count.value = all ? "" : shown + " of " + rules.length;
  }
  function reset() {
    words.value = "";
    buttons.forEach(function (button) { button.ariaPressed = "false"; });
    search();
  }
  document.getElementById("search").hidden = false;
  buttons.forEach(function (button) {
    button.disabled = false;
    button.addEventListener("click", function () {
      button.ariaPressed = button.ariaPressed === "true" ? "false" : "true";
      search();
    });
  });
  words.addEventListener("input", search);
  // Where a link leads is shown, whatever was searched for.
  window.addEventListener("hashchange", function () {
    var target = document.getElementById(location.hash.slice(1));
    if (target && target.closest("[hidden]")) {
      reset();
      target.scrollIntoView();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement !== words) {
      event.preventDefault();
      words.focus();
    } else if (event.key === "Escape") {
      reset();
    }
  });
})();
