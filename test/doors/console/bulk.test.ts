import { bulkBar } from '../../../src/pages/console/bulk-bar';
import type { StaffVisit } from '../../../src/pages/console/layout';
import { mergeForms } from '../../../src/pages/console/merging';
import { consoleTexts } from '../../../src/pages/console/texts';
import { problemOf } from '../../support/links';
import { signedInStaff } from '../../support/staff-browser';
import { useWorld } from '../../support/world';

const world = useWorld();

const ticket = async (more: Record<string, unknown> = {}) => (await world.ticket({ noemail: true, ...more })).id;
const statusOf = async (id: number) => (await world.done('GetTicket', { ticketid: id })).status;
const proofIn = (page: string) => /name="proof" value="([^"]*)"/.exec(page)?.[1] ?? '';

test('the bar of the queue closes what is selected, and the result can be undone', async () => {
  const jo = await signedInStaff(world);
  const ids = [await ticket(), await ticket()];
  const proof = proofIn((await jo.browser.get('/admin/bulk')).text);
  const body = new URLSearchParams([
    ['proof', proof],
    ['task', 'close'],
    ['from', 'view=mine'],
  ]);
  for (const id of ids) body.append('ticketid[]', String(id));
  const answer = await jo.browser.post('/admin/bulk', body as unknown as Record<string, string>);
  expect(answer.status).toBe(303);
  const result = await jo.browser.follow(answer);
  expect(result.text).toMatch(/Done\.[\s\S]*<dt>Changed<\/dt><dd>2<\/dd>/);
  expect(result.text).toContain('admin/?view=mine"');
  expect(result.headers.get('refresh')).toBeNull();
  expect(await statusOf(ids[1]!)).toBe('Closed');
  const undone = await jo.browser.follow(await jo.browser.submit('undo'));
  expect(undone.text).toMatch(/The change is undone\.[\s\S]*<dt>Restored<\/dt><dd>2<\/dd>/);
  expect(await statusOf(ids[1]!)).toBe('Open');
});

test('the bar offers only assignees who can open tickets that its reader sees', async () => {
  const [own, other] = [await world.department(), await world.department()];
  const [colleague, boss, stranger] = [
    await world.admin('colleague', { departmentIds: [own, other] }),
    await world.admin('boss'),
    await world.admin('stranger', { departmentIds: [other] }),
  ];
  await ticket({ deptid: own });
  const offeredTo = async (departmentIds: number[]) => {
    const { browser } = await signedInStaff(world, { departmentIds });
    const [, choices = ''] =
      /<select id="bar-flag".*?>(.*?)<\/select>/s.exec((await browser.get('/admin/')).text) ?? [];
    return [colleague, boss, stranger].filter((id) => choices.includes(`value="${id}"`));
  };
  expect(await offeredTo([own])).toEqual([colleague, boss]);
  expect(await offeredTo([])).toEqual([colleague, boss, stranger]);
});

test('a page shows all that can be done, and keeps what was entered when it is refused', async () => {
  const jo = await signedInStaff(world);
  const id = await ticket({ subject: '<b>Bold</b>' });
  const proof = proofIn((await jo.browser.get('/admin/bulk')).text);
  const more = await jo.browser.post('/admin/bulk', { proof, task: 'more', 'ticketid[]': String(id) });
  const page = await jo.browser.follow(more);
  expect(page.text).toContain('Selected tickets: 1');
  expect(page.text).toContain('&lt;b&gt;Bold&lt;/b&gt;');
  for (const words of ['Change all (1)', 'Answer all (1)', 'Merge (1)', 'Delete (1)', 'Block and delete (1)']) {
    expect(page.text).toContain(words);
  }
  const message = 'Dear {$nobody} </textarea>';
  const refused = await jo.browser.submit('answer', { 'ticketid[]': String(id), message });
  expect([refused.status, problemOf(refused)]).toEqual([400, 'There is no variable {$nobody}']);
  expect(refused.text).toContain('Dear {$nobody} &lt;/textarea&gt;</textarea>');
});

