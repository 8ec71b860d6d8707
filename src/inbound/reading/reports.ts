import { addressOf, keyOf, readMessageIds } from './addresses';
import { cleanLine } from './clean';
import { decodeWords } from './encoded-words';
import { type Fields, fieldOf, inUnicode, readFields } from './fields';
import type { Report, ReportedRecipient } from './mail';
import type { Part } from './parts';

interface Sources {
  root: Part;
  /** The parts that a report is made of. */
  parts: Part[];
  contentOf(part: Part): Buffer;
  text: string;
  /** '' for the null path. */
  returnPath: string | null;
  from: string;
}

const KINDS: [RegExp, Report['kind']][] = [
  [/delivery-status$/, 'delivery-status'],
  [/disposition-notification$/, 'disposition'],
  [/feedback-report$/, 'abuse'],
];

const kindOf = (type: string): Report['kind'] | undefined => KINDS.find(([pattern]) => pattern.test(type))?.[1];

/** What a mail reports of another one, in the forms of RFC 3464, 8098 and 5965, or as a bounce in words. */
export function readReport(sources: Sources): Report | null {
  if (!isReport(sources)) return null;
  const { parts } = sources;
  const { type, parameters } = withoutSignature(sources.root).media;
  const declared = type === 'multipart/report' ? (parameters.get('report-type')?.raw ?? '') : '';
  const machine = parts.find(({ media }) => kindOf(media.type) !== undefined);
  const kind = kindOf(machine?.media.type ?? '') ?? kindOf(declared.toLowerCase());
  if (kind === undefined) return readBounceInWords(sources);
  const groups = machine === undefined ? [] : groupsOf(sources.contentOf(machine));
  const returned = parts.filter((part) => part !== machine).map((part) => returnedFields(part, sources));
  const named = groups.flatMap((group) => idsOf(group, 'original-message-id'));
  return {
    kind,
    recipients: groups.flatMap(recipientOf),
    messageIds: unique([
      ...named,
      ...returned.flatMap((fields) => idsOf(fields, 'message-id')),
      ...idsInText(sources.text),
    ]),
  };
}

/**
 * Whether a mail is a report. One that only has parts of a report is not: customers forward bounces, and what anybody may
 * attach must not tell us that an address is dead.
 */
const isReport = ({ root, returnPath, from }: Sources): boolean =>
  isOfReports(withoutSignature(root).media.type) || returnPath === '' || ROBOT.test(from);

const isOfReports = (type: string): boolean => type === 'multipart/report' || kindOf(type) !== undefined;

/** Some programs sign their receipts. */
const withoutSignature = (root: Part): Part =>
  root.media.type === 'multipart/signed' ? (root.children[0] ?? root) : root;

const unique = (ids: string[]): string[] => [...new Set(ids)];

/** The headers of the mail that comes back, whole or alone. */
function returnedFields(part: Part, { contentOf }: Sources): Fields {
  const content = contentOf(part);
  return readFields(content, 0, 'report');
}

const idsOf = (fields: Fields, name: string): string[] => readMessageIds(fieldOf(fields, name) ?? '');

/** A report has groups of fields with empty lines between: of the mail, and of each recipient. */
function groupsOf(content: Buffer): Fields[] {
  const groups: Fields[] = [];
  for (let at = 0; at < content.length && groups.length < 200; ) {
    const fields = readFields(content, at, 'report');
    groups.push(fields);
    at = fields.end;
  }
  return groups;
}

const wordsOf = (fields: Fields, name: string): string | null => {
  const raw = fieldOf(fields, name);
  return raw === undefined ? null : cleanLine(decodeWords(inUnicode(raw, ''))).slice(0, 1_000);
};

/** What stands behind the type, such as in `rfc822; ann@example.com`. */
const afterType = (value: string | null): string | null => value?.replace(/^[^;]*;\s*/, '') ?? null;

function recipientOf(fields: Fields): ReportedRecipient[] {
  const original = addressIn(afterType(wordsOf(fields, 'original-recipient')));
  const address = addressIn(afterType(wordsOf(fields, 'final-recipient'))) ?? original;
  if (address === null) return [];
  const action = wordsOf(fields, 'action') ?? wordsOf(fields, 'disposition')?.replace(/^.*;\s*/, '') ?? '';
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(wordsOf(fields, 'status') ?? '')?.[0] ?? null;
  const said = /^[a-z-]*/.exec(action.toLowerCase())?.[0] ?? '';
  const word = said === '' && status?.startsWith('5') ? 'failed' : said;
  return [{ address, original, action: word, status, diagnostic: afterType(wordsOf(fields, 'diagnostic-code')) }];
}

function addressIn(text: string | null): string | null {
  const address = text === null ? null : addressOf(text.replace(/^<|>$/g, '').replace(/\s*\(.*\)$/, ''));
  return address === null ? null : keyOf(address);
}

const SEARCHED = 200_000;

/** The Message-IDs of mails that are copied into a text. */
const idsInText = (text: string): string[] =>
  [...text.slice(0, SEARCHED).matchAll(/^[> \t]*message-id:\s*<([^<>\s]{1,500})>/gim)].map(([, id = '']) => id);

const ROBOT = /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|mailsystem)@/i;
const ENHANCED_STATUS = /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/;
const STATUS = /(?<!\d)[45]\d\d(?=[ -])/;

