import { invalid } from '../errors';
import { findFault } from './smarty';

/**
 * Checks the parts of a template, so that nobody gets a mail with a part of Smarty in it that is not filled in.
 *
 * @param parts their texts, by the names that callers know
 * @throws ApiError (invalid) such as `Template error in message, line 3: {foreach $a as $b} is not supported`.
 */
export function checkTemplate(parts: Record<string, string | undefined>): void {
  for (const [name, text] of Object.entries(parts)) {
    const fault = text === undefined ? undefined : findFault(text);
    if (fault !== undefined) throw invalid(`Template error in ${name}, ${fault}`);
  }
}
