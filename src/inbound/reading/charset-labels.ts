import iconv from 'iconv-lite';

/** What the labels of mails mean, after the Encoding Standard of WHATWG, where iconv-lite takes them at their word. */
const MEANINGS: Record<string, string> = {
  'utf-8': 'utf8 utf-8 utf_8 utf8mb4 unicode-1-1-utf-8 x-unicode20utf8 utf-8-mac cp65001',
  'utf-7': 'utf7 utf-7 unicode-1-1-utf-7 unicode-2-0-utf-7 csunicode11utf7 x-utf-7 cp65000',
  'utf-16': 'utf16 utf-16 unicode ucs-2 ucs2 iso-10646-ucs-2 csunicode unicodefffe',
  'utf-16le': 'utf16le utf-16le utf-16-le x-utf-16le unicodefeff',
  'utf-16be': 'utf16be utf-16be utf-16-be x-utf-16be',
  'windows-1252':
    'us-ascii ascii ansi ansi_x3.4-1968 iso646-us iso_646.irv:1991 us iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 latin-1 l1 cp819 ibm819 csisolatin1 cp1252 x-cp1252 windows-1252 win-1252 7bit 8bit',
  'windows-1254':
    'iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 iso-ir-148 latin5 l5 csisolatin5 cp1254 windows-1254',
  'windows-874': 'iso-8859-11 iso8859-11 tis-620 tis620 dos-874 cp874 windows-874',
  'iso-8859-8':
    'iso-8859-8-i iso-8859-8-e iso-8859-8 iso8859-8 iso_8859-8 logical visual hebrew csiso88598i csiso88598e',
  'iso-8859-6': 'iso-8859-6-i iso-8859-6-e iso-8859-6 iso8859-6 arabic ecma-114 csiso88596i csiso88596e',
  gb18030:
    'gb18030 gbk x-gbk gb2312 gb_2312 gb_2312-80 gb2312-80 gb2312.1980-0 cn-gb csgb2312 csiso58gb231280 chinese iso-ir-58 cp936 ms936 windows-936 x-euc-cn euc-cn euccn',
  'big5-hkscs': 'big5 big-5 cn-big5 csbig5 x-x-big5 big5-hkscs big5hkscs cp950 ms950 windows-950',
  shift_jis: 'shift_jis shift-jis shiftjis sjis x-sjis ms_kanji ms932 cp932 windows-31j windows-932 csshiftjis',
  'euc-jp': 'euc-jp eucjp x-euc-jp x-eucjp ujis cseucpkdfmtjapanese cp51932',
  'iso-2022-jp':
    'iso-2022-jp iso2022jp csiso2022jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-3 iso-2022-jp-ms jis jis7 cp50220 cp50221 cp50222',
  'iso-2022-kr': 'iso-2022-kr iso2022kr csiso2022kr',
  'hz-gb-2312': 'hz-gb-2312 hz',
  cp949:
    'ks_c_5601-1987 ks_c_5601-1989 ksc_5601 ksc5601 euc-kr euckr x-euc-kr cseuckr korean iso-ir-149 cp949 ms949 windows-949 uhc',
  macintosh: 'macintosh mac x-mac-roman mac-roman macroman csmacintosh',
  maccyrillic: 'x-mac-cyrillic mac-cyrillic x-mac-ukrainian',
  maccenteuro: 'x-mac-ce x-mac-centraleurroman mac-ce',
  macgreek: 'x-mac-greek',
  macturkish: 'x-mac-turkish',
  'koi8-u': 'koi8-u koi8-ru',
  'koi8-r': 'koi8-r koi8 koi koi8_r cskoi8r x-koi8-r',
};

const CHARSETS = new Map(
  Object.entries(MEANINGS).flatMap(([charset, labels]) => labels.split(' ').map((label) => [label, charset] as const)),
);

/** What iconv-lite calls encodings, though they are no character sets. */
const NO_CHARSETS = /^(base64|hex|binary|ucs|internal|utf7imap|utf-7-imap)/;

/**
 * The character set that a label means.
 *
 * @param label as in a header: with quotes, blanks and other words around it.
 * @returns a name that `decodeAs` knows; null if nobody knows the label.
 */
export function charsetOf(label: string): string | null {
  const name = /[a-z0-9][a-z0-9_.:+-]*/.exec(label.slice(0, 100).toLowerCase())?.[0] ?? '';
  const known = CHARSETS.get(name) ?? CHARSETS.get(name.replace(/^x-/, ''));
  if (known !== undefined) return known;
  const bare = name.replace(/^x-/, '').replace(/^(?:win|microsoft-cp|ms-?cp)-?(?=12\d\d$)/, 'windows-');
  return bare !== '' && !NO_CHARSETS.test(bare) && iconv.encodingExists(bare) ? bare : null;
}

/** The character set of a code page of Windows. */
export const charsetOfPage = (page: number): string =>
  charsetOf(`cp${page}`) ?? charsetOf(`windows-${page}`) ?? 'windows-1252';
