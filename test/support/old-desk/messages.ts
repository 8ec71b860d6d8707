import type { Dice } from './dice';
import type { Author, FileFacts, MessageFacts, NoteFacts, TicketFacts } from './facts';
import { sharerOf } from './people';
import { DELETED_STAFF, STAFF, staffAuthor } from './setup';
import { body } from './texts';

/** The names of notes' files are in a table of latin1, so the last one is not among them. */
const NAMES = [
  'log.txt',
  'Bildschirmfoto 2026-01-05.png',
  'Rechnung_für_März.pdf',
  'a_b_c.tar.gz',
  'no extension',
  'naïve 日本.jpg',
];

const bytesOf = (place: string, size: number) => (): Buffer => {
  const bytes = Buffer.alloc(size, place);
  // Every byte, so that whoever takes it for text is found out.
  for (let at = 0; at < Math.min(256, size); at++) bytes[at] = at;
  return bytes;
};

/** Files of a message or note. One in 12 lists has the same name twice. */
export function files(dice: Dice, most = 3, names: readonly string[] = NAMES): FileFacts[] {
  const isPruned = dice.onceIn(8);
  const list = Array.from({ length: dice.from(1, most) }, (): FileFacts => {
    const name = dice.of(names);
    const place = `${dice.from(100_000_000_000, 999_999_999_999)}_${name}`;
    const state = isPruned ? 'pruned' : dice.onceIn(15) ? 'missing' : 'kept';
    return { name, place, state, bytes: bytesOf(place, dice.onceIn(400) ? 300_000 : dice.below(3000)) };
  });
  const [first] = list;
  if (first === undefined || !dice.onceIn(12)) return list;
  return [
    ...list,
    { ...first, place: `${dice.from(10_000, 99_999)}0_${first.name}`, state: isPruned ? 'pruned' : 'missing' },
  ];
}

/** Somebody of the staff, also who was deleted. */
export const staff = (dice: Dice): Extract<Author, { kind: 'staff' }> =>
  dice.onceIn(25) ? DELETED_STAFF : staffAuthor(dice.of(STAFF).id);

/** Whoever may write on a client's account: the client, who shares it, or a contact. */
export function clientAuthor(
  dice: Dice,
  clientId: number,
  tickets: number,
): Exclude<Author, { kind: 'staff' | 'guest' }> {
  const userId = sharerOf(clientId, tickets);
  if (userId !== undefined && dice.onceIn(3)) return { kind: 'user', clientId, userId };
  if (clientId % 3 === 0 && dice.onceIn(3)) return { kind: 'contact', clientId, contactId: clientId / 3 };
  return { kind: 'client', clientId };
}

/** A message. Replies are in a table of latin1 that holds UTF-8, some in real latin1. */
export function message(dice: Dice, id: number, author: Author, createdAt: Date | undefined): MessageFacts {
  const mailName = dice.letters(8, 'ghijklmnopqrst');
  const latin1 = id > 0 && dice.onceIn(15);
  const text = body(dice, latin1 ? 'latin1' : 'any').trim();
  return {
    ...{ id, author, createdAt, body: text },
    format: dice.onceIn(3) ? 'markdown' : 'plain',
    rating: author.kind === 'staff' && dice.onceIn(5) ? dice.from(1, 5) : 0,
    files: dice.onceIn(15) ? files(dice) : [],
    mailId: author.kind !== 'staff' && dice.onceIn(3) ? `<${mailName}.${id}@mail.example.com>` : undefined,
    stored: {
      entities: text.includes('&') || !dice.onceIn(30),
      crlf: dice.onceIn(2),
      latin1,
      withNul: dice.onceIn(60),
    },
  };
}

/** Notes are in a table of latin1. */
export function note(dice: Dice, id: number, createdAt: Date | undefined): NoteFacts {
  return {
    ...{ id, createdAt, author: staff(dice), body: body(dice, 'latin1').trim() },
    format: dice.onceIn(4) ? 'markdown' : 'plain',
    files: dice.onceIn(6) ? files(dice, 1, NAMES.slice(0, -1)) : [],
  };
}

/** What people wrote last in a ticket. */
export const lastOf = (messages: readonly MessageFacts[]): Date | undefined => messages.at(-1)?.createdAt;

/** All files of a ticket. */
export const filesOf = (ticket: TicketFacts): FileFacts[] =>
  [...ticket.messages, ...ticket.notes].flatMap(({ files }) => files);