test('a form that was refused keeps its key, in case it was taken after all', async () => {
  const jo = await signedInStaff(world);
  const { clientId } = await world.client();
  const [id, ofClient] = [await ticket(), await ticket({ clientid: clientId })];
  for (const [path, to, values] of [
    [`/admin/bulk?ticketids=${id}`, '/admin/bulk', { task: 'change', 'ticketid[]': String(id) }],
    [`/admin/tickets/${id}/merge`, `/admin/tickets/${id}/merge`, { task: 'merge' }],
    [
      `/admin/tickets/${ofClient}`,
      `/admin/tickets/${ofClient}/change`,
      { task: 'client-note', userid: String(clientId), notes: ' ' },
    ],
  ] as const) {
    const { text } = await jo.browser.get(path);
    const keysFor = (page: string) => page.split('<form').flatMap((form) => (form.includes(to) ? keysIn(form) : []));
    const [key = ''] = keysFor(text);
    const refused = await jo.browser.post(to, { proof: proofIn(text), key, ...values });
    expect([to, refused.status, keysFor(refused.text)]).toEqual([to, 400, expect.arrayContaining([key])]);
  }
});

const keysIn = (form: string) => [...form.matchAll(/name="key" value="([^"]+)"/g)].map(([, key]) => key);

test('a change that goes on is shown again by the browser itself, and sending a form twice changes once', async () => {
  const jo = await signedInStaff(world);
  const id = await ticket();
  const proof = proofIn((await jo.browser.get('/admin/bulk')).text);
  // The answers are held for as long as the desk's clock stands still.
  const sent = { proof, task: 'answer', 'ticketid[]': String(id), message: 'Hello', key: 'one' };
  const answer = await jo.browser.post('/admin/bulk', sent);
  const again = await jo.browser.post('/admin/bulk', sent);
  expect(again.headers.get('location')).toBe(answer.headers.get('location'));
  const page = await jo.browser.follow(answer);
  expect(page.headers.get('refresh')).toBe('2');
  expect((await jo.browser.follow(await jo.browser.submit('undo'))).text).toContain('Cancelled.');
});

test('who may only read sees none of it, and cannot do it', async () => {
  const jo = await signedInStaff(world, { actions: ['gettickets', 'getticket'] });
  const id = await ticket();
  const { text } = await jo.browser.get(`/admin/bulk?ticketids=${id}`);
  expect(text).not.toContain('<textarea');
  const sent = { proof: proofIn(text), task: 'close', 'ticketid[]': String(id) };
  const refused = await jo.browser.post('/admin/bulk', sent);
  expect(refused.status).toBe(403);
  expect(await statusOf(id)).toBe('Open');
});

