import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { findDovecot } from '../../bench/dovecot';
import { bareEnvironment } from '../support/server-process';

const PROGRAM = join(__dirname, '..', '..', 'dist', 'bench', 'mail-in.js');

/** Live, because after each kill it takes seconds until everything works again. */
(findDovecot() === undefined ? test.skip : test)(
  'no mail is lost and none taken twice while servers are killed (skipped without Dovecot)',
  () => {
    const said = execFileSync(process.execPath, [PROGRAM, 'kills', '--mails', '300', '--kills', '6'], {
      ...{ env: bareEnvironment(), encoding: 'utf8' },
    });
    expect(said).toContain('300 mails through 6 kills: lost 0, twice 0');
  },
  900_000,
);
