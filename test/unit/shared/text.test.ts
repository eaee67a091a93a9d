import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, freeText, holdsCardNumber, plainText } from '../../../shared/text.ts';

describe('a text that is compared', () => {
  it.each([
    ['Conceição', 'conceicao'],
    ['Łukasz Żółć', 'lukasz zolc'],
    ['Søren Æbelø', 'soren aebelo'],
    ['GROẞ groß', 'gross gross'],
    ['Đorđe', 'dorde'],
    ['Œuvre', 'oeuvre'],
    ['İstanbul ılık', 'istanbul ilik'],
    ['Þórður', 'thordur'],
    ['Ｆｕｌｌ ﬁt', 'full fit'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['שלום', 'שלום'],
  ])('[A05] is folded: %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('[A05] is folded once and for all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
        (text) => foldText(foldText(text)) === foldText(text),
      ),
    );
  });
});

describe('a card number in a text', () => {
  it.each([
    '4111111111111111',
    'card 4111 1111 1111 1111 please',
    '4111-1111-1111-1111',
    '4111.1111.1111.1111',
    '4111\u00a01111\u00a01111\u00a01111',
    '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1',
    '4111 1111 1111 1111 12/27',
    '4111111111111111 12/27 123',
    '12 4111 1111 1111 1111',
    '5555 5555 5555 4444',
    '2223003122003222',
    '3782 822463 10005',
    '6011111111111117',
    '3566002020360505',
    '30569309025904',
    '6200000000000005',
  ])('is seen: %s', (text) => {
    expect(holdsCardNumber(text)).toBe(true);
  });

  it.each([
    '4111111111111112',
    '411111111111111',
    '1234567812345670',
    '41111111111111111111111',
    '+33 4 78 12 34 56',
    'call +1 206 555 0142 or +1 206 555 0143',
    'order SO43659 of 2026-11-22 at 10.30',
    '52998224725 and 11222333000181',
    '',
  ])('is not seen where there is none: %s', (text) => {
    expect(holdsCardNumber(text)).toBe(false);
  });
});

describe('a long text', () => {
  it.each(['1 ', '111 ', '4111-', '123456.'])('of nothing but %j is looked through at once', (group) => {
    const started = performance.now();
    expect(holdsCardNumber(group.repeat(64_000 / group.length))).toBe(false);
    expect(holdsCardNumber(`${group.repeat(1000)}x 4111 1111 1111 1111`)).toBe(true);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('a text that somebody writes', () => {
  it('is trimmed, has a length, and no card number', () => {
    const schema = freeText(5);
    expect(schema.parse('  ab ')).toBe('ab');
    expect(schema.safeParse('   ').error?.issues[0]?.message).toBe('required');
    expect(schema.safeParse('abcdef').error?.issues[0]?.message).toBe('too_long');
    expect(freeText(50).safeParse('4111111111111111').error?.issues[0]?.message).toBe('card_number');
    expect(plainText(50).parse('4111111111111111')).toBe('4111111111111111');
  });
});
