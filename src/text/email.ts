/** One `@`, and spaces before it only. */
const SPACED = /^[^\s@]+(?: [^\s@]+)+@[^\s@]+$/;

/**
 * Puts the plus sign back into an address such as `ann+printer@example.com`. A form that does not encode it as `%2B`
 * delivers a space, and an address has none.
 */
export function withPlus(email: string): string {
  const address = email.trim();
  return SPACED.test(address) ? address.replaceAll(' ', '+') : address;
}

/**
 * Splits a list of addresses at commas, semicolons and line breaks. Of an address with a display name, such as `Ann Lee
 * <ann@example.com>`, the address stays.
 */
export const splitAddresses = (list: string): string[] =>
  list
    .split(/[,;\r\n]/)
    .map((item) => withPlus(/<([^<>]*)>\s*$/.exec(item)?.[1] ?? item))
    .filter((address) => address !== '');
