import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ADDRESSES } from '../config/addresses';

/** A file that browsers may keep for good: its address changes with every byte of it. */
export interface KeptFile {
  address: string;
  /** What changes in the address. */
  version: string;
  text: string;
}

/** Gives a file its address. @param extension with its dot */
export function keptFile(prefix: string, text: string, extension: string): KeptFile {
  const version = createHash('sha256').update(text).digest('base64url').slice(0, 12);
  return { address: `${prefix}${version}${extension}`, version, text };
}

/** The scripts that `npm run build` makes, with the beginning of their addresses. */
const SCRIPTS = { 'pages.js': ADDRESSES.script, 'console.js': ADDRESSES.consoleAssets };

const read = new Map<string, KeptFile>();

/** Reads a script, once. @throws Error if it was not built */
export function scriptFile(name: keyof typeof SCRIPTS): KeptFile {
  const file = read.get(name) ?? readScript(name);
  read.set(name, file);
  return file;
}

function readScript(name: keyof typeof SCRIPTS): KeptFile {
  // The compiled program lies in `dist`, and tests run from the sources beside it.
  const root = join(__dirname, '..', '..');
  const path = join(basename(root) === 'dist' ? root : join(root, 'dist'), name);
  try {
    return keptFile(SCRIPTS[name], readFileSync(path, 'utf8'), '.js');
  } catch (error) {
    throw new Error(`There is no ${path}: npm run build makes it`, { cause: error });
  }
}
