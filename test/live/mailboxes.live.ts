import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { look } from '../../src/inbound/ways/imap/look';
import { asOwner, counted, deliver, describeWithDovecot, useDovecot } from '../support/dovecot';
import { eventually } from '../support/eventually';
import { smallMail } from '../support/smtp-client';
import { useWorld } from '../support/world';

/** A mail from an address of its own: the desk takes ten tickets from one in a quarter of an hour. */
const mailOf = (subject: string, body?: string): string =>
  smallMail(subject, body).replace('ann@', `${subject.replace(/\W+/g, '-')}@`);

/** Live, because Debian's Dovecot is not on every machine, and because connections that fail are tried again after seconds. */

describeWithDovecot('mailboxes', () => {
  const world = useWorld();
  const dovecot = useDovecot();

  beforeAll(() => world.serve());

  async function add(username: string, more: Record<string, unknown> = {}): Promise<number> {
    const place = { host: '127.0.0.1', port: dovecot().port, tls: 'none', username, password: 'opensesame' };
    return Number((await world.done('AddMailbox', { ...place, deptid: 1, ...more })).mailboxid);
  }

  const subjects = async (like: string): Promise<string[]> =>
    (
      await world.rows<{ subject: string }>('select subject from tickets where subject like $1 order by id', [like])
    ).map(({ subject }) => subject);

  const arrived = (like: string, count: number): Promise<boolean> =>
    eventually(async () => (await subjects(like)).length >= count);

  const mailbox = async (mailboxid: number): Promise<Record<string, unknown>> => {
    const { mailboxes } = await world.done('GetMailboxes', { mailboxid });
    return (mailboxes as { mailbox: Record<string, unknown>[] }).mailbox[0]!;
  };

  test('mails that are still to be taken are found, however many they are', async () => {
    const user = 'many@desk.example.com';
    await deliver(dovecot(), user, [mailOf('Many one'), mailOf('Many two')]);
    await asOwner(dovecot(), user, async (client) => {
      const { uidValidity, uidNext } = await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd('1:*', ['\\Seen']);
      const pending = Array.from({ length: 20_000 }, (_, at) => uidNext + 20_000 - at).concat(uidNext - 1);
      const known = { uidValidity: String(uidValidity), lastUid: uidNext + 20_000, pending, lastSuccessAt: world.now };
      expect((await look(client, known)).uids).toEqual([uidNext - 1]);
    });
  });

  test('mail that cannot be moved away keeps up no other', async () => {
    const user = 'stuck@desk.example.com';
    const names = Array.from({ length: 30 }, (_, at) => mailOf(`Stuck ${at}`));
    await deliver(dovecot(), user, names);
    const id = await add(user, { taken: 'move', moveto: `/${'x'.repeat(300)}/` });
    await eventually(async () => (await mailbox(id)).state === 'failing');
    expect(await subjects('Stuck %')).toHaveLength(30);
    expect((await mailbox(id)).lasterror).toContain('cannot be moved');
    await world.done('DeleteMailbox', { mailboxid: id });
  });

  test('what is unread becomes tickets in its order, is marked as read, and new mail follows at once', async () => {
    const user = 'seen@desk.example.com';
    await deliver(dovecot(), user, [mailOf('Seen before')]);
    await asOwner(dovecot(), user, async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd('1:*', ['\\Seen']);
    });
    await deliver(
      dovecot(),
      user,
      ['one', 'two', 'three'].map((name) => mailOf(`Seen ${name}`)),
    );
    // Looks once a day, so that only the mail server can tell of new mail.
    const id = await add(user, { pollseconds: 86_400 });
    await arrived('Seen %', 3);
    expect(await subjects('Seen %')).toEqual(['Seen one', 'Seen two', 'Seen three']);
    await eventually(async () => (await counted(dovecot(), user)).unseen === 0);
    await eventually(async () => (await mailbox(id)).state === 'working');
    await deliver(dovecot(), user, [mailOf('Seen four')]);
    await arrived('Seen four', 1);
    await eventually(async () => (await counted(dovecot(), user)).unseen === 0);
    expect(await counted(dovecot(), user)).toEqual({ messages: 5, unseen: 0 });
  });

  test('mail that somebody has read before us is taken all the same', async () => {
    const user = 'read@desk.example.com';
    const id = await add(user, { pollseconds: 86_400 });
    await eventually(async () => (await mailbox(id)).state === 'working');
    await world.done('UpdateMailbox', { mailboxid: id, enabled: false });
    await eventually(
      async () => (await world.rows('select 1 from mailboxes where id = $1 and leased_until < now()', [id])).length > 0,
    );
    await deliver(dovecot(), user, [mailOf('Read by a person')]);
    await asOwner(dovecot(), user, async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd('1:*', ['\\Seen']);
    });
    await world.done('UpdateMailbox', { mailboxid: id, enabled: true });
    await arrived('Read by a person', 1);
  });

  test.each([
    ['move', { moveto: 'Taken' }, { messages: 0, unseen: 0 }, { messages: 2, unseen: 2 }],
    ['delete', {}, { messages: 0, unseen: 0 }, { messages: -1, unseen: -1 }],
  ])('taken: %s', async (taken, more, left, moved) => {
    const user = `${taken}@desk.example.com`;
    await deliver(dovecot(), user, [mailOf(`${taken} one`), mailOf(`${taken} two`)]);
    await add(user, { taken, ...more });
    await arrived(`${taken} %`, 2);
    await eventually(async () => (await counted(dovecot(), user)).messages === 0);
    expect(await counted(dovecot(), user)).toEqual(left);
    expect(await counted(dovecot(), user, 'Taken')).toEqual(moved);
  });

  test('a mailbox that breaks halfway loses nothing, takes nothing twice, and says why it fails', async () => {
    const user = 'breaks@desk.example.com';
    const names = Array.from({ length: 60 }, (_, index) => `Breaks ${index}`);
    await deliver(
      dovecot(),
      user,
      names.map((name) => mailOf(name, 'x'.repeat(50_000))),
    );
    const id = await add(user);
    await arrived('Breaks %', 3);
    await dovecot().kill();
    await eventually(async () => (await mailbox(id)).state === 'failing');
    expect(await mailbox(id)).toMatchObject({
      lasterror: expect.stringMatching(/^(Nothing listens on port|127\.0\.0\.1 )/),
    });
    await dovecot().start();
    await arrived('Breaks %', names.length);
    await eventually(async () => (await mailbox(id)).state === 'working');
    await eventually(async () => (await counted(dovecot(), user)).unseen === 0);
    expect(await subjects('Breaks %')).toEqual(names);
  });

  test('a mail that breaks something stops no other, and is kept in the import log', async () => {
    const user = 'poison@desk.example.com';
    await world.change('alter table tickets add constraint poison check (subject <> $$Poison two$$)');
    await deliver(
      dovecot(),
      user,
      ['one', 'two', 'three'].map((name) => mailOf(`Poison ${name}`)),
    );
    await add(user);
    await arrived('Poison %', 2);
    await eventually(async () => (await counted(dovecot(), user)).unseen === 0);
    expect(await subjects('Poison %')).toEqual(['Poison one', 'Poison three']);
    expect(await world.rows(`select outcome, reason from mail_log where subject = 'Poison two'`)).toEqual([
      { outcome: 'refused', reason: 'failed' },
    ]);
    await world.change('alter table tickets drop constraint poison');
  });

  test('when the numbers of a folder are drawn anew, nothing is lost and nothing comes twice', async () => {
    const user = 'anew@desk.example.com';
    await deliver(dovecot(), user, [mailOf('Anew one'), mailOf('Anew two')]);
    const id = await add(user);
    await arrived('Anew %', 2);
    await eventually(async () => (await counted(dovecot(), user)).unseen === 0);
    await world.done('UpdateMailbox', { mailboxid: id, enabled: false });
    await eventually(
      async () => (await world.rows('select 1 from mailboxes where id = $1 and leased_until < now()', [id])).length > 0,
    );
    await dovecot().kill();
    for (const name of [
      'dovecot-uidlist',
      'dovecot-uidvalidity',
      'dovecot.index',
      'dovecot.index.log',
      'dovecot.index.cache',
    ]) {
      rmSync(join(dovecot().folder, 'mail', user, name), { force: true });
    }
    await dovecot().start();
    await deliver(dovecot(), user, [mailOf('Anew three')]);
    await world.done('UpdateMailbox', { mailboxid: id, enabled: true });
    await arrived('Anew three', 1);
    await eventually(async () => (await counted(dovecot(), user)).unseen === 0);
    expect(await subjects('Anew %')).toEqual(['Anew one', 'Anew two', 'Anew three']);
  });

  const tested = async (more: Record<string, unknown>) => {
    const mailboxid = await add('test@desk.example.com', { enabled: false, ...more });
    return world.done('TestMailbox', { mailboxid });
  };

  test('a test says that a mail server accepts connections and says nothing', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { problem } = await tested({ port });
    server.close();
    expect(problem).toBe(
      `127.0.0.1 accepts connections on port ${port}, and says nothing: it hangs, or it is no IMAP server, or it wants encryption from the first byte: try tls`,
    );
  });

  test('a test says what it found', async () => {
    await deliver(dovecot(), 'test@desk.example.com', [mailOf('Not taken')]);
    expect(await tested({ deptid: 0, taken: 'move', moveto: 'Taken' })).toMatchObject({
      ...{ works: true, problem: '', mails: 1, unseen: 1 },
      hints:
        'The mailbox is disabled, so that nothing is fetched. It has no department: the addresses of each mail say whose it is. There is no folder "Taken" yet: it will be made. The mailbox has INBOX',
    });
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    [
      'a wrong password',
      { password: 'wrong-secret' },
      /^127\.0\.0\.1 refuses the user name or the password: "[^"]*"\. Many providers want an app password$/,
    ],
    ['a missing folder', { folder: 'Nowhere' }, /^There is no folder "Nowhere": the mailbox has INBOX$/],
    [
      'encryption from the first byte, on a port without',
      { tls: 'tls' },
      /^Port \d+ of 127\.0\.0\.1 is not encrypted from the first byte: try starttls, or port 993$/,
    ],
    [
      'encryption that is not offered',
      { tls: 'starttls' },
      /^127\.0\.0\.1 offers no encryption on port \d+: try tls with port 993/,
    ],
    ['a port where nothing listens', { port: 1 }, /^Nothing listens on port 1 of 127\.0\.0\.1: check host and port$/],
    [
      'a host that does not exist',
      { host: 'nowhere.invalid' },
      /^(There is no host nowhere\.invalid: check its name|The name nowhere\.invalid cannot be looked up now: check the DNS of this machine)$/,
    ],
  ])('a test says what is wrong: %s', async (_what, more, problem) => {
    const answer = await tested(more);
    expect(answer).toMatchObject({ works: false, problem: expect.stringMatching(problem) });
    expect(JSON.stringify(answer)).not.toContain('wrong-secret');
  });
});

