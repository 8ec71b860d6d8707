/** `<<` and the commands of text/enriched. What they would do to a parameter is no text. */
const ENRICHED = /<<|<param>[^<>]{0,200}<\/param>|<\/?[a-z0-9-]{1,60}>/gi;
const RICHTEXT = /<\/?[a-z0-9-]{1,60}>/gi;

/** What stands for a letter in text/richtext. */
const LETTERS: Record<string, string> = { '<lt>': '<', '<nl>': '\n', '<np>': '\n' };

/**
 * The words of text/enriched (RFC 1896) or text/richtext (RFC 1341), without commands such as `<bold>`. Other pairs of
 * angle brackets are what somebody wrote.
 */
export const withoutCommands = (text: string, type: string): string =>
  type.endsWith('enriched')
    ? text.replace(ENRICHED, (command) => (command === '<<' ? '<' : ''))
    : text.replace(RICHTEXT, (command) => LETTERS[command.toLowerCase()] ?? '');
