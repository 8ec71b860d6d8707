import { useWorld } from '../support/world';

const world = useWorld();

const HOUR = 3_600_000;

test('a proof says when its form was shown', async () => {
  const { formProofs, clock } = world.desk;
  const proof = await formProofs.issue('browser', 'sign-in');
  expect(await formProofs.shownAt(proof, 'browser', 'sign-in')).toEqual(clock());
});

test('it proves nothing for another browser, another form or another time, or when it was changed', async () => {
  const { formProofs } = world.desk;
  const proof = await formProofs.issue('browser', 'sign-in');
  const [at, signature] = proof.split('.');
  const wrong = [
    [proof, 'other', 'sign-in'],
    [proof, 'browser', 'new ticket'],
    [proof, '', 'sign-in'],
    [`1${at}.${signature}`, 'browser', 'sign-in'],
    [`${at}.${signature?.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`, 'browser', 'sign-in'],
    [`${proof} `, 'browser', 'sign-in'],
    ['', 'browser', 'sign-in'],
    [await formProofs.issue('', 'sign-in'), '', 'sign-in'],
  ] as const;
  for (const [given, browser, purpose] of wrong) {
    expect(await formProofs.shownAt(given, browser, purpose)).toBeUndefined();
  }
});

test('it lasts for a day', async () => {
  const { formProofs } = world.desk;
  const proof = await formProofs.issue('browser', 'sign-in');
  world.now = new Date(world.now.getTime() + 24 * HOUR);
  expect(await formProofs.shownAt(proof, 'browser', 'sign-in')).toBeDefined();
  world.now = new Date(world.now.getTime() + 1);
  expect(await formProofs.shownAt(proof, 'browser', 'sign-in')).toBeUndefined();
});
