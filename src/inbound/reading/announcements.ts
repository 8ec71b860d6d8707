/** How writers say that they answer within the mail they quote: what they wrote, and where or in which colour. */
const ANNOUNCEMENTS: [what: string, where: string][] = [
  [
    '(?:see|read|find)|(?:my )?(?:answers?|comments?|repl(?:y|ies)|responses?|remarks?|notes?)',
    'below|in-?line|in line|in (?:red|blue|green|bold|colou?r)|in the text|between the lines',
  ],
  [
    '(?:siehe|s\\.)|(?:antwort(?:en)?|anmerkung(?:en)?|kommentare?|hinweise?)',
    'unten|weiter unten|inline|im text|(?:in )?(?:rot|blau|grün)(?:er)?(?: schrift)?|zwischen den zeilen',
  ],
  [
    '(?:voir|voyez)|(?:réponses?|commentaires?|remarques?)',
    'ci-dessous|plus bas|dans le texte|en (?:rouge|bleu|vert|gras)',
  ],
  [
    '(?:ver|vea|véase)|(?:respuestas?|comentarios?)',
    'abajo|más abajo|a continuación|en el texto|en (?:rojo|azul|verde)',
  ],
  ['(?:vedi|vedere)|(?:rispost[ae]|comment[oi])', 'sotto|di seguito|nel testo|in (?:rosso|blu|verde)'],
  ['(?:ver|veja)|(?:respostas?|comentários?)', 'abaixo|no texto|(?:em|a) (?:vermelho|azul|verde)'],
  ['(?:zie)|(?:antwoord(?:en)?|opmerking(?:en)?)', 'onder|hieronder|in de tekst|in (?:het )?(?:rood|blauw|groen)'],
  ['(?:se)|(?:svar|kommentar(?:er)?)', 'nedan|nedenfor|i texten|i teksten|i rött|i rødt|med rødt'],
  ['(?:patrz|zobacz)|(?:odpowiedzi?|komentarze)', 'poniżej|w tekście|na czerwono'],
  ['(?:см\\.?|смотрите)|(?:ответы?|комментари[ий])', 'ниже|в тексте|красным'],
  ['(?:انظر)|(?:الرد|الردود|إجاباتي|الإجابات|تعليقاتي)', 'أدناه|بالأحمر|باللون الأحمر|في النص'],
  ['(?:回答|コメント|返信)', '下記|以下|インライン|本文中|赤字'],
  ['(?:回复|回覆|答复|见|請見|评论)', '下文|下面|如下|红色|紅色'],
];

const PATTERNS = ANNOUNCEMENTS.flatMap(([what, where]) => [
  new RegExp(`(?<!\\p{L})(?:${what})(?!\\p{Ll})[^.!?\\n]{0,40}(?<!\\p{Ll})(?:${where})(?!\\p{Ll})`, 'iu'),
  new RegExp(`(?<!\\p{Ll})(?:${where})[^.!?\\n]{0,20}(?:${what})(?!\\p{Ll})`, 'iu'),
]);

/** Who answers within a mail writes little above it. */
const LONGEST = 1_000;

/** Whether somebody says that there are answers within the mail that is quoted below. */
export function announcesAnswers(written: string): boolean {
  const text = written.trim();
  return text.length <= LONGEST && PATTERNS.some((pattern) => pattern.test(text));
}
