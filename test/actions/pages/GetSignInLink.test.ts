import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { wantedLink } from '../../support/mailed-links';
import { shown } from '../../support/pages';
import { useWorld } from '../../support/world';

const world = useWorld();

beforeAll(() => world.serve());

test('says whom a link signs in, and changes nothing', async () => {
  const ann = await addUserWith(world, 'correct horse battery');
  const path = await wantedLink(world, ann.email);
  const links = () => world.rows('select * from sign_in_links');
  const before = await links();
  const answer = await plainBrowser(world).get(path);
  expect([answer.status, shown(answer.text)]).toEqual([200, expect.stringContaining(ann.email)]);
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await links()).toEqual(before);
});
