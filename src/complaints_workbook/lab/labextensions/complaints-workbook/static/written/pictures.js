// Pictures that belong to an answer: attached to its cell, as JupyterLab attaches what is pasted.

import { namesOf } from "./answer.js";

const KINDS = ["image/png", "image/jpeg", "image/gif", "image/webp"];
const MOST_BYTES = 3_000_000; // of one picture; marking shows no larger one
const ENDINGS = new Map(KINDS.map((kind) => [kind, kind.slice("image/".length)]));

/**
 * Return the pictures that an answer shows, each with an address that holds it.
 * @param {any} attachments of the answer's cell
 * @param {string[]} pictures the Markdown that shows each
 */
export const shownOf = (attachments, pictures) =>
  namesOf(pictures).map((name) => {
    const bundle = attachments.get(name)?.toJSON() ?? {};
    const kind = KINDS.find((each) => each in bundle);
    return { name, address: kind ? `data:${kind};base64,${[bundle[kind]].flat().join("")}` : "" };
  });

/**
 * Say why a file cannot belong to an answer; an empty text if it can.
 * @param {File} file
 */
export function refusal({ name, type, size }) {
  if (!KINDS.includes(type)) return `“${name}” is not added: only pictures (PNG, JPEG, GIF or WebP) can be.`;
  if (size > MOST_BYTES)
    return `“${name}” is not added: a picture may have 3 MB at the most. Make it smaller and try again.`;
  return "";
}

/**
 * Attach a picture to a cell.
 * @param {any} attachments of the cell
 * @param {File} file
 * @returns {Promise<string>} its name there
 */
export async function attach(attachments, file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const ending = ENDINGS.get(file.type);
  let number = 1;
  while (attachments.has(`picture-${number}.${ending}`)) number += 1;
  const name = `picture-${number}.${ending}`;
  const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  attachments.set(name, { [file.type]: data });
  return name;
}
