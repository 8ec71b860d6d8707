import { createServer } from 'node:http';
import { listen } from '../../src/server/listen';

test.each([
  // What the system says of such an address differs: some have no such link at all.
  [
    'fe80::1',
    /^This machine (cannot listen on fe80::1: .+ fe80::1%eth0|has no address fe80::1: set HOST to one that it has)$/,
  ],
  ['203.0.113.1', /^This machine has no address 203.0.113.1: set HOST to one that it has$/],
])('says in words why a server cannot listen on %s', async (host, words) => {
  const listening = listen(createServer(), { host, port: 0 }, { host: 'HOST', port: 'PORT' });
  await expect(listening).rejects.toThrow(words);
});
