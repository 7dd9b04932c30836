// What to tell a learner whose answer is not saved.

const KEPT = "What you wrote is kept in this browser, and saving is tried again by itself.";

/**
 * Say why an answer is not saved, and what to do.
 * @param {any} problem as saving failed
 */
export function whyNotSaved(problem) {
  const status = problem?.response?.status;
  if (status === undefined)
    return `Your answer is not saved yet: the workbook has lost touch with the program that saves it. ${KEPT} If this message does not go away, close the workbook and start it again.`;
  if (status === 401 || status === 403)
    return `Your answer is not saved yet: the program that saves it no longer knows you. ${KEPT} Load this page again, or start the workbook again.`;
  return `Your answer is not saved yet: it could not be written to disk (${problem.message}). ${KEPT} If this message does not go away, show it to your tutor.`;
}
