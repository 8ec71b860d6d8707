import { Client } from 'pg';
import { explainFailure } from '../../src/database/explain';
import { createTestDatabase } from '../support/database';

test('a statement on a connection that the server has just ended says that the connection broke', async () => {
  const { connection } = await createTestDatabase();
  const [ended, other] = [new Client(connection), new Client(connection)];
  const broken = new Promise((resolve) => ended.on('error', resolve));
  await Promise.all([ended.connect(), other.connect()]);
  const { rows } = await ended.query<{ pid: number }>('select pg_backend_pid() as pid');
  await other.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await broken;
  const failure: unknown = await ended.query('select 1').catch((error: unknown) => error);
  expect(explainFailure(failure)).toMatchObject({
    kind: 'connection broken',
    reason: expect.stringMatching(/queryable$/),
  });
  await other.end();
});

test('a process that may open no more files is told so, and not that the database fails', () => {
  const noFiles = Object.assign(new Error('connect EMFILE /run/postgresql/.s.PGSQL.5432'), { code: 'EMFILE' });
  expect(explainFailure(noFiles)).toMatchObject({
    problem: 'this process may open no more files and connections',
    todo: expect.stringContaining('LimitNOFILE'),
  });
});
