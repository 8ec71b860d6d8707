import type { Source } from '../../../../src/moving/source';
import { type ApiOptions, openApi } from '../../../../src/moving/sources/whmcs/api';
import { MemorySink } from '../../../support/memory-sink';
import { SmallWhmcs } from '../../../support/small-whmcs';
import { answerJson } from '../../../support/upstream-stub';

const NOW = new Date('2026-06-01T00:00:00Z');

let whmcs: SmallWhmcs;
let opened: Source[] = [];

beforeEach(async () => {
  whmcs = await new SmallWhmcs().start();
});

afterEach(async () => {
  await Promise.all(opened.map((source) => source.close()));
  opened = [];
  await whmcs.stub.stop();
});

async function open(more: Partial<ApiOptions> = {}): Promise<Source> {
  const source = await openApi({
    ...{ url: more.url ?? whmcs.stub.url, identifier: 'id', secret: 'secret', timeZone: 'UTC', now: () => NOW },
    ...{ pageSize: 20, pauseMs: 1, againDays: 0, ...more },
  });
  opened.push(source);
  return source;
}

async function read(more: Partial<ApiOptions> = {}, sink = new MemorySink()): Promise<MemorySink> {
  await (await open(more)).read(sink, new AbortController().signal);
  return sink;
}

const idsOf = (sink: MemorySink): number[] => sink.all('ticket').map(({ sourceId }) => Number(sourceId));
const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1);
const times = (text: string): number => whmcs.calls.filter((call) => call === text).length;

const page = (title: string) => `<html><head><title>${title}</title></head><body>Sorry</body></html>`;

describe('refuses, and says what to do, when', () => {
  const json = (message: string, status: number) => ({ status, body: JSON.stringify({ result: 'error', message }) });

  test.each<[what: string, answer: { status: number; body: string; headers?: Record<string, string> }, words: RegExp]>([
    [
      'the address is not allowed',
      json('Invalid IP 203.0.113.9', 403),
      /from the address 203\.0\.113\.9\. Add it in WHMCS/,
    ],
    ['nobody knows the credential', json('Invalid or missing credentials', 403), /Check --identifier and --secret/],
    ['an old version does not know it', json('Authentication Failed', 200), /Check --identifier and --secret/],
    ['the administrator is disabled', json('Administrator Account Disabled', 403), /The account must be enabled/],
    ['there is no WHMCS', { status: 404, body: page('Not Found') }, /There is no WHMCS API at this address/],
    ['maintenance goes on', { status: 200, body: page('We will be back') }, /answers with a page, "We will be back"/],
    [
      'Cloudflare wants a browser',
      { status: 403, body: page('Just a moment...'), headers: { 'cf-mitigated': 'challenge' } },
      /behind Cloudflare.*lets this computer call/,
    ],
    ['it answers with nothing', { status: 200, body: '' }, /answers with nothing \(status 200\)/],
    [
      'it fails for long',
      { status: 503, body: 'no' },
      /could not answer \(status 503\), also after several tries.*goes on where/,
    ],
    ['it is called too often', { status: 429, body: 'no' }, /was called too often/],
    [
      'the address moved',
      { status: 301, body: '', headers: { location: 'https://new.example.com/includes/api.php' } },
      /Give that address as --url/,
    ],
  ])('%s', async (_what, { status, body, headers = {} }, words) => {
    whmcs.stub.respond = (_call, response) => void response.writeHead(status, headers).end(body);
    await expect(open({ tries: 3 })).rejects.toThrow(words);
    await expect(open({ tries: 3 })).rejects.toMatchObject({ name: 'MoveRefused' });
  });

  test('nobody listens', async () => {
    const { url } = whmcs.stub;
    await whmcs.stub.stop();
    await expect(open({ url, tries: 2 })).rejects.toThrow(/refuses connections, also after several tries/);
  });

  test('nobody answers at first, without all the tries of a move that is under way', async () => {
    let count = 0;
    whmcs.stub.respond = (_call, response) => {
      count += 1;
      response.socket?.destroy();
    };
    await expect(open({ tries: 1000 })).rejects.toThrow(/broke the connection off, also after several tries/);
    expect(count).toBeLessThan(100);
  });

  test('the role lacks actions, all of which it names', async () => {
    whmcs.trouble = ({ action, response }) => {
      if (!/^(getticket|getticketattachment|getusers)$/.test(action)) return;
      answerJson(
        response,
        { result: 'error', message: `Invalid Permissions: API action "${action}" is not allowed` },
        403,
      );
      return true;
    };
    await expect(open()).rejects.toThrow('The API role lacks GetTicket, GetTicketAttachment and GetUsers. Tick them');
  });

  test('--url is no address', async () => {
    await expect(open({ url: 'billing.example.com' })).rejects.toThrow('--url must be the address of the client area');
  });
});

