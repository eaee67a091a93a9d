import { describe, expect, it } from 'vitest';
import { formatPhone, phoneDigits, searchedDigits } from '../../../shared/phone.ts';

describe('a phone number', () => {
  it.each([
    ['04 78 12 34 56', 'FR', '+33 4 78 12 34 56'],
    ['(206) 555-0142', 'US', '+1 206 555 0142'],
    ['+420601123456', 'FR', '+420 601 123 456'],
    ['06 1234 5678', 'IT', '+39 06 1234 5678'],
    ['020 7946 0958', 'GB', '+44 20 7946 0958'],
    ['777-4321', 'ZZ', '777-4321'],
    [' ask for Bob ', 'FR', 'ask for Bob'],
    ['1 (11) 500 555-0162', 'US', '1 (11) 500 555-0162'],
  ])('[A05] is kept in international form where it can be read: %s in %s', (text, country, kept) => {
    expect(formatPhone(text, country)).toBe(kept);
    expect(formatPhone(kept, country)).toBe(kept);
  });

  it.each([
    ['04 78 12 34 56', 'FR', '33478123456'],
    ['06 1234 5678', 'IT', '390612345678'],
    ['777-4321', undefined, '7774321'],
    ['no digits', 'FR', ''],
  ])('[A05] is compared by its digits: %s in %s', (text, country, digits) => {
    expect(phoneDigits(text, country)).toBe(digits);
  });

  it.each([
    ['+33 (0)4 78 12 34 56', '33478123456'],
    ['0033 478 123 456', '33478123456'],
    ['0142', '142'],
    ['555.01.42', '5550142'],
    ['000', ''],
  ])('[A05] is looked for without what hides its end: %s', (text, digits) => {
    expect(searchedDigits(text)).toBe(digits);
  });
});
