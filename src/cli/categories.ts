import type { Command } from 'commander';
import { wholeNumber } from './options';
import { print, rowsOf } from './print';
import { act } from './run';

/** Adds the commands for ticket categories: `category create` and `list`. */
export function addCategories(program: Command): void {
  const category = program.command('category').description('ticket categories, for the Socialboards API');
  category
    .command('create')
    .description('add a category')
    .argument('<name>', 'the name of the category')
    .option('--parent <id>', 'the id of the parent category', wholeNumber)
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
