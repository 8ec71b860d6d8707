import { nodeProblem } from '../config/node-version';
import { EXIT } from './exits';

/**
 * Says that this Node.js is too old. It could not load the rest of the program, and would blame a package for it.
 *
 * @returns whether it is
 */
export function refuseOldNode(): boolean {
  const problem = nodeProblem(process.versions.node);
  if (problem === undefined) return false;
  process.stderr.write(`Hatchdesk cannot run on this Node.js: ${problem}\n`);
  process.exitCode = EXIT.unavailable;
  return true;
}
