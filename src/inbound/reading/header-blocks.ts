import { hasAddress, hasDateAndTime, isAttribution } from './attributions';

/** The labels of the block that Outlook and others put above a mail, in many languages. */
const LABELS: Record<'from' | 'sent' | 'to' | 'cc' | 'subject', string> = {
  from: 'from|von|de|da|van|från|fra|od|от|від|von|差出人|送信者|发件人|寄件者|寄件人|보낸 사람|보낸사람|gönderen|kimden|lähettäjä|feladó|expéditeur|remitente|mittente|remetente|afzender|avsändare|afsender|avsender|nadawca|odesílatel|odosielateľ|expeditor|de la|από|מאת|من|saatja|no|nuo|dari|từ|จาก|desde|enviado por|pošiljatelj|šalje|प्रेषक|از|frá|од|кімнен|кімден',
  sent: 'sent|date|gesendet|datum|envoyé|envoyé le|date d’envoi|enviado|enviado el|enviada em|enviado em|fecha|data|inviato|verzonden|skickat|sendt|dato|lähetetty|päivämäärä|päiväys|wysłano|wysłane|odesláno|odoslané|dátum|отправлено|дата|надіслано|送信日時|日付|日時|发送时间|發送時間|寄件日期|日期|时间|보낸 날짜|날짜|보낸시간|gönderildi|gönderme tarihi|tarih|elküldve|küldve|trimis|trimisă|στάλθηκε|ημερομηνία|נשלח|תאריך|تاريخ الإرسال|التاريخ|saadetud|kuupäev|terkirim|tanggal|ngày|đã gửi|วันที่|poslano|poslato|poslané|sent on|sent date|भेजा गया|išsiųsta|изпратено на|nosūtīts|saatmisaeg|ارسال شده|ارسال|enviat|enviat el|enviado o|испратено|изпратено|жіберілді|发送日期',
  to: 'to|an|à|para|a|aan|till|til|vastaanottaja|do|komu|кому|до|宛先|收件人|收件者|받는 사람|받는사람|alıcı|kime|címzett|către|προς|אל|إلى|destinataire|destinatario|destinatário|destinatari|empfänger|geadresseerde|saaja|kepada|đến|ถึง|za|pre|prima|primatelj|primalac|prejemnik|प्रति|kam|adressaat|به|per a|кімге',
  cc: 'cc|kopie|copie|copia|cópia|kopi|kopia|kopio|dw|kopie|копия|копія|抄送|副本|참조|bilgi|másolatot kap|κοιν|עותק|نسخة|c\\.c\\.|ccn',
  subject:
    'subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|temat|předmět|predmet|тема|件名|主题|主題|主旨|제목|konu|tárgy|subiect|subiectul|θέμα|נושא|الموضوع|assumpte|teema|perihal|subjek|chủ đề|เรื่อง|zadeva|naslov|विषय|tema|tēma|موضوع|efni|предмет|относно|тақырып',
};

const LABEL = Object.fromEntries(
  Object.entries(LABELS).map(([kind, labels]) => [kind, new RegExp(`^(?:${labels})\\s*[:：]`, 'iu')]),
) as Record<keyof typeof LABELS, RegExp>;
/** The same without a colon. */
const BARE_LABEL = Object.fromEntries(
  Object.entries(LABELS).map(([kind, labels]) => [kind, new RegExp(`^(?:${labels})\\s+[^\\s:：]`, 'iu')]),
) as Record<keyof typeof LABELS, RegExp>;
const KINDS = ['from', 'sent', 'to', 'cc', 'subject'] as const;

/** Headers of a mail that somebody has pasted, which are what he writes about. */
const PASTED =
  /^(?:received|message-id|return-path|mime-version|content-type|delivered-to|x-[a-z-]+|dkim-signature|authentication-results)\s*:/i;

const BAR = /^(?:_{10,}|-{10,}|={10,}|\*{10,})$/;
/** A line between dashes, such as `-----Original Message-----`. */
const TITLE = /^(?:-{2,}|_{2,}|={2,})\s*\p{L}[^\n]{2,60}?\s*(?:-{2,}|_{2,}|={2,})$/u;
/** What Outlook and others draw above a mail. Writers draw shorter lines. */
const BEGINS_MAIL = /^(?:_{10,}|[-_]{4,}[^\n]{0,20}\p{L}[^\n]{1,60}[-_]{4,})$/u;
const FORWARDED =
  /forward|weitergeleitet|transf[eé]r|reenviad|inoltrat|encaminhad|doorgestuurd|vidarebefordra|videresend|videreform|välitetty|przekazan|пересла|перенаправл|пересилан|転送|转发|轉寄|전달|iletilen|továbbított|redirecționat|přeposlan|preposlan/i;

