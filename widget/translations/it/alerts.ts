import type { AlertsTerms } from '../en/alerts.ts';

export const alerts: AlertsTerms = {
  alertsNew: (count, titles) => (count === 1 ? `Avviso urgente: ${titles}` : `${count} avvisi urgenti: ${titles}`),
  alertsUnread: 'Impossibile leggere gli avvisi urgenti.',
  alertsShowAll: (count) => `Mostra tutti e ${count}`,
  alertQuote: (text) => `«${text}»`,
  alertOpen: (duration) => `aperto da ${duration}`,
  alertEdit: 'Modifica caso',
};
