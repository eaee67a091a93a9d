import type { AlertsTerms } from '../en/alerts.ts';

export const alerts: AlertsTerms = {
  alertsNew: (count, titles) => (count === 1 ? `Alerte urgente : ${titles}` : `${count} alertes urgentes : ${titles}`),
  alertsUnread: 'Les alertes urgentes n’ont pas pu être lues.',
  alertsShowAll: (count) => `Afficher les ${count}`,
  alertQuote: (text) => `« ${text} »`,
  alertOpen: (duration) => `ouvert depuis ${duration}`,
  alertEdit: 'Modifier l’incident',
};
