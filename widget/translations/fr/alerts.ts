import type { AlertsTerms } from '../en/alerts.ts';

export const alerts: AlertsTerms = {
  alertsNew: (count, titles) =>
    count === 1 ? `Alerte urgente\u00a0: ${titles}` : `${count} alertes urgentes\u00a0: ${titles}`,
  alertsUnread: 'Les alertes urgentes n’ont pas pu être lues.',
  alertsShowAll: (count) => `Afficher les ${count}`,
  alertQuote: (text) => `«\u00a0${text}\u00a0»`,
  alertOpen: (duration) => `ouvert depuis ${duration}`,
  alertEdit: 'Modifier l’incident',
};
