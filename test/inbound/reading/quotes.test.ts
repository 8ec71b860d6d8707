import { cpuTimeOf } from '../../support/cpu-time';
import { readMade, trimMade, trimQuotes } from '../../support/made-mails';

const WRITTEN = 'The number is 5.';

const ATTRIBUTIONS: Record<string, string> = {
  'English, Gmail': 'On Fri, Nov 20, 2026 at 4:02 PM Desk Support <support@desk.example.com> wrote:',
  'English, Apple': 'On 20 Nov 2026, at 16:02, Desk Support <support@desk.example.com> wrote:',
  'English, Thunderbird': 'On 11/20/26 4:02 PM, Desk Support wrote:',
  'English, Proton': 'On Friday, November 20th, 2026 at 4:02 PM, Desk Support <support@desk.example.com> wrote:',
  'English, Mutt': '* Desk Support <support@desk.example.com> [2026-11-20 16:02]:',
  'English, name only': 'Desk Support wrote:',
  German: 'Am Fr., 20. Nov. 2026 um 16:02 Uhr schrieb Desk Support <support@desk.example.com>:',
  French: 'Le ven. 20 nov. 2026 à 16:02, Desk Support <support@desk.example.com> a écrit :',
  Spanish: 'El vie, 20 nov 2026 a las 16:02, Desk Support (<support@desk.example.com>) escribió:',
  Italian: 'Il giorno ven 20 nov 2026 alle ore 16:02 Desk Support <support@desk.example.com> ha scritto:',
  Portuguese: 'Em sex., 20 de nov. de 2026 às 16:02, Desk Support <support@desk.example.com> escreveu:',
  Dutch: 'Op vr 20 nov 2026 om 16:02 schreef Desk Support <support@desk.example.com>:',
  Swedish: 'Den fre 20 nov. 2026 kl 16:02 skrev Desk Support <support@desk.example.com>:',
  Danish: 'Den fre. 20. nov. 2026 kl. 16.02 skrev Desk Support <support@desk.example.com>:',
  Norwegian: 'fre. 20. nov. 2026 kl. 16:02 skrev Desk Support <support@desk.example.com>:',
  Finnish: 'pe 20. marrask. 2026 klo 16.02 Desk Support (support@desk.example.com) kirjoitti:',
  Polish: 'W dniu 20.11.2026 o 16:02, Desk Support pisze:',
  Czech: 'pá 20. 11. 2026 v 16:02 odesílatel Desk Support <support@desk.example.com> napsal:',
  Slovak: 'pi 20. 11. 2026 o 16:02 Desk Support <support@desk.example.com> napísal(a):',
  Hungarian: 'Desk Support <support@desk.example.com> ezt írta (időpont: 2026. nov. 20., P, 16:02):',
  Romanian: 'În vin., 20 nov. 2026 la 16:02, Desk Support <support@desk.example.com> a scris:',
  Russian: '20.11.2026 16:02, Desk Support пишет:',
  Ukrainian: 'пт, 20 лист. 2026 р. о 16:02 Desk Support <support@desk.example.com> пише:',
  Bulgarian: 'На пт, 20.11.2026 г. в 16:02 Desk Support <support@desk.example.com> написа:',
  Greek: 'Στις Παρ 20 Νοε 2026 στις 4:02 μ.μ., ο χρήστης Desk Support <support@desk.example.com> έγραψε:',
  Turkish: 'Desk Support <support@desk.example.com>, 20 Kas 2026 Cum, 16:02 tarihinde şunu yazdı:',
  Hebrew: '‫בתאריך יום ו׳, 20 בנוב׳ 2026 ב-16:02 מאת ‪Desk Support‬‏ <‪support@desk.example.com‬‏>:‬',
  Arabic: 'في الجمعة، 20 نوفمبر 2026 في 4:02 م تمت كتابة ما يلي بواسطة Desk Support <support@desk.example.com>:',
  Japanese: '2026年11月20日(金) 16:02 Desk Support <support@desk.example.com>:',
  Chinese: 'Desk Support <support@desk.example.com> 于2026年11月20日周五 16:02写道：',
  'Chinese, Taiwan': 'Desk Support <support@desk.example.com> 於 2026年11月20日 週五 下午4:02寫道：',
  Korean: '2026년 11월 20일 (금) 오후 4:02, Desk Support <support@desk.example.com>님이 작성:',
  Vietnamese: 'Vào Th 6, 20 thg 11, 2026 vào lúc 16:02 Desk Support <support@desk.example.com> đã viết:',
  Indonesian: 'Pada tanggal Jum, 20 Nov 2026 pukul 16.02 Desk Support <support@desk.example.com> menulis:',
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe.each(Object.entries(ATTRIBUTIONS))('%s', (_language, line) => {
  const wrapped = line.replace(/^(.{45,60}) /, '$1\n');

  test.each([
    ['below', `${WRITTEN}\n\n${line}\n\n> Which number?\n>\n> Ruta`],
    ['without an empty line', `${WRITTEN}\n\n${line}\n> Which number?`],
    ['wrapped', `${WRITTEN}\n\n${wrapped}\n\n> Which number?\n\n`],
    ['quoted itself', `${WRITTEN}\n\n> ${line}\n> \n> Which number?\n`],
    ['above a signature', `${WRITTEN}\n\n${line}\n> Which number?\n\n-- \nMirka`],
  ])('plain, %s', async (_how, body) => {
    const { visible, hidden } = await trimMade(body);
    expect(visible).toBe(WRITTEN);
    expect(hidden).toContain('Which number?');
  });

  test.each([
    [
      'Gmail',
      `<div dir="ltr">${WRITTEN}</div><br><div class="gmail_quote"><div class="gmail_attr">LINE<br></div><blockquote class="gmail_quote">Which number?</blockquote></div>`,
    ],
    [
      'Apple Mail',
      `${WRITTEN}<div><br><blockquote type="cite"><div>LINE</div><br><div>Which number?</div></blockquote></div>`,
    ],
    [
      'Thunderbird',
      `<p>${WRITTEN}</p><div class="moz-cite-prefix">LINE<br></div><blockquote type="cite">Which number?</blockquote>`,
    ],
    [
      'Yahoo',
      `<div>${WRITTEN}</div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>LINE</div><div>Which number?</div></div>`,
    ],
    [
      'Proton',
      `<div>${WRITTEN}</div><div class="protonmail_quote">LINE<br><blockquote type="cite">Which number?</blockquote></div>`,
    ],
  ])('HTML of %s', async (_program, html) => {
    const { visible, hidden, visibleHtml } = await trimMade(html.replace('LINE', escaped(line)), 'html');
    expect(visible).toBe(WRITTEN);
    expect(hidden).toContain('Which number?');
    expect(visibleHtml).toContain(WRITTEN);
    expect(visibleHtml).not.toContain('Which number?');
  });

  test('with the answer below, nothing is hidden', async () => {
    expect((await trimMade(`${line}\n\n> Which number?\n\n${WRITTEN}`)).hidden).toBe('');
  });
});

const LABELS: Record<string, [string, string, string, string]> = {
  English: ['From', 'Sent', 'To', 'Subject'],
  German: ['Von', 'Gesendet', 'An', 'Betreff'],
  French: ['De', 'Envoyé', 'À', 'Objet'],
  Spanish: ['De', 'Enviado el', 'Para', 'Asunto'],
  Italian: ['Da', 'Inviato', 'A', 'Oggetto'],
  Portuguese: ['De', 'Enviada em', 'Para', 'Assunto'],
  Dutch: ['Van', 'Verzonden', 'Aan', 'Onderwerp'],
  Swedish: ['Från', 'Skickat', 'Till', 'Ämne'],
  Danish: ['Fra', 'Sendt', 'Til', 'Emne'],
  Finnish: ['Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'],
  Polish: ['Od', 'Wysłano', 'Do', 'Temat'],
  Czech: ['Od', 'Odesláno', 'Komu', 'Předmět'],
  Russian: ['От', 'Отправлено', 'Кому', 'Тема'],
  Ukrainian: ['Від', 'Надіслано', 'Кому', 'Тема'],
  Turkish: ['Kimden', 'Gönderildi', 'Kime', 'Konu'],
  Hungarian: ['Feladó', 'Elküldve', 'Címzett', 'Tárgy'],
  Japanese: ['差出人', '送信日時', '宛先', '件名'],
  Chinese: ['发件人', '发送时间', '收件人', '主题'],
  Korean: ['보낸 사람', '보낸 날짜', '받는 사람', '제목'],
  Croatian: ['Od', 'Poslano', 'Prima', 'Predmet'],
  'Croatian, on computers': ['Šalje', 'Poslano', 'Prima', 'Predmet'],
  Serbian: ['Od', 'Poslato', 'Prima', 'Naslov'],
  Slovenian: ['Pošiljatelj', 'Poslano', 'Prejemnik', 'Zadeva'],
  Bulgarian: ['От', 'Изпратено', 'До', 'Тема'],
  'Bulgarian, abv.bg': ['От', 'Изпратено на', 'До', 'Относно'],
  Macedonian: ['Од', 'Испратено', 'До', 'Предмет'],
  Lithuanian: ['Nuo', 'Išsiųsta', 'Kam', 'Tema'],
  Latvian: ['No', 'Nosūtīts', 'Kam', 'Tēma'],
  Estonian: ['Saatja', 'Saatmisaeg', 'Adressaat', 'Teema'],
  Icelandic: ['Frá', 'Sent', 'Til', 'Efni'],
  Catalan: ['De', 'Enviat el', 'Per a', 'Tema'],
  Hindi: ['प्रेषक', 'भेजा गया', 'प्रति', 'विषय'],
  Persian: ['از', 'ارسال شده', 'به', 'موضوع'],
  Kazakh: ['Кімнен', 'Жіберілді', 'Кімге', 'Тақырып'],
  Hebrew: ['מאת', '\u200f\u200fנשלח', '\u200f\u200fאל', '\u200f\u200fנושא'],
};

test.each(Object.entries(LABELS))('the block of Outlook in %s', async (_language, [from, sent, to, subject]) => {
  const lines = [`${from}: Desk <support@desk.example.com>`, `${sent}: Friday, November 20, 2026 4:02 PM`];
  lines.push(`${to}: Mirka <mirka@example.net>`, `${subject}: [Ticket #1] Printer`);
  const block = lines.join('\n');
  const bodies = [
    `________________________________\n${block}`,
    `-----Original Message-----\n${block}`,
    block,
    lines.map((line) => `*${line.replace(':', ':*')}`).join('\n'),
  ];
  for (const body of bodies) {
    const { visible, hidden } = await trimMade(`${WRITTEN}\n\n${body}\n\nWhich number?\n`);
    expect([body, visible]).toEqual([body, WRITTEN]);
    expect(hidden).toContain('Which number?');
  }
  const line = '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">';
  const html = `<p class="MsoNormal">${WRITTEN}</p>${line}<p class="MsoNormal">${escaped(block).replaceAll('\n', '<br>')}</p></div><p>Which number?</p>`;
  expect((await trimMade(html, 'html')).visible).toBe(WRITTEN);
});

const NEXT = 'When will it arrive?';
const MINUTE = 'Sent: Friday, November 20, 2026 4:02 PM';

test.each([
  ['the minute and a subject', `From: Desk\n${MINUTE}\nTo: Mirka\nSubject: Re: Printer`],
  ['a title and a subject', '-----Original Message-----\nFrom: Desk\nSent: Friday\nTo: Mirka\nSubject: Re: Printer'],
  ['a line and a subject', '________________________________\nVon: Desk\nAn: Mirka\nBetreff: Drucker'],
  ['an address', 'From: Desk <d@e.example>\nTo: Mirka\nDate: Friday'],
  ['an address on a further line', 'From: Desk\nTo: Mirka,\n  Nils <n@e.example>\nSubject: x'],
  ['a date above', 'Date: Friday\nFrom: d@e.example\nTo: Mirka\nSubject: x'],
])('a block with %s is hidden', async (_sign, block) => {
  expect(await trimMade(`${WRITTEN}\n\n${block}\n\n${NEXT}`)).toMatchObject({
    visible: WRITTEN,
    hidden: `${block}\n\n${NEXT}`,
  });
});

test.each([
  'From: Hamburg\nTo: Munich\nDate: 12 March\nWeight: 12 kg',
  'From: Hamburg\nTo: Munich\nDate: 12.03.2027 14:30\nSeats: 2',
  'From: Hamburg\nTo: Munich\nDate: 12.03.2027\nSubject: Parcel 5',
  'From: Hamburg\nTo: Munich\nDate: 12 March\nContact: me@e.example',
  '---\nFrom: Hamburg\nTo: Munich\nSubject: Parcel 5\n---',
  'Von: Meier GmbH\nAn: Schulz KG\nBetreff: Rechnung 77\nBitte an kasse@e.example antworten.',
  'De : Paris\nÀ : Lyon\nDate : 3 mai\nMerci de me rembourser.',
  'De: Madrid\nPara: 2 personas\nFecha: 12 de marzo',
  '> From: Hamburg\n> To: Munich\n> Date: 12 March',
  'This mail did not arrive:\n\nFrom: a@b.example\nTo: c@d.example\nSubject: Order 5',
])('labels that are not those of a quoted mail stay: %j', async (labels) => {
  const text = `${WRITTEN}\n\n${labels}\n\n${NEXT}`;
  expect(await trimMade(text)).toEqual({ visible: text, hidden: '', visibleHtml: null });
});

const DESK = 'Desk <support@desk.example.com>';

test.each([
  ['GroupWise', `>>> ${DESK} 20.11.2026 16:02 >>>\nWhich number?`],
  ['Zoho', `---- On Fri, 20 Nov 2026 16:02:00 +0100 ${DESK} wrote ---\n\nWhich number?`],
  [
    'eM Client',
    `------ Original Message ------\nFrom "Desk" <d@e.example>\nTo "Mirka" <m@e.example>\nDate 20.11.2026 16:02:00\nSubject Re: Printer\n\nWhich number?`,
  ],
  [
    'Netease',
    `---- Replied Message ----\n| From | ${DESK} |\n| Date | 11/20/2026 16:02 |\n| To | <m@e.example> |\n| Subject | Printer |\nWhich number?`,
  ],
  [
    'Netease, Chinese',
    `---- 回复的原邮件 ----\n| 发件人 | ${DESK} |\n| 发送日期 | 2026年11月20日 16:02 |\n| 收件人 | <m@e.example> |\n| 主题 | Printer |\nWhich number?`,
  ],
  [
    'QQ',
    `---------&nbsp;原始邮件&nbsp;---------\n发件人: ${DESK};\n发送时间:&nbsp;2026年11月20日\n收件人:&nbsp;"m"<m@e.example>;\n主题:&nbsp;Printer\n\nWhich number?`,
  ],
  [
    'Orange',
    `> Message du 20/11/26 16:02\n> De : ${DESK}\n> A : m@e.example\n> Copie à : \n> Objet : Printer\n> \n> Which number?`,
  ],
  ['Proton, on phones', `-------- Original Message --------\nOn 11/20/26 4:02 PM, ${DESK} wrote:\n\n>  Which number?`],
  ['Horde', `Zitat von ${DESK}:\n\n> Which number?`],
  ['Horde, English', `Quoting ${DESK}:\n\n> Which number?`],
  ['The Bat', 'Вы писали 20 ноября 2026 г., 16:02:14:\n\n> Which number?'],
  ['Gmail, Bengali', `শুক্র, ২০ নভেম্বর, ২০২৬ তারিখে ৪:০২ PM টায় তারিখে ${DESK} লিখেছেন:\n\n> Which number?`],
])('what %s quotes is hidden, with the lines above it', async (_program, quoted) => {
  expect(await trimMade(`${WRITTEN}\n\n${quoted}\n`)).toMatchObject({ visible: WRITTEN, hidden: quoted });
});

test.each([
  [
    'Netease',
    '<div>----&nbsp;Replied Message&nbsp;----</div><table><tr><td>From</td><td>Desk&lt;d@e.example&gt;</td></tr><tr><td>Date</td><td>11/20/2026 16:02</td></tr><tr><td>Subject</td><td>Printer</td></tr></table><div>Which number?</div>',
  ],
  [
    'Yahoo',
    '<div id="ydp8a7d8b1fyahoo_quoted_1" class="ydp8a7d8b1fyahoo_quoted"><div>On Friday, November 20, 2026 at 04:02:00 PM, Desk &lt;d@e.example&gt; wrote:</div><div>Which number?</div></div>',
  ],
])('what %s quotes in HTML is hidden', async (_program, quoted) => {
  const { visible, hidden } = await trimMade(`<div>${WRITTEN}</div>${quoted}`, 'html');
  expect([visible, hidden.endsWith('Which number?')]).toEqual([WRITTEN, true]);
});

test.each([
  '| From | Hamburg |\n| To | Munich |\n| Date | 12.03.2027 14:30 |\n| Seats | 2 |',
  '| From | a@b.example |\n| To | c@d.example |\n| Subject | Order 5 |',
  'Bob sent me this:\n\n>>> Ann <a@b.example> 20.11.2026 16:02 >>>',
  '------ Journey ------\nFrom Hamburg\nTo Munich\nDate 12.03.2027 14:30',
  '--- On 12.03.2027 at 14:30 ---',
  '>>> print("12") >>>',
  'I am quoting the price: 20 EUR',
])('what looks like the lines above a quote stays: %j', async (line) => {
  const text = `${WRITTEN}\n\n${line}\n\n${NEXT}`;
  expect(await trimMade(text)).toEqual({ visible: text, hidden: '', visibleHtml: null });
});

test('a line of the writer between dashes stays above an attribution', async () => {
  const quoted = `On 20.11.2026 at 16:02, ${DESK} wrote:\n> Which number?`;
  const written = `${WRITTEN}\n\n-- see below --`;
  expect((await trimMade(`${written}\n${quoted}`)).visible).toBe(written);
});

test('a label of the writer above a block stays', async () => {
  const written = `${WRITTEN}\n\nDate: tomorrow is fine`;
  const block = `From: Desk <d@e.example>\n${MINUTE}\nTo: Mirka\nSubject: x`;
  expect((await trimMade(`${written}\n\n${block}\n\n${NEXT}`)).visible).toBe(written);
});

test.each([
  ...[
    'Sent from my iPhone',
    'Von meinem iPhone gesendet',
    'Envoyé de mon iPhone',
    'Enviado desde mi iPhone',
    'Inviato da iPhone',
  ],
  ...[
    'Verstuurd vanaf mijn iPhone',
    'Skickat från min iPhone',
    'Lähetetty iPhonesta',
    'Wysłane z iPhone’a',
    'Отправлено с iPhone',
  ],
  ...[
    'iPhoneから送信',
    '发自我的iPhone',
    '나의 iPhone에서 보냄',
    "iPhone'umdan gönderildi",
    'Sent from my Samsung Galaxy smartphone.',
  ],
  ...['Get Outlook for iOS<https://aka.example/o>', 'Get Outlook for Android', 'Sent with Proton Mail secure email.'],
  '\u2063Get BlueMail for Android \u200b',
  ...['Изпратено от моя iPhone', 'Poslano z mojega iPhone-a', 'ส่งจาก iPhone ของฉัน', 'मेरे iPhone से भेजा गया'],
  ...['发自网易邮箱大师', '发自我的vivo智能手机', 'Sent from myMail for Android', 'Sent from Workspace ONE Boxer'],
  ...[
    'Envoyé depuis l’application Mail Orange',
    'Inviato da Libero Mail per Android',
    'Sent from the all new AOL app for iOS',
  ],
  ...[
    'Diese Nachricht wurde von meinem Android-Mobiltelefon mit GMX Mail gesendet.',
    'Sent from Yahoo Mail on Android',
  ],
  ...[
    'Von meinem Handy gesendet',
    'Von unterwegs gesendet',
    'Gesendet mit der GMX Mail App',
    'Laden Sie Outlook für Android herunter',
  ],
  ...['Envoyé depuis mon téléphone portable', 'Envoyé à partir de Courrier pour Windows', 'Enviado do meu iPhone'],
  ...[
    'Sent via the Samsung Galaxy S20 FE 5G, an AT&T 5G smartphone',
    'Sent from my Pixel 8 Pro',
    'Sent from Mail for Windows',
  ],
  ...[
    'Samsung Galaxy telefonumdan gönderildi',
    'Küldve az iPhone-omról',
    'Lähetetty puhelimestani',
    'Sendt fra Outlook til iOS',
  ],
  ...[
    'Skaff deg Outlook for iOS<https://aka.ms/o0ukef>',
    'Pobierz aplikację Outlook dla systemu iOS (https://aka.ms/o0ukef)',
    'Obțineți Outlook pentru Android<https://aka.ms/AAb9ysg>',
    'الحصول على Outlook لـ iOS<https://aka.ms/o0ukef>',
  ],
  ...[
    'Sent with [Proton Mail](https://proton.me/mail/home) secure email.',
    'Sent with Proton Mail (https://proton.me) secure email.',
    'Sent via Superhuman ( https://sprh.mn/?vip=x@y.example )',
  ],
  ...['从 Windows 版邮件发送', 'Windows 版のメールから送信', 'נשלח מה-iPhone שלי', 'Trimis de pe iPhone-ul meu'],
])('%s', async (line) => {
  expect((await trimMade(`${WRITTEN}\n\n${line}`)).visible).toBe(WRITTEN);
});

test.each([
  ...[
    'Get me a new phone',
    'Get Outlook to work please.',
    'Android phone cannot sync',
    'Get Outlook for my iPhone please',
  ],
  ...[
    'Sent the phone back yesterday, tracking 1Z999.',
    'Sent my Samsung back to you on Monday.',
    'Sent from my iPhone?',
  ],
  ...[
    'Sent from my old phone',
    'Sent from Outlook, but it never arrived',
    'Sent with my phone',
    'Sent from my mailbox',
  ],
  ...['Das defekte Handy habe ich gestern geschickt.', 'Ich habe Ihnen das Handy heute geschickt', 'Handy geschickt'],
  ...['von unterwegs geht mein Handy nicht', 'Von meinem Handy habe ich gestern eine Mail an Outlook gesendet'],
  ...['Envoyé hier le téléphone par Chronopost', 'Enviado el móvil ayer, número 123', 'Inviato il telefono ieri'],
  ...[
    'Puhelin lähetetty',
    'Telefon gönderildi',
    'Trimis telefonul',
    'Отправлен телефон',
    'Where is Outlook for iOS? <https://aka.ms/o0ukef>',
    'I use Proton Mail (https://proton.me)',
    '手机已经发送',
    '从手机上看不到',
  ],
])('%s is a sentence, in a reply and in a new ticket', async (line) => {
  const text = `${WRITTEN}\n\n${line}`;
  expect((await trimMade(text)).visible).toBe(text);
  expect(trimQuotes({ text, html: null, subject: 'Printer' }, false).visible).toBe(text);
});

test.each([
  'The mail was\nsent from my iPhone.',
  'Please remove this line from my mails:\n\nSent from my iPhone',
  'Hello.\nSent from my office on Monday, it never arrived.',
  'Hello.\nThe mobile app does not work',
  'I get this since 16:02:\n> Error 5',
  'This is what Lena wrote:\n> it is stuck',
  'See:\n\n> x = 1\n> y = 2',
  'From: here we go\nand To: you.\nThanks',
  'My headers:\n\nReturn-Path: <a@b.example>\nReceived: from x\nFrom: a@b.example\nTo: c@d.example\nSubject: x\nDate: now\n\nSee?',
  'Please see.\n\n---------- Forwarded message ---------\nFrom: A <a@b.example>\nDate: Fri\nSubject: x\nTo: d@e.example\n\nInner',
  'On Fri, Nov 20, 2026 at 4:02 PM Desk <d@e.example> wrote:\n> a?\nyes\n> b?\nno\n> c',
  'a\n--\nb\n--\nc',
])('nothing of %j is hidden', async (text) => {
  expect(await trimMade(text)).toEqual({ visible: text, hidden: '', visibleHtml: null });
});

test('nothing is hidden of a mail that is handed on', async () => {
  const text = `See.\n\nFrom: A <a@b.example>\nSent: Friday\nTo: d@e.example\nSubject: x\n\nInner`;
  expect((await trimMade(text, 'plain', 'FW: Printer')).hidden).toBe('');
  expect((await trimMade(text)).visible).toBe('See.');
});

test('answers between quotes that Gmail puts into one element stay', async () => {
  const html = `<div class="gmail_quote"><div class="gmail_attr">On Fri, Nov 20, 2026 at 4:02 PM Desk &lt;d@e.example&gt; wrote:</div><blockquote class="gmail_quote">One?</blockquote><div>First.</div><blockquote class="gmail_quote">Two?</blockquote><div>Second.</div></div>`;
  expect((await trimMade(html, 'html')).hidden).toBe('');
});

const YAHOO_LINE = '<div>On Fri, Nov 20, 2026 at 4:02 PM Desk &lt;d@e.example&gt; wrote:</div>';
const ONE = '<blockquote>One?</blockquote>';
const TWO = '<blockquote>Two?</blockquote>';

test.each([
  ['yahoo_quoted', `${YAHOO_LINE}${ONE}MY ANSWER ONE${TWO}MY ANSWER TWO`],
  ['yahoo_quoted', `${ONE}<p>MY ANSWER ONE</p>${TWO}<p>MY ANSWER TWO</p>`],
  ['yahoo_quoted', `<div>${YAHOO_LINE}<div>${ONE}</div></div><div>MY ANSWER</div>`],
  ['protonmail_quote', `Desk wrote:<br><blockquote type="cite">One?</blockquote>MY ANSWER`],
])('answers between quotes in an element %s stay: %j', async (name, quotes) => {
  expect((await trimMade(`<div>Hello</div><div class="${name}">${quotes}</div>`, 'html')).hidden).toBe('');
});

test.each([
  `${YAHOO_LINE}${ONE}`,
  `${YAHOO_LINE}${ONE}${TWO}`,
  `${YAHOO_LINE}<div>Which one?</div>${ONE}<div>Your desk</div>`,
])('quotes of Yahoo without answers are hidden: %j', async (quotes) => {
  expect((await trimMade(`<div>Hello</div><div class="yahoo_quoted">${quotes}</div>`, 'html')).visible).toBe('Hello');
});

test('only the programs that call a quote so hide an element called quote', async () => {
  const named = (tag: string, attributes: string) =>
    trimMade(`<p>Our offer:</p><${tag} ${attributes}><tr><td>2 chairs</td></tr></${tag}>`, 'html');
  expect((await named('table', 'id="quote"')).hidden).toBe('');
  expect((await named('div', 'id="quote"')).hidden).toBe('');
  expect((await named('div', 'name="quote"')).hidden).toBe('');
  expect((await named('div', 'name="quote" style="border-left:2px solid #C3D9E5"')).visible).toBe('Our offer:');
});

test('the plain text of Yahoo is parted as its HTML is', async () => {
  const text = `${WRITTEN}\n\nquoted in no way that anybody knows`;
  const html = `<div>${WRITTEN}</div><div class="yahoo_quoted">quoted in no way that anybody knows</div>`;
  expect(trimQuotes({ text, html, subject: '' }, true).visible).toBe(WRITTEN);
});

test('one line of a megabyte and many lines take little time', async () => {
  const lines = [
    'on wrote: '.repeat(100_000),
    '> x\n'.repeat(250_000),
    'From: a\n'.repeat(125_000),
    ' '.repeat(1_000_000),
  ];
  const trimAll = () => {
    for (const text of lines) {
      const { visible, hidden } = trimQuotes({ text, html: null, subject: '' }, true);
      expect((visible + hidden).length).toBeLessThanOrEqual(text.length);
    }
  };
  // A quiet machine takes 0.3 s for all of them.
  expect(cpuTimeOf(trimAll)).toBeLessThan(10_000);
});

test.each(['Nils', 'Nils Arvo\nExample Ltd.\nTel. +49 30 123456\nhttps://example.org', 'Dr. Nils Arvo'])(
  'dashes without a blank above the name of the sender begin a signature: %j',
  async (signature) => {
    expect((await trimMade(`${WRITTEN}\n\n--\n${signature}`)).visible).toBe(WRITTEN);
    expect((await trimMade(`<p>${WRITTEN}</p>--<br>${signature.replaceAll('\n', '<br>')}`, 'html')).visible).toBe(
      WRITTEN,
    );
  },
);

test.each([
  'Error 1: disk full\n--\nError 2: no network. Please fix both.',
  'Error 1: disk full\n--\nError 2: no network',
  'first part\n\n--\n\nsecond part: the important question is why?',
  'Hall A\nwww.a.example\n--\nHall B\nwww.b.example',
  'Call one of us:\nAnn Lee, +49 30 123456\n--\nAnn Poe, +49 30 654321',
  'It fails.\n--\nNils Arvo is my name here. Is it yours?',
  'It fails.\n--\nNils\nPS: it also smells',
])('dashes without a blank between pieces of a text hide nothing: %j', async (text) => {
  const whole = { visible: text, hidden: '', visibleHtml: null };
  expect(await trimMade(text)).toEqual(whole);
  expect(trimQuotes(await readMade('Subject: x', text), false)).toEqual(whole);
  expect((await trimMade(`<p>${text.replaceAll('\n', '<br>')}</p>`, 'html')).hidden).toBe('');
});

test('the blank behind the dashes counts in HTML too', async () => {
  const signed = (mark: string) => trimMade(`<div>${WRITTEN}</div><div>${mark}<br>Example Ltd.</div>`, 'html');
  expect((await signed('-- ')).visible).toBe(WRITTEN);
  expect((await signed('--')).hidden).toBe('');
  expect((await signed('--\n')).hidden).toBe('');
  expect((await signed('<b>-- </b>one')).visible).toContain('-- one');
});

test('of a new ticket only the signature is hidden', async () => {
  const text = `${WRITTEN}\n\nOn Fri, Nov 20, 2026 at 4:02 PM Desk <d@e.example> wrote:\n> a`;
  const mail = await readMade('Subject: x', `${text}\n\n-- \nNils`);
  expect(trimQuotes(mail, false)).toEqual({ visible: text, hidden: '-- \nNils', visibleHtml: null });
});

test.each([
  'أُرسلت من الـ iPhone\n\n> في ٢٠‏/١١‏/٢٠٢٦، الساعة ٤:٠٢ م، كتب/كتبت Desk <support@desk.example.com>:\n>\n> Which?',
  'در ۲۰ نوامبر ۲۰۲۶،‏ ۱۶:۰۲ Desk نوشت:\n\n> Which?',
  'Von meinem/meiner Galaxy gesendet\n\n\n-------- Ursprüngliche Nachricht --------\nVon: Desk <support@desk.example.com>\nDatum: 20.11.26  16:02  (GMT+01:00)\nAn: nils@example.org\nBetreff: Printer\n\nWhich?',
  '-----Original-Nachricht-----\nBetreff: Printer\nDatum: 2026-11-20T16:02:00+0100\nVon: "Desk" <support@desk.example.com>\nAn: "Nils" <nils@example.org>\n\nWhich?',
  '----------------\nКому: nils@example.org;\nТема: Printer;\n20.11.2026, 16:02, "Desk" <support@desk.example.com>:\nWhich?',
])('what mail programs write in Arabic, on phones and at T-Online and Yandex: %j', async (quoted) => {
  expect((await trimMade(`${WRITTEN}\n\n${quoted}`)).visible).toBe(WRITTEN);
});

const TELEKOM = [
  'Betreff: Printer',
  'Datum: 2026-11-20T16:02:00+0100',
  'Von: Desk <d@e.example>',
  'An: nils@example.org',
];
const asParagraphs = (lines: string[]): string => lines.map((line) => `<p>${escaped(line)}</p>`).join('');

test('T-Online writes each line of the block as a paragraph of its own', async () => {
  const quoted = ['-----Original-Nachricht-----', ...TELEKOM, 'Which?'];
  expect(await trimMade(asParagraphs([WRITTEN, ...quoted]), 'html')).toMatchObject({
    visible: WRITTEN,
    hidden: quoted.join('\n\n'),
    visibleHtml: `<p>${WRITTEN}</p><p>`,
  });
  expect((await trimMade([WRITTEN, ...quoted].join('\n\n'))).visible).toBe(WRITTEN);
});

test('without a title, a writer may have written such paragraphs', async () => {
  const written = [WRITTEN, 'This did not arrive:', ...TELEKOM, 'Why?'];
  expect((await trimMade(asParagraphs(written), 'html')).hidden).toBe('');
});

test('a writer may name a mail in the order of T-Online', async () => {
  const text = `${WRITTEN}\n\nBetreff: Printer\nVon: Desk <d@e.example>\nAn: nils@example.org`;
  expect((await trimMade(text)).visible).toBe(text);
});

const OUTLOOK =
  'From: Desk <support@desk.example.com>\nSent: Friday, November 20, 2026 4:02 PM\nTo: Nils\nSubject: Printer';

test.each([
  'See my answers below in red.',
  'Hi, my comments are inline.',
  'Antworten siehe unten.',
  'Meine Antworten stehen in Rot im Text.',
  'Voir mes réponses ci-dessous.',
  'Mis respuestas están abajo.',
  'Le mie risposte sono sotto.',
  'Zie mijn antwoorden hieronder.',
  'См. ответы ниже.',
  'الردود أدناه',
  '下記に回答します。下記コメント',
  '回复见下文',
])('an answer within the mail that Outlook puts below is not hidden where the writer says so: %s', async (written) => {
  const text = `${written}\n\n${OUTLOOK}\n\nWhich number?\nIt is 5.\nSince when?\nSince May.`;
  expect(await trimMade(text)).toMatchObject({ visible: text, hidden: '' });
});

test.each(['Please look into this.', 'The number stands below the lid.', 'Die Nummer ist rot.', 'I read your mail.'])(
  'nothing is announced by: %s',
  async (written) => {
    expect((await trimMade(`${written}\n\n${OUTLOOK}\n\nWhich number?`)).visible).toBe(written);
  },
);

test('quoted lines with signs are hidden whatever is said above', async () => {
  const quoted = 'On Fri, Nov 20, 2026 at 4:02 PM Desk <d@e.example> wrote:\n> Which number?\n> Since when?';
  expect((await trimMade(`See my answer below.\n\n${quoted}`)).visible).toBe('See my answer below.');
});
