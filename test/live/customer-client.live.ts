/** Live, because eight browsers take a minute. */

import { describeInBrowser, openPage, useBrowser, widthOf } from '../support/browser';
import { addUserWith } from '../support/browser-without-scripts';
import { press, tabTo, typeInto } from '../support/keyboard';
import { useWorld } from '../support/world';

const world = useWorld();

const PASSWORD = 'correct horse battery';

beforeAll(async () => {
  await world.serve();
  const add = (name: string, type: Parameters<typeof world.customField>[0]['type'], more = {}) =>
    world.customField({ name, type, required: true, ...more });
  await add('Line', 'text');
  await add('Lines', 'textarea');
  await add('Amount', 'number');
  await add('Day', 'date');
  await add('Hour', 'time');
  await add('Code', 'regex', { pattern: '/^AB-\\d+$/' });
  await add('Choice', 'select', { options: ['Alpha', 'Beta'] });
  await add('Radio', 'multi_button', { options: ['One', 'Two'] });
  await add('Tree', 'hierarchy', { options: ['Hosting>Shared', 'Hosting>Own'] });
  await add('Tick', 'checkbox');
  await add('Agreed', 'button');
});

describeInBrowser('clients', () => {
  const browser = useBrowser();

  const ways = [360, 1280].flatMap((width) =>
    [true, false].flatMap((javaScriptEnabled) =>
      (['light', 'dark'] as const).map((colorScheme) => ({ width, javaScriptEnabled, colorScheme })),
    ),
  );

  test.each(ways)(
    'a client signs in and opens a ticket with fields of every type by keyboard: $width px, scripts $javaScriptEnabled, $colorScheme',
    async ({ width, ...options }) => {
      const { email, clientId } = await addUserWith(world, PASSWORD);
      const viewport = { width, height: 800 };
      const { page, problems, close } = await openPage(browser(), { locale: 'en-GB', viewport, ...options });
      await page.goto(`${world.url}/supporttickets.php`);
      await typeInto(page, 'E-mail address', email);
      await typeInto(page, 'Password', PASSWORD);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Tickets', exact: true }).waitFor();
      expect(await widthOf(page)).toBe(width);
      await tabTo(page, page.getByRole('link', { name: 'New ticket' }).first());
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Open a ticket' }).waitFor();
      expect(await widthOf(page)).toBe(width);
      await typeInto(page, 'Subject', 'Everything at once');
      await typeInto(page, 'Message', 'See below.');
      await typeInto(page, 'Line', 'one line');
      await typeInto(page, 'Lines', 'two lines');
      await typeInto(page, 'Amount', '1.50');
      // What to type depends on the machine's language: these fields are the browser's own.
      await page.getByLabel('Day', { exact: true }).fill('2027-01-31');
      await page.getByLabel('Hour', { exact: true }).fill('09:30');
      await typeInto(page, 'Code', 'AB-12');
      await typeInto(page, 'Choice', 'Beta');
      await tabTo(page, page.getByRole('group', { name: 'Radio' }).getByRole('radio').first());
      await page.keyboard.press('ArrowDown');
      await tabTo(page, page.getByLabel('Tree', { exact: true }));
      for (const _ of ['Hosting', 'Shared', 'Own']) await page.keyboard.press('ArrowDown');
      await tabTo(page, page.getByLabel('Tick', { exact: true }));
      await page.keyboard.press('Space');
      await tabTo(page, page.getByLabel('Agreed', { exact: true }));
      await page.keyboard.press('Space');
      await press(page, 'Send');
      await page.getByText('Your ticket has arrived.').waitFor();
      expect(await widthOf(page)).toBe(width);
      const [ticket] = await world.rows<{ id: number }>('select id from tickets where client_id = $1', [clientId]);
      const { customfields } = await world.done('GetTicket', { ticketid: ticket!.id });
      expect(customfields).toEqual({
        customfield: [
          ...['one line', 'two lines', '1.50', '2027-01-31', '09:30', 'AB-12', 'Beta', 'Two'],
          ...[expect.stringMatching(/Own/), expect.anything(), expect.anything()],
        ].map((value) => ({ id: expect.anything(), name: expect.any(String), value })),
      });
      expect(problems).toEqual([]);
      await close();
    },
  );
});
