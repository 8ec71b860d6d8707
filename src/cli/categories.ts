import type { Command } from 'commander';
import { whole } from './options';
import { print, rowsOf } from './print';
import { act } from './run';

/** Categories of tickets: `category create` and `list`. */
export function addCategories(program: Command): void {
  const category = program.command('category').description('categories of tickets, for the Socialboards API');
  category
    .command('create')
    .description('add a category')
    .argument('<name>', 'what it is called')
    .option('--parent <id>', 'the category that it is part of', whole)
    .action(async (name: string, { parent: parentid }: { parent?: number }, command: Command) => {
      const { categoryid: id } = await act('AddTicketCategory', { name, parentid });
      print(command, { id, name });
    });
  category
    .command('list')
    .description('list categories')
    .action(async (_options: object, command: Command) => {
      const rows = rowsOf(await act('GetTicketCategories')) ?? [];
      print(
        command,
        rows.map(({ id, name, parentid }) => ({ id, name, parentId: parentid === 0 ? null : parentid })),
      );
    });
}
