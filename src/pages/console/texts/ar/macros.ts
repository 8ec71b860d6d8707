import type { MacrosTexts } from '../en/macros';

export const macros: MacrosTexts = {
  title: 'وحدات الماكرو',
  run: 'تشغيل',
  parts: {
    reply: 'رد',
    note: 'ملاحظة',
    snooze: 'تأجيل',
    me: 'إليّ',
    nobody: 'بلا مسؤول',
    assigned: 'إسناد',
    tags: 'وسوم',
    department: 'قسم',
  },
  refused: 'لم يتم تشغيل الماكرو',
  unchanged: 'لم يتغير شيء.',
  back: 'العودة إلى التذكرة',
  pick: 'إدراج نص',
  pickTitle: 'الردود الجاهزة',
  search: 'الاختصار أو الاسم أو النص',
  find: 'بحث',
  insert: 'إدراج',
  insertText: 'إدراج: {name}',
  none: 'لا يوجد رد جاهز مطابق.',
  hint: 'اكتب في الرسالة / ثم الاختصار.',
  more: 'يوجد المزيد. يُرجى تضييق البحث.',
};
