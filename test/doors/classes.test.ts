import { ask, asProgram } from '../support/doors';
import { dataOf as eddyData, staffUser } from '../support/helpdeskeddy';
import { dataOf, openTicket } from '../support/socialboards';
import { useWorld } from '../support/world';

/** Plain class names of a message in HTML come out of every API that shows HTML. */
const world = useWorld();

const SENT = '<p class="note sb_1 x&quot;onclick=alert(1)" style="top:0">Hi</p>';
const SHOWN = '<p class="note sb_1">Hi</p>';

let headers: Record<string, string>;
let jo: Awaited<ReturnType<typeof staffUser>>;

beforeAll(async () => {
  headers = await asProgram(world);
  jo = await staffUser(world, 'jo');
});

interface Shown {
  htmlMessage: string;
}

const eddyTicket = async (description: string) =>
  Number((await eddyData(jo.ask('POST', '/tickets', { title: 'T', description, user_email: 'c@example.com' }))).id);

const texts = async (path: string): Promise<string[]> =>
  Object.values(await eddyData(jo.ask('GET', path))).map((item) => (item as { text: string }).text);

test.each<[string, () => Promise<string>]>([
  [
    'a ticket of Socialboards',
    async () => {
      const id = await openTicket(world, headers, { message: SENT });
      return dataOf<Shown>(await ask(world, headers, 'GET', `/tickets/${id}`)).htmlMessage;
    },
  ],
  [
    'a listed ticket of Socialboards',
    async () => {
      const ticketIds = [await openTicket(world, headers, { message: SENT })];
      return dataOf<Shown[]>(await ask(world, headers, 'POST', '/tickets/list', { ticketIds }))[0]!.htmlMessage;
    },
  ],
  [
    'a reply of Socialboards',
    async () => {
      const id = await openTicket(world, headers);
      const body = { message: SENT, author: { email: jo.email } };
      return dataOf<Shown>(await ask(world, headers, 'POST', `/tickets/${id}/replies`, body)).htmlMessage;
    },
  ],
  ['a description of HelpDeskEddy', async () => (await texts(`/tickets/${await eddyTicket(SENT)}/posts`)).join()],
  [
    'a post of HelpDeskEddy',
    async () => {
      const id = await eddyTicket('D');
      await eddyData(jo.ask('POST', `/tickets/${id}/posts`, { text: SENT }));
      return (await texts(`/tickets/${id}/posts`)).join();
    },
  ],
  [
    'a comment of HelpDeskEddy',
    async () => {
      const id = await eddyTicket('D');
      await eddyData(jo.ask('POST', `/tickets/${id}/comments`, { text: SENT }));
      return (await texts(`/tickets/${id}/comments`)).join();
    },
  ],
])('%s', async (_what, shown) => {
  const html = await shown();
  expect(html).toContain(SHOWN);
  expect(html).not.toMatch(/onclick|style|alert/);
});
