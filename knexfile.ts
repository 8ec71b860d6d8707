import type { Knex } from 'knex';
import { readConfig } from './src/config';
import { connect } from './src/database/connect';
import { knexConfig } from './src/database/migrate';

/** Configures knex's own command line (`node --import tsx node_modules/knex/bin/cli.js migrate:status`). */
export default async function config(): Promise<Knex.Config> {
  const { connection } = await connect(readConfig());
  return knexConfig(connection);
}
