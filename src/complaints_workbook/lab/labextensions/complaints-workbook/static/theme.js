// Light or dark: as the learner's system is, until they choose, and from then on as they chose.

const THEMES = "@jupyterlab/apputils-extension:themes"; // the plugin that has the settings
const CHOOSE = "apputils:change-theme";
const FOLLOWS = "adaptive-theme"; // the setting whether the system is followed; the workbook's own settings say yes

const COOKIE = "complaints-workbook-theme";
const YEAR = 365 * 24 * 60 * 60; // seconds

/**
 * Keep the theme that a learner chooses. JupyterLab takes the first choice for a word that the system is followed no
 * longer, and shows its own default.
 * @param {any} app JupyterLab
 * @param {any} registry of settings
 * @param {any} themes JupyterLab's themes
 */
export async function followTheme({ commands, serviceManager }, registry, themes) {
  const settings = await registry.load(THEMES);
  const keep = async (/** @type {string} */ theme) => {
    const { [FOLLOWS]: follows, theme: kept } = settings.composite;
    if (follows || kept !== theme) await settings.save(JSON.stringify({ ...settings.user, theme, [FOLLOWS]: false }));
  };
  commands.commandExecuted.connect(
    (
      /** @type {any} */ _commands,
      /** @type {{ id: string, args: any, result: Promise<void> }} */ { id, args, result },
    ) => id === CHOOSE && void result.then(() => keep(args.theme)),
  );
  const { theme, [FOLLOWS]: follows } = settings.user;
  if (theme && follows === undefined) await keep(theme); // it was chosen before the system was followed
  // What JupyterLab keeps because the system's changed is no choice.
  settings.changed.connect(() => {
    const { theme, [FOLLOWS]: follows } = settings.user;
    if (theme && follows === undefined) void settings.set(FOLLOWS, true);
  });
  const tell = () => tellPages(settings, themes, serviceManager.serverSettings.baseUrl);
  themes.themeChanged.connect(tell);
  settings.changed.connect(tell);
  tell();
}

/**
 * Keep a reader's place while JupyterLab draws itself anew. It takes the old theme's rules away before it has the new
 * one's, and again for each setting of its looks.
 * @param {any} panel a notebook as JupyterLab shows it
 * @param {import("./place.js").Keeper} keeper
 * @param {any} registry of settings
 * @param {any} themes JupyterLab's themes
 */
export async function keepPlaceInEveryTheme(panel, keeper, registry, themes) {
  const settings = await registry.load(THEMES);
  const hold = () => keeper.hold();
  const release = () => keeper.releaseSoon();
  settings.changed.connect(hold);
  themes.themeChanged.connect(release);
  panel.disposed.connect(() => {
    settings.changed.disconnect(hold);
    themes.themeChanged.disconnect(release);
  });
}

/**
 * Tell the workbook's own pages, which run no script, of a choice: those to come, and those that are shown beside a
 * notebook. They follow the system by themselves.
 * @param {any} settings
 * @param {any} themes
 * @param {string} base the address of the server's root
 */
function tellPages(settings, themes, base) {
  if (!themes.theme) return;
  const chosen = settings.composite[FOLLOWS] ? "" : themes.isLight(themes.theme) ? "light" : "dark";
  const path = new URL("workbook/", base).pathname;
  // biome-ignore lint/suspicious/noDocumentCookie: the other way to write one is not in every browser, or without https
  document.cookie = `${COOKIE}=${chosen}; path=${path}; max-age=${chosen ? YEAR : 0}; samesite=strict`;
  /** @type {NodeListOf<HTMLIFrameElement>} */
  const shown = document.querySelectorAll("iframe.cw-page");
  for (const { contentDocument } of shown)
    contentDocument?.documentElement[chosen ? "setAttribute" : "removeAttribute"]("data-theme", chosen);
}
