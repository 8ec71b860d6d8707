import { agentWith, type ConsoleBrowser, consoleBrowser } from '../../support/console-browser';
import { useWorld } from '../../support/world';

const world = useWorld();
const PASSWORD = 'correct horse battery';

let browser: ConsoleBrowser;

beforeAll(async () => {
  await world.serve();
  await agentWith(world, 'jo', PASSWORD);
});

beforeEach(async () => {
  browser = await consoleBrowser(world, 'jo', PASSWORD);
});

const endSessions = () => world.change('delete from staff_sessions');

/** In another window: the one with the form stays as it is. */
async function signInElsewhere(): Promise<void> {
  const { shown } = browser;
  await browser.open('/admin/sign-in');
  await browser.send({ field: 'password' }, { username: 'jo', password: PASSWORD });
  browser.shown = shown;
}

/** The elements of a page for which Turbo loads another page anew, and with it loses what the other one shows. */
const trackedOn = (page: string): string[] => page.match(/<[^>]*data-turbo-track="reload"[^>]*>/g) ?? [];

const WORDS = 'Down at nine, </textarea><b>&amp; "ümläut" 🦊\n\nUp at ten';

interface Form {
  path: string;
  button: string | RegExp;
  values: Record<string, string>;
  /** How many rows hold the words. */
  count: string;
}

const ticketForm = (path: string, button: string, count: string) => async (): Promise<Form> => {
  const { id } = await world.ticket({ noemail: true });
  return { path: `/admin/tickets/${id}${path}`, button, values: { message: WORDS }, count };
};

const FORMS: [string, () => Promise<Form>][] = [
  ['a reply', ticketForm('/reply', 'send-reply', 'select 1 from scheduled_replies where body = $1')],
  ['a note', ticketForm('/note', 'Add note', 'select 1 from notes where body = $1')],
  [
    'an announcement',
    async () => ({
      path: '/admin/setup/announcements/new',
      button: 'Add',
      values: { 'p[date]': '2026-11-30T08:00', 'p[title]': 'Soon', 'p[announcement]': WORDS },
      count: 'select 1 from announcements where body = $1',
    }),
  ],
  [
    'a predefined reply that is edited',
    async () => {
      const { predefinedreplyid } = await world.done('AddPredefinedReply', { name: `P${Math.random()}`, reply: 'Old' });
      return {
        path: `/admin/setup/predefined-replies/${predefinedreplyid}`,
        button: 'Save',
        values: { 'p[reply]': WORDS },
        count: 'select 1 from predefined_replies where body = $1',
      };
    },
  ],
  [
    'a note of a client',
    async () => {
      const { clientId } = await world.client();
      return {
        path: `/admin/setup/clients/${clientId}/add-client-note`,
        button: /note/i,
        values: { 'p[notes]': WORDS },
        count: 'select 1 from client_notes where body = $1',
      };
    },
  ],
];

describe.each(FORMS)('%s', (_name, make) => {
  let form: Form;
  const count = async () => (await world.rows(form.count, [WORDS])).length;

  beforeEach(async () => {
    form = await make();
    await browser.open(form.path);
  });

  test('of a session that has ended is kept, and sent after signing in again', async () => {
    const before = await count();
    const tracked = trackedOn(browser.shown.text);
    await endSessions();
    const kept = await browser.send({ button: form.button }, form.values);
    expect(trackedOn(kept.text)).toEqual(tracked);
    expect([kept.status, browser.words()]).toEqual([403, expect.stringContaining('You are not signed in')]);
    await signInElsewhere();
    // The form has the proof of no session: it comes back whole, in a page that works.
    const again = await browser.send({ button: 'Send again' });
    expect([again.status, browser.words()]).toEqual([403, expect.stringContaining('before you signed in')]);
    expect(await count()).toBe(before);
    await browser.send({ button: form.button });
    expect(await count()).toBe(before + 1);
  });

  test('of the session before comes back whole', async () => {
    const before = await count();
    await endSessions();
    await signInElsewhere();
    const again = await browser.send({ button: form.button }, form.values);
    expect([again.status, browser.words()]).toEqual([403, expect.stringContaining('before you signed in')]);
    expect(await count()).toBe(before);
    await browser.send({ button: form.button });
    expect(await count()).toBe(before + 1);
  });
});

test('a refusal that no form comes back from shows what was written', async () => {
  await browser.open('/admin/account');
  await endSessions();
  await signInElsewhere();
  const refused = await browser.send({ field: 'signature' }, { signature: WORDS });
  expect([refused.status, browser.words()]).toEqual([403, expect.stringContaining(WORDS.replace(/\s+/g, ' '))]);
});

test('a password is on no page', async () => {
  await browser.open('/admin/setup/admins/new');
  await endSessions();
  const secret = 'a long password that no page shows';
  const kept = await browser.send({ button: 'Add' }, { 'p[signature]': WORDS, 'p[password2]': secret });
  expect(browser.words()).toContain(WORDS.replace(/\s+/g, ' '));
  expect(kept.text).not.toContain(secret);
});
