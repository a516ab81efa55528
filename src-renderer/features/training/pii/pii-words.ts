import type { PiiType } from '#contract/pii.ts';

export const PII_WORDS: Record<PiiType, string> = {
  NAME: 'Name',
  EMAIL: 'E-mail',
  PHONE: 'Phone',
  ADDRESS: 'Address',
  CARD: 'Card',
  IBAN: 'IBAN',
  SSN: 'Social security number',
  IP: 'IP address',
  URL: 'Link',
  BIRTH_DATE: 'Date of birth',
  HANDLE: 'Handle',
  SECRET: 'Password or key',
  NUMBER: 'Order or account number',
};

export const PII_CHOICES = (Object.keys(PII_WORDS) as PiiType[]).map((value) => ({ value, label: PII_WORDS[value] }));
