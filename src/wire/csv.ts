/** Programs that open CSV recognise UTF-8 by it. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** Spreadsheets take text that begins so for a formula, which could send the others to a stranger. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** A cell of a CSV file. Text that a spreadsheet would run gets an apostrophe before it. */
function cell(value: string | number | undefined): string {
  if (typeof value !== 'string') return String(value ?? '');
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row of a CSV file (RFC 4180), with its line end. Text that a spreadsheet would run is made harmless. */
export const csvRow = (values: readonly (string | number | undefined)[]): string => `${values.map(cell).join(',')}\r\n`;
