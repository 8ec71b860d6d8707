import { Client } from 'pg';
import { hostsOf } from '../../src/config/database-url';

describe('a database URL', () => {
  test.each([
    ['postgres://u:p@a/d', ['a:5432', 'postgres://u:p@a/d']],
    ['postgres://u:p@[::1]:5433/d', ['[::1]:5433', 'postgres://u:p@/d?host=%3A%3A1&port=5433']],
    ['postgres://u@/d?host=/run/pg', ['/run/pg', 'postgres://u@/d?host=%2Frun%2Fpg']],
    [
      'postgres://u:p@a:5433,b/d?application_name=x',
      ['a:5433', 'postgres://u:p@/d?application_name=x&host=a&port=5433'],
      ['b:5432', 'postgres://u:p@/d?application_name=x&host=b'],
    ],
    [
      'postgresql://[2001:db8::1],[2001:db8::2]:6432',
      ['[2001:db8::1]:5432', 'postgresql:///?host=2001%3Adb8%3A%3A1'],
      ['[2001:db8::2]:6432', 'postgresql:///?host=2001%3Adb8%3A%3A2&port=6432'],
    ],
    [
      'postgres:///d?host=/one,b&port=5433&user=u',
      ['/one, port 5433', 'postgres:///d?host=%2Fone&port=5433&user=u'],
      ['b:5433', 'postgres:///d?host=b&port=5433&user=u'],
    ],
    [
      'postgres://u:p%2C%40@%2Fone,b/d?port=1,2',
      ['/one, port 1', 'postgres://u:p%2C%40@/d?port=1&host=%2Fone'],
      ['b:2', 'postgres://u:p%2C%40@/d?port=2&host=b'],
    ],
  ])('%s', (url, ...hosts) => {
    const found = hostsOf(url);
    expect(found.map((each) => [each.name, each.url])).toEqual(hosts);
    // The driver must understand what we give it.
    for (const each of found) {
      const { host, port } = new Client({ connectionString: each.url });
      const place = host.includes(':') ? `[${host}]` : host;
      expect([`${place}:${port}`, `${place}, port ${port}`, place]).toContain(each.name);
    }
  });

  test.each([
    ['postgres://u:secret@a,,b/d', 'one of its hosts has no name: remove the comma, or name the host'],
    ['postgres://u:secret@a,b:x/d', 'one of its ports is not a number from 1 to 65535'],
    ['postgres://u:secret@a,b:70000/d', 'one of its ports is not a number from 1 to 65535'],
    ['postgres://u:secret@a,b/d?port=1,2,3', 'has 3 ports for 2 hosts: name one port for all, or one for each'],
    [
      'postgres://u:secret@::1,b/d',
      'one of its hosts is neither a name, nor an address, nor an IPv6 address in brackets',
    ],
    [
      'postgres://u:secret@[x],b/d',
      'one of its hosts is neither a name, nor an address, nor an IPv6 address in brackets',
    ],
    ['postgres://u:sec/ret@a,b/d', 'one of its ports is not a number from 1 to 65535'],
    ['mysql://u:secret@a,b/d', 'must be a postgres:// URL'],
  ])('%s is refused without its password', (url, message) => {
    expect(() => hostsOf(url)).toThrow(new Error(message));
    expect(message).not.toMatch(/sec/);
  });
});
