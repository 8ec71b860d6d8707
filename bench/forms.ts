import { CREDENTIAL } from './servers';

const WORDS =
  `the printer on our second floor burns paper since Monday and nobody here knows why it began or how to stop
  the smoke please send somebody with a bucket of water before the archive below is lost invoice domain renewal password
  certificate mail server quota backup restore update error timeout login account customer`.split(/\s+/);

/** Several texts, so that the indexes have different words to sort. */
const VARIANTS = 200;

const words = (start: number, count: number): string =>
  Array.from({ length: count }, (_, at) => WORDS[(start * 7 + at * (start + 3)) % WORDS.length]).join(' ');

export function ticketTexts(variant: number): Record<'subject' | 'name' | 'email' | 'body', string> {
  return {
    subject: `Ticket ${variant}: ${words(variant, 4)}`,
    name: `Ann Lee ${variant}`,
    email: `ann.lee.${variant}@example.com`,
    body: `Hello,\n\n${words(variant, 60)}.\n\nRegards, Ann`,
  };
}

/**
 * OpenTicket forms of a guest as PHP's `http_build_query` writes them. URLSearchParams encodes two characters
 * differently, which these texts don't contain.
 */
export function openTicketForms(): string[] {
  return Array.from({ length: VARIANTS }, (_, variant) => {
    const { body, ...texts } = ticketTexts(variant);
    const fields = { action: 'OpenTicket', ...CREDENTIAL, responsetype: 'json', deptid: '1', ...texts, message: body };
    return new URLSearchParams(fields).toString();
  });
}
