import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/** A number as people dial it, in international form where it can be read as one, else as it was given. */
export function formatPhone(text: string, country?: string): string {
  const parsed = parsePhoneNumberFromString(text, isCountry(country) ? country : undefined);
  return parsed?.isPossible() ? parsed.formatInternational() : text.trim();
}

/** The digits a search compares: with country code and without any punctuation. */
export function phoneDigits(text: string, country?: string): string {
  const parsed = parsePhoneNumberFromString(text, isCountry(country) ? country : undefined);
  return (parsed?.isPossible() ? parsed.number : text).replace(/\D/g, '');
}

/**
 * The ways a number begins when it is dialled: with its country code, and as it is known at home without the trunk
 * zero. A number that cannot be read has one.
 */
export function dialledDigits(text: string, country?: string): string[] {
  const parsed = parsePhoneNumberFromString(text, isCountry(country) ? country : undefined);
  if (!parsed?.isPossible()) return [searchedDigits(text)];
  return [...new Set<string>([phoneDigits(text, country), parsed.nationalNumber])];
}

/**
 * The digits of what somebody typed, without what hides the end of the number: the exit or trunk zeros in front and
 * the trunk zero in brackets, as in `+44 (0)20`.
 */
export function searchedDigits(text: string): string {
  return text.replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^0+/, '');
}

function isCountry(country: string | undefined): country is CountryCode {
  return country !== undefined && /^[A-Z]{2}$/.test(country);
}