/** What mail servers say of a mail that they give back, where they name no status. */
const GIVEN_BACK = new RegExp(
  [
    'undeliver|not (?:be |been )?deliver|unable to deliver|deliver\\w* (?:has )?fail|returned mail|unknown user|user unknown|no such user',
    'unzustellbar|nicht (?:zugestellt|zustellbar|übermittelt)|unbekannter (?:empfänger|benutzer)',
    'non remis|pas (?:pu )?(?:être|été) (?:remis|délivré|distribué)|échec de (?:la )?remise|destinataire inconnu|adresse inconnue',
    'no (?:se )?(?:ha )?(?:podido|pudo) (?:ser )?entrega|no entregado|usuario desconocido',
    'mancata consegna|impossibile (?:recapitare|consegnare)|non (?:è stato |può essere |consegnat)|utente sconosciuto',
    'não (?:pôde|foi) (?:ser )?entregue|falha na entrega|usuário desconhecido',
    'niet (?:worden )?(?:bezorgd|afgeleverd)|onbestelbaar|kunde inte levereras|kunne ikke leveres|ei voitu toimittaa',
    'nie (?:została |może zostać |mogła zostać )?dostarczon|niedostarczon|nelze doručit|nedoručiteln|nem kézbesíthető|teslim edilemedi',
    'не (?:было |может быть |удалось )?достав|не доставлен',
    '送信できません|配信できません|配信不能|宛先不明|届けられません|退信|退回|无法(?:送达|投递)|無法(?:送達|投遞)|投递失败|반송|전송 실패|배달되지',
    'تعذر التسليم|لم يتم تسليم|לא נמסרה|לא ניתן למסור',
  ].join('|'),
  'i',
);

/** What they say of a mail that they go on trying to deliver. */
const DELAYED =
  /delay|will (?:be )?(?:re)?tr(?:y|ied)|not yet been deliver|verzöger|noch nicht zugestellt|weiter(?:hin)? versucht|retardé|pas encore (?:été|pu)|retras(?:ad|o)|todavía no|in ritardo|ritardat|atrasad|ainda não|vertraagd|nog niet|försenad|forsinket|opóźnion|задерж|пока не|遅延|遅れ|延迟|延遲|지연|متأخر|تأخير|עיכוב|התעכב/i;

/** A bounce of a mail server that writes to people only, such as qmail. */
function readBounceInWords(sources: Sources): Report | null {
  const { text, returnPath, from, root } = sources;
  const isFromRobot = ROBOT.test(from) || (returnPath === '' && /^mailer-daemon|^postmaster/i.test(from));
  if (!isFromRobot) return null;
  const returned = sources.parts.map((part) => returnedFields(part, sources));
  // A mail server with nothing to return answers the mail, or only writes to where it came from.
  const isSurely = returnPath === '' && POSTMASTER.test(from);
  const answered = isSurely ? ['in-reply-to', 'references'].flatMap((name) => idsOf(root.fields, name)) : [];
  const messageIds = unique([
    ...returned.flatMap((fields) => idsOf(fields, 'message-id')),
    ...idsInText(text),
    ...answered,
  ]);
  const failed = fieldOf(root.fields, 'x-failed-recipients');
  if (messageIds.length === 0 && failed === undefined && !isSurely) return null;
  const start = text.slice(0, SEARCHED);
  const said = start.search(/^[> \t]*(?:return-path|received|message-id|from):/im);
  const words = said < 0 ? start : start.slice(0, said);
  const status = ENHANCED_STATUS.exec(words)?.[0] ?? null;
  const code = STATUS.exec(words)?.[0];
  const isDelayed = (status ?? code ?? '5').startsWith('4') || DELAYED.test(words);
  const isGivenBack = (status ?? code) !== undefined || GIVEN_BACK.test(`${wordsOf(root.fields, 'subject')} ${words}`);
  const addresses = failed?.split(',') ?? addressesAlone(words);
  const all = addresses.length > 0 || !isGivenBack ? addresses : addressesWithin(words, sources);
  const recipients = all.slice(0, 200).flatMap((one) => {
    const address = addressIn(one.trim());
    const action = isDelayed ? 'delayed' : 'failed';
    return address === null ? [] : [{ address, original: null, action, status, diagnostic: null }];
  });
  return { kind: 'delivery-status', recipients, messageIds };
}

const POSTMASTER = /^(?:mailer-daemon|postmaster)@/i;

/** An address that has a line of its own. Signs of Chinese and Japanese stand right beside addresses, here and below. */
const ON_LINES =
  /^[ \t]{0,20}<?([^\s<>:（）＜＞【】「」『』《》“”：；，、。]{1,300}@[^\s<>:（）＜＞【】「」『』《》“”：；，、。]{1,300})>?:?[ \t]{0,20}(?:\(.{0,200}\))?$/gm;
const WITHIN =
  /[^\s<>()[\]:;,"'（）＜＞【】「」『』《》“”：；，、。]{1,100}@[^\s<>()[\]:;,"'（）＜＞【】「」『』《》“”：；，、。]{1,200}/g;

/** The addresses that have a line of their own. */
const addressesAlone = (words: string): string[] => Array.from(words.matchAll(ON_LINES), ([, one = '']) => one);

/** The addresses in sentences, except for those of mail servers and of whoever gets the bounce. */
function addressesWithin(words: string, { root }: Sources): string[] {
  const to = (fieldOf(root.fields, 'to') ?? '').toLowerCase();
  const found = Array.from(words.matchAll(WITHIN), ([one]) => one.replace(/[.!?]+$/, ''));
  return unique(found).filter((one) => !ROBOT.test(one) && !to.includes(one.toLowerCase()));
}
