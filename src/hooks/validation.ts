import type { Ran } from './thread';

/** Longer refusals are no texts for people. */
const LONGEST_REFUSAL = 500;

/**
 * Reads what validating hooks of a file returned: nothing, a text or a list of texts. Each text is why the ticket is
 * refused, also when another hook of the file failed.
 *
 * @returns a failed run too, if one returned anything else
 */
export function judge(ran: Ran, name: string): { texts: string[]; ran: Ran } {
  const values = [...ran.returned.values()].flat();
  // Nothing is said by what PHP's empty() takes for empty, such as the false of a condition that is not met, and by a hook
  // that answers that all is well.
  const said = values.filter((value) => Boolean(value) && value !== true);
  const texts = said.filter((value) => typeof value === 'string');
  const isUnreadable = texts.length < said.length;
  const text = `${name}: it returned neither nothing, nor a text or a list of texts`;
  return {
    texts: texts
      .map((text) => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_REFUSAL))
      .filter((text) => text !== ''),
    ran: isUnreadable && ran.state === 'done' ? { ...ran, state: 'failed', text } : ran,
  };
}
