/* Small conveniences. Every page works without this file. */
(function () {
  "use strict";

  /* htmx weighs as much as half the style sheet on a village phone: it is fetched only by pages that use it. */
  var htmxAddress = document.currentScript && document.currentScript.dataset.htmx;
  if (htmxAddress && document.querySelector("[hx-get], [hx-post]")) {
    window.addEventListener("load", function () {
      var script = document.createElement("script");
      script.src = htmxAddress;
      document.head.append(script);
    });
  }

  function each(root, selector, act) {
    if (root.matches && root.matches(selector)) act(root);
    root.querySelectorAll(selector).forEach(act);
  }

  /* A click anywhere in a row opens its link; text can still be selected, other links and buttons keep their own meaning. */
  document.addEventListener("click", function (event) {
    var row = event.target.closest("tr[data-row]");
    if (!row || event.target.closest("a, button, input, label, select, summary") || String(window.getSelection())) return;
    var link = row.querySelector(".row-link a");
    if (!link) return;
    if (event.ctrlKey || event.metaKey) window.open(link.href);
    else link.click();
  });

  /* Arrow keys walk through the rows of a list. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var row = event.target.closest && event.target.closest("tr[data-row]");
    var next = row && (event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling);
    var link = next && next.querySelector(".row-link a");
    if (link) { event.preventDefault(); link.focus(); }
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-toggle]");
    if (button) {
      var open = document.querySelector(button.dataset.toggle).classList.toggle("open");
      button.setAttribute("aria-expanded", String(open));
    }
    if (event.target.closest("[data-print]")) window.print();
    document.querySelectorAll("details.person[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") document.querySelectorAll("details.person[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  /* A form goes out once; the server would ignore the second sending anyway. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("[data-once]") || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    var button = event.submitter;
    if (button) window.setTimeout(function () { button.disabled = true; }, 0);
  });
  window.addEventListener("pageshow", function () {
    each(document, "form[data-sent]", function (form) {
      delete form.dataset.sent;
      each(form, "button:disabled", function (button) { button.disabled = false; });
    });
  });
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-autosubmit] select, [data-autosubmit] input[type=checkbox]")) event.target.form.requestSubmit();
  });

  /* Money and days. */
  var DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
  var SCALES = ["", " nghìn", " triệu", " tỷ", " nghìn tỷ", " triệu tỷ"];

  function threeDigits(number, leading) {
    var hundreds = Math.floor(number / 100), tens = Math.floor(number / 10) % 10, units = number % 10, words = [];
    if (hundreds || !leading) words.push(DIGITS[hundreds], "trăm");
    if (tens === 0 && units && words.length) words.push("linh");
    else if (tens === 1) words.push("mười");
    else if (tens > 1) words.push(DIGITS[tens], "mươi");
    if (units) words.push(units === 1 && tens > 1 ? "mốt" : units === 5 && tens ? "lăm" : DIGITS[units]);
    return words.join(" ");
  }

  function inWords(digits) {
    var groups = digits.replace(/^0+/, "").match(/\d{1,3}(?=(\d{3})*$)/g);
    if (!groups) return digits ? "không đồng" : "";
    var words = [];
    groups.forEach(function (group, index) {
      if (Number(group)) words.push(threeDigits(Number(group), !words.length) + SCALES[groups.length - 1 - index]);
    });
    return words.join(" ") + " đồng";
  }

  function plainDigits(text) {
    var trimmed = text.trim();
    return /^\d+$/.test(trimmed) || /^\d{1,3}([.\s]\d{3})+$/.test(trimmed) ? trimmed.replace(/[.\s]/g, "") : null;
  }

  function setUpNumber(input) {
    if (input.dataset.ready) return;
    input.dataset.ready = "1";
    var words = null;
    if ("money" in input.dataset) {
      words = document.createElement("div");
      words.className = "in-words";
      words.setAttribute("aria-live", "polite");
      input.after(words);
    }
    function say() { var digits = plainDigits(input.value); if (words) words.textContent = digits ? inWords(digits) : ""; }
    input.addEventListener("input", say);
    input.addEventListener("blur", function () {
      var digits = plainDigits(input.value);
      if (digits && input.inputMode === "numeric") input.value = digits.replace(/\B(?=(\d{3})+$)/g, ".");
    });
    say();
  }

  function setUpDay(input) {
    if (input.dataset.ready || !HTMLInputElement.prototype.showPicker) return;
    input.dataset.ready = "1";
    var box = document.createElement("div"), picker = document.createElement("input"), button = document.createElement("button");
    box.className = "day-input";
    picker.type = "date"; picker.tabIndex = -1; picker.setAttribute("aria-hidden", "true");
    button.type = "button"; button.className = "btn btn-outline-primary"; button.setAttribute("aria-label", "Mở lịch chọn ngày");
    button.innerHTML = '<svg viewBox="0 0 20 20" aria-hidden="true"><rect x="2.5" y="4" width="15" height="13.5" rx="2"/><path d="M2.5 8.5h15M6.5 2v4M13.5 2v4"/></svg>';
    input.replaceWith(box);
    box.append(input, button, picker);
    button.addEventListener("click", function () {
      var parts = input.value.match(/^(\d{1,2})\D(\d{1,2})\D(\d{4})$/);
      picker.value = parts ? parts[3] + "-" + parts[2].padStart(2, "0") + "-" + parts[1].padStart(2, "0") : "";
      picker.showPicker();
    });
    picker.addEventListener("change", function () {
      if (!picker.value) return;
      input.value = picker.value.split("-").reverse().join("/");
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    input.addEventListener("blur", function () {
      var digits = input.value.match(/^(\d{2})(\d{2})(\d{4})$/);
      if (digits) input.value = digits.slice(1).join("/");
    });
  }

  function setUp(root) {
    each(root, "input[data-number]", setUpNumber);
    each(root, "input[data-day]", setUpDay);
    each(root, "[data-focus]", function (element) { element.focus(); });
  }
  document.addEventListener("htmx:load", function (event) { setUp(event.detail.elt); });
  setUp(document);

  /* A fragment that cannot be fetched says so instead of leaving a hole. */
  function failed(event) {
    var place = document.getElementById("messages");
    if (!place) return;
    var note = document.createElement("div");
    note.className = "notice error";
    note.setAttribute("role", "alert");
    note.textContent = event.type === "htmx:sendError" ? "Không nối được với máy chủ. Kiểm tra mạng rồi thử lại." : "Máy chủ chưa trả lời được phần này. Tải lại trang; nếu vẫn lỗi thì báo người quản trị.";
    place.replaceChildren(note);
  }
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
})();
