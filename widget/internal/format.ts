import type { Money } from '../../shared/money.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A time of day as it stands on a desk's clock in every language of ours: 09:05, 16:02. */
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** Numbers, money and times in one language, in the time zone of the desk's own machine. Never throws. */
export class Format {
  readonly language: string;

  constructor(language: string) {
    this.language = language;
  }

  number(value: number, options: Intl.NumberFormatOptions = {}): string {
    return this.#numbers(options).format(value);
  }

  /** An amount of minor units with its currency, or bare for a column whose head names the currency. */
  money({ amount, currency }: Money, { bare = false }: { bare?: boolean } = {}): string {
    return this.#amount(amount, currency, bare, 0);
  }

  /** A unit price: a decimal of up to four places, in the major unit. */
  price(decimal: string, currency: string, { bare = false }: { bare?: boolean } = {}): string {
    return this.#decimal(Number(decimal), currency, bare, 4);
  }

  /** 16:02 */
  time(when: string | Date): string {
    return this.#date(when, clock);
  }

  /** 19 Sep, with the year when it is another one. */
  day(when: string | Date, now: Date = new Date()): string {
    const sameYear = new Date(when).getFullYear() === now.getFullYear();
    return this.#date(when, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
  }

  /** Monday 23 November, the head of a day in a timeline. */
  longDay(when: string | Date): string {
    return this.#date(when, { weekday: 'long', day: 'numeric', month: 'long' });
  }

  /** 19 Sep 2026, 16:02: for a `title` and wherever nothing may be left out. */
  dateTime(when: string | Date): string {
    return this.#date(when, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  }

  /** The shortest that is exact: the time today, weekday and time within a week, else the day. */
  when(when: string | Date, now: Date = new Date()): string {
    const date = new Date(when);
    if (date.toDateString() === now.toDateString()) return this.time(date);
    if (Math.abs(date.getTime() - now.getTime()) < 6 * day) {
      return this.#date(date, { weekday: 'short', ...clock });
    }
    return this.day(date, now);
  }

  /** How long: 38 min, 1 h 20, 6 days. Takes milliseconds of either sign. Never breaks between number and unit. */
  duration(milliseconds: number): string {
    const length = Math.abs(milliseconds);
    const minutes = Math.floor(length / minute);
    const text =
      length >= 2 * day
        ? this.#numbers({ style: 'unit', unit: 'day', unitDisplay: 'long' }).format(Math.floor(length / day))
        : length < hour
          ? `${this.number(minutes)} min`
          : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
    return text.replaceAll(' ', '\u00a0');
  }

  /** in 3 days, yesterday */
  relative(when: string | Date, now: Date = new Date()): string {
    const away = new Date(when).getTime() - now.getTime();
    const [value, unit]: [number, Intl.RelativeTimeFormatUnit] =
      Math.abs(away) < hour
        ? [away / minute, 'minute']
        : Math.abs(away) < day
          ? [away / hour, 'hour']
          : [away / day, 'day'];
    return new Intl.RelativeTimeFormat(this.language, { numeric: 'auto' }).format(Math.trunc(value), unit);
  }

  #amount(amount: number, currency: string, bare: boolean, extra: number): string {
    return this.#decimal(amount / 10 ** digitsOf(currency), currency, bare, extra);
  }

  #decimal(value: number, currency: string, bare: boolean, atMost: number): string {
    const digits = digitsOf(currency);
    const places = { minimumFractionDigits: digits, maximumFractionDigits: Math.max(digits, atMost) };
    if (bare) return this.#numbers(places).format(value);
    return /^[A-Z]{3}$/.test(currency)
      ? this.#numbers({ style: 'currency', currency, ...places }).format(value)
      : `${this.#numbers(places).format(value)} ${currency}`;
  }

  #numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = this.language + JSON.stringify(options);
    let format = numberFormats.get(key);
    if (!format) numberFormats.set(key, (format = new Intl.NumberFormat(this.language, options)));
    return format;
  }

  #date(when: string | Date, options: Intl.DateTimeFormatOptions): string {
    const date = new Date(when);
    if (Number.isNaN(date.getTime())) return '';
    const key = this.language + JSON.stringify(options);
    let format = dateFormats.get(key);
    if (!format) dateFormats.set(key, (format = new Intl.DateTimeFormat(this.language, options)));
    return format.format(date);
  }
}

/** How many decimals a currency's minor unit has: 0 for JPY, 2 for EUR, 3 for KWD. */
export function digitsOf(currency: string): number {
  return wholeCurrencies.test(currency) ? 0 : thousandCurrencies.test(currency) ? 3 : 2;
}

// The runtime's own digits are those of its locale data, which takes the forint's away; amounts are counted by ISO 4217.
const wholeCurrencies = /BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|X[AOP]F/;
const thousandCurrencies = /BHD|IQD|JOD|KWD|LYD|OMR|TND/;
