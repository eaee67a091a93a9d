/** A name as it is written, and in Latin letters where that differs. */
type Name = string | readonly [written: string, latin: string];

export interface City {
  name: string;
  region?: string;
  /** `#` is a digit, `@` a letter. */
  postalCode: string;
}

/** What a country's people, streets and numbers look like. */
export interface Country {
  code: string;
  language: string;
  given: readonly Name[];
  family: readonly Name[];
  /** The family name comes first. */
  familyFirst?: boolean;
  /** People have two family names. */
  twoFamilies?: boolean;
  cities: readonly City[];
  streets: readonly string[];
  /** Where the house number stands. */
  street: (street: string, number: number) => string;
  /** Mobile numbers; kept to ranges that are set aside for stories where the country has them. */
  mobile: string;
  landline: string;
  companies: readonly string[];
  companyForm: string;
}
