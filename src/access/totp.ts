import { createHmac, randomBytes } from 'node:crypto';
import { drawText } from '../text/draw';
import { sameText } from './secrets';

/** RFC 4648's base32, which RFC 6238's devices read. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SECRET_BYTES = 20;
const DIGITS = 6;
const STEP_SECONDS = 30;
/** Clocks may differ by so many steps. */
const TOLERATED_STEPS = 1;

/** Draws the secret that a device and the desk share: 160 bits in base32. */
export function drawTotpSecret(): string {
  const bits = Array.from(randomBytes(SECRET_BYTES), (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32.charAt(Number.parseInt(five, 2))).join('');
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}

/** The step of a time, as RFC 6238 counts. */
const stepOf = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP_SECONDS);

/** The code of a step (RFC 4226, RFC 6238). */
export function codeOf(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/**
 * Finds the step whose code somebody typed: now, or one before or after. The time it takes says nothing about the code.
 *
 * @param typed with or without spaces
 * @returns undefined for a wrong code
 */
export function matchingStep(secret: string, typed: string, now: Date): number | undefined {
  const code = typed.replace(/\s/g, '');
  const current = stepOf(now);
  let found: number | undefined;
  for (let step = current - TOLERATED_STEPS; step <= current + TOLERATED_STEPS; step += 1) {
    if (sameText(code, codeOf(secret, step))) found = step;
  }
  return found;
}

/** The address that devices read: `otpauth://totp/Company:ann@example.com?secret=...`. */
export function totpAddress(secret: string, account: string, issuer: string): string {
  const label = [issuer, account].filter((part) => part !== '').map(encodeURIComponent);
  const query = `secret=${secret}${issuer === '' ? '' : `&issuer=${encodeURIComponent(issuer)}`}`;
  return `otpauth://totp/${label.join(':')}?${query}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
}

const RECOVERY_LENGTH = 16;

/** Draws a recovery code of 80 bits in groups of four: `7KQ2-M4RT-ZD5W-XA3P`. */
export const drawRecoveryCode = (): string => (drawText(BASE32, RECOVERY_LENGTH).match(/.{4}/g) ?? []).join('-');

/** Reads a recovery code as people type it. @returns undefined if it has not the form of one */
export function readRecoveryCode(typed: string): string | undefined {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '');
  return /^[A-Z2-7]{16}$/.test(letters) ? (letters.match(/.{4}/g) ?? []).join('-') : undefined;
}
