import { expect, test } from "vitest";

import {
  folderOf,
  OneKernel,
} from "../../src/complaints_workbook/lab/labextensions/complaints-workbook/static/browser/one_kernel.js";

const signal = () => ({ connect() {} });

/** Services of which the kernel may be known later, and may fail to start. */
function services({ fails = 0 } = {}) {
  /** @type {any[]} */
  const started = [];
  /** @type {any} */
  let changed;
  const kernelspecs = {
    specs: /** @type {any} */ (null),
    specsChanged: { connect: (/** @type {any} */ look) => (changed = look) },
  };
  const sessions = {
    async startNew(/** @type {any} */ options) {
      started.push(options);
      if (started.length <= fails) throw new Error("It does not start.");
      return { kernel: { id: "the-one", handleComms: true }, disposed: signal(), kernelChanged: signal() };
    },
  };
  const know = () => {
    kernelspecs.specs = { kernelspecs: { python: {} } };
    changed?.();
  };
  return { sessions, kernelspecs, started, know };
}

test("the kernel sees a notebook's folder below its own", () => {
  expect(folderOf("complaints-lo1/complaints-lo1.ipynb")).toBe("/drive/complaints-lo1");
  expect(folderOf("one.ipynb")).toBe("/drive");
});

test("one kernel is started, once it is known, whoever asks for it", async () => {
  const there = services();
  const one = new OneKernel(there, Promise.resolve());
  const asked = [one.connection(), one.shared()];
  await Promise.resolve();
  expect(there.started).toHaveLength(0);
  there.know();
  const [session, shared] = await Promise.all(asked);
  expect(shared).toEqual({ id: "the-one" });
  expect(session.kernel.handleComms).toBe(false);
  expect(there.started).toHaveLength(1);
});

test("what did not start is started again for whoever asks next", async () => {
  const there = services({ fails: 1 });
  const one = new OneKernel(there, Promise.resolve());
  const first = one.connection();
  there.know();
  await expect(first).rejects.toThrow("It does not start.");
  expect((await one.connection()).kernel.id).toBe("the-one");
});

test("the kernel goes to a notebook once the others are saved and closed", async () => {
  const there = services();
  const one = new OneKernel(there, Promise.resolve());
  /** @type {string[]} */
  const done = [];
  const notebook = (/** @type {string} */ name, dirty = false) => ({
    context: { model: { dirty }, save: async () => done.push(`${name} saved`) },
    dispose: () => done.push(`${name} closed`),
  });
  const [opened, changed, unchanged] = [notebook("new"), notebook("changed", true), notebook("unchanged")];
  const all = [opened, changed, unchanged];
  one.leaveOnly({ filter: (/** @type {any} */ which) => all.filter(which) }, opened);
  const shared = one.shared();
  there.know();
  await shared;
  expect(done.sort()).toEqual(["changed closed", "changed saved", "unchanged closed"]);
});
