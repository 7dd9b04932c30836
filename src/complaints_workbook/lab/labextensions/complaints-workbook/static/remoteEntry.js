// What JupyterLab loads of a prebuilt extension: a container by the extension's name. Nothing here is
// built; the modules beside this file are what browsers and checkers read.
{
  /** @type {Record<string, any>} JupyterLab's own modules by their names and versions */
  let scope = {};
  const containers = /** @type {any} */ (window);
  containers._JUPYTERLAB ??= {};
  containers._JUPYTERLAB["complaints-workbook"] = {
    /** @param {Record<string, any>} given */
    init(given) {
      scope = given;
    },
    async get() {
      const { plugins } = await import("./plugins.js");
      const found = await plugins(scope);
      return () => ({ __esModule: true, default: found });
    },
  };
}
