// Makes modules of texts that came over the wire: each gets an address of its own,
// which takes the place of its name where another imports it. No bundler is needed.

const IMPORTED = /(\bfrom\s+|^\s*import\s+)"(\.[^"]+)"/gm;

/** The modules of one kernel. */
export class Loader {
  #sources;
  #addresses = new Map();

  /** @param {Record<string, string>} sources each module's text, by its name, such as widget/answers.js */
  constructor(sources) {
    this.#sources = sources;
  }

  /**
   * Return what a module exports.
   * @param {string} name
   */
  load(name) {
    return import(this.#address(name));
  }

  /** @param {string} name */
  #address(name) {
    const known = this.#addresses.get(name);
    if (known) return known;
    const source = this.#sources[name];
    if (source === undefined) throw new Error(`The workbook has no module ${name}.`);
    const linked = source.replace(IMPORTED, (_, before, specifier) => {
      const imported = new URL(specifier, `file:///${name}`).pathname.slice(1);
      return `${before}"${this.#address(imported)}"`;
    });
    const named = `${linked}\n//# sourceURL=complaints-workbook/${name}\n`; // for the browser's debugger
    const address = URL.createObjectURL(new Blob([named], { type: "text/javascript" }));
    this.#addresses.set(name, address);
    return address;
  }
}
