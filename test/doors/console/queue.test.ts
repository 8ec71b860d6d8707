import { type StaffPerson, signedInStaff } from '../../support/staff-browser';
import { useWorld } from '../../support/world';

const world = useWorld();

let ann: StaffPerson;
let clerk: StaffPerson;
let billing: number;
const idOf: Record<string, number> = {};

beforeAll(async () => {
  billing = await world.department({ name: 'Billing' });
  ann = await signedInStaff(world, { username: 'ann' });
  clerk = await signedInStaff(world, {
    username: 'clerk',
    departmentIds: [billing],
    actions: ['gettickets', 'getticketviews'],
  });
  const open = async (subject: string, params: Record<string, unknown> = {}) => {
    idOf[subject] = Number((await world.ticket({ subject, noemail: true, ...params })).id);
  };
  await open('printer', { deptid: billing, priority: 'High' });
  await open('<b>"hostile" & \u202e</b>');
  await open('closed one');
  await world.done('UpdateTicket', { ticketid: idOf.printer, flag: ann.staffId });
  await world.done('UpdateTicket', { ticketid: idOf['closed one'], status: 'Closed' });
});

const page = async (address = '/admin/', who = ann) => (await who.browser.get(address)).text;

/** The ids of the tickets in a list, in their order. */
const rows = (text: string): number[] =>
  [...text.matchAll(/<tr [^>]*data-ticket="(\d+)"/g)].map(([, id]) => Number(id));

/** What the sidebar shows beside the name of each view. */
const counts = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/<a [^>]*data-key="view:([^"]+)".*?data-count="[^"]*">([^<]*)</gs)].map(([, id, count]) => [
      id,
      count,
    ]),
  );

test('shows all open tickets first, with the views and their counts', async () => {
  const text = await page();
  expect(rows(text)).toHaveLength(2);
  expect(counts(text)).toMatchObject({
    mine: '1',
    unassigned: '1',
    open: '2',
    'dept-1': '1',
    [`dept-${billing}`]: '1',
  });
  expect(text).toContain('&lt;b&gt;&quot;hostile&quot; &amp;');
  expect(text).toMatch(/<a href="\.\.\/admin\/\?view=open"[^>]*aria-current="page"/);
  expect(text).toContain('data-total="2"');
});

test('shows a view, a search and an order', async () => {
  expect(rows(await page('/admin/?view=mine'))).toEqual([idOf.printer]);
  expect(rows(await page(`/admin/?view=dept-${billing}`))).toEqual([idOf.printer]);
  expect(rows(await page('/admin/?q=is:closed'))).toEqual([idOf['closed one']]);
  expect(rows(await page('/admin/?q='))).toHaveLength(3);
  const up = rows(await page('/admin/?order=tid'));
  expect(rows(await page('/admin/?order=-tid'))).toEqual([...up].reverse());
  expect(rows(await page('/admin/?view=gone'))).toHaveLength(2);
});

test('says what is wrong with a search, in the language of the reader, and keeps it', async () => {
  const answer = await ann.browser.get('/admin/?q=status:opn+%3Ci%3E');
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('“status” knows no “opn”. It knows: Open, ');
  expect(answer.text).toContain('value="status:opn &lt;i&gt;"');
  expect(counts(answer.text).open).toBe('2');
  const german = await ann.browser.get('/admin/?q=status:opn&language=german');
  expect(german.text).toContain('„status“ kennt kein „opn“. Bekannt sind: Open, ');
  await ann.browser.get('/admin/?language=english');
});

test('says what to do where there is nothing', async () => {
  expect(await page('/admin/?q=nothingofthekind')).toContain('No ticket matches.');
  expect(await page('/admin/?view=snoozed')).toContain('Nothing to do here.');
  expect(await page('/admin/?page=9')).toContain('The list ends before this page.');
});

test('shows the columns that are chosen', async () => {
  const heads = (text: string) => [...text.matchAll(/<th scope="col" class="(\w+)"/g)].map(([, name]) => name);
  expect(heads(await page())).toEqual(expect.arrayContaining(['number', 'status', 'tags']));
  expect(heads(await page('/admin/?columns=status,nonsense,due'))).toEqual(['pick', 'subject', 'status', 'due']);
  expect(heads(await page('/admin/?columns[]=age&columns[]=tags'))).toEqual(['pick', 'subject', 'age', 'tags']);
});

test('marks what is new to the reader', async () => {
  expect(await page('/admin/?view=mine')).toContain('<span class="mark">New</span>');
  await world.done('MarkTicketRead', { ticketid: idOf.printer }, 'ann');
  expect(await page('/admin/?view=mine')).not.toContain('class="mark"');
});

test('saves a search as a view, changes it and deletes it, without a script', async () => {
  const { browser } = ann;
  await browser.get('/admin/?q=is:open+priority:high&columns=status,age&order=-date');
  const saved = await browser.submit('save-view', { name: 'Urgent <1>' });
  expect(saved.status).toBe(303);
  const shown = await browser.follow(saved);
  expect(shown.text).toContain('The view is saved.');
  expect(shown.text).toContain('Urgent &lt;1&gt;');
  expect(rows(shown.text)).toEqual([idOf.printer]);
  const id = /view=(\d+)/.exec(saved.headers.get('location') ?? '')?.[1];
  expect(shown.text).toMatch(/<th scope="col" class="age" aria-sort="descending">/);

  await browser.get(`/admin/views/${id}`);
  const refused = await browser.submit('view', { name: 'Urgent', query: 'is:opn' });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('“is” knows no “opn”');
  expect(refused.text).toContain('value="is:opn"');
  await browser.get(`/admin/views/${id}`);
  const changed = await browser.follow(await browser.submit('view', { name: 'All of them', query: 'is:open' }));
  expect(changed.text).toContain('The changes are saved.');
  expect(rows(changed.text)).toHaveLength(2);
  await browser.get(`/admin/views/${id}`);
  const deleted = await browser.follow(await browser.submit('view', { remove: '1' }));
  expect(deleted.text).toContain('The view is deleted.');
  expect(deleted.text).not.toContain('All of them');
  expect((await browser.get(`/admin/views/${id}`)).status).toBe(404);
});

test('a view loses the columns and the departments that nobody ticks any more', async () => {
  const { browser } = ann;
  const view = { name: 'Chosen', query: 'is:open', columns: 'status,age', deptids: [1], shared: true };
  const { viewid } = await world.done('AddTicketView', view, 'ann');
  await browser.get(`/admin/views/${viewid}`);
  expect(await browser.submit('view', { ...view, columns: '', deptids: '', shared: '1' })).toMatchObject({
    status: 303,
  });
  const { views } = await world.done('GetTicketViews', { viewid }, 'ann');
  expect((views as { view: unknown[] }).view).toMatchObject([
    { name: 'Chosen', columns: [], deptids: [], shared: true },
  ]);
});

test('shows what somebody may see, and no more', async () => {
  const text = await page('/admin/', clerk);
  expect(rows(text)).toEqual([idOf.printer]);
  expect(counts(text)).not.toHaveProperty('dept-1');
  expect(text).not.toContain('data-key="save-view"');
  const foreign = await clerk.browser.get('/admin/?q=dept:1');
  expect([foreign.status, foreign.text]).toEqual([400, expect.stringContaining('You do not work in the department “')]);
});

test('suggests how a search goes on', async () => {
  const { json, headers } = await ann.browser.get('/admin/complete?query=is:open+prio');
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(json).toEqual({ suggestion: [{ query: 'is:open priority:', text: 'priority:', name: '' }] });
});
