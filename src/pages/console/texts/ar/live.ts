import type { LiveTexts } from '../en/live';

export const live: LiveTexts = {
  here: 'هنا الآن:',
  writing: 'يكتب الآن:',
  lost: 'انقطع الاتصال. ستُحدَّث هذه الصفحة فور عودته.',
  ended: 'انتهت جلستك. أعد تحميل الصفحة لتسجيل الدخول.',
};
