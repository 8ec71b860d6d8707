import { headerValues, type ReceivedMail } from './reading/mail';

/** What our own mail server found out about the address in From: it is the sender's, it is not, or nobody knows. */
export type Verdict = 'pass' | 'fail' | 'unknown';

/**
 * Reads what our own mail server wrote about a mail (RFC 8601). Only the topmost of its headers counts: a sender can
 * write the ones below.
 *
 * @param authservId the name under which it writes; empty if nobody said it, and then nothing is believed
 */
export function verdictOf(mail: ReceivedMail, authservId: string): Verdict {
  const domain = domainOf(mail.author?.key ?? '');
  if (authservId === '' || domain === '') return 'unknown';
  const domains = [...new Set([domain, ...mail.from.map(({ key }) => domainOf(key))])];
  for (const value of headerValues(mail, 'authentication-results')) {
    const [id = '', ...results] = withoutComments(value).split(';');
    if (id.trim().split(/\s+/)[0]?.toLowerCase() !== authservId.toLowerCase()) continue;
    const read = results.map(readResult);
    if (domains.some((one) => judge(read, one) === 'fail')) return 'fail';
    // Of several authors, mail servers check one, and we don't know which.
    return mail.from.length > 1 ? 'unknown' : judge(read, domain);
  }
  return 'unknown';
}

interface MethodResult {
  method: string;
  result: string;
  /** `header.from` and the like. */
  properties: Map<string, string>;
}

function judge(results: MethodResult[], domain: string): Verdict {
  const dmarc = results.filter(({ method, properties }) => {
    const about = properties.get('header.from');
    return method === 'dmarc' && (about === undefined || domainOf(about) === domain);
  });
  if (dmarc.some(({ result }) => result === 'fail')) return 'fail';
  if (dmarc.some(({ result }) => result === 'pass')) return 'pass';
  const isSigned = results.some(
    ({ method, result, properties }) => method === 'dkim' && result === 'pass' && isAligned(properties, domain),
  );
  return isSigned ? 'pass' : 'unknown';
}

/** Whether the signature is of the domain in From, or of a domain above it. */
function isAligned(properties: Map<string, string>, domain: string): boolean {
  const signer = domainOf(properties.get('header.d') ?? properties.get('header.i') ?? '');
  return signer.includes('.') && (domain === signer || domain.endsWith(`.${signer}`));
}

/** The domain of `jo@example.com`, of `@example.com` and of `example.com`. */
const domainOf = (text: string): string =>
  text
    .slice(text.lastIndexOf('@') + 1)
    .replace(/\.$/, '')
    .toLowerCase();

function readResult(text: string): MethodResult {
  const [first = '', ...others] = text.trim().split(/\s+/);
  const [method = '', result = ''] = first.toLowerCase().split('=');
  const properties = others.flatMap((pair) => {
    const [name, value] = pair.split('=');
    return name && value ? [[name.toLowerCase(), value.replaceAll('"', '')] as const] : [];
  });
  return { method: method.split('/')[0] ?? '', result, properties: new Map(properties) };
}

/** Takes out comments, which may be in each other and may contain anything. A quoted text keeps its parentheses. */
function withoutComments(value: string): string {
  let depth = 0;
  let isQuoted = false;
  let kept = '';
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    if (character === '\\') {
      if (depth === 0) kept += value.slice(at, at + 2);
      at += 1;
      continue;
    }
    if (depth === 0 && character === '"') isQuoted = !isQuoted;
    if (!isQuoted && character === '(') depth += 1;
    // A semicolon in quotes separates nothing.
    if (depth === 0) kept += isQuoted && character === ';' ? ' ' : character;
    if (!isQuoted && character === ')' && depth > 0) depth -= 1;
  }
  return kept;
}
