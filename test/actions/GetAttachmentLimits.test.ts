import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld((config) => {
  const attachmentExtensions = new Set(['txt', 'pdf']);
  config.desk = { ...config.desk, attachmentExtensions, attachmentMaxBytes: 100, attachmentMaxFiles: 2 };
});

test('answers with what the desk allows', async () => {
  const answer = await world.call('GetAttachmentLimits');
  expectAnswer('GetAttachmentLimits', answer);
  expect(answer).toEqual({ result: 'success', count: 2, bytes: 100, types: 'txt,pdf' });
});

testRefusals(world, 'GetAttachmentLimits', []);
