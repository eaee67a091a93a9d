import type { AlertsTerms } from '../en/alerts.ts';

export const alerts: AlertsTerms = {
  alertsNew: (count, titles) => (count === 1 ? `Avviso urgente: ${titles}` : `${count} avvisi urgenti: ${titles}`),
  alertsUnread: 'Impossibile leggere gli avvisi urgenti.',
  alertsShowAll: (count) => `Mostra tutti e ${count}`,
  alertQuote: (text) => `«${text}»`,
  alertOpen: (duration) => `aperto da ${duration}`,
  alertEdit: 'Modifica caso',
  alertAcknowledge: 'Prendi atto',
  alertWhy: 'Perché è risolto per questa chiamata?',
  alertUnacknowledged: 'Non registrato.',
  alertsSettled: (count: number, time: string, reason: string) =>
    `Hai preso atto di ${count === 1 ? '1 avviso' : `${count} avvisi`} alle ${time}: ${reason}`,
  alertsShow: 'Mostra',
  alertAcknowledged: (title: string) => `Preso atto: ${title}`,
};
