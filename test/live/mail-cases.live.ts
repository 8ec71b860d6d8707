import { testMailCases } from '../support/mail-case-tests';

// Their mails have up to 60 MB and 10,000 parts.
testMailCases('large');
