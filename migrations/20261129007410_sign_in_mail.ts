import type { Knex } from 'knex';

const letter = (greeting: string, ...lines: string[]): string =>
  [`${greeting}`, ...lines, '{$company_name}'].map((line) => `<p>${line}</p>`).join('\n');

const LINK = '<a href="{$sign_in_url}">{$sign_in_url}</a>';

/** By language; the first is the default. */
const LETTERS: [language: string, subject: string, body: string][] = [
  [
    '',
    'Your link to sign in',
    letter(
      'Hello {$user_first_name},',
      'this link signs you in. It works once, for 15 minutes:',
      LINK,
      'If you did not ask for it, there is nothing to do: nobody can sign in without this mail.',
    ),
  ],
  [
    'german',
    'Ihr Link zum Anmelden',
    letter(
      'Guten Tag {$user_name},',
      'mit diesem Link melden Sie sich an. Er gilt einmal und 15 Minuten lang:',
      LINK,
      'Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun: Ohne diese Mail kann sich niemand anmelden.',
    ),
  ],
  [
    'arabic',
    'رابط تسجيل الدخول',
    letter(
      'مرحبًا {$user_first_name}،',
      'يمكنك تسجيل الدخول بهذا الرابط. يعمل مرة واحدة فقط ولمدة 15 دقيقة:',
      LINK,
      'إذا لم تطلب هذا الرابط فلا حاجة إلى فعل أي شيء: لا يمكن لأحد تسجيل الدخول دون هذه الرسالة.',
    ),
  ],
];

const NAME = 'Sign-in Link';

export async function up(db: Knex): Promise<void> {
  const rows = LETTERS.map(([language, subject, body]) => ({
    ...{ kind: 'user', name: NAME, language, subject, body, custom: false },
  }));
  await db('email_templates').insert(rows).onConflict().ignore();
}

export async function down(db: Knex): Promise<void> {
  await db('email_templates').where({ name: NAME, custom: false }).delete();
}
