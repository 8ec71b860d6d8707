import { cpuTimeOfAll } from '../support/cpu-time';
import { useWorld } from '../support/world';

const world = useWorld();

const LENGTH = 100_000;
const run = (sign: string): string => `a${sign.repeat(LENGTH)}b`;
const guest = { deptid: 1, name: 'Ann', email: 'ann@example.com', subject: 'S', message: 'M' };

test.each<[string, Record<string, unknown>, string | undefined]>([
  ['line breaks in a subject', { ...guest, subject: run('\n') }, undefined],
  ['line breaks in a name', { ...guest, name: run('\r\n') }, undefined],
  ['blanks in a date', { ...guest, created: run(' ') }, 'Invalid Date Format'],
  ['tabs in a date', { ...guest, created: run('\t') }, 'Invalid Date Format'],
])('%s take no noticeable time', async (_what, params, refusal) => {
  let answer: Record<string, unknown> = {};
  const call = async () => {
    answer = await world.call('OpenTicket', params);
  };
  expect(await cpuTimeOfAll(call)).toBeLessThan(3_000);
  expect(answer).toMatchObject(refusal === undefined ? { result: 'success' } : { message: refusal });
});

test('line breaks at both ends of a subject are dropped, and those within are one space', async () => {
  const { id } = await world.done('OpenTicket', { ...guest, subject: '\r\n\nOne\r\n\r\ntwo\n\r' });
  expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ subject: 'One two' });
});
