import type { Command } from 'commander';
import type { OurAnswer } from '../comparing/judge';
import { compareSample } from '../comparing/sample';
import { summarise } from '../comparing/summary';
import { Tally } from '../comparing/tally';
import type { Desk } from '../desk/desk';
import { asApiError, notFound } from '../errors';
import { recordComparisons } from '../store/comparing/comparisons';
import { toJson } from '../wire/json';
import { existingId } from './options';
import { print, say } from './print';
import { progressBar } from './progress';
import { act, actOn, withDesk } from './run';

/** How many differences a summary lists. */
const MOST_SHOWN = 25;

/** Adds the commands that compare the desk with the old one. */
export function addCompare(program: Command): void {
  const compare = program.command('compare').description("how alike the old desk's answers and ours are");
  addRun(compare.command('run'));
  compare
    .command('status')
    .description('sum up what was found')
    .action(async (_options: object, command: Command) => {
      const answer = await act('GetComparison', { limitnum: MOST_SHOWN });
      show(command, answer as unknown as Summary, [`CompareReads is ${answer.mode}`]);
    });
  compare
    .command('show')
    .description('what differs in the answers of one action, with examples')
    .argument('<action>', 'such as GetTicket')
    .action(async (actionname: string, _options: object, command: Command) => {
      const [action] = ((await act('GetComparison', { actionname, limitnum: 1000 })) as unknown as Summary).actions
        .action;
      if (action === undefined) throw notFound(`No call of ${actionname} was compared`);
      showAction(command, action);
    });
  compare
    .command('reset')
    .description('forget what was found, to begin anew')
    .argument('[action]', 'only of this action')
    .action(async (actionname: string | undefined, _options: object, command: Command) => {
      const { calls, differences } = await act('ResetComparison', { actionname });
      print(command, { calls, differences });
    });
}

function addRun(command: Command): void {
  command
    .description('ask both desks for a sample of what they have, and sum up how the answers differ; changes nothing')
    .option('--tickets <number>', 'how many tickets, of every age', existingId, 200)
    .option('--parallel <number>', 'how many calls at a time', existingId, 2)
    .addHelpText('after', '\nExample:\n  $ hatchdesk compare run --tickets 200')
    .action((options: { tickets: number; parallel: number }) =>
      withDesk(async (desk) => {
        const { upstream: client, database, clock } = desk;
        if (client === undefined)
          command.error('error: set HATCHDESK_UPSTREAM to the address of the old desk', { exitCode: 2 });
        const tally = new Tally();
        const bar = progressBar();
        await compareSample({
          ...{ client, tally, clock, here: askHere(desk), tickets: options.tickets },
          atOnce: Math.min(options.parallel, 16),
          onProgress: (done, total) => bar.draw('calls', done, total),
        }).finally(() => bar.end());
        const { calls, differences } = tally.take();
        await database.transaction('write', async (db) => recordComparisons(db, calls, differences));
        const rows = calls.map(({ day, ...row }) => ({ ...row, firstDay: day }));
        const { total, actions } = summarise(rows, differences);
        const action = actions.map((summary) => ({
          ...summary,
          outcomes: { outcome: summary.outcomes },
          differences: {
            difference: summary.differences.map(({ examples, ...rest }) => ({
              ...rest,
              examples: { example: examples.map(({ at: date, ...values }) => ({ date, ...values })) },
            })),
          },
        }));
        show(command, { ...total, actions: { action } }, []);
      }),
    );
}

/** Calls this desk as a program would that asks for JSON. */
function askHere(desk: Desk): (action: string, fields: Record<string, string>) => Promise<OurAnswer> {
  const run = actOn(desk);
  return async (action, fields) => {
    try {
      return { status: 200, body: toJson(await run(action, fields)) };
    } catch (thrown) {
      const { kind, message } = asApiError(thrown);
      if (kind !== 'invalid' && kind !== 'not_found') throw thrown;
      return { status: 200, body: toJson({ result: 'error', message }) };
    }
  };
}

interface Difference {
  field: string;
  kind: string;
  matters: boolean;
  calls: number;
  examples: { example: { call: string; here: string; there: string }[] };
}

interface ActionSummary {
  name: string;
  compared: number;
  equal: number;
  skipped: number;
  failed: number;
  fields: number;
  differing: number;
  outcomes: { outcome: { name: string; calls: number; said: string }[] };
  differences: { difference: Difference[] };
}

interface Summary {
  compared: number;
  equal: number;
  fields: number;
  differing: number;
  actions: { action: ActionSummary[] };
}

const isJson = (command: Command): boolean => command.optsWithGlobals<{ json?: boolean }>().json === true;

function show(command: Command, summary: Summary, remarks: readonly string[]): void {
  const { action: actions } = summary.actions;
  const rows = actions.map(({ name, compared, equal, skipped, failed, fields, differing }) => ({
    ...{ action: name, compared, equal, alike: share(fields - differing, fields), skipped, failed },
  }));
  const differences = actions
    .flatMap(({ name, differences: { difference } }) => difference.map((each) => rowOf(each, name)))
    .sort((one, other) => Number(other.matters === 'yes') - Number(one.matters === 'yes') || other.calls - one.calls);
  if (isJson(command)) {
    print(command, { ...summary, actions });
    return;
  }
  const { compared, equal, fields, differing } = summary;
  say(
    [
      `${equal} of ${compared} answers are the same, and ${share(fields - differing, fields)} of ${fields} fields`,
      ...remarks,
    ].join('\n'),
  );
  if (rows.length === 0) return;
  say('');
  print(command, rows);
  if (differences.length === 0) return;
  say('');
  print(command, differences.slice(0, MOST_SHOWN));
  if (differences.length > MOST_SHOWN)
    say(`and ${differences.length - MOST_SHOWN} more: hatchdesk compare show ACTION`);
}

/** Only what is whole is 100 %. */
const share = (part: number, whole: number): string =>
  part === whole ? '100 %' : `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)} %`;

function rowOf({ field, kind, matters, calls, examples: { example } }: Difference, action: string) {
  const [{ here, there } = { here: '', there: '' }] = example;
  return { action, field, kind, matters: matters ? 'yes' : 'no', calls, here, there };
}

function showAction(command: Command, action: ActionSummary): void {
  if (isJson(command)) {
    print(command, { ...action });
    return;
  }
  const { outcomes, differences, ...counts } = action;
  print(command, counts);
  say('');
  print(command, outcomes.outcome);
  const examples = differences.difference.flatMap(({ field, kind, calls, examples: { example } }) =>
    (example.length === 0 ? [{ call: '', here: '', there: '' }] : example).map(({ call, here, there }, place) =>
      place === 0 ? { field, kind, calls, call, here, there } : { field: '', kind: '', calls: '', call, here, there },
    ),
  );
  if (examples.length === 0) return;
  say('');
  print(command, examples);
}
