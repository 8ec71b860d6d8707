import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(() => world.serve());

const ticket = { action: 'OpenTicket', deptid: '1', name: 'Ann Lee', email: 'ann@example.com', message: 'M' };

test.each(['', 'identity', 'none', 'utf-8', 'UTF-8', 'ISO-8859-1', 'binary', '8bit', 'identity, identity'])(
  'Content-Encoding %j is no compression',
  async (encoding) => {
    const { json } = await world.post({ ...ticket, subject: 'S' }, { 'Content-Encoding': encoding });
    expect(json).toMatchObject({ result: 'success' });
  },
);

test.each(['gzip', 'br', 'deflate', 'identity, gzip', 'unheard-of'])(
  'Content-Encoding %j is refused',
  async (encoding) => {
    const { json, status } = await world.post({ ...ticket, subject: 'S' }, { 'Content-Encoding': encoding });
    const message = 'A Content-Encoding is not supported: send the body as it is';
    expect([status, json]).toEqual([400, { result: 'error', message }]);
  },
);
