import { Html, html, when } from './html';
import type { Visit } from './layout';
import { sizeOf } from './times';

/**
 * The attributes of a form whose answer is a redirect or a refusal: the script sends it, and then changes only what
 * differs on the page.
 */
export const SENT_BY_SCRIPT = new Html('data-turbo="true" data-turbo-action="replace"');

/** The attribute of a link that the browser follows by itself: to a file, or to a page with another security policy. */
export const PLAIN_LINK = new Html('data-turbo="false"');

/** How many files a form takes, how large, and of which types. */
export interface FileLimits {
  count: number;
  /** The most bytes of one file. */
  bytes: number;
  /** The most bytes of all files of a form. */
  total: number;
  types: string;
}

/** Says beside an input what {@link FileLimits} it has. What no files can exceed is not said. */
export const filesHint = (visit: Visit, { count, bytes, total }: Omit<FileLimits, 'types'>): string =>
  visit.language.texts.submit.filesHint(count, sizeOf(visit, bytes), total < count * bytes ? sizeOf(visit, total) : '');

/** Puts around an input for files what tells the script the limits, to check them before anything is sent. */
export function fileLimits(visit: Visit, { count, bytes, total, types }: FileLimits, input: Html): Html {
  const { script } = visit.language.texts;
  return html`<file-limits count="${count}" bytes="${bytes}" total="${total}" types="${types}" too-many="${script.tooManyFiles(count)}" too-large="${script.fileTooLarge('{name}', sizeOf(visit, bytes))}" too-much="${script.filesTooLarge(sizeOf(visit, total))}" wrong-type="${script.wrongFileType('{name}')}">
${input}
<p role="status"></p></file-limits>`;
}

/** Which form a draft is of, and what the server knows of it. */
interface KeptForm {
  /** Such as `reply:849213`. */
  name: string;
  /** `tab` for what the next person at this computer must not find. */
  place: 'browser' | 'tab';
  /** The address to which the script posts what is written; absent if only the browser keeps it. */
  to?: string;
  /** When the draft was saved that the form shows; absent if it shows none. */
  saved?: Date | undefined;
  /** Whether the form shows what was refused, which no draft may replace. */
  isSettled: boolean;
}

/** Lets the script keep what is written in the form around it. */
export function draftKeeper(visit: Visit, { name, place, to = '', saved, isSettled }: KeptForm): Html {
  const { script } = visit.language.texts;
  return html`<draft-keeper name="${name}" place="${place}" now="${visit.now.getTime()}"${when(to !== '', () => html` to="${to}"`)}${when(saved !== undefined, () => html` saved="${saved?.getTime() ?? ''}"`)}${when(isSettled, () => html` settled`)} restored="${script.draftRestored}" discard="${script.draftDiscard}"><p class="hint" role="status">${saved === undefined ? '' : script.draftRestored}</p></draft-keeper>`;
}
