import { takeMail } from '../../src/inbound/take';
import { asClient, ask, asProgram, withApiKey } from './doors';
import { mailOf } from './mail-text';
import { ticketPagesOf } from './ticket-page';
import type { HttpAnswer, World } from './world';

/** One way in which somebody's words reach a ticket. */
export interface HostileWay {
  name: string;
  /**
   * Sends a text as subject, message, the writer's name and the name of a file, as far as this way has them.
   *
   * @returns the id of the ticket in which it is now
   */
  send(text: string): Promise<number>;
}

const FILE_BYTES = Buffer.from('<script>window.pwned=1</script>').toString('base64');

/** As long as subjects and names may be, and not empty. */
const short = (text: string): string => {
  const line = text
    .replace(/[\r\n\u0085\u2028\u2029]+/g, ' ')
    .slice(0, 200)
    .toWellFormed()
    .trim();
  return line === '' ? 'x' : line;
};

function okay({ status, json, text }: HttpAnswer): Record<string, unknown> {
  if (status !== 200 || json === undefined) throw new Error(`${status}: ${text.slice(0, 300)}`);
  return json;
}

const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

let sent = 0;

/** An address that nobody has written from: one address may open only so many tickets. */
function newAddress(): string {
  sent += 1;
  return `guest${sent}@example.org`;
}

/** Every way in which words reach a ticket, the pages' own form included. @param world must trust 127.0.0.1 as a proxy */
export async function hostileWays(world: World): Promise<HostileWay[]> {
  const { clientId } = await world.client(`Ann <img src=x onerror=window.pwned=1> \u202eLee`);
  const reseller = await asClient(world, clientId);
  const staffId = await world.admin('jo', { email: 'jo@desk.example' });
  const program = await asProgram(world, ['*'], staffId);
  const staff = await withApiKey(world, { staffId });
  const thread = await world.ticket();
  const mailed = `<thread.hostile@example.org>`;
  const pages = ticketPagesOf(world);

  const files = (text: string) => [{ name: `${short(text)}a.png`, data: FILE_BYTES }];
  const attachments = (text: string): string => Buffer.from(JSON.stringify(files(text))).toString('base64');
  const hatch = async (fields: Record<string, string>): Promise<Record<string, unknown>> => {
    const answer = okay(await world.post(fields));
    if (answer.result !== 'success') throw new Error(JSON.stringify(answer));
    return answer;
  };
  const guest = (text: string) => ({ name: short(text), email: newAddress() });
  const open = (text: string, markdown: string) => async (): Promise<number> =>
    Number(
      (
        await hatch({
          ...{ action: 'OpenTicket', deptid: '1', subject: short(text), message: text, markdown },
          ...{ ...guest(text), attachments: attachments(text) },
        })
      ).id,
    );
  const reply = async (text: string, more: Record<string, string>): Promise<number> => {
    await hatch({
      action: 'AddTicketReply',
      ticketid: String(thread.id),
      message: text,
      attachments: attachments(text),
      ...more,
    });
    return thread.id;
  };
  const take = async (text: string, headers: Record<string, string>): Promise<number> => {
    const taken = await takeMail(
      world.desk,
      mailOf({
        from: `${encoded(short(text))} <${newAddress()}>`,
        subject: encoded(short(text)),
        text: text.replace(/\r?\n/g, '\r\n'),
        html: `<html><head><title>${text}</title></head><body>${text}<p>x</p><blockquote type="cite">${text}</blockquote></body></html>`,
        files: [{ name: encoded(`${short(text)}a.png`), content: '<script>window.pwned=1</script>', contentId: 'x' }],
        headers,
      }),
      { way: 'imap', departmentId: 1, recipients: [], receivedAt: world.now, mailboxId: null },
    );
    if (taken.ticketId == null) throw new Error(JSON.stringify(taken));
    return taken.ticketId;
  };
  await takeMail(world.desk, mailOf({ headers: { 'Message-ID': mailed } }), {
    ...{ way: 'imap' as const, departmentId: 1, recipients: [], receivedAt: world.now, mailboxId: null },
  });

  const links = (text: string) => [{ url: 'https://files.example/x.png', name: `${short(text)}a.png` }];
  const keliweb = (method: string, fields: object) => ask(world, reseller, 'POST', `/api/v2/keliweb/${method}`, fields);
  const board = async (path: string, body: object) => okay(await ask(world, program, 'POST', path, body)).data;
  const eddy = async (path: string, body: object) =>
    okay(await ask(world, staff, 'POST', `/api/v2${path}`, body)).data as { id: number };

  return [
    { name: 'OpenTicket, plain', send: (text) => open(text, 'false')() },
    { name: 'OpenTicket, Markdown', send: (text) => open(text, 'true')() },
    { name: 'AddTicketReply, plain', send: (text) => reply(text, guest(text)) },
    {
      name: 'AddTicketReply of staff, Markdown',
      send: (text) => reply(text, { adminusername: 'jo', markdown: 'true' }),
    },
    {
      name: 'the reseller API',
      send: async (text) =>
        Number(
          okay(
            await keliweb('open-ticket', {
              ...{ deptid: 1, subject: short(text), message: text, markdown: true },
              attachments: attachments(text),
            }),
          ).id,
        ),
    },
    {
      name: 'the Socialboards API',
      send: async (text) =>
        Number(
          await board('/tickets', {
            title: short(text),
            message: text,
            creator: guest(text),
            attachments: links(text),
          }),
        ),
    },
    {
      name: 'a reply of the Socialboards API',
      send: async (text) => {
        await board(`/tickets/${thread.id}/replies`, { message: text, attachments: links(text) });
        return thread.id;
      },
    },
    {
      name: 'the HelpDeskEddy API',
      send: async (text) =>
        (await eddy('/tickets/', { title: short(text), description: text, user_id: clientId, priority_id: 3 })).id,
    },
    {
      name: 'a post of the HelpDeskEddy API',
      send: async (text) => {
        await eddy(`/tickets/${thread.id}/posts/`, { text });
        return thread.id;
      },
    },
    { name: 'a mail', send: (text) => take(text, {}) },
    { name: 'a mail that answers', send: (text) => take(text, { 'In-Reply-To': mailed }) },
    {
      name: "the page's form",
      send: async (text) => {
        const { status } = await pages.post(
          { tid: thread.tid, c: thread.c, task: 'reply', message: text },
          { [`${short(text)}a.png`]: 'x' },
        );
        if (status !== 303) throw new Error(`the form answered ${status}`);
        return thread.id;
      },
    },
  ];
}
