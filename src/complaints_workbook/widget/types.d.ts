// What travels between the kernel and the page, for the checker.

/** One of several to choose from. */
export interface Option {
  id: string;
  text: string;
}

/** A widget's model, as anywidget gives it. */
export interface Model {
  get(name: string): any;
  send(message: object): void;
  on(event: string, listener: (message: any) => void): void;
  off(event: string, listener: (message: any) => void): void;
}

/** What anywidget gives to whatever shows a widget. */
export interface Context {
  model: Model;
  el: HTMLElement;
}

/** The view of a kind: it arranges an exercise's questions on its sheet. */
export type View = (exercise: any, sheet: import("./sheet.js").Sheet) => HTMLElement;

/** A line of an answer, and what there is to say of it. */
export interface Told {
  text: string;
  remark: string;
}

/** What a practice says of one item. It has a label where its field has several. */
export interface ItemFeedback {
  label: string;
  verdict: "right" | "partly" | "not-yet" | "unanswered";
  words: string;
  key: string[];
  reasons: { about: string; text: string }[];
}

/** What a practice says of one field. Where it says something of each line of an answer, it shows it whole. */
export interface FieldFeedback {
  field: string;
  answer: Told[];
  best: Told[];
  items: ItemFeedback[];
}

/** What a practice says when it is checked. */
export interface Feedback {
  view: string;
  number: number;
  score: string;
  complete: string[];
  fields: FieldFeedback[];
}

/** A written question, in Your progress. */
export interface WrittenRow {
  title: string;
  criteria: string;
  answered: boolean;
}

/** An exercise, in Your progress. */
export interface Row {
  exercise: string;
  title: string;
  criteria: string;
  answered: number;
  total: number;
}
