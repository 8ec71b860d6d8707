import { readWhole } from './readers';

/** The old desk, which does what this one does not. */
export interface UpstreamConfig {
  /** The address of its API, which ends with `/includes/api.php` or `/api.php`. */
  url: string;
  identifier: string;
  secret: string;
  /** How long a call there may take. */
  timeoutMs: number;
  /** How long a caller waits while something is looked up there. Everything else than the default is for tests. */
  lookUpMs?: number;
}

const SHAPE = 'must be the address of the old desk, such as https://billing.example.com, without a user, a ? or a #';

/**
 * Reads how to reach the old desk.
 *
 * @returns undefined if none of the three is set
 * @throws Error saying what is wrong, without quoting any of them
 */
export function readUpstream(
  address: string | undefined,
  identifier: string | undefined,
  secret: string | undefined,
  timeout: string | undefined,
): UpstreamConfig | undefined {
  const timeoutMs = readTimeout(timeout ?? '15000');
  if (address === undefined && identifier === undefined && secret === undefined) return undefined;
  if (address === undefined || identifier === undefined || secret === undefined) {
    throw new Error(
      'HATCHDESK_UPSTREAM, HATCHDESK_UPSTREAM_IDENTIFIER and HATCHDESK_UPSTREAM_SECRET must be set together',
    );
  }
  return { url: readAddress(address), identifier, secret, timeoutMs };
}

function readAddress(text: string): string {
  const isUrl = /^https?:\/\/[^\p{C}\p{Z}?#@\\]+$/iu.test(text) && URL.canParse(text);
  if (!isUrl) throw new Error(SHAPE);
  const { origin, pathname } = new URL(text);
  const path = pathname.replace(/\/+$/, '');
  return origin + (/\/api\.php$/i.test(path) ? path : `${path.replace(/\/includes$/i, '')}/includes/api.php`);
}

function readTimeout(text: string): number {
  try {
    return readWhole(text, 100, 120_000);
  } catch (error) {
    throw new Error(`HATCHDESK_UPSTREAM_TIMEOUT_MS ${(error as Error).message}`);
  }
}
