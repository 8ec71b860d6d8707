import type { Ran } from './thread';

/** Longer refusals are no texts for people. */
const LONGEST_REFUSAL = 500;

/**
 * Reads what validating hooks returned: nothing, a text or a list of texts. Each text is why the ticket is refused.
 *
 * @returns no texts, and a failed run, if it is anything else
 */
export function refusalOf(returned: unknown[], name: string): { texts: string[]; ran: Ran } {
  const values = returned.flat();
  // Nothing is said by what PHP's empty() takes for empty, such as the false of a condition that is not met, and by a hook
  // that answers that all is well.
  const said = values.filter((value) => Boolean(value) && value !== true);
  const texts = said.filter((value) => typeof value === 'string');
  if (texts.length < said.length) {
    return {
      texts: [],
      ran: { state: 'failed', text: `${name}: it returned neither nothing, nor a text or a list of texts` },
    };
  }
  return {
    texts: texts
      .map((text) => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_REFUSAL))
      .filter((text) => text !== ''),
    ran: { state: 'done', returned },
  };
}
