import { createHash } from 'node:crypto';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that may be loaded. */
export interface HookFile {
  name: string;
  path: string;
  source: string;
  /** Of its content. */
  digest: string;
}

/** A file, or the whole folder, that may not be loaded, and why. */
export interface Refused {
  name: string;
  reason: string;
}

const IS_HOOK = /^[^._].*(?<!\.d)\.[cm]?[jt]s$/;
const IS_TYPESCRIPT = /\.[cm]?ts$/;

/**
 * Finds the files of a folder that hold hooks. Subfolders, and names that begin with a dot or an underscore, are for
 * what hooks import.
 *
 * @returns undefined if there is no such folder
 */
export async function findHookFiles(folder: string): Promise<{ files: HookFile[]; refused: Refused[] } | undefined> {
  const real = await realpath(folder).catch(ifMissing);
  if (real === undefined) return undefined;
  const problem = whyUnsafe(await stat(real), real);
  if (problem !== undefined) return { files: [], refused: [{ name: real, reason: problem }] };
  const names = (await readdir(real)).filter((name) => IS_HOOK.test(name)).sort();
  const found = await Promise.all(names.map((name) => readHookFile(name, join(real, name))));
  return {
    files: found.filter((one): one is HookFile => one !== undefined && 'digest' in one),
    refused: found.filter((one): one is Refused => one !== undefined && 'reason' in one),
  };
}

async function readHookFile(name: string, path: string): Promise<HookFile | Refused | undefined> {
  const file = await open(path).catch(whyClosed);
  if (file === undefined || 'reason' in file) return file && { name, ...file };
  try {
    // Of the file that is read: another may take its name meanwhile.
    const facts = await file.stat();
    if (!facts.isFile()) return undefined;
    const reason = whyUnsafe(facts, path) ?? whyUnreadable(name);
    if (reason !== undefined) return { name, reason };
    const source = await file.readFile('utf8');
    return { name, path, source, digest: createHash('sha256').update(source).digest('hex') };
  } finally {
    await file.close();
  }
}

const ifMissing = (error: unknown): undefined => {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  return undefined;
};

/** One file that cannot be opened must not keep the others from being loaded. What may pass is thrown: nothing changes then. */
function whyClosed(error: unknown): Pick<Refused, 'reason'> | undefined {
  const { code = '' } = error as NodeJS.ErrnoException;
  return LASTING.has(code) ? { reason: `it cannot be read: ${code}` } : ifMissing(error);
}

const LASTING = new Set(['EACCES', 'EPERM', 'ELOOP']);

/** Whoever can write a hook can do what the server can do. */
function whyUnsafe({ uid, mode }: { uid: number; mode: number }, path: string): string | undefined {
  const own = process.getuid?.();
  if (own === undefined) return undefined;
  if (uid !== own && uid !== 0) {
    return `it belongs to another account (uid ${uid}): chown ${own} ${path}`;
  }
  return (mode & 0o022) === 0 ? undefined : `other accounts may write it: chmod go-w ${path}`;
}

const whyUnreadable = (name: string): string | undefined =>
  IS_TYPESCRIPT.test(name) && !('typescript' in process.features && process.features.typescript)
    ? `Node.js ${process.versions.node} runs no TypeScript: use 22.18 or newer, or compile the file to .js`
    : undefined;
