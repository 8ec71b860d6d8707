import { type Command, Option } from 'commander';
import { existingId, nonEmpty, wholeNumber } from './options';
import { print, type Row, rowsOf } from './print';
import { act, withActions } from './run';

const STATES = ['waiting', 'retrying', 'delivered', 'dead'];

/** Adds the commands for what is told to listeners: `deliveries list`, `show`, `retry` and `purge`. */
export function addDeliveries(program: Command): void {
  const deliveries = program.command('deliveries').description('what mail, webhooks and hooks are told of events');
  addList(deliveries.command('list'));
  addShow(deliveries.command('show'));
  addRetry(deliveries.command('retry'));
  addPurge(deliveries.command('purge'));
}

export interface DeliveryFilter {
  state?: string;
  event?: string;
  ticket?: number;
  limit: number;
}

/** Adds the options that choose deliveries of a list. */
export const addDeliveryFilter = (command: Command): Command =>
  command
    .addOption(new Option('--state <state>', 'only those in this state').choices(STATES))
    .option('--event <name>', 'only of this event, such as TicketOpen', nonEmpty)
    .option('--ticket <id>', 'only of this ticket', existingId)
    .option('--limit <number>', 'how many', wholeNumber, 25);

/** The same as the parameters of actions. */
export const filterOf = ({ ticket: ticketid, limit: limitnum, ...filter }: DeliveryFilter) => ({
  ...filter,
  ticketid,
  limitnum,
});

function addList(command: Command): void {
  addDeliveryFilter(command.description('list deliveries, newest first'))
    .option('--listener <name>', 'only this listener, such as mail or "webhook 1"', nonEmpty)
    .addHelpText('after', '\nExample:\n  $ hatchdesk deliveries list --state dead')
    .action(async ({ listener, ...filter }: DeliveryFilter & { listener?: string }) => {
      print(command, rowsOf(await act('GetDeliveries', { listener, ...filterOf(filter) })) ?? []);
    });
}

function addShow(command: Command): void {
  command
    .description('show a delivery with all its attempts')
    .argument('<id>', 'the id of the delivery', existingId)
    .action(async (deliveryid: number) => {
      const answer = await act('GetDelivery', { deliveryid });
      const { result: _result, log: _log, ...delivery } = answer;
      const attempts = rowsOf(answer) ?? [];
      print(command, [...Object.entries(delivery), ...attempts.flatMap(rowsOfAttempt)].map(asRow));
    });
}

const rowsOfAttempt = ({ date, outcome, text, answer }: Row): [string, unknown][] => [
  [`attempt at ${date}`, `${outcome}: ${text}`],
  ...(answer === undefined ? [] : ([['  answer', answer]] as [string, unknown][])),
];

const asRow = ([name, value]: [string, unknown]): Row => ({ name, value });

function addRetry(command: Command): void {
  command
    .description('deliver again now, with all attempts')
    .argument('[ids...]', 'the ids of deliveries')
    .option('--dead', 'all that were given up')
    .option('--listener <name>', 'with --dead: only this listener', nonEmpty)
    .addHelpText('after', '\nExamples:\n  $ hatchdesk deliveries retry 7 8\n  $ hatchdesk deliveries retry --dead')
    .action(async (ids: string[], { dead, listener }: { dead?: true; listener?: string }) => {
      if (ids.length === 0 && !dead) command.error('error: name the ids of deliveries, or --dead for all given up');
      let retried = 0;
      await withActions(async (run) => {
        const retry = async (deliveryid: unknown) => {
          await run('RetryDelivery', { deliveryid });
          retried++;
        };
        for (const id of ids.map(existingId)) await retry(id);
        for (let isRest = dead === true; isRest; ) {
          const found = rowsOf(await run('GetDeliveries', { state: 'dead', listener, limitnum: 500 })) ?? [];
          for (const { id } of found) await retry(id);
          isRest = found.length > 0;
        }
      });
      print(command, { retried });
    });
}

function addPurge(command: Command): void {
  command
    .description('delete deliveries')
    .addOption(new Option('--state <state>', 'those in this state').choices(STATES).makeOptionMandatory())
    .option('--listener <name>', 'only this listener', nonEmpty)
    .addHelpText('after', '\nExample:\n  $ hatchdesk deliveries purge --state dead')
    .action(async (which: { state: string; listener?: string }) => {
      let purged = 0;
      await withActions(async (run) => {
        for (let isRest = true; isRest; ) {
          const answer = await run('PurgeDeliveries', which);
          purged += Number(answer.purged);
          isRest = answer.more === true;
        }
      });
      print(command, { purged });
    });
}
