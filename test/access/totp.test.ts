import { codeOf, drawTotpSecret, matchingStep, totpAddress } from '../../src/access/totp';

/** "12345678901234567890" in base32, the secret of RFC 6238's examples. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %d seconds, the code is that of RFC 6238: %s', (seconds, code) => {
  const step = Math.floor(seconds / 30);
  expect(codeOf(SECRET, step)).toBe(code);
  expect(matchingStep(SECRET, code, new Date(seconds * 1000))).toBe(step);
});

test('a code is good one step before and after, and with spaces', () => {
  const step = 40_000_000;
  const at = (steps: number) => new Date((step + steps) * 30_000);
  const code = codeOf(SECRET, step);
  expect([-2, -1, 0, 1, 2].map((steps) => matchingStep(SECRET, code, at(steps)) === step)).toEqual([
    ...[false, true, true, true, false],
  ]);
  expect(matchingStep(SECRET, ` ${code.slice(0, 3)} ${code.slice(3)}`, at(0))).toBe(step);
  for (const typed of ['', '0', code.slice(1), `${code}0`, code.replace(/./, 'x')]) {
    expect(matchingStep(SECRET, typed, at(0))).toBeUndefined();
  }
});

test('secrets have 160 bits, and their addresses name the company and the account', () => {
  const secret = drawTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(drawTotpSecret()).not.toBe(secret);
  expect(totpAddress(SECRET, 'ann@example.com', 'Us & Co')).toBe(
    `otpauth://totp/Us%20%26%20Co:ann%40example.com?secret=${SECRET}&issuer=Us%20%26%20Co&algorithm=SHA1&digits=6&period=30`,
  );
});
