import { describe, expect, it } from 'vitest';
import { countryCode, decimal, joined, utcTime, wholeNumber } from '../../../tools/import/values.ts';

describe('values of a file', () => {
  it.each([
    ['14', '14'],
    ['9.8', '9.8'],
    ['0.0', '0'],
    ['0', '0'],
    ['', ''],
    ['20565.6206', '20565.6206'],
    ['0.15000000596046448', '0.15'],
    ['0.00005', '0.0001'],
    ['0.00004999', '0'],
    ['9.99995', '10'],
    ['007.50', '7.5'],
    ['12.', '12'],
  ])('reads %j as the decimal %j', (text, value) => {
    expect(decimal(text)).toBe(value);
  });

  it.each(['-1', '1,234.50', '1e3', 'NULL', '.5', ' 1'])('leaves %j for the API to refuse as a decimal', (text) => {
    expect(decimal(text)).toBe(text);
  });

  it.each([
    ['2011-05-31', '2011-05-31T00:00:00Z'],
    ['1996-07-04 00:00:00.000', '1996-07-04T00:00:00.000Z'],
    ['2014-09-12T11:15:07.263Z', '2014-09-12T11:15:07.263Z'],
    ['2014-09-12 11:15:07', '2014-09-12T11:15:07Z'],
    ['31/05/2011', '31/05/2011'],
    ['', ''],
  ])('reads the time %j as %j, in UTC', (text, value) => {
    expect(utcTime(text)).toBe(value);
  });

  it.each([
    ['12', 12],
    ['-3', -3],
    ['0', 0],
  ])('reads %j as the number %d', (text, value) => {
    expect(wholeNumber(text)).toBe(value);
  });

  it.each(['', '1.5', 'ten', '1e3'])('reads %j as no number, which the API refuses', (text) => {
    expect(wholeNumber(text)).toBeNaN();
    expect(JSON.stringify([wholeNumber(text)])).toBe('[null]');
  });

  it.each([
    ['Germany', 'DE'],
    ['UK', 'GB'],
    ['USA', 'US'],
    ['United Kingdom', 'GB'],
    ['France', 'FR'],
    ['Venezuela', 'VE'],
    ['Türkiye', 'TR'],
    ['BR', 'BR'],
    ['', null],
    ['Atlantis', 'Atlantis'],
  ])('reads the country %j as %j', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });

  it('joins the parts of a name that are there', () => {
    expect(joined('Ken', '', null, 'Sánchez', undefined)).toBe('Ken Sánchez');
  });
});
