/** What becomes of a text in a value of one line: its line breaks become spaces. */
export const inOneLine = (text: string): string =>
  text
    .replace(/[\r\n]+$/, '')
    .split(/[\r\n]+/)
    .join(' ');

/** Texts that software often damages. They must come back exactly as sent. */
export const TEXTS: [what: string, text: string][] = [
  ['quotes', `"double" 'single' \`back\` ''`],
  ['HTML', '<b onclick="x()">bold</b> &amp; &#039; & <!-- <script>'],
  ['backslashes', 'C:\\new\\table \\0 \\u0041 \\\\server\\'],
  ['emoji', '😀 👩‍👩‍👧‍👦 🏳️‍🌈'],
  ['several scripts', 'Größe, 日本語, العربية, Ελληνικά, 𠀀'],
  ['combining marks, not composed', 'e\u0301 is not \u00e9'],
  ['line ends of every kind', 'one\r\ntwo\nthree\rfour\ttab\r\n'],
  ['spaces around', '  two before, two after  '],
  ['a replacement character', 'lost \uFFFD and found'],
  ['controls and invisible characters', '\u0001\u001f\u007f\u0085\u200b\u202e\ufeff.'],
  ['zero', '0'],
  ['the word undefined', 'undefined'],
  ['the word null', 'null'],
  ['the word false', 'false'],
  ['SQL', `'; drop table tickets; --`],
  ['placeholders', '%n%i $1 {$y} %s %% \\1 {{z}}'],
  ['the separators of NVP', 'a=b;result=success;message=x&c=d'],
  ['what ends XML', ']]> </message> <?xml?>'],
];
