const WORDS =
  `the printer on our second floor burns paper since Monday and nobody here knows why it began or how to stop
  the smoke please send somebody with a bucket of water before the archive below is lost invoice domain renewal password
  certificate mail server quota backup restore update error timeout login account customer`.split(/\s+/);

/** Several texts, so that the indexes have different words to sort. */
const VARIANTS = 200;

const words = (start: number, count: number): string =>
  Array.from({ length: count }, (_, at) => WORDS[(start * 7 + at * (start + 3)) % WORDS.length]).join(' ');

/** What the caller of a ticket sends, under the names of WHMCS's API. */
export type TicketTexts = Record<'subject' | 'name' | 'email' | 'message', string>;

/** Returns the texts of one ticket of a guest. */
export const textsOf = (variant: number): TicketTexts => ({
  subject: `Ticket ${variant}: ${words(variant, 4)}`,
  name: `Ann Lee ${variant}`,
  email: `ann.lee.${variant}@example.com`,
  message: `Hello,\n\n${words(variant, 60)}.\n\nRegards, Ann`,
});

/** Returns the texts of 200 tickets of guests. */
export const ticketTexts = (): TicketTexts[] => Array.from({ length: VARIANTS }, (_, variant) => textsOf(variant));
