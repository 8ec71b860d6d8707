import { isAutoReplySubject } from '../../src/inbound/auto-reply-subjects';

test.each([
  'Automatic reply: [Ticket #1] Printer',
  'Out of Office: Printer',
  'Out of Office AutoReply: Printer',
  'Auto-Reply: Printer',
  'AUTO: Nils Arvo is out of the office (returning 01/02/2027)',
  '[EXTERNAL] Automatic reply: Printer',
  'Automatische Antwort: Drucker',
  'Abwesenheitsnotiz: Drucker',
  'Réponse automatique : Imprimante',
  'Réponse automatique\u00a0: Imprimante',
  'Re\u0301ponse automatique : Imprimante',
  'Respuesta automática: Impresora',
  'Risposta automatica: Stampante',
  'Resposta automática: Impressora',
  'Automatisch antwoord: Printer',
  'Automatiskt svar: Skrivare',
  'Automatisk svar: Skriver',
  'Automaattinen vastaus: Tulostin',
  'Automatyczna odpowiedź: Drukarka',
  'Automatická odpověď: Tiskárna',
  'Automatikus válasz: Nyomtató',
  'Răspuns automat: Imprimantă',
  'Автоматический ответ: Принтер',
  'Автоматична відповідь: Принтер',
  'Автоматичен отговор: Принтер',
  'Otomatik yanıt: Yazıcı',
  'Αυτόματη απάντηση: Εκτυπωτής',
  'תשובה אוטומטית: מדפסת',
  'رد تلقائي: طابعة',
  '自動返信: プリンタ',
  '自動応答：プリンタ',
  '自动答复: 打印机',
  '自動回覆: 印表機',
  '자동 회신: 프린터',
  'ตอบกลับอัตโนมัติ: เครื่องพิมพ์',
  'Trả lời tự động: Máy in',
])('%s', (subject) => {
  expect(isAutoReplySubject(subject)).toBe(true);
});

test.each([
  'Out of office replies are not sent',
  'Re: Automatic reply: Printer',
  'Automatic reply',
  'Auto: Bremsen defekt',
  'Automatic replies: how do I switch them on?',
  'Question about your automatic reply: is it broken?',
  '',
  ':',
])('a person may write "%s"', (subject) => {
  expect(isAutoReplySubject(subject)).toBe(false);
});
