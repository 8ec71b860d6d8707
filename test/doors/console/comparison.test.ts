import { makeComparisons } from '../../support/made-comparisons';
import { staffBrowser } from '../../support/staff-session';
import { useWorld } from '../../support/world';

const world = useWorld();

let headers: Record<string, string>;
let proof: string;

const open = (query = '', language = 'en') =>
  world.send(`/admin/reports/comparison${query}`, { headers: { ...headers, 'Accept-Language': language } });

beforeAll(async () => {
  world.now = new Date('2027-01-29T09:12:00Z');
  const browser = await staffBrowser(world, await world.admin('jo'));
  headers = browser.headers;
});

const textOf = (page: string): string => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('says what to do where nothing was compared', async () => {
  const { status, text } = await open();
  expect(status).toBe(200);
  expect(textOf(text)).toContain('Nothing was compared yet. Set the address of the old desk in HATCHDESK_UPSTREAM');
});

describe('with findings', () => {
  beforeAll(() => makeComparisons(world));

  test('says how alike the desks are, by action, the worst first', async () => {
    const { text } = await open();
    const words = textOf(text);
    expect(words).toContain('Comparing is off');
    expect(words).toContain('The same answers 96.8% of 1,363 Not compared 2 Not answered 1');
    expect(words).toMatch(
      /GetTicket 980 95\.9% 99\.[5-9]% 0 1 GetTickets 263 98\.8% 99\.[5-9]% 2 0 GetSupportDepartments 120 100% 100% 0 0/,
    );
    expect(words).toMatch(
      /adminusername missing here in 5 of 980 answers.*name HTML entities in 21 of 980 answers · in form only/,
    );
    expect(words).toContain('1 × no answer: The upstream WHMCS at billing.example.com did not answer within 15 s');
    expect(words).toContain('missing here The old desk has the field or the item, and this one does not.');
    expect(words).not.toContain('another order');
    // Strangers choose what differs.
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toContain('<script>alert');
    expect(text).not.toMatch(/Zz9yX8wv|Help me!| style=/);
  });

  test('shows one action alone', async () => {
    const { text } = await open('?action=gettickets');
    expect(text).toContain('value="gettickets"');
    expect(textOf(text)).not.toContain('GetSupportDepartments 120');
  });

  test.each([
    ['de', 'Vergleich mit dem alten System', 'fehlt hier'],
    ['ar', 'المقارنة بالنظام القديم', 'مفقود هنا'],
  ])('in %s', async (language, title, kind) => {
    const { text } = await open('', language);
    expect(text).toContain(title);
    expect(text).toContain(kind);
  });

  test('is linked from the reports, for those who may see it', async () => {
    const link = 'reports/comparison"';
    expect((await world.send('/admin/reports', { headers })).text).toContain(link);
    const other = await staffBrowser(world, await world.admin('few', { actions: ['getticketreport'] }));
    expect((await world.send('/admin/reports', { headers: other.headers })).text).not.toContain(link);
    expect((await world.send('/admin/reports/comparison', { headers: other.headers })).status).toBe(403);
  });

  test('forgets what was found', async () => {
    const { text } = await open();
    proof = /name="proof" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const body = new URLSearchParams({ proof, action: '' });
    const sent = await world.send('/admin/reports/comparison', { method: 'POST', headers, body, redirect: 'manual' });
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      expect.stringContaining('comparison?done=reset'),
    ]);
    expect(textOf((await open('?done=reset')).text)).toContain('Forgotten.');
    expect(await world.rows('select * from comparison_calls')).toEqual([]);
  });
});
