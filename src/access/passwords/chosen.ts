import { invalid } from '../../errors';

const FEWEST_CHARACTERS = 10;

/**
 * Checks a password or secret that a person chose. Every place where somebody chooses one asks this. It says nothing
 * about passwords chosen before, which keep working.
 *
 * @throws ApiError (invalid) `Choose a password of at least 10 characters that is not among the most common ones`
 */
export async function checkChosen(password: string): Promise<void> {
  if ([...password].length < FEWEST_CHARACTERS || (await isCommon(password.toLowerCase()))) {
    throw invalid('Choose a password of at least 10 characters that is not among the most common ones');
  }
}

async function isCommon(password: string): Promise<boolean> {
  return isRepetition(password) || isRun(password) || (await commonPasswords()).has(password);
}

/** The list has some repetitions and runs only, and whoever guesses passwords tries them all. */
const LONGEST_REPEATED = 5;
const RUNS = [
  ...['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz'],
  ...['qwertyuiop[]asdfghjkl;zxcvbnm', 'qwertzuiopasdfghjklyxcvbnm', 'azertyuiopqsdfghjklmwxcvbn'],
  ...['1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.', 'qazwsxedcrfvtgbyhnujmikolp'],
].flatMap((run) => [run, [...run].reverse().join('')]);

/** Whether a text is a short one again and again, such as `1231231231`. */
function isRepetition(text: string): boolean {
  const characters = [...text];
  return Array.from({ length: LONGEST_REPEATED }, (_, index) => index + 1).some((length) =>
    characters.every((character, index) => character === characters[index % length]),
  );
}

const isRun = (text: string): boolean => RUNS.some((run) => run.includes(text));

let common: Promise<ReadonlySet<string>> | undefined;

/** The list, most common first, has 49,000 passwords. It takes 25 ms to load, so it waits for the first password. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']));
  return common;
}