test('leaves behind what the role does not allow, with a line', async () => {
  whmcs.open(1);
  whmcs.trouble = ({ action, response }) => {
    if (!/^getusers|getadminusers$/.test(action)) return;
    answerJson(response, { result: 'error', message: 'Command Not Found' });
    return true;
  };
  const source = await open();
  expect(source.kinds).not.toContain('user');
  expect(source.kinds).toContain('client');
  const sink = new MemorySink();
  await source.read(sink, new AbortController().signal);
  expect(sink.because('action not allowed').map(({ kind }) => kind)).toEqual(['user', 'staff']);
  expect(idsOf(sink)).toEqual([1]);
});

describe('reads every ticket, each once,', () => {
  test('although the answers are slow, wrong or refused now and then', async () => {
    whmcs.open(...upTo(50));
    let count = 0;
    whmcs.trouble = ({ response }) => {
      count += 1;
      if (count % 3 !== 0) return;
      if (count % 4 === 0) response.writeHead(429, { 'retry-after': '0' }).end('Too many');
      else if (count % 5 === 0) response.end('{"result":"success","ticketid":');
      else if (count % 7 === 0) response.socket?.destroy();
      else response.writeHead(500).end(page('Oops'));
      return true;
    };
    const sink = await read({ tries: 20 });
    expect(idsOf(sink)).toEqual(upTo(50));
    expect(sink.because('cannot be read')).toEqual([]);
  });

  test('although an answer never comes', async () => {
    whmcs.open(1, 2);
    whmcs.trouble = ({ action, time }) => (action === 'getticket' && time === 1) || undefined;
    expect(idsOf(await read({ timeoutMs: 500 }))).toEqual([1, 2]);
  });

  test('although PHP prints warnings into the answers', async () => {
    whmcs.open(...upTo(3));
    whmcs.trouble = ({ action, response, fields }) => {
      if (action !== 'getticket' || fields.ticketid === '0') return;
      const { ticketid } = fields;
      const body = JSON.stringify({
        result: 'success',
        ticketid,
        tid: '1',
        replies: { reply: { replyid: '0', message: '{}' } },
      });
      response.end(`<br />\n<b>Warning</b>: foreach() in {file} on line 3<br />\n${body}\n`);
      return true;
    };
    expect(idsOf(await read())).toEqual([1, 2, 3]);
  });

  test('although tickets get replies while the list is read', async () => {
    whmcs.open(...upTo(100));
    whmcs.trouble = ({ action, fields, time }) => {
      // Tickets of the last page move to the first, and new ones come. As many of the first page go, so that the counts
      // agree.
      if (action !== 'gettickets' || fields.status !== undefined || fields.limitstart !== '45' || time > 1) return;
      for (const id of [3, 4, 5, 6, 7, 8, 9, 10]) whmcs.reply(id, 'Again');
      whmcs.delete(...upTo(99).slice(89));
      whmcs.open(101, 102);
      return undefined;
    };
    const sink = await read();
    expect(idsOf(sink)).toEqual([...upTo(89), 100, 101, 102]);
    expect(sink.all('message').filter(({ body }) => body === 'Again').length).toBe(8);
    expect(sink.because('counted and not listed')).toEqual([]);
    // Asking for each id that is missing would have found them, too.
    expect(sink.because('not in the list')).toEqual([]);
    expect(sink.because('deleted meanwhile').length).toBe(10);
  });

  test('although many tickets before the page that is read go', async () => {
    whmcs.open(...upTo(100));
    whmcs.trouble = ({ action, fields, time }) => {
      if (action !== 'gettickets' || fields.status !== undefined || fields.limitstart !== '45' || time > 1) return;
      whmcs.delete(...upTo(100).slice(80));
      return undefined;
    };
    const sink = await read();
    expect(idsOf(sink)).toEqual(upTo(80));
    // Asking for each id that is missing would have found them, too.
    expect(sink.because('not in the list')).toEqual([]);
  });

  test('although the old desk gives fewer rows than it is asked for', async () => {
    whmcs.mostRows = 7;
    whmcs.open(...upTo(60));
    expect(idsOf(await read())).toEqual(upTo(60));
  });

  test('although the list counts more than it shows', async () => {
    whmcs.open(1, 2);
    whmcs.trouble = ({ action, fields, response }) => {
      if (action !== 'gettickets' || fields.status !== undefined || fields.limitstart === undefined) return;
      answerJson(response, {
        result: 'success',
        totalresults: 3,
        tickets: { ticket: [{ id: 1, status: 'Open', lastreply: '' }] },
      });
      return true;
    };
    const sink = await read();
    // The status's own list has the other one.
    expect(idsOf(sink)).toEqual([1, 2]);
    expect(sink.because('not in the list')).toEqual([]);
    expect(sink.because('counted and not listed')).toEqual([expect.objectContaining({ line: 'stays', count: 1 })]);
  });
});

