/** What a row is called by, the best first. */
const NAMES = ['name', 'title', 'subject', 'groupname', 'domainname', 'identifier', 'ip', 'pattern', 'url', 'setting'];

/** The member that a thing is called by: people by both their names. */
export function nameMember(members: readonly string[]): string | undefined {
  const found = NAMES.find((name) => members.includes(name));
  return found ?? ['username', 'firstname', 'event', 'description', 'email'].find((name) => members.includes(name));
}

/** What a thing is called; its id if it has no name. */
export function nameOf(row: Record<string, unknown>): string {
  const person = [row.firstname, row.lastname].filter(Boolean).join(' ').trim();
  const names = [...NAMES.map((name) => row[name]), person, row.username, row.event, row.description, row.email];
  const name = names.find((one) => typeof one === 'string' && one.trim() !== '');
  return name === undefined ? `#${String(row.id ?? row.credentialId ?? '')}` : String(name);
}