/** What GroupWise writes above a mail, `>>> Ann Lee <ann@example.com> 20.11.2026 15:15 >>>`, and Zoho between dashes. */
const SIGNED = /^(?:>>>\s+(?<groupwise>.{3,250}?)\s+>>>|-{2,}\s*(?<zoho>[^-\s].{3,250}?)\s*-{2,})$/u;

/** Whether a line alone says that a whole mail of somebody follows. */
function beginsWhole(line: string): boolean {
  const { groupwise, zoho } = SIGNED.exec(line)?.groups ?? {};
  if (groupwise !== undefined) return hasDateAndTime(groupwise);
  return zoho !== undefined && isAttribution(`${zoho}:`);
}

/** How many lines a block has at most, wrapped lists of people included. */
const LONGEST_BLOCK = 14;
/** After so many lines that begin like a block and begin none, no more are looked at. */
const MOST_CANDIDATES = 1_000;

const DIRECTION_MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A line as labels are looked for in it: without the stars and signs that stand for bold type, and not as the row of a
 * table, `| From | Ann |`.
 */
const bare = (line: string): string =>
  line
    .slice(0, 300)
    .replace(DIRECTION_MARKS, '')
    .replace(/^\s*\|\s*([^|:：]{1,40}?)\s*\|\s*(.*?)\s*\|?\s*$/, '$1: $2')
    .replace(/^[\s*>|]+/, '')
    .replace(/^([^:：]{1,40})\*+\s*([:：])\*?/, '$1$2')
    .replace(/^([^:：]{1,40}[:：])\s*\*+/, '$1');

const bareLabelOf = (line: string): (typeof KINDS)[number] | undefined => KINDS.find((kind) => LABEL[kind].test(line));

/** Which line of the block above a mail a line is; undefined for other lines. Signs of quoting and bold type do not count. */
export const labelOf = (line: string): (typeof KINDS)[number] | undefined => bareLabelOf(bare(line));

/**
 * Whether lines from an index on say who sent which mail to whom. Parcels, journeys and letters have the same labels, so a
 * mail's must name an address, or a subject beside the minute of sending or a title above.
 */
function isBlock(lines: string[], from: number): boolean {
  if (hasPastedAbove(lines, from)) return false;
  const above = lineAbove(lines, from);
  const isTitled = BEGINS_MAIL.test(above);
  // Writers draw tables too.
  if (!isTitled && (isIntroduction(above) || /^\s*\|/.test(lines[from] ?? ''))) return false;
  const found = new Set<string>();
  let [empty, isAddressed, isTimed] = [0, false, false];
  let last: string | undefined;
  // T-Online names the sender last but one. Without a title, a writer may have done so.
  const first = isTitled ? topOfLabels(lines, from) : from;
  for (let at = first; at < Math.min(lines.length, from + LONGEST_BLOCK); at++) {
    const line = bare(lines[at] ?? '').trim();
    if (PASTED.test(line)) return false;
    const label = bareLabelOf(line);
    if (label !== undefined) found.add(label);
    last = label ?? last;
    if (last !== 'sent' && last !== 'subject')
      isAddressed ||= label === undefined ? ENCLOSED.test(line) : hasAddress(line);
    if (label === 'sent') isTimed ||= hasDateAndTime(line);
    // Some programs leave every other line empty.
    if (line === '') empty++;
    else if (label !== undefined) empty = 0;
    if (empty > 1 || (line === '' && found.size >= 4)) break;
  }
  return found.size >= 3 && (isAddressed || (found.has('subject') && (isTimed || isTitled)));
}

/** Whether lines from an index on are a block without colons below a title: that of eM Client, or Netease's table. */
function isBareBlock(lines: string[], from: number): boolean {
  if (!BEGINS_MAIL.test(lineAbove(lines, from))) return false;
  const block = lines.slice(from, from + 4).map((line) => line.slice(0, 300).trim());
  return KINDS.filter((kind) => block.some((line) => BARE_LABEL[kind].test(line))).length >= 3;
}

