import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHeadersOnly, readWhole } from '../src/inbound/reading/read-here';
import { readTnef } from '../src/inbound/reading/tnef';
import { partAt } from '../src/inbound/reading/trim';

/**
 * Reads mails that are broken at random, and ends with what went wrong: a mail that makes the reader throw, one that
 * takes long, and one of which trimming loses words. Begin it with `npm run fuzz:mail -- --minutes 10 --seed 1`.
 */

const MAILS = join(__dirname, '..', '..', 'test', 'fixtures', 'mail', 'eml');
/** Of processor time, for mails of a few kilobytes. */
const MOST_MS = 1_000;
const LIMITS = { files: 20, fileBytes: 10_485_760 };

const option = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

/** Numbers that come in the same order for the same seed. */
class Dice {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * limit);
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

/** Pieces that have a meaning somewhere in a mail. */
const PIECES = [
  ...[
    '\r\n',
    '\n',
    '\r',
    '\0',
    ' ',
    '\t',
    '"',
    '<',
    '>',
    '(',
    ')',
    ',',
    ';',
    ':',
    '=',
    '?',
    '--',
    '-- \r\n',
    '\x1b$B',
    '\x1b(B',
  ],
  ...[
    '=?utf-8?Q?',
    '=?utf-8?B?',
    '=?iso-2022-jp?B?',
    '?=',
    "*0*=utf-8''",
    '%C3',
    '%',
    '=\r\n',
    '=C3',
    '\xff',
    '\xc3',
    '\xe9',
    '\xf0\x9f',
  ],
  ...['\r\n\r\n', '\r\n ', 'Content-Type: ', 'multipart/mixed; boundary=', 'boundary="', 'text/html', 'message/rfc822'],
  ...[
    'Content-Transfer-Encoding: base64\r\n',
    'quoted-printable',
    'charset=',
    'utf-7',
    'utf-16',
    'gb2312',
    'format=flowed; delsp=yes',
  ],
  ...[
    '<blockquote type="cite">',
    '</blockquote>',
    '<div class="gmail_quote">',
    '<div style="display:none">',
    '</div>',
    '<pre>',
    '<br>',
  ],
  ...[
    '&lt;',
    '&#x',
    '<a href="',
    '> ',
    '>> ',
    'On Fri, Nov 20, 2026 at 4:02 PM Desk <a@b.example> wrote:\r\n',
    'From: ',
    'Sent: ',
    'To: ',
  ],
  ...[
    'Subject: ',
    '________________________________\r\n',
    'Sent from my iPhone\r\n',
    '\ud83d',
    '\u200d',
    '\x78\x9f\x3e\x22',
  ],
];

/** A mail with a few of its bytes changed, cut, doubled, or mixed with those of another one. */
function broken(mails: Buffer[], dice: Dice): Buffer {
  let mail = dice.of(mails);
  for (let times = dice.below(6) + 1; times > 0; times--) {
    const at = dice.below(mail.length + 1);
    const end = Math.min(mail.length, at + dice.below(dice.of([4, 40, 400])));
    const [before, inside, after] = [mail.subarray(0, at), mail.subarray(at, end), mail.subarray(end)];
    const other = dice.of(mails);
    const changes = [
      () => [before, after],
      () => [before, inside, inside, inside, after],
      () => [before, Buffer.from(dice.of(PIECES), 'latin1'), inside, after],
      () => [before, Buffer.from(dice.of(PIECES).repeat(dice.below(200)), 'latin1'), after],
      () => [before, Buffer.from(inside.map((byte) => byte ^ (1 << dice.below(8)))), after],
      () => [before, other.subarray(dice.below(other.length))],
      () => [before, inside, other, after],
      () => [before],
    ];
    mail = Buffer.concat(dice.of(changes)()).subarray(0, 200_000);
  }
  return mail;
}

const letters = (text: string): string => text.replace(/\s+/g, '');

/** @returns what is wrong with the way in which a mail is read; undefined if nothing is */
function fault(mail: Buffer, dice: Dice): string | undefined {
  const before = process.cpuUsage();
  const read = readWhole(mail, LIMITS);
  for (const isReply of [true, false]) {
    const { visible, hidden } = partAt(read, isReply ? read.cuts.reply : read.cuts.opening);
    if (letters(visible + hidden) !== letters(read.text)) return 'trimming lost words';
    if (visible.trim() === '' && read.text.trim() !== '') return 'trimming left nothing';
  }
  const texts = [read.subject, read.text, read.html ?? '', ...read.files.map(({ name }) => name)];
  const names = [...read.from, ...read.to, ...read.cc].flatMap(({ name, address }) => [name, address]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
  if ([...texts, ...names].some((text) => /[\x00-\x08\x0b-\x1f\x7f]/.test(text) || !text.isWellFormed()))
    return 'controls';
  if ([read.subject, ...names, ...read.files.map(({ name }) => name)].some((text) => /[\r\n]/.test(text)))
    return 'a line break';
  if (read.files.some(({ name }) => name === '' || /[/\\]/.test(name))) return 'an unsafe name';
  readHeadersOnly(mail);
  readTnef(Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22]), mail.subarray(dice.below(mail.length + 1))]));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 > MOST_MS ? `took ${(user + system) / 1_000} ms` : undefined;
}

function main(): number {
  const mails = readdirSync(MAILS).map((file) => readFileSync(join(MAILS, file)));
  const dice = new Dice(option('seed', 1));
  const end = process.hrtime.bigint() + BigInt(Math.round(option('minutes', 1) * 60)) * 1_000_000_000n;
  let [count, faults] = [0, 0];
  while (process.hrtime.bigint() < end && faults < 10) {
    const mail = broken(mails, dice);
    let found: string | undefined;
    try {
      found = fault(mail, dice);
    } catch (error) {
      found = String((error as Error).stack);
    }
    count++;
    if (found === undefined) continue;
    faults++;
    console.log(`Mail ${count}: ${found}\n${mail.toString('base64')}\n`);
  }
  console.log(`Read ${count} broken mails: ${faults} faults`);
  return faults === 0 ? 0 : 1;
}

process.exitCode = main();
