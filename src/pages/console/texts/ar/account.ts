import type { AccountTexts } from '../en/account';

export const account: AccountTexts = {
  title: 'حسابك',
  settings: 'اللغة والتوقيع',
  signature: 'التوقيع',
  signatureHint: 'يظهر في الرسائل أسفل ردودك.',
  save: 'حفظ',
  done: {
    settings: 'تم الحفظ.',
    password: 'تم تغيير كلمة المرور، وسُجّل خروجك من كل مكان آخر.',
    session: 'تم تسجيل الخروج من ذلك المتصفح.',
    others: 'تم تسجيل الخروج من جميع المتصفحات الأخرى.',
    totpEnd: 'تم إيقاف العامل الثاني.',
  },
};
