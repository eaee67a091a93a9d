import type { AlertsTerms } from '../en/alerts.ts';

export const alerts: AlertsTerms = {
  alertsNew: (count, titles) =>
    count === 1 ? `Alerte urgente\u00a0: ${titles}` : `${count} alertes urgentes\u00a0: ${titles}`,
  alertsUnread: 'Les alertes urgentes n’ont pas pu être lues.',
  alertsShowAll: (count) => `Afficher les ${count}`,
  alertQuote: (text) => `«\u00a0${text}\u00a0»`,
  alertOpen: (duration) => `ouvert depuis ${duration}`,
  alertEdit: 'Modifier l’incident',
  alertAcknowledge: 'Prendre acte',
  alertWhy: 'Pourquoi est-ce réglé pour cet appel\u202f?',
  alertUnacknowledged: 'Pas enregistré.',
  alertsSettled: (count: number, time: string, reason: string) =>
    `Vous avez pris acte de ${count === 1 ? '1 alerte' : `${count} alertes`} à ${time}\u00a0: ${reason}`,
  alertsShow: 'Afficher',
  alertAcknowledged: (title: string) => `Pris acte\u00a0: ${title}`,
};
