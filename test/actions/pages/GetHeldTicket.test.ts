import { newTicketsOf, PAGE, WORDS } from '../../support/new-tickets';
import { shown } from '../../support/pages';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const { guest, set } = newTicketsOf(world);

test('shows the subject and nothing else of a ticket that waits, in the language of the browser', async () => {
  await set('TicketGuestConfirmation', 'on');
  const { browser, form } = await guest();
  await browser.post(PAGE, { ...form, ...WORDS });
  const [mail] = await world.rows<{ plain: string }>('select plain from emails order by id desc limit 1');
  const link = /\/confirm-ticket\/[\w-]{43}/.exec(mail?.plain ?? '')?.[0] ?? '';
  const { status, text } = await browser.get(link, { 'Accept-Language': 'de' });
  expect([status, shown(text).includes('wegen „The printer burns“')]).toEqual([200, true]);
  expect(shown(text)).not.toMatch(/Gus|Soon\./);
});
