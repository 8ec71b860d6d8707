import { consoleAdmin, fieldsOf, signInToConsole } from '../../support/console-session';
import { problemOf } from '../../support/links';
import { useWorld } from '../../support/world';

const world = useWorld();

type Posting = (path: string, fields: Record<string, string>) => ReturnType<typeof world.send>;

let posting: { german: Posting; arabic: Posting };
let id: number;

beforeAll(async () => {
  id = (await world.ticket({ noemail: true })).id;
  posting = { german: await inLanguage('german'), arabic: await inLanguage('arabic') };
});

/** How an administrator who has chosen a language sends a form. */
async function inLanguage(language: string): Promise<Posting> {
  await consoleAdmin(world, language);
  const { cookie } = await signInToConsole(world, language);
  const options = { headers: { Cookie: `${cookie}; hatchdesk_language=${language}` }, redirect: 'manual' as const };
  const { proof = '' } = fieldsOf((await world.send('/admin/account', options)).text, 'admin/account');
  return (path, fields) =>
    world.send(path, { ...options, method: 'POST', body: new URLSearchParams({ proof, ...fields }) });
}

const at = (rest: string) => () => `/admin/tickets/${id}${rest}`;

test.each<[form: string, to: () => string, fields: () => Record<string, string>, german: string, arabic: string]>([
  [
    'a change of a ticket',
    at('/change'),
    () => ({ task: 'snooze', until: '2001-01-01T08:00' }),
    'Ein Ticket lässt sich nur bis zu einer Zeit in der Zukunft zurückstellen',
    'لا يمكن تأجيل التذكرة إلا إلى وقت في المستقبل',
  ],
  [
    'a task that does not exist',
    at('/change'),
    () => ({ task: 'fly' }),
    'Diese Seite gibt es nicht',
    'هذه الصفحة غير موجودة',
  ],
  [
    'a change of many tickets',
    () => '/admin/bulk',
    () => ({ task: 'change', 'ticketid[]': String(id) }),
    'Wählen Sie, was sich ändern soll',
    'اختر ما ينبغي تغييره',
  ],
  ['splitting', at('/merge'), () => ({ task: 'split' }), 'Wählen Sie Nachrichten zum Abtrennen', 'اختر الرسائل'],
  ['a note', at('/note'), () => ({ message: ' ' }), 'Bitte schreiben Sie eine Nachricht', 'يُرجى كتابة رسالة'],
  ['a macro', at('/macro'), () => ({ macro: '999' }), 'Dieses Makro gibt es nicht', 'هذا الماكرو غير موجود'],
  [
    'a view',
    () => '/admin/views',
    () => ({ name: 'Mine', query: ' ' }),
    'Bitte geben Sie eine Suche mit höchstens 1000 Zeichen an',
    'يُرجى إدخال بحث لا يتجاوز 1000 حرف',
  ],
  [
    'setting something up',
    () => '/admin/setup/departments/new',
    () => ({ 'p[name]': 'New', 'p[email]': 'nobody' }),
    'Das ist keine gültige E-Mail-Adresse',
    'عنوان البريد الإلكتروني غير صالح',
  ],
])('%s is refused in the language of the administrator', async (_form, to, fields, german, arabic) => {
  const refused = [await posting.german(to(), fields()), await posting.arabic(to(), fields())];
  expect(refused.map(problemOf)).toEqual([expect.stringContaining(german), expect.stringContaining(arabic)]);
  expect(refused.map(({ status }) => status >= 400 && status < 500)).toEqual([true, true]);
});

test('a translated refusal still leads to the field that it is about', async () => {
  const { text } = await posting.german('/admin/setup/departments/new', { 'p[name]': 'New', 'p[email]': 'nobody' });
  expect(text).toMatch(/<p class="problem" role="alert"><a href="#p-email"><bdi>E-Mail-Adresse<\/bdi><\/a>: /);
  expect(text).toContain('id="p-email-problem"><bdi>Das ist keine gültige E-Mail-Adresse</bdi>');
});

test('what many changes could not do is told in the language of the administrator', async () => {
  const { clientId } = await world.client();
  const ofClient = await world.ticket({ clientid: clientId, noemail: true });
  const started = await posting.german('/admin/bulk', { task: 'spam', 'ticketid[]': String(ofClient.id) });
  const [, bulk = ''] = /\/bulk\/(\d+)/.exec(started.headers.get('location') ?? '') ?? [];
  const undone = await posting.german(`/admin/bulk/${bulk}`, { task: 'undo' });
  expect(problemOf(undone)).toBe('Die Änderung hat nichts geändert');
  expect(undone.text).toContain('<bdi>Ein Kunde lässt sich nicht sperren, nur ein Gast</bdi>');
});

test('a ticket that is gone is told in the language of the administrator, whatever was asked of it', async () => {
  const gone = await world.ticket({ noemail: true });
  await world.done('DeleteTicket', { ticketid: gone.id });
  for (const path of ['change', 'merge', 'reply']) {
    const refused = await posting.german(`/admin/tickets/${gone.id}/${path}`, {
      task: path === 'merge' ? 'merge' : 'close',
    });
    expect(refused.status).toBe(404);
    expect(refused.text).toContain('Dieses Ticket gibt es nicht oder nicht mehr');
  }
});
