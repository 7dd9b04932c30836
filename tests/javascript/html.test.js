import { describe, expect, test } from "vitest";
import { Answers } from "../../src/complaints_workbook/widget/answers.js";
import { dossier } from "../../src/complaints_workbook/widget/dossier.js";
import { h } from "../../src/complaints_workbook/widget/elements.js";
import { fragment } from "../../src/complaints_workbook/widget/html.js";
import { Sheet } from "../../src/complaints_workbook/widget/sheet.js";

/**
 * @param {string} html
 * @param {number} [level]
 */
const passed = (html, level) => h("div", {}, fragment(html, level)).innerHTML;

describe("HTML that comes to the page", () => {
  test("is what dossiers, papers and texts are made of", () => {
    const dossier =
      '<div aria-label="E-mail, 2 March" class="cw-doc cw-doc-email" role="group"><p>A &lt;b&gt;<br>line</p></div>' +
      '<ol start="3"><li class="cw-mine"><em>x</em> <strong>y</strong> <code>z</code></li></ol><blockquote>q</blockquote>';
    expect(passed(dossier)).toBe(dossier);
  });

  test.each([
    ["<img src=x onerror=alert(1) alt='A shop'>", "A shop"],
    ["<script>alert(1)</script>after", "after"],
    ["<style>body{display:none}</style><base href=//evil.example>", ""],
    ["<iframe srcdoc='<script>alert(1)</script>'></iframe>", ""],
    ["<svg onload=alert(1)><text>x</text></svg>", ""],
    ["<math><mtext><img src=x onerror=alert(1)></mtext></math>", ""],
    ["<form action=https://evil.example><input name=a><button>Go</button></form>", ""],
    ["<details open ontoggle=alert(1)>x</details>", ""],
    ["<template><img src=x onerror=alert(1)></template>", ""],
    ["<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>", ""],
    ["<!-- <img src=x onerror=alert(1)> -->y", "y"],
    ["<my-element>x</my-element>", ""],
    ["<object data=x></object><embed src=x><audio src=x onerror=alert(1)></audio><video></video>", ""],
  ])("leaves %s out", (html, left) => {
    expect(passed(html).replace("&lt;/noscript&gt;", "")).toBe(left);
  });

  test.each(["onclick", "onfocus", "style", "id", "name", "tabindex", "data-exercise", "contenteditable", "popover"])(
    "has no attribute %s",
    (name) => {
      expect(passed(`<p ${name}="1">x</p>`)).toBe("<p>x</p>");
    },
  );

  test("keeps the workbook's own classes, and no other's", () => {
    expect(passed('<p class="cw-hint">x</p><p class="jp-Dialog cw-hint">y</p>')).toBe(
      '<p class="cw-hint">x</p><p>y</p>',
    );
  });

  test.each([
    ["https://example.org/a", "https://example.org/a"],
    ["  mailto:ann@example.org", "mailto:ann@example.org"],
    ["http:page", null],
    ["page.html", null],
    ["//example.org", null],
    ["javascript:alert(1)", null],
    ["java\tscript:alert(1)", null],
    ["data:text/html,<script>alert(1)</script>", null],
    ["https://", null],
  ])("of a link to %j leaves %j", (address, left) => {
    const link = h("div", {}, fragment(`<a href="${address}">words</a>`));
    expect(link.querySelector("a")?.getAttribute("href") ?? null).toBe(left);
    expect(link.textContent).toBe("words");
  });

  test("has its headings at the level of its place", () => {
    expect(passed("<h1>a</h1><h2>b</h2><p>c</p>", 5)).toBe("<h5>a</h5><h6>b</h6><p>c</p>");
    expect(passed("<h4>a</h4><h6>b</h6>", 4)).toBe("<h4>a</h4><h6>b</h6>");
  });

  test("says in each cell of a table which column it is of", () => {
    const table =
      "<table><thead><tr><th>Role</th><th>Limit</th></tr></thead><tbody><tr><th>Clerk</th><td>£5</td></tr></tbody></table>";
    expect(h("div", {}, fragment(table)).querySelector("td")?.dataset.column).toBe("Limit");
  });

  test("may be no text at all", () => {
    expect([passed(/** @type {any} */ (null)), passed(/** @type {any} */ ({}))]).toEqual(["", "[object Object]"]);
  });
});

test("papers that are sent come by the same door", () => {
  const page = { cases: { a: { html: "<p>Case</p>", organisation: "shop" } }, organisations: { shop: "Shop" } };
  /** @type {string[]} */
  const asked = [];
  const sheet = new Sheet(page, new Answers({ answers: {}, complete: [] }), (name) => asked.push(name));
  const shown = document.body.appendChild(dossier(sheet, "a"));
  const details = /** @type {HTMLDetailsElement} */ (shown.querySelector("details"));
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  expect(new Set(asked)).toEqual(new Set(["shop"]));
  sheet.layPapers("shop", "<img src=x onerror=alert(1)><p>Policy</p>");
  expect(details.querySelector(".cw-papers [role=group]")?.innerHTML).toBe("<p>Policy</p>");
});
