import { setTimeout as pause } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { addDeliveryFilter, type DeliveryFilter, filterOf } from './deliveries';
import { existingId, list, nonEmpty, wholeNumber } from './options';
import { print, rowsOf } from './print';
import { act, withActions } from './run';

/** Adds the commands for programs that are told events, one for each action and `rotate`. */
export function addWebhooks(program: Command): void {
  const webhook = program.command('webhook').description('programs that are told events by HTTP');
  addCreate(webhook.command('create'));
  webhook
    .command('list')
    .description('list webhooks')
    .action(async (_options: object, command: Command) => {
      print(command, rowsOf(await act('GetWebhooks', { limitnum: 1000 })) ?? []);
    });
  addUpdate(webhook.command('update'));
  addRotate(webhook.command('rotate'));
  addTest(webhook.command('test'));
  addDeliveries(webhook.command('deliveries'));
  addRedeliver(webhook.command('redeliver'));
  webhook
    .command('delete')
    .description('delete a webhook')
    .argument('<id>', 'the id of the webhook', existingId)
    .action(async (webhookid: number, _options: object, command: Command) => {
      await act('DeleteWebhook', { webhookid });
      print(command, { id: webhookid, deleted: true });
    });
}

interface Described {
  url?: string;
  events?: string[];
  department?: string[];
  payload?: string;
  description?: string;
}

const PAYLOAD = ['full', 'thin'];

function addCreate(command: Command): void {
  command
    .description('tell a program of events; its secret is shown only once')
    .requiredOption('--url <address>', 'where to send events', nonEmpty)
    .option('--events <names>', 'comma-separated list of events; all by default', list)
    .option('--department <ids>', 'comma-separated list of departments; all by default', list)
    .addOption(new Option('--payload <kind>', 'what to send').choices(PAYLOAD).default('full'))
    .option('--description <text>', 'what it is for')
    .option('--disabled', 'tell it nothing until it is enabled')
    .addHelpText(
      'after',
      '\nExample:\n  $ hatchdesk webhook create --url https://example.com/hatchdesk --events TicketOpen,TicketUserReply',
    )
    .action(async ({ department: departments, disabled, ...rest }: Described & { disabled?: true }) => {
      const params = { ...rest, departments, enabled: disabled !== true };
      const { webhookid: id, secret, publickey: publicKey } = await act('AddWebhook', params);
      print(command, { id, secret, publicKey });
    });
}

function addUpdate(command: Command): void {
  command
    .description('change a webhook; what you leave out stays as it is')
    .argument('<id>', 'the id of the webhook', existingId)
    .option('--url <address>', 'where to send events', nonEmpty)
    .option('--events <names>', 'comma-separated list of events; * for all', list)
    .option('--department <ids>', 'comma-separated list of departments; 0 for all', list)
    .addOption(new Option('--payload <kind>', 'what to send').choices(PAYLOAD))
    .option('--description <text>', 'what it is for')
    .addOption(new Option('--enable', 'tell it events again').conflicts('disable'))
    .option('--disable', 'tell it nothing; what waits is kept')
    .addHelpText('after', '\nExample:\n  $ hatchdesk webhook update 1 --enable --events TicketOpen,TicketClose')
    .action(async (webhookid: number, options: Described & { enable?: true; disable?: true }) => {
      const { department: departments, enable, disable, ...rest } = options;
      const changed = enable ?? disable;
      const params = { webhookid, ...rest, departments, ...(changed && { enabled: enable === true }) };
      const shown = await withActions(async (run) => {
        await run('UpdateWebhook', params);
        return rowsOf(await run('GetWebhooks', { webhookid }));
      });
      print(command, shown ?? []);
    });
}

function addRotate(command: Command): void {
  command
    .description('draw a new secret for a webhook; it is shown only once, and for a while both sign')
    .argument('<id>', 'the id of the webhook', existingId)
    .option('--overlap <minutes>', 'how long the old secret signs too; 1440 by default', wholeNumber)
    .addHelpText('after', '\nExample:\n  $ hatchdesk webhook rotate 1 --overlap 60')
    .action(async (webhookid: number, { overlap }: { overlap?: number }) => {
      const { secret, publickey: publicKey } = await act('UpdateWebhook', { webhookid, rotate: true, overlap });
      print(command, { id: webhookid, secret, publicKey });
    });
}

function addDeliveries(command: Command): void {
  addDeliveryFilter(command.description('list what a webhook was or will be told, newest first'))
    .argument('<id>', 'the id of the webhook', existingId)
    .addHelpText('after', '\nExample:\n  $ hatchdesk webhook deliveries 1 --state dead')
    .action(async (webhookid: number, filter: DeliveryFilter) => {
      print(command, rowsOf(await act('GetWebhookDeliveries', { webhookid, ...filterOf(filter) })) ?? []);
    });
}

interface Range {
  delivery?: number;
  from?: string;
  to?: string;
  first?: number;
  last?: number;
}

function addRedeliver(command: Command): void {
  command
    .description('tell a webhook again: one delivery, or all its events of a time or of a range of numbers')
    .argument('<id>', 'the id of the webhook', existingId)
    .option('--delivery <id>', 'only this delivery', existingId)
    .option('--from <time>', 'events since then, such as "2027-01-31 09:00:00"', nonEmpty)
    .option('--to <time>', 'events until then', nonEmpty)
    .option('--first <number>', 'events from this number on', existingId)
    .option('--last <number>', 'events up to this number', existingId)
    .addHelpText(
      'after',
      '\nExamples:\n  $ hatchdesk webhook redeliver 1 --delivery 7\n  $ hatchdesk webhook redeliver 1 --from "2027-01-31 09:00:00"',
    )
    .action(async (webhookid: number, { delivery: deliveryid, first, last, ...times }: Range) => {
      const range = { deliveryid, firstsequence: first, lastsequence: last, ...times };
      const { redelivered } = await act('RedeliverWebhook', { webhookid, ...range });
      print(command, { id: webhookid, redelivered });
    });
}

/** Longer than a receiver may take, and than the server needs to notice the test. */
const LONGEST_TEST_MS = 20_000;

function addTest(command: Command): void {
  command
    .description('send a test to a webhook, and show what it answers; a server must run')
    .argument('<id>', 'the id of the webhook', existingId)
    .action(async (webhookid: number) => {
      const delivery = await withActions(async (run) => {
        const { deliveryid } = await run('TestWebhook', { webhookid });
        const until = performance.now() + LONGEST_TEST_MS;
        for (;;) {
          const found = await run('GetDelivery', { deliveryid });
          if (found.finished !== '' || performance.now() > until) return found;
          await pause(200);
        }
      });
      const { id, state, text } = delivery;
      print(command, { delivery: id, state, text: text || 'no server has sent it yet: is one running?' });
      if (state !== 'delivered') process.exitCode = 1;
    });
}
