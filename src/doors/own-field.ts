/**
 * One of the WHMCS API's own fields, such as `action`. Like the parameters of actions, its name matches in any letter
 * case.
 *
 * @param name in lower case
 */
export function ownField(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  if (fields[name] !== undefined && fields[name] !== null) return fields[name];
  for (const sent in fields) if (sent.length === name.length && sent.toLowerCase() === name) return fields[sent];
  return undefined;
}
