import type { AlertsTerms } from '../en/alerts.ts';

export const alerts: AlertsTerms = {};
