import { type Html, html, isolated } from './html';
import type { Visit } from './layout';

/** Why files of a mail are left out, in the words of the import log. */
const REASONS = {
  'files of its type are not allowed': 'type',
  'it is too large': 'size',
  'it is one file too many': 'count',
} as const;

/** Says that a file of a mail was left out, and why, in the language of the page. */
export function leftOutLine({ language }: Pick<Visit, 'language'>, file: { name: string; because: string }): Html {
  const { leftOut, leftOutBecause } = language.texts.conversation;
  const reason = Object.entries(REASONS).find(([words]) => words === file.because)?.[1];
  return html`${leftOut(isolated(file.name), reason === undefined ? file.because : leftOutBecause[reason])}`;
}