const TLS = join(__dirname, '..', 'fixtures', 'tls');

describeWithDovecot('a mail server with its own certificate, and without IDLE', () => {
  const world = useWorld();
  const dovecot = useDovecot({
    capability: 'IMAP4rev1 UIDPLUS',
    tls: { certFile: join(TLS, 'cert.pem'), keyFile: join(TLS, 'key.pem') },
  });

  beforeAll(() => world.serve());

  test('the certificate must be valid', async () => {
    const place = { host: '127.0.0.1', username: 'a@desk.example.com', password: 'opensesame', enabled: false };
    for (const port of [
      { port: dovecot().tlsPort, tls: 'tls' },
      { port: dovecot().port, tls: 'starttls' },
    ]) {
      const { mailboxid } = await world.done('AddMailbox', { ...place, ...port });
      expect(await world.done('TestMailbox', { mailboxid })).toMatchObject({
        ...{
          works: false,
          problem: expect.stringMatching(/^The certificate of 127\.0\.0\.1 is not valid: nobody but/),
        },
      });
    }
  });

  test('mail is looked for every few seconds, and moved without MOVE', async () => {
    const [username, port] = ['b@desk.example.com', dovecot().port];
    const place = { host: '127.0.0.1', port, tls: 'none', username, password: 'opensesame', deptid: 1 };
    const { mailboxid } = await world.done('AddMailbox', { ...place, pollseconds: 10, taken: 'move', moveto: 'Done' });
    const { hints } = await world.done('TestMailbox', { mailboxid });
    expect(hints).toContain('The mail server does not tell of new mail (no IDLE): it is asked every 10 seconds');
    await eventually(
      async () => (await world.rows('select 1 from mailboxes where last_success_at is not null')).length > 0,
    );
    await deliver(dovecot(), username, [mailOf('Polled')]);
    await eventually(async () => (await counted(dovecot(), username, 'Done')).messages === 1);
    expect(await world.rows('select subject from tickets')).toEqual([{ subject: 'Polled' }]);
  });
});

