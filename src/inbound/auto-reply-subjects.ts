/**
 * How mail programs begin the subjects of automatic replies: Outlook and Exchange in their languages, Gmail and Notes.
 * A colon must follow, or brackets must enclose them.
 */
const BEGINNINGS = [
  ...['automatic reply', 'auto reply', 'auto-reply', 'autoreply', 'auto response', 'autoresponse'],
  ...['out of office', 'out of the office', 'out of office autoreply', 'out of office reply', 'away from office'],
  ...['automatische antwort', 'abwesenheitsnotiz', 'abwesenheitsmeldung', 'automatische rückantwort'],
  ...['réponse automatique', 'reponse automatique', 'absent du bureau', 'absence du bureau', "message d'absence"],
  ...['respuesta automática', 'respuesta automatica', 'fuera de la oficina'],
  ...['risposta automatica', 'fuori sede', 'fuori ufficio'],
  ...['resposta automática', 'resposta automatica', 'resposta automàtica', 'fora do escritório', 'ausência temporária'],
  ...['automatisch antwoord', 'automatische beantwoording', 'automatische reactie', 'afwezigheidsbericht'],
  ...['automatiskt svar', 'automatisk svar', 'autosvar', 'frånvaromeddelande', 'fraværsmelding', 'ikke til stede'],
  ...['automaattinen vastaus', 'poissaoloilmoitus', 'sjálfvirkt svar'],
  ...['automatyczna odpowiedź', 'autoodpowiedź', 'odpowiedź automatyczna', 'poza biurem'],
  ...['automatická odpověď', 'automatická odpoveď', 'mimo kancelář', 'automatikus válasz', 'házon kívül'],
  ...['răspuns automat', 'raspuns automat', 'автоматичен отговор', 'автоматический ответ', 'автоответ', 'автоответчик'],
  ...['автоматична відповідь', 'автовідповідь', 'автоматты жауап', 'аутоматски одговор', 'автоматски одговор'],
  ...['automatski odgovor', 'samodejni odgovor', 'automaatvastus', 'automaatne vastus', 'automātiskā atbilde'],
  ...['automātiska atbilde', 'automatinis atsakymas', 'otomatik yanıt', 'otomatik yanit', 'ofis dışında'],
  ...['αυτόματη απάντηση', 'תשובה אוטומטית', 'מענה אוטומטי', 'رد تلقائي', 'الرد التلقائي', 'پاسخ خودکار'],
  ...['自動返信', '自動応答', '不在通知', '自动答复', '自动回复', '自動回覆', '自動答覆'],
  ...['自動返信メール', '自動応答メール', '자동응답', '부재중 자동응답', '부재중 자동 응답'],
  ...['자동 회신', '자동 응답', '자동회신', '부재중', 'ตอบกลับอัตโนมัติ', 'การตอบกลับอัตโนมัติ'],
  ...['trả lời tự động', 'thư trả lời tự động', 'balasan otomatis', 'balasan automatik', 'erantzun automatikoa'],
  ...['خودکار جواب', 'স্বয়ংক্রিয় উত্তর', 'தானியங்கு பதில்', 'స్వయంచాలక ప్రత్యుత్తరం', 'स्वयंचलित उत्तर'],
  ...['ავტომატური პასუხი', 'ավտոմատ պատասխան', 'аўтаматычны адказ', 'avtomatik cavab', 'avtomatik javob'],
  ...['outomatiese antwoord', 'awtomatikong tugon', 'jibu la kiotomatiki', 'tweġiba awtomatika'],
  ...['स्वचालित उत्तर', 'स्वतः उत्तर', 'ateb awtomatig', 'freagra uathoibríoch', 'përgjigje automatike'],
].map((words) => words.normalize('NFC'));

const KNOWN = new Set(BEGINNINGS);

/** Long enough for all of them, so that a long subject costs nothing. */
const LONGEST = 60;

/** Marks that mail servers put in front of a subject. */
const MARKS = /^(?:\[[^\][]{1,30}\]\s*)?/;

/** Programs in Japan and Korea put brackets around the words, where those elsewhere write a colon. */
const IN_BRACKETS = /^[【［（[(]\s*([^【】［］（）[\]()]{1,40}?)\s*[】］）\])]/;

/** How Notes begins them. In German, the same word in other letters is a car. */
const OF_NOTES = /^AUTO:/;

/** Whether a subject begins as those of automatic replies do. A person may write such a subject too. */
export function isAutoReplySubject(subject: string): boolean {
  if (OF_NOTES.test(subject)) return true;
  const beginning = subject
    .slice(0, 2 * LONGEST)
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
  return [beginning, beginning.replace(MARKS, '')].some((text) => {
    const colon = text.search(/[:：]/);
    const enclosed = IN_BRACKETS.exec(text)?.[1] ?? '';
    return KNOWN.has(enclosed) || (colon > 0 && colon <= LONGEST && KNOWN.has(text.slice(0, colon).trim()));
  });
}
