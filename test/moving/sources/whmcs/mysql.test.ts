import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainMysql, lacksPassword, readMysqlUrl } from '../../../../src/moving/sources/tables/mysql-address';
import { openMysql } from '../../../../src/moving/sources/whmcs/program';
import { temporaryFolder } from '../../../support/temporary-folder';

test.each<[string, object]>([
  [
    'mysql://ann:p%40ss@db.example.com:3307/whmcs',
    { host: 'db.example.com', port: 3307, user: 'ann', password: 'p@ss', database: 'whmcs' },
  ],
  ['mariadb://ann@[::1]/my%2Fdesk', { host: '::1', port: 3306, user: 'ann', password: '', database: 'my/desk' }],
  ['mysql://ann@localhost/whmcs?socket=/run/mysqld.sock', { host: 'localhost', socketPath: '/run/mysqld.sock' }],
  ['mysql://ann@h/whmcs?ssl=true', { ssl: {} }],
  ['mysql://ann@h/whmcs?ssl=unverified', { ssl: { rejectUnauthorized: false } }],
])('reads %s', (url, options) => {
  expect(readMysqlUrl(url)).toMatchObject(options);
});

test('takes no TLS unless it is asked for, and a certificate from a file', () => {
  expect(readMysqlUrl('mysql://ann@h/whmcs').ssl).toBeUndefined();
  expect(readMysqlUrl('mysql://ann@h/whmcs?ssl=false').ssl).toBeUndefined();
  const file = join(temporaryFolder(), 'ca.pem');
  writeFileSync(file, 'certificate');
  expect(readMysqlUrl(`mysql://ann@h/whmcs?ssl-ca=${file}`).ssl).toEqual({ ca: Buffer.from('certificate') });
});

test.each([
  ['not an address', /^The address of the database must look like mysql:/],
  ['postgres://ann:hunter2@h/whmcs', /^The address of the database must look like mysql:/],
  ['mysql://ann:hunter2@h', /names no database/],
  ['mysql://ann:hunter2%zz@h/whmcs', /write % as %25/],
  ['mysql://ann:hunter2#1@h/whmcs', /write .+ # as %23/],
  ['mysql://ann:hunter2/1@h/whmcs', /write .+ \/ as %2F/],
  ['mysql://ann:hunter2@h/whmcs?ssl=maybe', /ssl must be true, false or unverified/],
  ['mysql://ann:hunter2@h/whmcs?ssl-ca=/nowhere/ca.pem', /^The certificate \/nowhere\/ca.pem cannot be read/],
])('refuses %s without repeating its password', async (url, message) => {
  const refused = openMysql({ url, timeZone: 'UTC' });
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.not.toThrow(/hunter2/);
});

test.each([
  ['mysql://ann@h/whmcs', true],
  ['mysql://ann@h/whmcs?socket=/run/a:b@c', true],
  ['mysql://ann:secret@h/whmcs', false],
  // The user has none.
  ['mysql://ann:@h/whmcs', false],
  ['mysql://h/whmcs', false],
  ['mysql://h:3306/whmcs?a=b@c', false],
])('knows whether the password of %s is to be asked for', (url, isLacking) => {
  expect(lacksPassword(url)).toBe(isLacking);
});

test('says that nothing listens there', async () => {
  // Port 1 is tcpmux, which nobody runs.
  await expect(openMysql({ url: 'mysql://ann:hunter2@127.0.0.1:1/whmcs', timeZone: 'UTC' })).rejects.toThrow(
    'The database server at 127.0.0.1:1 accepts no connection at this port',
  );
});

test('explains what a server says, and keeps what it does not know', () => {
  const options = readMysqlUrl('mysql://ann:hunter2@db/whmcs');
  const explained = (code: string) => explainMysql(Object.assign(new Error('raw'), { code }), options);
  expect(explained('ER_ACCESS_DENIED_ERROR')).toMatchObject({
    message: 'The database server at db:3306 refuses the user ann with this password',
  });
  expect(explainMysql({ code: 'ER_ACCESS_DENIED_ERROR' }, readMysqlUrl('mysql://ann@db/whmcs'))).toMatchObject({
    message: 'The database server at db:3306 refuses the user ann without a password',
  });
  expect(explained('ER_SECURE_TRANSPORT_REQUIRED')).toMatchObject({ message: expect.stringContaining('?ssl=true') });
  expect(explained('ER_WHATEVER')).toMatchObject({ message: 'raw' });
});