describeWithDovecot('a mail server that lets nobody remove mail, and has neither MOVE nor UIDPLUS', () => {
  const world = useWorld();
  const dovecot = useDovecot({ capability: 'IMAP4rev1 IDLE', hasRights: true });

  beforeAll(() => world.serve());

  const adding = (username: string, more: Record<string, unknown>) =>
    world.done('AddMailbox', {
      ...{ host: '127.0.0.1', port: dovecot().port, tls: 'none', username, password: 'opensesame', deptid: 1, ...more },
    });

  const mailbox = async (mailboxid: unknown): Promise<Record<string, unknown>> => {
    const { mailboxes } = await world.done('GetMailboxes', { mailboxid });
    return (mailboxes as { mailbox: Record<string, unknown>[] }).mailbox[0]!;
  };

  test('mail that can be copied away but not removed is copied once and fetched once', async () => {
    const user = 'copies@desk.example.com';
    await deliver(dovecot(), user, [mailOf('Copied one'), mailOf('Copied two')]);
    await asOwner(dovecot(), user, (client) => client.mailboxCreate('Done'));
    // All rights but those to mark as deleted and to expunge.
    writeFileSync(join(dovecot().folder, 'mail', user, 'dovecot-acl'), 'owner lrwsipkxa\n');
    const { mailboxid } = await adding(user, { taken: 'move', moveto: 'Done' });
    const passed = (count: number) =>
      eventually(
        async () => (await world.rows(`select 1 from tickets where subject like 'Copied %'`)).length === count,
      );
    // Taking mail ends the error that was there, until moving it fails as well.
    const failed = () =>
      eventually(
        async () => (await mailbox(mailboxid)).lasterror === 'Mail that was taken cannot be moved to the folder "Done"',
      );
    await passed(2);
    await failed();
    await deliver(dovecot(), user, [mailOf('Copied three')]);
    await passed(3);
    await failed();
    expect((await mailbox(mailboxid)).state).toBe('failing');
    expect(await world.rows(`select subject from mail_log where reason = 'duplicate'`)).toEqual([]);
    await eventually(async () => (await counted(dovecot(), user, 'Done')).messages >= 3);
    expect(await counted(dovecot(), user, 'Done')).toMatchObject({ messages: 3 });
  });

  test.each([
    ['delete', {}],
    ['move', { moveto: 'Done' }],
  ])('mail that somebody else marked as deleted is not removed: %s', async (taken, more) => {
    const user = `others-${taken}@desk.example.com`;
    await deliver(dovecot(), user, [mailOf('Marked by a person')]);
    await asOwner(dovecot(), user, async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd('1:*', ['\\Deleted']);
    });
    await deliver(dovecot(), user, [mailOf(`Removed by ${taken}`)]);
    await adding(user, { taken, ...more });
    await eventually(
      async () => (await world.rows('select 1 from tickets where subject = $1', [`Removed by ${taken}`])).length > 0,
    );
    const deleted = () =>
      asOwner(dovecot(), user, async (client) => {
        await client.mailboxOpen('INBOX');
        return client.fetchAll('1:*', { envelope: true, flags: true });
      });
    await eventually(async () => (await deleted()).every(({ flags }) => flags?.has('\\Deleted')));
    expect((await deleted()).map(({ envelope }) => envelope?.subject)).toContain('Marked by a person');
  });
});

