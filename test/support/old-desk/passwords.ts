import { createHash } from 'node:crypto';
import type { Dice } from './dice';
import type { Password } from './facts';

/** Hashed once, because bcrypt takes its time. */
const BCRYPT: readonly Password[] = [
  { plain: 'correct horse', stored: '$2y$10$ldBE.f5Q6aSNNonfieRGdeMgYnU/pgzhyN9TnlVefgROXh7/VB1zW' },
  { plain: 'Pässwörd 1', stored: '$2y$10$HpQycgazX1cq.t4FW00nJ.6/ev/y.1jnpS3RkOgAHH1fxKCilhPju' },
  { plain: 'p&w<"\'>', stored: '$2y$10$hw4.davni37TLWVI2aWbT.blmEEiOOLlcOcMlKgAenIvdtBfBS5SC' },
  { plain: '12345678', stored: '$2y$10$zpSWFrfoppJKM2BY6WqxAOho.paY1w5kt5Eq1chuSQERsB4jF7G76' },
];

/** As WHMCS 4.2.1 to 6.2 stored passwords: `md5(salt.password):salt`. */
function salted(plain: string, salt: string): Password {
  return {
    plain,
    stored: `${createHash('md5')
      .update(salt + plain)
      .digest('hex')}:${salt}`,
  };
}

/** A password as any version has stored it. */
export function password(dice: Dice): Password {
  if (dice.below(3) > 0) return dice.of(BCRYPT);
  return salted(
    dice.of(['old password', 'Straße & Co', 'p4ss:word']),
    dice.letters(5, 'abcdefghijkABCDEFGHIJK23456789'),
  );
}
