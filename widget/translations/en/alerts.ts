export const alerts = {};

export type AlertsTerms = typeof alerts;
