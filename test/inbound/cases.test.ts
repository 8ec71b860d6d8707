import { testMailCases } from '../support/mail-case-tests';

testMailCases('others');
