import { deflateSync } from 'node:zlib';
import { inviteLink, resetLink } from './links';
import type { World } from './world';

/** A page that people see. */
export interface PageToLookAt {
  name: string;
  path: string;
  /** Whether a client must be signed in. */
  isSignedIn: boolean;
}

/** The pages that browsers look at, with something on each of them. */
export interface Gallery {
  /** Where a client signs in: each address works once. */
  signInAddress(): Promise<string>;
  pages: PageToLookAt[];
}

const CONVERSATION: [who: 'client' | 'staff', message: string][] = [
  [
    'staff',
    'Hello Ann, **thank you** for the picture. Please try these steps:\n\n1. Switch it off.\n2. Wait a minute.',
  ],
  ['client', 'I did, and it prints again. But every page has a grey line.'],
  ['staff', 'Then the drum is dirty. [The manual](https://example.com/manual) shows how to clean it.'],
];

const HOUR_MS = 60 * 60 * 1000;

/** A PNG with an evening sky, as a picture that somebody took. */
function picture(width: number, height: number): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const [low, dark] = [y / height, y > height * 0.7];
    const pixel = dark ? [28, 36, 48] : [70 + 180 * low, 90 + 60 * low, 160 - 60 * low];
    return Buffer.from([0, ...Array.from({ length: width }, () => pixel.map(Math.round)).flat()]);
  });
  const chunk = (type: string, data: Buffer): Buffer => {
    const content = Buffer.concat([Buffer.from(type), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(content));
    return Buffer.concat([size, content, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.concat(rows));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

/** The checksum of a PNG's chunk. Node.js 20 has none. */
function crc32(data: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** Fills a world, and lists every page that is worth a look. New pages come here. */
export async function galleryOf(world: World): Promise<Gallery> {
  const { now } = world;
  const ago = (hours: number): void => {
    world.now = new Date(now.getTime() - hours * HOUR_MS);
  };
  ago(75);
  const { clientId, userId } = await world.client('Ann Lee');
  await world.admin('jo').catch(() => 0);
  const open = (subject: string, more: Record<string, unknown> = {}) =>
    world.ticket({
      clientid: clientId,
      subject,
      message: 'It stands in *my room* and smells.',
      markdown: true,
      ...more,
    });
  const closed = await open('Where is my invoice for October?');
  await world.done('UpdateTicket', { ticketid: closed.id, status: 'Closed' });
  ago(50);
  await open('A very long subject about rechtsschutzversicherungsgesellschaften_and_other_words_without_any_break');
  ago(27);
  const attachments = [
    { name: 'printer.png', data: picture(320, 140).toString('base64') },
    { name: 'a long name of a file about the printer in my room.pdf', data: Buffer.from('%PDF').toString('base64') },
  ];
  const ticket = await open('The printer burns', { attachments: JSON.stringify(attachments) });
  for (const [index, [who, message]] of CONVERSATION.entries()) {
    ago([25, 3, 1][index] ?? 0);
    const author = who === 'staff' ? { adminusername: 'jo' } : { clientid: clientId };
    await world.done('AddTicketReply', { ticketid: ticket.id, message, markdown: true, ...author });
  }
  const arabic = await world.ticket({
    ...{ name: 'ليلى حسن', subject: 'الطابعة لا تعمل', message: 'مرحبًا، الطابعة في مكتبي تُصدر دخانًا. ماذا أفعل؟' },
  });
  const reply = 'أهلًا ليلى، يُرجى إطفاء الطابعة وفصلها عن الكهرباء. سنرسل فنيًّا اليوم.';
  world.now = now;
  await world.done('AddTicketReply', { ticketid: arabic.id, message: reply, adminusername: 'jo' });
  await world.done('AddAnnouncement', {
    ...{ date: '2026-11-28', title: 'Maintenance on Sunday night', published: true },
    announcement: 'On Sunday between 2 and 4 we update **our mail servers**.',
  });
  const link = ({ tid, c }: { tid: string; c: string }) => `/viewticket.php?tid=${tid}&c=${c}`;
  const guests = (name: string, path: string): PageToLookAt => ({ name, path, isSignedIn: false });
  const clients = (name: string, path: string): PageToLookAt => ({ name, path, isSignedIn: true });
  return {
    async signInAddress() {
      const { access_token: token } = await world.done('CreateSsoToken', { client_id: clientId });
      return `/oauth/singlesignon.php?access_token=${token}`;
    },
    pages: [
      guests('ticket', link(ticket)),
      guests('ticket-arabic', link(arabic)),
      guests('ticket-closed', link(closed)),
      guests('ticket-print', `${link(ticket)}&print=1`),
      guests('ticket-gone', '/viewticket.php?tid=123456&c=aaaaaaaa'),
      guests('new-ticket-guest', '/submitticket.php?step=2&deptid=1'),
      guests('sign-in', '/login.php'),
      guests('sign-in-link', '/login.php?by=mail'),
      guests('invitation', await inviteLink(world, clientId, 'bob@example.com')),
      guests('new-password', await resetLink(world, userId)),
      guests('announcements', '/announcements'),
      guests('nothing-here', '/nothing-here'),
      clients('start', '/clientarea.php'),
      clients('account', '/account.php'),
      clients('tickets', '/supporttickets.php'),
      clients('ticket-client', `/viewticket.php?tid=${ticket.tid}`),
      clients('new-ticket', '/submitticket.php?step=2&deptid=1'),
    ],
  };
}
