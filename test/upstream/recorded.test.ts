import { request } from 'node:http';
import { PATIENCE_MS } from '../support/patience';
import { type RecordedAnswer, recordedAnswers } from '../support/recorded-answers';
import { answerRaw, UpstreamStub } from '../support/upstream-stub';
import { useWorld } from '../support/world';

const stub = new UpstreamStub();
beforeAll(() => stub.start());
afterAll(() => stub.stop());

const world = useWorld((config) => {
  config.upstream = { url: stub.url, identifier: 'ours', secret: 'its-secret', timeoutMs: PATIENCE_MS };
});

const recorded = recordedAnswers();

/** Forwards a call, and returns what came back undecoded. */
function call(form: string) {
  return new Promise<Pick<RecordedAnswer, 'status' | 'type' | 'encoding' | 'body'>>((resolve, reject) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Accept-Encoding': 'gzip, br' };
    const sent = request(`${world.url}/includes/api.php`, { method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers['content-type'],
          encoding: answer.headers['content-encoding'],
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(form);
  });
}

test('there are more than three hundred', () => {
  expect(recorded.length).toBeGreaterThanOrEqual(300);
  expect(new Set(recorded.map(({ name }) => name)).size).toBeGreaterThanOrEqual(300);
});

test('every recorded answer comes back byte for byte', async () => {
  await world.serve();
  const { identifier, secret } = await world.credential(['upstream:*']);
  const different: string[] = [];
  for (const [at, { name, wire, status, type, encoding, body }] of recorded.entries()) {
    stub.respond = (_call, res) => answerRaw(res, wire);
    const responsetype = ['json', 'xml', 'nvp'][at % 3];
    const form = new URLSearchParams({ identifier, secret, action: 'GetProducts', responsetype: responsetype ?? '' });
    const answer = await call(form.toString());
    const isSame = answer.status === status && answer.type === type && answer.encoding === encoding;
    if (!isSame || !answer.body.equals(body)) different.push(name);
    expect(stub.calls.pop()?.fields).toContainEqual(['responsetype', responsetype]);
  }
  expect(different).toEqual([]);
});
