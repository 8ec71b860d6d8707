import type { Command } from 'commander';
import { print, rowsOf } from './print';
import { act } from './run';

interface DepartmentOptions {
  description?: string;
  email?: string;
  preventClientClosure?: boolean;
}

/** Adds the commands for departments: `department create` and `list`. */
export function addDepartments(program: Command): void {
  const department = program.command('department').description('departments');
  department
    .command('create')
    .description('add a department')
    .argument('<name>', 'the name of the department')
    .option('--description <text>', 'what it is for')
    .option('--email <address>', 'its e-mail address')
    .option('--prevent-client-closure', 'clients cannot close its tickets')
    .addHelpText('after', '\nExample:\n  $ hatchdesk department create Billing --email billing@example.com')
    .action(async (name: string, { preventClientClosure, ...rest }: DepartmentOptions, command: Command) => {
      const params = { name, ...rest, preventclientclosure: preventClientClosure };
      print(command, { id: (await act('AddDepartment', params)).departmentid, name });
    });
  department
    .command('list')
    .description('list departments')
    .action(async (_options: object, command: Command) => {
      const rows = rowsOf(await act('GetDepartments')) ?? [];
      print(
        command,
        rows.map(({ id, name, email, preventclientclosure }) => ({
          ...{ id, name, email },
          preventClientClosure: preventclientclosure,
        })),
      );
    });
}
