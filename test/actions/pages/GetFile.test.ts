import { filesOn, linkTo, ticketPagesOf } from '../../support/ticket-page';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

beforeAll(() => world.serve());

const pages = ticketPagesOf(world);

test('sees a picture, but nothing that only has the name of one', async () => {
  const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(20)]).toString('base64');
  const attachments = JSON.stringify([
    { name: 'a.png', data: picture },
    { name: 'b.png', data: Buffer.from('<script>alert(1)</script>').toString('base64') },
  ]);
  const { text } = await pages.visit(linkTo(await world.ticket({ attachments })));
  const previews = filesOn(text, 'src');
  const answers = await Promise.all(previews.map((preview) => pages.visit(preview)));
  expect(answers.map(({ status, headers }) => [status, headers.get('content-type')])).toEqual([
    [200, 'image/png'],
    [404, 'text/html; charset=utf-8'],
  ]);
  expect(answers[0]?.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
});