describeWithDovecot('a mail server whose folders have names of all kinds, under INBOX', () => {
  const world = useWorld();
  const dovecot = useDovecot({ prefix: 'INBOX.' });

  beforeAll(() => world.serve());

  test.each(['Done', 'INBOX.Done', 'Erledigt für Ä&Ö', 'Say "hi"', 'Back\\slash', '日本語', '100% done *'])(
    '%s',
    async (moveto) => {
      const username = `names-${Buffer.from(moveto).toString('hex')}@desk.example.com`;
      const folder = `In ${moveto.replace('INBOX.', '')}`;
      await deliver(dovecot(), username, [mailOf(`Named ${moveto}`)], folder);
      await asOwner(dovecot(), username, (client) => client.mailboxCreate(moveto));
      const { mailboxid } = await world.done('AddMailbox', {
        ...{ host: '127.0.0.1', port: dovecot().port, tls: 'none', username, password: 'opensesame', deptid: 1 },
        ...{ taken: 'move', moveto, folder },
      });
      expect(await world.done('TestMailbox', { mailboxid })).toMatchObject({ problem: '', hints: '', mails: 1 });
      await eventually(async () => (await counted(dovecot(), username, moveto)).messages === 1);
      expect(await counted(dovecot(), username, folder)).toEqual({ messages: 0, unseen: 0 });
    },
  );

  test.each(['Done', 'INBOX.Done'])(
    'mail is not moved to the folder it comes from, again and again: %s',
    async (moveto) => {
      const username = `round-${moveto}@desk.example.com`;
      await deliver(dovecot(), username, [mailOf(`Round ${moveto}`)], 'Done');
      const { mailboxid } = await world.done('AddMailbox', {
        ...{ host: '127.0.0.1', port: dovecot().port, tls: 'none', username, password: 'opensesame', deptid: 1 },
        ...{ taken: 'move', moveto, folder: 'INBOX.Done' },
      });
      const problem = `Taken mail cannot be moved to "${moveto}", because it comes from that folder: name another`;
      expect(await world.done('TestMailbox', { mailboxid })).toMatchObject({ works: false, problem });
    },
  );
});
