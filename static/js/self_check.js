/* The public self-check: what is typed here stays in the browser and is forgotten with the page. The page works without this file. */
(function () {
  "use strict";
  document.querySelectorAll("[data-print], [data-clear]").forEach(function (button) { button.hidden = false; });
  var paper = document.querySelector("[data-private]");
  if (!paper) return;

  var name = paper.querySelector("[data-name]");
  var home = paper.querySelector("[data-home]");
  var now = paper.querySelector("[data-home-now]");
  var signed = paper.querySelector("[data-signed]");
  var ownHome = false;

  now.addEventListener("input", function () { ownHome = now.value !== ""; });
  paper.addEventListener("input", function () {
    signed.textContent = name.value;
    if (!ownHome) now.value = home.value;
  });

  function forget() {
    paper.querySelectorAll("input, textarea").forEach(function (field) { field.value = ""; });
    signed.textContent = "";
    ownHome = false;
  }
  document.querySelector("[data-clear]").addEventListener("click", forget);
  /* A phone is lent: neither the way back nor a later visit shows what somebody typed. */
  window.addEventListener("pagehide", forget);
})();
