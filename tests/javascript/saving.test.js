import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ACKNOWLEDGED_WITHIN, LOST, RESTS_AFTER, Saving } from "../../src/complaints_workbook/widget/saving.js";

/** The kernel and the page, as far as saving knows them. */
class World {
  sent = /** @type {[string, number][]} */ ([]);
  said = "";
  problem = "";
  saving = new Saving({
    send: (field, number) => this.sent.push([field, number]),
    say: (text) => {
      this.said = text;
    },
    warn: (problem) => {
      this.problem = problem;
    },
  });

  /** @param {number} number */
  saved(number) {
    return this.saving.take({ type: "saved", number, text: "Saved at 10:00:00." });
  }

  /** @param {number} number */
  failed(number) {
    return this.saving.take({ type: "failed", number, text: "The disk is full." });
  }

  fields() {
    return this.sent.map(([field]) => field);
  }
}

/** @type {World} */
let world;
beforeEach(() => {
  vi.useFakeTimers();
  world = new World();
});
afterEach(() => vi.useRealTimers());

describe("a choice", () => {
  test("is sent at once, and Saving… stands until the last is acknowledged", () => {
    world.saving.save("a");
    world.saving.save("b");
    world.saved(2);
    expect(world.said).toBe("Saving…");
    world.saved(1);
    expect(world.said).toBe("Saved at 10:00:00.");
  });

  test("is the page's own until the kernel has answered", () => {
    world.saving.save("a");
    expect(world.saving.mine("a")).toBe(true);
    world.saved(1);
    expect(world.saving.mine("a")).toBe(false);
  });

  test("is settled with the older ones of its field, but not with those of others", () => {
    world.saving.save("a");
    world.saving.save("b");
    world.saving.save("a");
    world.saved(3);
    expect(world.saved(1)).toBe(false);
    expect(world.saving.mine("b")).toBe(true);
  });

  test("that could not be saved is sent again with the next, and the problem stands until all is saved", () => {
    world.saving.save("a");
    world.failed(1);
    expect([world.problem, world.said, world.saving.failed]).toEqual(["The disk is full.", "Not saved.", true]);
    world.saving.save("b");
    expect(world.fields()).toEqual(["a", "b", "a"]);
    world.saved(2);
    expect(world.problem).toBe("The disk is full.");
    world.saved(3);
    expect([world.problem, world.said]).toEqual(["", "Saved at 10:00:00."]);
  });

  test("that is never acknowledged raises the alarm, and a late answer takes it back", () => {
    world.saving.save("a");
    vi.advanceTimersByTime(ACKNOWLEDGED_WITHIN);
    expect([world.problem, world.said]).toEqual([LOST, "Not saved yet."]);
    world.saved(1);
    expect(world.problem).toBe("");
  });
});

describe("what is typed", () => {
  test("is saved once when it rests, and not at each key", () => {
    for (let key = 0; key < 9; key++) {
      world.saving.saveAtRest("a");
      vi.advanceTimersByTime(RESTS_AFTER - 1);
    }
    expect(world.sent).toEqual([]);
    expect(world.said).toBe("Saving…");
    expect(world.saving.mine("a")).toBe(true);
    vi.advanceTimersByTime(1);
    expect(world.fields()).toEqual(["a"]);
  });

  test("is saved when the learner leaves the field", () => {
    world.saving.saveAtRest("a");
    world.saving.rest();
    vi.advanceTimersByTime(RESTS_AFTER);
    expect(world.fields()).toEqual(["a"]);
  });

  test("waits while an older text of the field is under way", () => {
    world.saving.saveAtRest("a");
    world.saving.rest();
    world.saving.saveAtRest("a");
    vi.advanceTimersByTime(RESTS_AFTER);
    expect(world.sent).toEqual([["a", 1]]);
    world.saved(1);
    expect(world.sent).toEqual([
      ["a", 1],
      ["a", 2],
    ]);
    expect(world.said).toBe("Saving…");
    world.saved(2);
    expect(world.said).toBe("Saved at 10:00:00.");
  });

  test("waits no longer than it takes to lose touch with the kernel", () => {
    world.saving.saveAtRest("a");
    world.saving.rest();
    world.saving.saveAtRest("a");
    vi.advanceTimersByTime(ACKNOWLEDGED_WITHIN);
    expect(world.sent).toEqual([
      ["a", 1],
      ["a", 2],
    ]);
  });

  test("is sent as soon as it rests when an older text of the field was lost", () => {
    world.saving.saveAtRest("a");
    world.saving.rest();
    vi.advanceTimersByTime(ACKNOWLEDGED_WITHIN);
    world.saving.saveAtRest("a");
    vi.advanceTimersByTime(RESTS_AFTER);
    expect(world.sent).toEqual([
      ["a", 1],
      ["a", 2],
    ]);
    world.saved(2);
    expect([world.problem, world.said]).toEqual(["", "Saved at 10:00:00."]);
  });

  test("is saved before the page goes, whatever is under way", () => {
    world.saving.saveAtRest("a");
    world.saving.rest();
    world.saving.saveAtRest("a");
    world.saving.flush();
    expect(world.sent).toEqual([
      ["a", 1],
      ["a", 2],
    ]);
  });

  test("is tried once more when its view or the page goes, if it could not be saved", () => {
    world.saving.save("a");
    world.failed(1);
    world.saving.saveAtRest("b");
    world.saving.end();
    expect(world.fields()).toEqual(["a", "b", "a"]);
  });

  test("is saved when its view goes, and no alarm is raised after that", () => {
    world.saving.saveAtRest("a");
    world.saving.end();
    vi.advanceTimersByTime(ACKNOWLEDGED_WITHIN);
    expect(world.fields()).toEqual(["a"]);
    expect(world.problem).toBe("");
  });
});
