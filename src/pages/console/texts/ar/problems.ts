import type { ProblemTexts } from '../en/problems';
import { setupProblems } from './setup-problems';

export const problems: ProblemTexts = {
  // What the customers' pages say in other words.
  'Ticket Not Found': 'لا توجد تذكرة كهذه',
  'Only our staff can close this ticket': 'يمكن للموظفين وحدهم إغلاق هذه التذكرة',
  'The ticket was taken for spam': 'اعتُبرت التذكرة بريدًا مزعجًا',
  'The sender is blocked': 'هذا المُرسِل محظور',
  "This server lacks the desk's key, so it cannot keep a secret: see HATCHDESK_KEY":
    'ينقص هذا الخادم مفتاح المكتب فلا يستطيع حفظ سر: راجع HATCHDESK_KEY',
  "This server lacks the desk's key: see HATCHDESK_KEY": 'ينقص هذا الخادم مفتاح المكتب: راجع HATCHDESK_KEY',

  // What may be done, and to what.
  'Invalid Permissions: API action "xxx" is not allowed': 'لا يسمح أيٌّ من أدوارك بالإجراء «xxx»',
  'Ticket ID Not Found': 'هذه التذكرة غير موجودة أو لم تعد موجودة',
  'Ticket ID not found': 'هذه التذكرة غير موجودة أو لم تعد موجودة',
  'Ticket ID Required': 'لم تُحدَّد التذكرة',
  'Ticket ID Invalid': 'هذه التذكرة غير موجودة أو لم تعد موجودة',
  'Message is Required': 'يُرجى كتابة رسالة',
  'Reply ID Required': 'لم يُحدَّد الرد',
  'Reply ID Not Found': 'هذا الرد غير موجود أو لم يعد موجودًا',
  'Note ID Not Found': 'هذه الملاحظة غير موجودة أو لم تعد موجودة',
  'Department ID Not Found': 'هذا القسم غير موجود أو لم يعد موجودًا',
  'Admin ID Not Found': 'هذا المسؤول غير موجود أو لم يعد موجودًا',
  'Client ID Not Found': 'هذا العميل غير موجود أو لم يعد موجودًا',
  'Client ID not found': 'هذا العميل غير موجود أو لم يعد موجودًا',
  'Contact ID Not Found': 'جهة الاتصال هذه غير موجودة أو لم تعد موجودة',
  'Ticket Category ID Not Found': 'هذه الفئة غير موجودة أو لم تعد موجودة',
  'Ticket Type ID Not Found': 'هذا النوع من التذاكر غير موجود أو لم يعد موجودًا',
  'Predefined Reply ID Not Found': 'هذا الرد الجاهز غير موجود أو لم يعد موجودًا',
  'Macro ID Not Found': 'هذا الماكرو غير موجود أو لم يعد موجودًا',
  'View ID Not Found': 'هذا العرض غير موجود أو لم يعد موجودًا',
  'Bulk Change ID Not Found': 'هذا التغيير غير موجود أو لم يعد موجودًا',
  'Scheduled Reply ID Not Found': 'هذا الرد المؤجل غير موجود أو لم يعد موجودًا',
  'Mail ID Not Found': 'رسالة البريد هذه غير موجودة أو لم تعد موجودة',
  'This Idempotency-Key was already used with other parameters':
    'أُرسل هذا النموذج من قبل بمحتوى آخر. يُرجى إعادة تحميل الصفحة',
  'The request body arrives too slowly': 'استغرق الإرسال وقتًا طويلًا. يُرجى المحاولة مرة أخرى',
  'The database is not available right now: nothing was done, please try again shortly':
    'قاعدة البيانات لا تجيب الآن. لم يتغيّر شيء. يُرجى المحاولة بعد قليل',
  'Outcome unknown: the database did not confirm this request, retry it with the same Idempotency-Key':
    'لم تؤكد قاعدة البيانات نجاح ذلك. يُرجى الإرسال مرة أخرى',
  'The parameters are not valid': 'البيانات المُدخلة غير صالحة',

  // One ticket.
  'Invalid Ticket Status. Valid statuses are: xxx': 'لا توجد حالة كهذه. الحالات المتاحة: xxx',
  'Invalid Ticket Priority. Valid priorities are: xxx': 'لا توجد أولوية كهذه. الأولويات المتاحة: xxx',
  'Invalid Date Format': 'تعذّرت قراءة التاريخ. اكتبه مثلًا هكذا: 2027-01-31',
  'A ticket can be snoozed only until a time in the future': 'لا يمكن تأجيل التذكرة إلا إلى وقت في المستقبل',
  'A ticket may have at most xxx tags': 'يمكن أن يكون للتذكرة xxx من الوسوم على الأكثر',
  'A tag may have at most xxx characters': 'يجب ألا يتجاوز طول الوسم xxx من الأحرف',
  'A ticket may have at most xxx addresses in cc': 'يمكن إرسال نسخ التذكرة إلى xxx من العناوين على الأكثر',
  'A ticket may have at most xxx addresses in bcc': 'يمكن إرسال نسخ التذكرة المخفية إلى xxx من العناوين على الأكثر',
  'Ticket creation date cannot be in the future': 'لا يمكن أن تكون التذكرة قد فُتحت في المستقبل',
  'Reply creation date cannot be in the future': 'لا يمكن أن يكون تاريخ الرد في المستقبل',
  'Custom field "xxx" does not exist in this department': 'الحقل «xxx» غير موجود في هذا القسم',
  'Custom field "xxx" does not exist': 'الحقل «xxx» غير موجود',
  'Custom field "xxx" must be a text': 'يجب أن يحتوي الحقل «xxx» على نص غير طويل جدًا',
  'Custom field "xxx" must be a number of at most xxx characters':
    'يجب أن يحتوي الحقل «xxx» على عدد لا يتجاوز طوله xxx من الأحرف',
  'Custom field "xxx" must be a number': 'يجب أن يحتوي الحقل «xxx» على عدد',
  'Custom field "xxx" must be a time such as 09:00': 'يجب أن يحتوي الحقل «xxx» على وقت مثل 09:00',
  'Custom field "xxx" must be a date such as 2027-01-31 or 31.01.2027':
    'يجب أن يحتوي الحقل «xxx» على تاريخ مثل 2027-01-31 أو 31.01.2027',
  'Custom field "xxx" must be one of its options': 'يجب أن يحتوي الحقل «xxx» على أحد خياراته',
  'Custom field "xxx" must be its options level by level': 'يجب أن يحتوي الحقل «xxx» على خياراته مستوًى بعد مستوى',
  'Custom field "xxx" must be on or off': 'الحقل «xxx» إما مفعّل أو غير مفعّل',
  'A Client Cannot Be Blocked': 'لا يمكن حظر عميل، بل زائر فقط',
  'The Sender Has No Email Address': 'ليس للمُرسِل عنوان بريد إلكتروني',
  'Notes can not be empty': 'يُرجى كتابة ملاحظة',
  'The search must have a word to look for, and not only words to leave out':
    'يجب أن يتضمن البحث كلمة يُبحث عنها، لا كلمات مستبعدة فقط',
  'The search takes too long: look for rarer words, or narrow it by other filters':
    'يستغرق البحث وقتًا طويلًا: ابحث عن كلمات أندر أو ضيّقه بمرشّحات أخرى',

  // Answering.
  'Stopped: the ticket was merged into xxx meanwhile': 'أُوقف: دُمجت التذكرة في التذكرة xxx في هذه الأثناء',
  'Stopped: xxx has replied meanwhile (reply xxx)': 'أُوقف: ردّ xxx في هذه الأثناء (الرد xxx)',
  'Stopped: xxx has added a note meanwhile (note xxx)': 'أُوقف: أضاف xxx ملاحظة في هذه الأثناء (الملاحظة xxx)',
  'Stopped: the ticket was closed meanwhile': 'أُوقف: أُغلقت التذكرة في هذه الأثناء',
  'The time to send the reply must be in the future': 'يُرجى اختيار وقت في المستقبل',
  'The time to send the reply must be within a year': 'يُرجى اختيار وقت خلال سنة',
  'The reply was sent already': 'أُرسل الرد من قبل',
  'The reply was taken back already': 'سُحب الرد من قبل',
  'Invalid quote. Must be none, last, all or ids of messages of the ticket':
    'يمكن اقتباس لا شيء أو آخر رسالة أو المحادثة كلها أو رسائل من هذه التذكرة',
  'The message may have at most 1000000 characters': 'يجب ألا تتجاوز الرسالة 1000000 حرف',
  'The subject may have at most 1000 characters': 'يجب ألا يتجاوز الموضوع 1000 حرف',
  'Only an administrator can run this macro': 'يمكن للمسؤولين وحدهم تشغيل هذا الماكرو',
  'The macro names an administrator that has gone': 'يذكر الماكرو مسؤولًا لم يعد موجودًا',
  'The macro names a status that has gone': 'يذكر الماكرو حالة لم تعد موجودة',
  'The macro names a priority that has gone': 'يذكر الماكرو أولوية لم تعد موجودة',
  'The macro names a department that has gone': 'يذكر الماكرو قسمًا لم يعد موجودًا',
  'The macro names a xxx that has gone': 'يذكر الماكرو شيئًا لم يعد موجودًا: xxx',
  'The reply of this macro is empty': 'رد هذا الماكرو فارغ',

  // Many tickets.
  'Nothing to change': 'اختر ما ينبغي تغييره',
  'Merging, deleting and blocking can only be changes of their own': 'لا يمكن الدمج والحذف والحظر إلا كلٌّ على حدة',
  'A ticket may have at most 50 tags': 'يمكن أن يكون للتذكرة 50 وسمًا على الأكثر',
  'A tag may have at most 100 characters': 'يجب ألا يتجاوز طول الوسم 100 حرف',
  'There is no variable {$xxx}': 'لا يوجد رمز {$xxx}',
  'Ticket IDs or a query required': 'حدِّد بعض التذاكر أولًا',
  'Invalid Ticket IDs: xxx': 'هذه التذاكر غير موجودة: xxx',
  'At most 50000 tickets can be changed at once': 'يمكن تغيير 50000 تذكرة على الأكثر دفعة واحدة',
  'No ticket matches': 'لا تذكرة تطابق ذلك',
  'At most 500 tickets can be merged at once': 'يمكن دمج 500 تذكرة على الأكثر دفعة واحدة',
  'The change has ended already': 'انتهى التغيير من قبل',
  'The change is undone already': 'تم التراجع عن التغيير من قبل',
  'Answers that were sent cannot be undone': 'لا يمكن التراجع عن ردود أُرسلت',
  'The change has changed nothing': 'لم يغيّر هذا التغيير شيئًا',
  'The ticket could not be changed': 'تعذّر تغيير التذكرة',
  'The ticket to merge into was not found': 'التذكرة التي كان ينبغي الدمج فيها لم تعد موجودة',
  'The ticket has changed since': 'تغيّرت التذكرة منذ ذلك الحين',
  'The ticket is gone': 'لم تعد التذكرة موجودة',

  // Merging and splitting.
  'Merge Ticket IDs Required': 'اختر التذاكر التي تريد دمجها',
  'At most 50 tickets can be merged at once': 'يمكن دمج 50 تذكرة على الأكثر دفعة واحدة',
  'Invalid Merge Ticket IDs: xxx': 'لا يمكن دمج هذه التذاكر: xxx',
  'The ticket is not merged': 'التذكرة غير مدموجة',
  'Nothing is left of the ticket': 'لم يبقَ من التذكرة شيء',
  'Message IDs Required': 'اختر الرسائل التي تريد فصلها',
  'At most 500 messages can be moved at once': 'يمكن فصل 500 رسالة على الأكثر دفعة واحدة',
  'Invalid Message IDs: xxx': 'لا يمكن فصل هذه الرسائل: xxx',

  // Views and reports.
  'Query is required, with at most 1000 characters': 'يُرجى إدخال بحث لا يتجاوز 1000 حرف',
  'Query not understood: xxx': 'تعذّر فهم البحث: xxx',
  'Column not found. Columns are xxx': 'لا يوجد عمود كهذا. الأعمدة المتاحة: xxx',
  'The last day must not be before the first': 'يجب ألا يسبق اليوم الأخير اليوم الأول',
  'A report has at most 1100 days': 'يمكن أن يشمل التقرير 1100 يوم على الأكثر',

  // Files.
  'Related ID Not Found': 'ما يتبعه الملف لم يعد موجودًا',
  'No Attachments Found': 'لا توجد ملفات هنا',
  'Attachments Deleted': 'حُذفت الملفات',
  'Invalid Attachment Index': 'لا يوجد ملف كهذا',
  'The attachment is a link to another server, which is not fetched': 'الملف على خادم آخر ولا يُجلب من هناك',

  ...setupProblems,
};
