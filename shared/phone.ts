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

/** The digits of what somebody typed, without the trunk or exit zeros that hide the number's end. */
export function searchedDigits(text: string): string {
  return text.replace(/\D/g, '').replace(/^0+/, '');
}

function isCountry(country: string | undefined): country is CountryCode {
  return country !== undefined && /^[A-Z]{2}$/.test(country);
}
