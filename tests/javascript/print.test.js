import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { BLOCKED, printAnswers, SILENT } from "../../src/complaints_workbook/widget/print.js";

const PAGE = "blob:page";

/** A browser, its new tab, and a kernel that answers when it is told to. */
class World {
  problem = "";
  sent = /** @type {object[]} */ ([]);
  listeners = /** @type {Set<(message: any) => void>} */ (new Set());
  printed = 0;
  tab = {
    closed: false,
    document: { title: "", readyState: "loading" },
    location: {
      href: "about:blank",
      replace: (/** @type {string} */ address) => {
        this.tab.location.href = address;
      },
    },
    close: () => {
      this.tab.closed = true;
    },
    print: () => {
      this.printed += 1;
    },
  };
  model = {
    get: () => null,
    send: (/** @type {object} */ message) => this.sent.push(message),
    on: (/** @type {string} */ _event, /** @type {(message: any) => void} */ listener) => this.listeners.add(listener),
    off: (/** @type {string} */ _event, /** @type {(message: any) => void} */ listener) =>
      this.listeners.delete(listener),
  };

  /** @param {{ opens: boolean }} browser */
  print({ opens }) {
    vi.stubGlobal("window", { open: () => (opens ? this.tab : null) });
    vi.stubGlobal(
      "URL",
      Object.assign(class {}, {
        createObjectURL: () => PAGE,
      }),
    );
    printAnswers(this.model, (problem) => {
      this.problem = problem;
    });
  }

  /** @param {object} message */
  hear(message) {
    for (const listener of [...this.listeners]) listener(message);
  }
}

describe("Print my answers", () => {
  /** @type {World} */
  let world;
  beforeEach(() => {
    vi.useFakeTimers();
    world = new World();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test("prints the page once it is there, and hears of no other", () => {
    world.print({ opens: true });
    expect(world.sent).toEqual([{ type: "print" }]);
    world.hear({ type: "answers" });
    world.hear({ type: "printed", html: "<p>x</p>" });
    expect(world.tab.location.href).toBe(PAGE);
    vi.advanceTimersByTime(500);
    expect(world.printed).toBe(0);
    world.tab.document.readyState = "complete";
    vi.advanceTimersByTime(500);
    expect([world.printed, world.listeners.size, world.problem]).toEqual([1, 0, ""]);
  });

  test("says so where the browser opens no tab, and asks for nothing", () => {
    world.print({ opens: false });
    expect([world.problem, world.sent, world.listeners.size]).toEqual([BLOCKED, [], 0]);
  });

  test("closes the empty tab and says what to do where nothing answers", () => {
    world.print({ opens: true });
    vi.advanceTimersByTime(60_000);
    expect([world.problem, world.tab.closed, world.listeners.size]).toEqual([SILENT, true, 0]);
  });

  test("prints nothing in a tab that the learner has closed", () => {
    world.print({ opens: true });
    world.hear({ type: "printed", html: "" });
    world.tab.closed = true;
    vi.advanceTimersByTime(60_000);
    expect(world.printed).toBe(0);
  });
});
