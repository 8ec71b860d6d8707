/**
 * A number may have at most this many letters and digits. The documents say 15 characters, and their own example of a mask,
 * `%A%A%A - %n%n%n%n - %y`, makes 17 with the spaces and hyphens in it.
 */
export const LONGEST_TICKET_NUMBER = 15;

/** How many letters, digits and other signs a mask makes without spaces and hyphens. */
export const maskLength = (mask: string): number =>
  mask.replace(/%y/g, 'yyyy').replace(/%[md]/g, 'dd').replace(/%./g, 'x').replace(/[ -]/g, '').length;

/**
 * Reads the pattern of ticket numbers.
 *
 * @throws Error saying what it may be made of, or how long its numbers may be.
 */
export function readMask(text: string): string {
  if (/%(?![Aanymdi])/.test(text)) throw new Error('may use only the codes %n %A %a %y %m %d %i');
  if (!/^[\x20-\x7e]+$/.test(text)) throw new Error('may hold only printable ASCII characters');
  if (!/%[Aani]/.test(text)) throw new Error('must have one of the codes %n %A %a %i, so that numbers differ');
  if (maskLength(text) > LONGEST_TICKET_NUMBER || text.length > 64) {
    throw new Error(`makes numbers of more than ${LONGEST_TICKET_NUMBER} letters and digits`);
  }
  return text;
}
