/** Live, because the mail server takes twenty seconds. */

import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../support/eventually';
import { useMailServer } from '../support/mail-server';
import { useWorld } from '../support/world';

const GREETS_AFTER_MS = 20_000;

const mails = useMailServer();

/** What stands before the mail server, as long as that looks up in vain who we are. */
const lookup = createServer(async (socket) => {
  socket.on('error', () => {});
  await pause(GREETS_AFTER_MS);
  const server = connect(mails.port, '127.0.0.1');
  server.on('error', () => {});
  socket.pipe(server).pipe(socket);
});

beforeAll(() => new Promise<void>((resolve) => lookup.listen(0, '127.0.0.1', resolve)));
afterAll(() => lookup.close());

const world = useWorld((config) => {
  mails.configure(config);
  if (config.mail.smtp !== undefined) config.mail.smtp.port = (lookup.address() as AddressInfo).port;
});

test('a mail server may greet late', async () => {
  await world.serve();
  const { clientId } = await world.client();
  await world.done('SendEmail', {
    ...{ customtype: 'general', customsubject: 'Late', custommessage: '<p>Hi</p>', id: clientId },
  });
  await eventually(() => mails.received.length === 1);
  expect(world.log.filter(({ msg }) => msg === 'the mail server takes no mail')).toEqual([]);
});
