import type { AlertsTerms } from '../en/alerts.ts';

export const alerts: AlertsTerms = {
  alertsNew: (count, titles) => (count === 1 ? `Alerta urgente: ${titles}` : `${count} alertas urgentes: ${titles}`),
  alertsUnread: 'Não foi possível ler os alertas urgentes.',
  alertsShowAll: (count) => `Mostrar os ${count}`,
  alertQuote: (text) => `“${text}”`,
  alertOpen: (duration) => `aberta há ${duration}`,
  alertEdit: 'Editar ocorrência',
};
