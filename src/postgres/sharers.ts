import fs from 'node:fs';
import path from 'node:path';
import { isPlace, livingHolder, ownName, removeLink, writePlace } from './holders';

/** A registered user of a data folder. */
export interface Sharer {
  /** Whether another one is registered whose process runs. */
  othersLive(): boolean;
  unregister(): void;
}

let count = 0;

/**
 * Registers a user of the server in a directory (created when missing). One process may have several. A registration
 * ends with its process.
 *
 * Each is a symbolic link whose target names its process, because a link is created whole or not at all.
 */
export function registerSharer(directory: string): Sharer {
  fs.mkdirSync(directory, { recursive: true });
  count += 1;
  const own = `${process.pid}.${count}`;
  const file = path.join(directory, own);
  // Left by a dead process that had our pid.
  removeLink(file);
  fs.symlinkSync(ownName(), file);
  writePlace(file);
  return {
    othersLive: () =>
      fs.readdirSync(directory).some((name) => name !== own && !isPlace(name) && lives(path.join(directory, name))),
    unregister: () => removeLink(file),
  };
}

/** Whether the process of a registration runs. It removes the registration of a dead one. */
function lives(file: string): boolean {
  let target: string;
  try {
    target = fs.readlinkSync(file);
  } catch {
    return false;
  }
  if (livingHolder(file, target) !== undefined) return true;
  removeLink(file);
  return false;
}