test('tickets are merged, unmerged and split on a page', async () => {
  const jo = await signedInStaff(world);
  const guest = { email: 'many@example.com' };
  const [one, two] = [await ticket({ ...guest, subject: 'One' }), await ticket({ ...guest, subject: 'Two' })];
  const { replyid } = await world.done('AddTicketReply', {
    ticketid: one,
    message: 'Other topic',
    adminusername: 'Jo',
    noemail: true,
  });
  const path = `/admin/tickets/${one}/merge`;
  expect((await jo.browser.get(path)).text).toMatch(/name="ids\[\]" value="\d+"> <span><bdi>#\w+<\/bdi> <bdi>Two</);
  const merged = await jo.browser.follow(await jo.browser.submit('merge', { 'ids[]': String(two), others: '' }));
  expect(merged.text).toMatch(/The tickets were merged\.[\s\S]*<bdi>Two<\/bdi>[\s\S]*Messages: 1 · Notes: 0/);
  const unmerged = await jo.browser.follow(await jo.browser.submit('unmerge'));
  expect(unmerged.text).toContain('The merge was undone.');
  expect(unmerged.text).toContain('Other topic');
  const split = await jo.browser.follow(
    await jo.browser.submit('split', { 'messages[]': String(replyid), subject: 'On its own' }),
  );
  expect(split.text).toMatch(/The messages are in this new ticket\.[\s\S]*On its own/);
});

test('tickets are merged by their numbers, and by nothing that looks like one', async () => {
  const jo = await signedInStaff(world);
  const [one, two, three] = [await ticket(), await ticket(), await ticket()];
  const numberOf = async (ticketid: number) => String((await world.done('GetTicket', { ticketid })).tid);
  const [own, second, third] = [await numberOf(one), await numberOf(two), await numberOf(three)];
  await jo.browser.get(`/admin/tickets/${one}/merge`);
  const refusals = [
    ['x', 'There is no ticket with the number x'],
    [`${second}, ${three}`, `There is no ticket with the number ${three}`],
    [own, `${own} is the number of this ticket`],
  ] as const;
  for (const [others, problem] of refusals) {
    const refused = await jo.browser.submit('merge', { others });
    expect([refused.status, problemOf(refused), refused.text]).toEqual([
      ...[400, problem],
      expect.stringContaining(`name="others" value="${others}"`),
    ]);
  }
  const merged = await jo.browser.follow(await jo.browser.submit('merge', { others: `${second}, #${third}` }));
  expect(merged.text).toContain('The tickets were merged.');
  for (const number of [second, third]) expect(merged.text).toContain(`<bdi>#${number}</bdi>`);
});

test('the form of a reply chooses what its mail quotes', async () => {
  const jo = await signedInStaff(world);
  const id = await ticket();
  const guest = { name: 'Ann', email: 'ann@example.com', noemail: true };
  const { replyid } = await world.done('AddTicketReply', { ticketid: id, message: '<b>More</b>', ...guest });
  await world.done('AddTicketNote', { ticketid: id, message: 'A secret note' });
  const { text } = await jo.browser.get(`/admin/tickets/${id}/reply`);
  expect(text).toContain('&lt;b&gt;More&lt;/b&gt;');
  expect(text.split('name="quote"')[1]).not.toContain('A secret note');
  const quotingOf = async (fields: Record<string, string>) => {
    await jo.browser.post(`/admin/tickets/${id}/reply`, { proof: proofIn(text), message: 'Hello', ...fields });
    const [row] = await world.rows<{ quoting: unknown }>(
      'select quoting from scheduled_replies order by id desc limit 1',
    );
    return row?.quoting;
  };
  expect(await quotingOf({ quote: 'none' })).toBeNull();
  expect(await quotingOf({ quote: 'last' })).toBe('last');
  expect(await quotingOf({ quote: 'none', 'quoted[]': String(replyid) })).toEqual([Number(replyid)]);
});

test('the bar and the link to merging show only what somebody may', () => {
  const visitOf = (...actions: string[]) =>
    ({
      texts: consoleTexts('en'),
      language: { code: 'en' },
      may: (action: string) => actions.includes(action),
    }) as unknown as StaffVisit;
  const options = {
    statuses: [{ value: '"', name: '<i>' }],
    admins: [],
    query: 'open "now"',
    total: 12_345,
    from: 'a=b&c',
  };
  const bar = bulkBar(visitOf('StartBulkChange', 'UpdateTicket'), options).text;
  expect(bar).toContain('<option value="&quot;">&lt;i&gt;</option>');
  expect(bar).toContain('All tickets that this search finds (12,345)');
  expect(bar).toContain('value="open &quot;now&quot;"');
  expect(bulkBar(visitOf('UpdateTicket'), options).text).toBe('');
  expect(bulkBar(visitOf('StartBulkChange'), options).text).not.toContain('<select');
  expect(mergeForms(visitOf('UpdateTicket'), { ticketid: 5 }).text).toBe('');
  expect(mergeForms(visitOf('SplitTicket'), { ticketid: 5 }).text).toContain('admin/tickets/5/merge');
});
