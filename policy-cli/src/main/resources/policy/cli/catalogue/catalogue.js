
// SPDX-License-Identifier: Apache-2.0
// Leaves the rules that hold all the words. Everything else works without it.
(function () {
  "use strict";
  var words = document.getElementById("words");
  var count = document.getElementById("count");
  var none = document.getElementById("none");
  var rules = Array.from(document.querySelectorAll("article.rule"));
  var texts = rules.map(function (rule) { return (rule.id + " " + rule.textContent).toLowerCase(); });
  function search() {
    var wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    rules.forEach(function (rule, i) {
      rule.hidden = !wanted.every(function (word) { return texts[i].includes(word); });
      shown += rule.hidden ? 0 : 1;
    });
    document.querySelectorAll("main section").forEach(function (section) {
      section.hidden = wanted.length > 0 && !section.querySelector("article.rule:not([hidden])");
    });
    none.hidden = shown > 0 || rules.length === 0;
    count.value = wanted.length ? shown + " of " + rules.length : "";
  }
  document.getElementById("search").hidden = false;
  words.addEventListener("input", search);
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement !== words) {
      event.preventDefault();
      words.focus();
    } else if (event.key === "Escape" && document.activeElement === words) {
      words.value = "";
      search();
    }
  });
})();
