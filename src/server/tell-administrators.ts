import type { Desk } from '../desk/desk';
import { createLocalCall } from '../doors/local';
import { ApiError } from '../errors';

/** Writes a mail to the administrators. @param paragraphs plain text */
export type TellAdministrators = (subject: string, paragraphs: string[]) => Promise<void>;

/** Makes what tells the administrators of something that nobody asked about, such as a webhook that was disabled. */
export function createTellAdministrators({ callers, dispatcher, config }: Desk): TellAdministrators {
  const call = createLocalCall({ callers, dispatcher, timeZone: config.desk.timeZone });
  return async (customsubject, paragraphs) => {
    const custommessage = paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('\n');
    await call('SendAdminEmail', { type: 'system', customsubject, custommessage }).catch((error: unknown) => {
      // Nobody has an address, for example.
      if (!(error instanceof ApiError)) throw error;
    });
  };
}

/** Templates replace what is in braces. */
const escaped = (text: string): string => text.replace(/[&<>"{}]/g, (character) => `&#${character.charCodeAt(0)};`);