test('finds tickets that only GetTicket shows, and says so', async () => {
  whmcs.open(1, 2, 4);
  whmcs.hidden = [{ id: 3, status: 'Closed', lastReply: '2026-01-01 00:00:00', replies: ['Merged?'] }];
  const first = await read();
  expect(idsOf(first)).toEqual([1, 2, 3, 4]);
  expect(first.because('not in the list').map(({ sourceId }) => sourceId)).toEqual(['3']);
  const second = await read({}, new MemorySink(first.stamps));
  expect(second.unchanged).toContain('3');
});

test('leaves a ticket behind that cannot be read, with a line, and goes on', async () => {
  whmcs.open(1, 2, 3);
  whmcs.trouble = ({ action, fields, response }) => {
    if (action !== 'getticket' || fields.ticketid !== '2') return;
    response.writeHead(500).end(page('Allowed memory size exhausted'));
    return true;
  };
  const sink = await read({ tries: 2 });
  expect(idsOf(sink)).toEqual([1, 3]);
  expect(sink.because('cannot be read')).toEqual([
    expect.objectContaining({ line: 'stays', sourceId: '2', text: expect.stringContaining('Allowed memory size') }),
  ]);
  expect(sink.stamps.has('2')).toBe(false);
});

test('goes on where it was interrupted', async () => {
  whmcs.open(...upTo(40));
  whmcs.trouble = ({ action, fields, response }) => {
    if (action !== 'getticket' || Number(fields.ticketid) < 21) return;
    response.writeHead(503, { 'retry-after': '0' }).end('down');
    return true;
  };
  // Everything is down from the twenty-first ticket on.
  const down = whmcs.trouble;
  let isDown = false;
  whmcs.trouble = (call) => {
    if (call.action === 'getticket' && Number(call.fields.ticketid) >= 21) isDown = true;
    if (isDown) call.response.writeHead(503, { 'retry-after': '0' }).end('down');
    return isDown || down(call);
  };
  const sink = new MemorySink();
  await expect(read({ tries: 2, parallel: 1 }, sink)).rejects.toThrow('start the same command again: it goes on');
  expect(idsOf(sink)).toEqual(upTo(20));
  whmcs.trouble = () => undefined;
  whmcs.calls.length = 0;
  await read({}, sink);
  expect(idsOf(sink)).toEqual(upTo(40));
  expect(whmcs.calls.filter((call) => call.startsWith('getticket ') && call !== 'getticket 0').length).toBe(20);
});

test('says which action is missing, also in the middle', async () => {
  whmcs.open(1);
  whmcs.trouble = ({ action, fields, response }) => {
    if (action !== 'getticket' || fields.ticketid === '0') return;
    answerJson(
      response,
      { result: 'error', message: 'Invalid Permissions: API action "getticket" is not allowed' },
      403,
    );
    return true;
  };
  await expect(read()).rejects.toThrow('The API role lacks GetTicket. Tick it in WHMCS. Then start the same command');
});

test('asks in a second run only for tickets that changed', async () => {
  whmcs.open(...upTo(30));
  for (const ticket of whmcs.tickets) ticket.status = 'Closed';
  const first = await read();
  whmcs.reply(7, 'Reopened');
  whmcs.open(31);
  whmcs.calls.length = 0;
  const second = await read({}, new MemorySink(first.stamps));
  expect(idsOf(second)).toEqual([7, 31]);
  expect(times('getticket 7') + times('getticket 31')).toBe(2);
  expect(second.unchanged.length).toBe(29);
});

test('makes as many calls at a time as it may, and fewer when that is too much', async () => {
  whmcs.open(...upTo(60));
  let running = 0;
  let most = 0;
  let refused = 0;
  const take = whmcs.stub.respond;
  whmcs.stub.respond = async (call, response) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    if (running > 3) {
      refused += 1;
      response.writeHead(429, { 'retry-after': '0' }).end();
    } else await take(call, response);
    running -= 1;
  };
  const sink = await read({ parallel: 6, tries: 50 });
  expect(idsOf(sink)).toEqual(upTo(60));
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(6);
  expect(refused).toBeLessThan(whmcs.calls.length);
});

test('ends at once when it is told to', async () => {
  whmcs.open(...upTo(10));
  const controller = new AbortController();
  whmcs.trouble = ({ action, fields }) => {
    if (action === 'getticket' && fields.ticketid === '5') controller.abort(new Error('told to'));
    return undefined;
  };
  const source = await open({ parallel: 1 });
  await expect(source.read(new MemorySink(), controller.signal)).rejects.toThrow('told to');
});
