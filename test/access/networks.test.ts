import { createTrustedProxies } from '../../src/access/client-address';
import { readAddress } from '../../src/access/networks';
import { readNetworks } from '../../src/config/readers';

describe('an address has one spelling', () => {
  test.each([
    ['203.0.113.5', '203.0.113.5'],
    [' 203.0.113.5\t', '203.0.113.5'],
    ['"203.0.113.5"', '203.0.113.5'],
    ['203.0.113.5:41234', '203.0.113.5'],
    ['"203.0.113.5:41234"', '203.0.113.5'],
    ['203.0.113.5:', '203.0.113.5'],
    ['203.0.113.5:_gateway', '203.0.113.5'],
    ['[203.0.113.5]', '203.0.113.5'],
    ['[203.0.113.5]:80', '203.0.113.5'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
    ['::FFFF:203.0.113.5', '203.0.113.5'],
    ['::ffff:cb00:7105', '203.0.113.5'],
    ['0:0:0:0:0:ffff:203.0.113.5', '203.0.113.5'],
    ['::ffff:203.0.113.5:41234', '203.0.113.5'],
    ['[::ffff:203.0.113.5]:41234', '203.0.113.5'],
    ['[::ffff:cb00:7105]', '203.0.113.5'],
    ['2001:db8::1', '2001:db8::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['"[2001:db8::1]:443"', '2001:db8::1'],
    ['[2001:db8::1]:_443', '2001:db8::1'],
    ['2001:db8:0:0:0:0:0:1:443', '2001:db8::1'],
    ['2001:db8::1:41234', '2001:db8::1'],
    // An address as it stands, so its last group is no port.
    ['2001:db8::1:443', '2001:db8::1:443'],
    ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['[fe80::1%25eth0]:80', 'fe80::1'],
    ['::1', '::1'],
  ])('%j', (text, address) => expect(readAddress(text)).toBe(address));

  test.each([
    ...['', ' ', '""', '"203.0.113.5', 'unknown', '_hidden', '_', '-', 'localhost', 'example.com'],
    ...['203.0.113', '203.0.113.256', '203.000.113.005', '0xcb007105', '3405803781', '203.0.113.5/32', '203.0.113.5x'],
    ...[
      '203.0.113.5 198.51.100.7',
      '203.0.113.5;198.51.100.7',
      'for=203.0.113.5',
      '203.0.113.5:80:90',
      '203.0.113.5:x',
    ],
    ...[
      '203.0.113.5:123456',
      '[203.0.113.5',
      '203.0.113.5]',
      '[]',
      '[unknown]',
      '[2001:db8::1]x',
      '[[::1]]',
      ':80',
      '::g',
    ],
    ...['2001:db8', '1:2:3:4:5:6:7:8:9:10', '203.0.113.5%eth0', '%eth0', '\0', '２０３.0.113.5'],
  ])('%j is none', (text) => expect(readAddress(text)).toBeUndefined());
});

describe('the client of a request', () => {
  const proxies = createTrustedProxies(readNetworks('127.0.0.0/8,10.9.0.0/16,2001:db8:9::/48'));

  test.each([
    ['nobody forwarded it', '127.0.0.1', '', '127.0.0.1'],
    ['a stranger sends the header', '192.0.2.1', '203.0.113.5', '192.0.2.1'],
    ['a stranger over an IPv6 socket', '::ffff:192.0.2.1', '203.0.113.5', '192.0.2.1'],
    ['one proxy', '127.0.0.1', '203.0.113.5', '203.0.113.5'],
    ['one proxy over an IPv6 socket', '::ffff:127.0.0.1', '203.0.113.5', '203.0.113.5'],
    ['what the client invented stands before it', '127.0.0.1', '198.51.100.7, 203.0.113.5', '203.0.113.5'],
    ['what the client invented cannot be read', '127.0.0.1', 'unknown, 203.0.113.5', '203.0.113.5'],
    ['two proxies', '127.0.0.1', '203.0.113.5, 10.9.0.4', '203.0.113.5'],
    ['the second proxy with a port', '127.0.0.1', '203.0.113.5:4000, 10.9.0.4:5000', '203.0.113.5'],
    ['the second proxy in brackets', '127.0.0.1', '203.0.113.5, [2001:DB8:9::4]:443', '203.0.113.5'],
    ['the second proxy in IPv6 notation', '127.0.0.1', '203.0.113.5, ::ffff:a09:4', '203.0.113.5'],
    ['empty members', '127.0.0.1', ', 203.0.113.5, , 10.9.0.4 ,,', '203.0.113.5'],
    ['blanks only', '127.0.0.1', ' , \t,', '127.0.0.1'],
    ['proxies only', '127.0.0.1', '10.9.0.5, 10.9.0.4', '10.9.0.5'],
    ['no connection any more', '', '203.0.113.5', ''],
  ])('%s', (_case, peer, forwarded, address) => {
    expect(proxies.clientOf(peer, forwarded)).toEqual({ address });
  });

  test.each([
    ['unknown', 'unknown', '127.0.0.1', 'unknown'],
    ['a hidden name', '_hidden', '127.0.0.1', '_hidden'],
    ['behind a second proxy', 'unknown, 10.9.0.4:80', '10.9.0.4', 'unknown'],
    ['after an address that may be invented', '203.0.113.5, garbage', '127.0.0.1', 'garbage'],
    ['a second proxy that cannot be read', '203.0.113.5, proxy, 10.9.0.4', '10.9.0.4', 'proxy'],
  ])('an unreadable member ends the search at the proxy that wrote it: %s', (_case, forwarded, address, unreadable) => {
    expect(proxies.clientOf('127.0.0.1', forwarded)).toEqual({ address, unreadable });
  });
});
