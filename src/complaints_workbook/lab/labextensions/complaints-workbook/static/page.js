// The page as a whole, for learners: its title, its language, and what of JupyterLab is hidden.

const WORKBOOK = "Complaints workbook";

/**
 * Mark the page as a learner's, for the style, and say its language.
 * @param {any} shell JupyterLab's window
 */
export function dress(shell) {
  document.documentElement.lang = "en-GB";
  document.body.classList.add("cw-learner");
  const hideRight = () => shell.isSideTabBarVisible("right") && shell.toggleSideTabBarVisibility("right");
  void shell.restored.then(hideRight); // it has nothing for learners
  // On paper the notebook is all there is; JupyterLab has measured its panels meanwhile, and measures them again.
  matchMedia("print").addEventListener("change", ({ matches }) => matches || requestAnimationFrame(() => fit(shell)));
}

/**
 * Give the page the title of what it shows. JupyterLab sets one of its own now and then, which is cut short.
 * @param {any} shell JupyterLab's window
 */
export function titleAfter(shell) {
  const look = () => {
    const title = titleOf(shell.currentWidget);
    if (document.title !== title) document.title = title;
  };
  const element = document.querySelector("title") ?? document.head.appendChild(document.createElement("title"));
  new MutationObserver(look).observe(element, { childList: true, characterData: true, subtree: true });
  shell.currentChanged.connect(() => {
    look();
    void shell.currentWidget?.context?.ready.then(look);
  });
  look();
}

/** @param {any} widget what is shown */
function titleOf(widget) {
  const cells = [...(widget?.content?.model?.cells ?? [])];
  const heading = cells.map(({ sharedModel }) => /^# (.+)$/m.exec(sharedModel.getSource())?.[1]).find(Boolean);
  const name = heading ?? widget?.title?.label;
  // A page's title has no two spaces together: one that was given with them would never be found as it was given.
  return (name ? `${name} – ${WORKBOOK}` : WORKBOOK).replace(/\s+/g, " ").trim();
}

/**
 * Have JupyterLab measure and lay out its panels, those within others first.
 * @param {any} panel
 */
function fit(panel) {
  for (const child of panel.layout ?? []) fit(child);
  panel.fit();
}
