import { domainToASCII, domainToUnicode } from 'node:url';

/** One `@`, and spaces before it only. In quotes, a space is part of the address. */
const SPACED = /^[^\s@"]+(?: [^\s@"]+)+@[^\s@]+$/;

/**
 * Soft hyphens, zero-width and direction characters. Copying from a web page or a Windows dialog brings them along. Joiners
 * stay after a letter that is not ASCII: Persian and Indic domains have them, and are others without them.
 */
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}|(?<![^\p{ASCII}\p{Cf}])[\u200c\u200d]/gu;

/**
 * Removes from an address what it cannot contain and nobody sees, and puts the plus sign back into one such as
 * `ann+printer@example.com`. A form that does not encode it as `%2B` delivers a space, and an address without quotes has
 * none. Text that is no address only loses the spaces around it.
 */
export function tidyAddress(email: string): string {
  const address = email.includes('@') ? email.replace(INVISIBLE, '').trim() : email.trim();
  return SPACED.test(address) ? address.replaceAll(' ', '+') : address;
}

/**
 * Splits a list of addresses at commas, semicolons and line breaks. Of an address with a display name, such as `Ann Lee
 * <ann@example.com>`, the address stays.
 */
export const splitAddresses = (list: string): string[] =>
  list
    .split(/[,;\r\n]/)
    .map((item) => tidyAddress(/<([^<>]*)>\s*$/.exec(item)?.[1] ?? item))
    .filter((address) => address !== '');

/** A domain that has no other spelling, as nearly all. Asking Node.js for one takes 7 us, a hundredth of a call. */
const ONE_SPELLING = /^(?!.*xn--)[a-z0-9.-]+\.[a-z]+$/;

/**
 * How one address may be written, in lower case: with its domain in the letters of its language, or in ASCII
 * (`xn--...`). As given is the first.
 */
export function addressSpellings(address: string): string[] {
  const given = address.trim().toLowerCase();
  const at = given.lastIndexOf('@');
  if (at < 0) return [given];
  const [local, domain] = [given.slice(0, at), given.slice(at + 1)];
  if (ONE_SPELLING.test(domain)) return [given];
  const ascii = domainToASCII(domain) || domain;
  return [...new Set([given, `${local}@${ascii}`, `${local}@${domainToUnicode(ascii)}`])];
}
