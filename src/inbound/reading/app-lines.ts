/** Programs and makers of devices. */
const NAME =
  'iphone?|ipad|ipod|apple watch|macbook|android|samsung|galaxy|huawei|honor|xiaomi|redmi|poco|oneplus|oppo|vivo|realme|google|pixel|motorola|moto|nokia|htc|sony|xperia|surface|blackberry|lg|windows phone|windows mail|at&t|t-mobile|verizon|outlook|yahoo|aol|gmail|gmx|web\\.de|proton ?mail|proton|tutanota|tuta|spark|mailbird|thunderbird|k-9|fairemail|fastmail|zoho|mail\\.ru|yandex|яндекс|bluemail|newton|boxer|nine|airmail|canary|superhuman|typeapp|hey|t-online|telekom|freenet|айфон|アイフォン|小米|华为|華為|三星|苹果|蘋果|荣耀|网易邮箱大师|mymail|workspace one|orange mail|mail orange|libero mail|(?:e-mail|mail) app|(?:mail|e-?mail|courrier|correo|posta|e-post|почты|poczt[ay]|pošty)(?=\\s+(?:\\S{1,10}\\s+){1,2}windows)';
/** What anybody may have, and may send to somebody. */
const DEVICE =
  'smartphone|smarttelefon|handy|mobil(?:telefon)?|mobiel|phone|cell ?phone|device|gerät|téléphone|portable|appareil|telefon|teléfono|móvil|celular|dispositivo|cellulare|telefoon|puhelim|älypuhelim|телефон|휴대폰|智能手机|手机|手機|هاتف|tablet|unterwegs';
const MODEL =
  '(?=[^\\s\\d]{0,5}\\d)[a-z\\d+]{1,6}|pro|max|ultra|plus|mini|lite|note|edge|fold|flip|air|se|fe|x[rs]|nord|tab|compact|lte|[a-z](?![^\\s,.!*_-])';
const PROGRAM =
  'mail|e-?mail|secure e-?mail|app|application|aplicación|aplikacji|programu|приложения|почты|client|mobile app';
const SYSTEM = '(?:ios|ipados|android|iphone|ipad|mac|macos|windows|windows phone|mobile)[a-z]{0,2}(?:\\s+1[01])?';

const SENT =
  'sent|gesendet|geschickt|envoyée?|enviad[oa]|enviat|inviat[oa]|verzonden|verstuurd|skicka(?:t|des|s)|sendt|wysłan[eyoa]|odesláno|odoslan[éo]|poslan[oe]|trimis|отправлен[оа]?|надіслано|изпратено|στάλθηκε|נשלח|أُرسلت|تم الإرسال|terkirim|dikirim|đã gửi|nosūtīts|išsiųsta';
/** Words for "from". Others may stand before whatever carries a mail or a parcel. */
const FROM = `(?:(?:from|von|vom|de pe|de|depuis|à partir d[eu]|du|desde|del|da|dal|dalla|do|van|vanaf|vanuit|från|fra|ze?|sa?|iz|od|с|из|зі?|із|от|din|από|من|dari|từ|no|iš)\\s+|(?:d|dall)['’]|מה?-?)`;
const WITH =
  '(?:with|via|using|mit|über|avec|con|tramite|com|pelo|met|med|через|prin|ar|su|dengan|melalui|μέσω|bằng)\\s+';
const OWN =
  "(?:(?:my|an?|the all new|the|our|meinem/meiner|mein|meine[mrn]|de[mr]|einem|mon|ma|une?|le|la|mi|el|un[ao]?|mi[oa]|il|lo|meu|minha|o|uma?|mijn|een|de|het|min|mitt|moje(?:go|j)|mého|môjho|mog|mojega?|моя|моего|моей|мобильной|мобильного|мого|το|mana|mano|minu|az|minun)\\s+|l['’]|ال(?:ـ\\s?)?)";
const OWN_AFTER = '(?:\\s+(?:שלי|μου|của tôi|saya|meu|mea|الخاص بي))?';
const FOR =
  '\\s+(?:for|on|für|auf|pour|sur|para|en|per|su|voor|op|för|på|til|till|dla|na|pro|для|на|pentru|за)\\s+(?:system[a-zó]{0,2}\\s+)?';
const GET =
  'get|holen sie sich|laden sie|obten(?:ez|ir|er|ga)|télécharge[rz]|descargar?|obter|obtenha|scarica|ottieni|download|hämta|hent|hanki|pobierz|získat|получить|скачать';

