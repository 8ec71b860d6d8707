import type { Dice } from './dice';

/** Which characters a text may have: what its table can store. */
export type Letters = 'any' | 'no emoji' | 'latin1';

const WORDS: Record<Letters, readonly string[]> = {
  latin1:
    'server mail hosting domain invoice password please cannot since update café naïve Übergröße Straße Ærø façade señor €20 “quoted” £5 …and'.split(
      ' ',
    ),
  'no emoji': 'Żółć Łódź Ελλάδα Привет 日本語 한국어 עברית العربية ﬁle ½ cafe\u0301 Dvořák'.split(' '),
  any: ['😀', '👩‍👩‍👧', '🇮🇹', '𝔘nicode', '💥'],
};

/** What people have typed and software has broken. */
const TYPED: readonly string[] = [
  'Tom & Jerry <tom@example.com> said "it\'s 5 > 3"',
  'I typed &amp; and &lt;br&gt; and &#039; and &eacute; and &amp;amp; myself',
  'C:\\new\\table\\x27 and \\\' and \\" and \\\\ and \\',
  "'; DROP TABLE tbltickets; -- ",
  "INSERT INTO `tbltickets` VALUES (1,'a'),(2,'b');",
  '/* no comment */ -- dashes # hash',
  '{$client_name} {{ merge }} $HOME $(id) %s %n',
  "O'Brien's \"quotes\" ''doubled'' and `ticks`",
  'a\tb\tc, and 100% or 50 %',
];

const LINES: readonly string[] = [
  'Line one\nLine two\n\n\nLine five',
  '**bold** and _italic_ and [a link](https://example.com/?a=1&b=2)\n\n- one\n- two\n\n> quoted\n> twice',
  '<script>alert("x")</script>\n<b>not bold</b> &nbsp;',
  'On Mon, Jan 5, 2026 at 10:00 Ann wrote:\n> Hello\n>> Earlier\n\n--\nRegards',
  'Control \u001a Z, and \u0007 bell',
  'DELIMITER ;;\nCREATE TABLE `x` (\n  `id` int\n);;\nDELIMITER ;',
];

function word(dice: Dice, letters: Letters): string {
  const kinds: readonly Letters[] =
    letters === 'latin1'
      ? ['latin1']
      : letters === 'any'
        ? ['latin1', 'latin1', 'no emoji', 'any']
        : ['latin1', 'no emoji'];
  return dice.of(WORDS[dice.of(kinds)]);
}

const words = (dice: Dice, count: number, letters: Letters): string =>
  Array.from({ length: count }, () => word(dice, letters)).join(' ');

/** One line. */
export function line(dice: Dice, letters: Letters): string {
  return dice.onceIn(5) ? `${dice.of(TYPED).trim()} ${dice.below(1000)}` : words(dice, dice.from(2, 7), letters);
}

/** Some lines, ended by `\n`. One in about 700 is as long as MySQL's `text` allows. */
export function body(dice: Dice, letters: Letters): string {
  const parts = Array.from({ length: dice.from(1, 4) }, () => {
    if (dice.onceIn(9)) return dice.of(TYPED).trim();
    return dice.onceIn(9) ? dice.of(LINES) : `${words(dice, dice.from(4, 30), letters)}.`;
  });
  if (dice.onceIn(700)) parts.push('A line of a log that somebody pasted\n'.repeat(1300).trim());
  return parts.join(dice.of(['\n', '\n\n', ' ']));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' };

/** As WHMCS stores what people typed: PHP's htmlspecialchars with quotes. */
export const encoded = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);

/** The characters of the bytes 0x80 to 0x9f in what MySQL calls latin1. Five bytes stand for themselves. */
export const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** What MySQL takes a text for whose UTF-8 is in a column that it believes to be latin1: `Ã©` for `é`. */
export function misread(text: string): string {
  let read = '';
  for (const byte of Buffer.from(text))
    read += byte >= 0x80 && byte < 0xa0 ? HIGH[byte - 0x80] : String.fromCharCode(byte);
  return read;
}
