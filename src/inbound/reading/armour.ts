const SIGNED = '-----BEGIN PGP SIGNED MESSAGE-----';
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----';
const SIGNATURE_ENDS = '-----END PGP SIGNATURE-----';
const ENCRYPTED = '-----BEGIN PGP MESSAGE-----';

/** What OpenPGP says of a text that is written in its letters. */
interface Unarmoured {
  text: string;
  isSigned: boolean;
  isEncrypted: boolean;
}

/** Takes OpenPGP's signature off a text, and says whether the text is encrypted. */
export function withoutArmour(text: string): Unarmoured {
  const isEncrypted = text.startsWith(ENCRYPTED) || text.includes(`\n${ENCRYPTED}`);
  const begin = text.indexOf(SIGNED);
  const signature = begin < 0 ? -1 : text.indexOf(`\n${SIGNATURE}`, begin);
  const head = signature < 0 ? -1 : text.indexOf('\n\n', begin);
  if (head < 0 || head > signature) return { text, isSigned: false, isEncrypted };
  const end = text.indexOf(SIGNATURE_ENDS, signature);
  const rest = end < 0 ? '' : text.slice(end + SIGNATURE_ENDS.length);
  const words = text.slice(head + 2, signature).replace(/^- /gm, '');
  return { text: `${text.slice(0, begin)}${words}${rest}`, isSigned: true, isEncrypted };
}
