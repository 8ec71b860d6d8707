import { type Command, InvalidArgumentError } from 'commander';
import { localApiInto } from '../desk/local-desk';
import { decodeUrlencoded } from '../wire/php-form';
import { EXIT } from './exits';
import { complain, say } from './print';
import { withDesk } from './run';

export function addCall(program: Command): void {
  program
    .command('call')
    .description('run an action as a JSON call to the API would, and print its answer')
    .argument('<action>', 'the name of the action, in any letter case')
    .argument('[parameters...]', 'key=value, with brackets as in a form: customfields[1]=x', collect, [])
    .option('--admin <username>', 'act as this administrator')
    .addHelpText(
      'after',
      `
Examples:
  $ hatchdesk call OpenTicket deptid=1 name=Ann email=ann@example.com subject=Hello message='It broke'
  $ hatchdesk call GetTicket ticketnum=516757
  $ hatchdesk call AddTicketReply ticketid=1 message='Done.' adminusername=Support

Exits with 0 if the answer is a success and with ${EXIT.refused} if it is an error.`,
    )
    .action(call);
}

function collect(parameter: string, earlier: [string, string][]): [string, string][] {
  const equals = parameter.indexOf('=');
  if (equals < 1) throw new InvalidArgumentError('write a parameter as key=value');
  return [...earlier, [parameter.slice(0, equals), parameter.slice(equals + 1)]];
}

async function call(action: string, parameters: [string, string][], { admin }: { admin?: string }): Promise<void> {
  const form = parameters.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const tell = (_action: string, ignored: string[]) => complain(`Ignored: ${ignored.join(', ')}`);
  const answer = await withDesk((desk) =>
    localApiInto(desk, complain, tell)(action, decodeUrlencoded(form).fields, admin),
  );
  say(JSON.stringify(answer, null, 2));
  if (answer.result !== 'success') process.exitCode = EXIT.refused;
}
