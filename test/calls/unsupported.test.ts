import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unsupportedAction } from '../../src/calls/unsupported';
import { loadActions } from '../../src/desk/desk';
import { _otherActions as published } from '../fixtures/documented-actions.json';
import { useWorld } from '../support/world';

/** Some of each kind. A test below compares the whole list with the published one and with our actions. */
const world = useWorld();

const text = (name: string) => `The WHMCS action "${name}" is not supported by Hatchdesk`;

test.each(['CreateInvoice', 'ModuleSuspend', 'DomainRegister', 'GetOrders', 'DecryptPassword', 'GetServers'])(
  '%s is distinguished from a mistyped action, by name and in any letter case',
  async (name) => {
    for (const action of [name, name.toLowerCase(), name.toUpperCase()]) {
      const { status, json } = await world.post({ action });
      expect([status, json]).toEqual([200, { result: 'error', message: text(name) }]);
    }
    const { json } = await world.post({ action: `${name}s` });
    expect(json).toEqual({ result: 'error', message: 'Command Not Found' });
    expect(await world.call(name)).toEqual({ result: 'error', message: text(name) });
  },
);

test('in every format', async () => {
  const nvp = await world.post({ action: 'createinvoice', responsetype: 'nvp' });
  expect(nvp.text).toBe(`result=error;message=${text('CreateInvoice')};`);
  const xml = await world.post({ action: 'createinvoice', responsetype: 'xml' });
  expect(xml.text).toContain('<action>createinvoice</action>\n<result>error</result>');
  expect(xml.text).toContain('The WHMCS action &quot;CreateInvoice&quot; is not supported by Hatchdesk');
});

test('only callers who may call everything, or whose role lists the action, learn so', async () => {
  const refusal = (name: string) => ({
    result: 'error',
    message: `Invalid Permissions: API action "${name}" is not allowed`,
  });
  const some = await world.credential(['openticket']);
  for (const action of ['createinvoice', 'nonsense']) {
    const { status, json } = await world.post({ action, ...some });
    expect([status, json]).toEqual([403, refusal(action)]);
  }
  const listed = await world.credential(['createinvoice']);
  expect((await world.post({ action: 'CreateInvoice', ...listed })).json).toMatchObject({
    message: text('CreateInvoice'),
  });
});

test('no existing action is listed as unsupported', () => {
  const names = loadActions()
    .all()
    .map(({ name }) => name);
  expect(names.filter((name) => unsupportedAction(name) !== undefined)).toEqual([]);
});

test('every published action that we lack is listed, and nothing else', () => {
  const [, listed = ''] =
    /`\n([^`]+)`/.exec(readFileSync(join(__dirname, '..', '..', 'src', 'calls', 'unsupported.ts'), 'utf8')) ?? [];
  expect(listed.trim().split(/\s+/).sort()).toEqual(published);
  expect(published.map(unsupportedAction)).toEqual(published);
});
