import { staffBrowser } from '../../support/staff-session';
import { useWorld } from '../../support/world';

const world = useWorld();

let headersOf: (language: string) => Record<string, string>;
let open: (query: string, language?: string) => ReturnType<typeof world.send>;
let formula: number;

/** A ticket in Support that was answered after 75 minutes, and one in a department whose name is a formula. */
beforeAll(async () => {
  world.now = new Date('2026-03-02T10:00:00Z');
  const jo = await world.admin('jo');
  formula = await world.department({ name: '=HYPERLINK("http://evil.example","<b>x</b>")' });
  const { id } = await world.ticket({ noemail: true });
  await world.ticket({ deptid: formula, noemail: true });
  world.now = new Date('2026-03-02T11:15:00Z');
  await world.done('AddTicketReply', {
    ticketid: id,
    message: 'm',
    adminusername: 'jo',
    status: 'Closed',
    noemail: true,
  });
  world.now = new Date('2026-03-03T09:00:00Z');
  const { headers } = await staffBrowser(world, jo);
  headersOf = (language) => ({ ...headers, 'Accept-Language': language });
  open = (query, language = 'en') => world.send(`/admin/reports${query}`, { headers: headersOf(language) });
});

/** A file with its bytes: text has no byte order mark. */
async function file(query: string) {
  await world.serve();
  const answer = await fetch(`${world.url}/admin/reports${query}`, { headers: headersOf('en') });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return { headers: answer.headers, bytes, text: bytes.toString('utf8').replace('\uFEFF', '') };
}

const textOf = (page: string): string => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('a page has the totals, and a chart with a table and a file for each kind of figure', async () => {
  const { status, text } = await open('?range=7');
  expect(status).toBe(200);
  const words = textOf(text);
  expect(words).toContain('Opened 2 Closed 1 Open at the end 1 Replies 1 First reply, median 1 hr 15 min');
  expect(words).toContain('Mar 2, 2026 1 hr 15 min 1 hr 15 min');
  expect(text.match(/role="img" aria-labelledby="chart-(\w+)-title chart-\1-description"/g)).toHaveLength(5);
  expect(text.match(/<details><summary>As a table/g)).toHaveLength(5);
  expect(text).not.toMatch(/ style=|<script>/);
});

test('the file has the same figures as the page, with names that no spreadsheet runs', async () => {
  const { headers, bytes, text } = await file('.csv?range=7&by=department');
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('content-disposition')).toBe('attachment; filename="tickets-2026-02-25-2026-03-03.csv"');
  expect(text).toBe(
    [
      'Department,Opened,Closed,Open at the end,Replies,First replies,"First reply, median (seconds)","First reply, 90 % (seconds)","Until closed, median (seconds)","Until closed, 90 % (seconds)"',
      'Support,1,1,0,1,1,4500,4500,4500,4500',
      `"'=HYPERLINK(""http://evil.example"",""<b>x</b>"")",1,0,1,0,0,,,,`,
      'Total,2,1,1,1,1,4500,4500,4500,4500',
      '',
    ].join('\r\n'),
  );
  const one = await file('.csv?range=7&chart=backlog');
  expect(one.text).toContain('Day,Open at the end\r\n2026-02-25,0\r\n');
});

test('names are shown as they are, and choosing departments is kept in the links', async () => {
  const { text } = await open(`?range=7&by=department&dept${formula}=on`);
  expect(text).toContain('=HYPERLINK(&quot;http://evil.example&quot;,&quot;&lt;b&gt;x&lt;/b&gt;&quot;)');
  expect(textOf(text)).toContain('Opened 1 Closed 0');
  expect(text).toContain(`href="../admin/reports?range=30&amp;by=department&amp;dept${formula}=on"`);
});

test.each([
  ['de', 'ltr', 'Eröffnet 2 Geschlossen 1', '1 Std. 15 Min.', 'text-anchor="end">0</text>'],
  ['ar', 'rtl', 'المفتوحة 2 المغلقة 1', '1 س 15 د', 'text-anchor="start">0</text>'],
])('in %s, charts begin where people begin to read', async (language, direction, totals, time, axis) => {
  const { text } = await open('?range=7', language);
  expect(text).toContain(`<html lang="${language}" dir="${direction}">`);
  expect(textOf(text)).toContain(totals);
  expect(text).toContain(time);
  expect(text).toContain(axis);
});

test('days without tickets say so, and days that are none are refused on the page', async () => {
  const empty = await open('?range=free&from=2026-01-01&to=2026-01-02');
  expect(empty.status).toBe(200);
  expect(empty.text).toContain('Nothing happened in these days.');
  const refused = await open('?range=free&from=2026-03-02&to=2026-03-01&by=person');
  expect(refused.status).toBe(400);
  expect(textOf(refused.text)).toContain('The last day must not be before the first');
  expect(refused.text).toContain('name="from" value="2026-03-02"');
});

test.each([
  ['last-month', '2026-02-01', '2026-02-28'],
  ['month', '2026-03-01', '2026-03-03'],
  ['year', '2026-01-01', '2026-03-03'],
  ['90', '2025-12-04', '2026-03-03'],
  ['nonsense', '2026-02-02', '2026-03-03'],
])('the range %s is from %s to %s', async (range, from, to) => {
  const { text } = await open(`?range=${range}`);
  expect(text).toContain(`name="from" value="${from}"`);
  expect(text).toContain(`name="to" value="${to}"`);
});
