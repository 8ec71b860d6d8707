import { expectAnswer } from '../support/answers';
import { HOSTILE_TEXTS } from '../support/hostile-texts';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

test('renders Markdown, and plain text as it is', async () => {
  const answer = await world.call('PreviewTicketMessage', { message: '**a** <b>\nc', markdown: true });
  expectAnswer('PreviewTicketMessage', answer);
  expect(answer.html).toBe('<p><strong>a</strong> &lt;b&gt;<br />\nc</p>');
  expect(await world.done('PreviewTicketMessage', { message: '**a** <b>\nc' })).toMatchObject({
    html: '**a** &lt;b&gt;<br />c',
  });
});

test.each(HOSTILE_TEXTS)('hostile text does no harm: %s', async (message) => {
  for (const markdown of [true, false]) {
    const { html } = await world.done('PreviewTicketMessage', { message, markdown });
    expect(html).not.toMatch(
      /<(?:script|img|svg|iframe|style|form|input|base|meta|link|object|embed)|<[^>]*\son\w+=|<[^>]*(?:href|src)="?\s*(?:javascript|data|vbscript):/i,
    );
  }
});

testRefusals(world, 'PreviewTicketMessage', [
  { message: 'Message may have at most 200000 characters', params: { message: 'x'.repeat(200_001) } },
]);
