import type { Db } from '../database/pool';
import { invalid } from '../errors';
import { claimKeyId, readKeyId, replaceKeyId } from '../store/access/desk-key';
import { keyFileIn, makeKeyFile, readKeyFile } from './key-file';
import { isSealed, keyIdOf, open, seal } from './sealed';

/** Seals secrets that the desk must be able to read again, such as those of webhooks. */
export interface DeskKey {
  /**
   * Makes a key on a desk without one, and says in the database which one is the desk's.
   *
   * @throws ApiError (invalid) as `seal` does
   */
  claim(db: Db): Promise<void>;
  /**
   * Encrypts a text for a row. On a desk without a key, it makes one.
   *
   * @param what says what it is, such as `webhook:7:secret`; it opens only as the same
   * @throws ApiError (invalid) `This server lacks the desk's key, so it cannot keep a secret: see HATCHDESK_KEY`
   */
  seal(db: Db, text: string, what: string): Promise<string>;
  /**
   * Decrypts what {@link seal} made. Text from before secrets were sealed is returned as it is.
   *
   * @returns undefined if this process lacks the key, or the text was changed
   */
  open(sealed: string, what: string): string | undefined;
  /** Where this process has its key from, and what is wrong with it. */
  state(): KeyState;
}

const NO_KEY = "This server lacks the desk's key, so it cannot keep a secret: see HATCHDESK_KEY";

/** What a process knows about its key. */
export interface KeyState {
  /** Undefined if there is no usable key here. */
  id: string | undefined;
  isFromVariable: boolean;
  /** Where the key is, or would be. */
  file: string;
  /** What is wrong with the file. */
  problem: string | undefined;
}

/**
 * @param configured the key that a variable names
 * @param dataDirectory the folder whose file `key` is used otherwise
 */
export function createDeskKey(configured: Buffer | undefined, dataDirectory: string): DeskKey {
  const file = keyFileIn(dataDirectory);
  let key = configured;
  let problem: string | undefined;

  /** Another process may make the file at any time. */
  function find(look: typeof makeKeyFile | typeof readKeyFile = readKeyFile): Buffer | undefined {
    if (key !== undefined) return key;
    const found = look(file);
    if (found === undefined) return undefined;
    if ('key' in found) key = found.key;
    problem = 'problem' in found ? found.problem : undefined;
    return key;
  }

  /** Two machines may each have a file of their own. Only the first that seals something goes on. */
  async function keyToSealWith(db: Db): Promise<Buffer> {
    const own = find() ?? ((await readKeyId(db)) === undefined ? find(makeKeyFile) : undefined);
    if (own === undefined) throw invalid(NO_KEY);
    const id = keyIdOf(own);
    const known = await claimKeyId(db, id);
    // Whoever sets the variable decides: the old key may be lost.
    if (known !== id && configured === undefined) throw invalid(NO_KEY);
    if (known !== id) replaceKeyId(db, id);
    return own;
  }

  return {
    async claim(db) {
      await keyToSealWith(db);
    },
    async seal(db, text, what) {
      return seal(await keyToSealWith(db), text, what);
    },
    open(sealed, what) {
      if (!isSealed(sealed)) return sealed;
      const own = find();
      return own && open(own, sealed, what);
    },
    state() {
      const own = find();
      return { id: own && keyIdOf(own), isFromVariable: configured !== undefined, file, problem };
    },
  };
}