const ENDING = "['’-]?[^\\s\\d.,;:!?*_-]{0,6}";
const MORE = `(?:[\\s,-]+(?:an?\\s+)?(?:(?:${NAME}|${DEVICE})${ENDING}|${PROGRAM}|${MODEL})(?![^\\s.,!*_-])){0,7}`;
const NAMED = `(?:${OWN}){0,2}(?:(?:${DEVICE}|${PROGRAM})\\s+){0,2}(?:${NAME})${ENDING}(?![^\\s.,!*_-])${MORE}(?:${FOR}${SYSTEM})?`;
const ANY = `(?:${NAMED}|(?:${OWN}){0,2}(?:${DEVICE})${ENDING}(?:[\\s-]+(?:${DEVICE})${ENDING}){0,2})`;
const SOURCE = `(?:${FROM}${ANY}|${WITH}${NAMED})(?:\\s+${WITH}${NAMED})?${OWN_AFTER}`;
const APP = `(?:${OWN})?(?:${PROGRAM}\\s+)?(?:${NAME})(?:\\s+${PROGRAM})?${FOR}${SYSTEM}`;

/** Finnish, Estonian, Hungarian and Turkish say with an ending where it comes from. */
const ENDED = `(?:${OWN})?(?:(?:(?:${NAME}|${DEVICE})${ENDING}|${MODEL}|for)\\s+){0,5}-?(?:${NAME}|${DEVICE})['’-]?[^\\s\\d.,;:!?*_-]{0,8}(?<=st[aä]|lt[aä]|st[aä]ni|lt[aä]ni|[i'’]?st|lt|r[óő]l|b[óő]l|t[óő]l|[dt][ae]n)`;
const VERB_OF_ENDED = 'lähetetty|saadetud|küldve|gönderildi';

const ASIAN = `(?:${NAME}|${DEVICE}|windows|ios)(?:\\s*(?:${NAME}|${DEVICE}|${MODEL}|for|ios|版の?|メール|邮件|郵件)){0,5}`;

/** The lines as wholes, because a word too much makes a sentence of the writer's. */
const FORMULAS = [
  `(?:${SENT})\\s+${SOURCE}`,
  `(?:diese (?:nachricht|e-?mail|mail) wurde\\s+)?${SOURCE}\\s+(?:${SENT})`,
  `(?:${GET})\\s+${APP}(?:\\s+herunter)?`,
  `${APP}\\s+(?:beziehen|herunterladen|downloaden)`,
  `(?:${VERB_OF_ENDED})\\s+${ENDED}`,
  `${ENDED}\\s+(?:${VERB_OF_ENDED})`,
  `(?:发自|發自|来自|來自|发送自)\\s*(?:我的)?\\s*${ASIAN}`,
  `(?:从|從)\\s*(?:我的)?\\s*${ASIAN}\\s*(?:上)?(?:发送|發送|傳送|寄出)`,
  `ส่งจาก\\s*(?:${NAME}|${DEVICE})\\s*ของฉัน`,
  `मेरे (?:${NAME}|${DEVICE}) से भेजा गया`,
  `(?:获取|取得)\\s*${ASIAN}`,
  `(?:私の)?\\s*${ASIAN}\\s*(?:から送信|より送信|を入手)`,
  `(?:나의|내|\\S{1,20}님의)?\\s*${ASIAN}에서 (?:보냄|전송)`,
].map((formula) => new RegExp(`^[\\s>*_-]{0,4}(?:${formula})[.!。]?[*_]{0,2}$`, 'u'));

/** A line has at most this, the address of an app in brackets included. */
const LONGEST = 160;
const MOST_WORDS = 14;

/** Where Outlook gives itself away on phones: such a line is its own in any language. */
const AD = /\S\s*[(<[]\s*https?:\/\/aka\.ms\/(?:o0ukef|aab9ysg)\s*[)>\]]\s*$/i;

/** Some words around the app and its system, and no more. */
const NAMES_APP = /^(?=.*\boutlook\b)(?=.*\b(?:ios|android))(?:[^\s?!.,;:]+(?:\s+|$)){2,7}$/i;

/** BlueMail puts such signs around its line. */
const INVISIBLE = /\p{Cf}/gu;

/** Addresses in brackets, and Markdown's links. */
const MARKDOWN_LINK = /\[([^\][]{1,60})\]\(https?:\/\/[^\s()]{1,100}\)/gi;
const ADDRESS = /\s*[(<[]\s*https?:\/\/[^\s()<>[\]]{1,150}\s*(?:[)>\]]|$)/gi;

/**
 * Whether a line is the one that mail programs put below what somebody writes, such as `Sent from my iPhone`. A line with
 * any word that such lines do not have is none: people send phones and get Outlook too.
 */
export function isAppLine(line: string): boolean {
  if (line.length > 2 * LONGEST) return false;
  const words = line.replace(INVISIBLE, '').replace(MARKDOWN_LINK, '$1').replace(ADDRESS, '').trim();
  if (words === '' || words.length > LONGEST || words.split(/\s+/).length > MOST_WORDS) return false;
  if (AD.test(line) && NAMES_APP.test(words)) return true;
  // Lowered once, so that none of the patterns must ignore the case.
  const lower = words.toLowerCase();
  return FORMULAS.some((formula) => formula.test(lower));
}
