const MOST_LINES = 15;
const MOST_LETTERS = 1_500;

/** The programs and things that put a line below what somebody writes. */
const DEVICES =
  'iphone?|ipad|ipod|apple watch|macbook|android|samsung|galaxy|huawei|honor|xiaomi|redmi|oneplus|oppo|vivo|pixel|motorola|moto|nokia|htc|sony|xperia|blackberry|lg|windows phone|windows mail|mail (?:for|für|pour|para|per|voor|för|til|dla|для) windows|outlook|yahoo|aol|gmail|gmx|web\\.de|proton ?mail|protonmail|proton|tutanota|tuta|spark|mailbird|thunderbird|k-9|fairemail|fastmail|zoho|mail\\.ru|yandex|яндекс|bluemail|newton|boxer|nine|airmail|canary|hey|t-online|telekom|freenet|smartphone|handy|mobiltelefon|mobile|mobil|phone|téléphone|telefon|teléfono|móvil|celular|telefono|cellulare|telefoon|mobiel|telefonu?|telefonen|puhelin|телефон[а-я]*|айфон[а-я]*|휴대폰|アイフォン|手机|手機|tablet|e-mail app|mail app';
/** How such a line begins, in many languages. */
const BEGINNINGS =
  'sent|get|gesendet|von (?:meinem|unterwegs|meiner)|diese (?:nachricht|mail|e-mail) wurde|dies(?:e)? .{0,20}gesendet|mit .{0,30} gesendet|holen sie sich|laden sie|envoyé|envoyée|obtenez|télécharge[rz]|enviad[oa]|obtener|obter|enviat|inviat[oa]|scarica|ottieni|verzonden|verstuurd|downloaden?|skickat|skickades|hämta|sendt|hent|lähetetty|hanki|wysłan[eyoa]|pobierz|odesláno|získat|odoslané|poslan[oe]|küldve|trimis|отправлено|отправлен|надіслано|изпратено|στάλθηκε|λήψη|gönderildi|נשלח|أُرسلت|تم الإرسال|terkirim|dikirim|đã gửi|saadetud|nosūtīts|išsiųsta|iphone(?:から|에서)|发自|發自|从|從|來自|来自|나의|内容|iphoneから送信|android';
const APP_LINE = new RegExp(
  `^[\\s>*_-]{0,4}(?:${BEGINNINGS})(?![\\p{L}\\d]).{0,60}?(?<![\\p{L}\\d])(?:${DEVICES})[\\p{L}'’]{0,6}(?![\\p{Ll}\\d])`,
  'iu',
);
const ASIAN_APP_LINE = new RegExp(
  `^(?:发自|發自|来自|來自|从|從).{0,20}(?:${DEVICES})|(?:${DEVICES}|iOS).{0,12}(?:から送信|에서 보냄|发送|傳送|寄出)|^.{0,30}님의 .{0,20}에서 보냄`,
  'iu',
);
/** Turkish, Finnish, Hungarian, German and others put the verb last. */
const VERB_LAST = new RegExp(
  `^(?:.{0,40}(?<![\\p{L}]))?(?:${DEVICES})[\\p{L}'’-]*(?: .{0,30})?(?<![\\p{L}])(?:gesendet|geschickt|gönderildi|küldve|lähetetty|poslano|odesláno|wysłano|saadetud)[.!]?$`,
  'iu',
);

/** A line has at most this, the address of an app in brackets included. */
const LONGEST_APP_LINE = 160;

function isAppLine(line: string): boolean {
  const words = line.replace(/\s*[(<[]https?:\/\/[^\s]*$/i, '').trim();
  if (words === '' || words.length > LONGEST_APP_LINE || words.split(/\s+/).length > 14) return false;
  return APP_LINE.test(words) || ASIAN_APP_LINE.test(words) || VERB_LAST.test(words);
}

/**
 * Finds the signature at the end of a text.
 *
 * @param end the number of lines to look at.
 * @returns the index of its first line; `end` if there is none.
 */
export function findSignature(lines: string[], end: number): number {
  const last = lastWritten(lines, end);
  // Some programs lose the blank behind the dashes. More than one such line is something else.
  const isBareMark = lines.indexOf('--') === lines.lastIndexOf('--');
  let letters = 0;
  for (let at = last; at >= 0 && last - at <= MOST_LINES && letters <= MOST_LETTERS; at--) {
    const line = lines[at] ?? '';
    letters += line.length;
    if (line === '-- ' || (line === '--' && isBareMark)) return at;
    if (line.startsWith('>')) break;
  }
  return last >= 0 && (lines[last] ?? '').length < 400 && isAppLine(lines[last] ?? '') ? last : end;
}

/** The index of the last line with words, before an end; -1 if there is none. */
export function lastWritten(lines: string[], end: number): number {
  let at = end - 1;
  while (at >= 0 && (lines[at] ?? '').trim() === '') at--;
  return at;
}