/** Whether a line is the attribution with which Yandex ends a block: below a bar, whom and what the mail was about. */
function isBelowLabels(lines: string[], at: number): boolean {
  const line = (lines[at] ?? '').trim();
  // Of very many lines, few need a closer look.
  if (line.length > 300 || !line.includes('@') || !/[:：]$/.test(line)) return false;
  const top = topOfLabels(lines, at);
  return at - top >= 2 && BAR.test((lines[top - 1] ?? '').trim()) && isAttribution(line);
}

/** An address on a line that goes on a list of people. */
const ENCLOSED = /<[^<>\s]+@[^<>\s]+>/;

/** The line with words above a block, other labels of the block left aside. */
function lineAbove(lines: string[], from: number): string {
  const top = topOfLabels(lines, from);
  let at = top - 1;
  while (at >= 0 && top - at <= 8 && (lines[at] ?? '').trim() === '') at--;
  return (lines[at] ?? '').slice(0, 600).trim();
}

/** Whether the writer announces what comes, as in `Two mails did not arrive:`. Mail programs announce who wrote it. */
const isIntroduction = (line: string): boolean =>
  /[:：]$/.test(line) && !isAttribution(line.replace(/^[\s>]+/, '')) && labelOf(line) === undefined;

function hasPastedAbove(lines: string[], from: number): boolean {
  for (let at = from - 1; at >= 0 && from - at < 40 && (lines[at] ?? '').trim() !== ''; at--) {
    if (PASTED.test(bare(lines[at] ?? ''))) return true;
  }
  return false;
}

/**
 * Finds the mail that Outlook and others put whole below a reply.
 *
 * @returns the index of its first line, the line above the block included; -1 if there is none, or if it is forwarded.
 */
export function findHeaderBlock(lines: string[]): number {
  let candidates = 0;
  for (let at = 0; at < lines.length && candidates < MOST_CANDIDATES; at++) {
    const line = (lines[at] ?? '').slice(0, 300).trim();
    if (line.length <= 100 && isForwarding(line)) return -1;
    if (beginsWhole(line) && !isIntroduction(lineAbove(lines, at))) return at;
    if (isBelowLabels(lines, at)) return topOf(lines, at);
    const isUnmarked = ENCLOSED.test(line) && BARE_LABEL.from.test(line);
    if (!isUnmarked && !LABEL.from.test(bare(line))) continue;
    candidates++;
    if (!(isUnmarked ? isBareBlock(lines, at) : isBlock(lines, at))) continue;
    return topOf(lines, at);
  }
  return -1;
}

/** Where labels begin that stand right above a line, or above empty lines where every other line of the block is empty. */
function topOfLabels(lines: string[], from: number): number {
  const isSpaced = (lines[from + 1] ?? '').trim() === '' && labelOf(lines[from + 2] ?? '') !== undefined;
  const step = isSpaced ? 2 : 1;
  const isLabelAbove = (at: number): boolean =>
    labelOf(lines[at - step] ?? '') !== undefined && (!isSpaced || (lines[at - 1] ?? '').trim() === '');
  let top = from;
  while (from - top < 4 * step && isLabelAbove(top)) top -= step;
  return top;
}

/** Where a block begins of which the sender's line is found: with labels right above, then with titles and lines. */
function topOf(lines: string[], from: number): number {
  let start = topOfLabels(lines, from);
  const top = start;
  const isWithin = (): boolean => start > 0 && top - start < 4;
  while (isWithin() && isAbove((lines[start - 1] ?? '').trim())) start--;
  // Orange quotes its title too.
  const isQuoted = (at: number): boolean => /^ {0,3}>/.test(lines[at] ?? '');
  while (isWithin() && isQuoted(start) && isQuoted(start - 1)) start--;
  return start;
}

const isAbove = (line: string): boolean => line === '' || BAR.test(line) || isTitle(line) || isAttribution(line);

/** Whether a line is a title between dashes. QQ writes HTML's blanks into plain text. */
const isTitle = (line: string): boolean => TITLE.test(line.slice(0, 300).replaceAll('&nbsp;', ' ').trim());

/** Whether a line is what a mail program draws above a mail. */
export const isDrawn = (line: string): boolean => BEGINS_MAIL.test(line.slice(0, 300).trim());

/** Whether below a line comes a mail that the writer hands on, which is what he writes about. */
const isForwarding = (line: string): boolean =>
  FORWARDED.test(line) && (TITLE.test(line) || /^[^.?!]{5,60}[:：]$/.test(line));
