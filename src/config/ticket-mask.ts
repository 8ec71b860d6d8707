/**
 * The most letters and digits that a ticket number may have. WHMCS documents 15 characters, but the number of its own
 * example, `%A%A%A - %n%n%n%n - %y`, has 17 with spaces and hyphens. So those don't count.
 */
export const LONGEST_TICKET_NUMBER = 15;

/** How many characters the numbers of a mask have, not counting spaces and hyphens. */
export const maskLength = (mask: string): number =>
  mask.replace(/%y/g, 'yyyy').replace(/%[md]/g, 'dd').replace(/%./g, 'x').replace(/[ -]/g, '').length;

/**
 * Reads the pattern of ticket numbers.
 *
 * @throws Error saying which characters and codes are allowed, or how long numbers may be
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
