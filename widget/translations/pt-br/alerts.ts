import type { AlertsTerms } from '../en/alerts.ts';

export const alerts: AlertsTerms = {
  alertsNew: (count, titles) => (count === 1 ? `Alerta urgente: ${titles}` : `${count} alertas urgentes: ${titles}`),
  alertsUnread: 'Não foi possível ler os alertas urgentes.',
  alertsShowAll: (count) => `Mostrar os ${count}`,
  alertQuote: (text) => `“${text}”`,
  alertOpen: (duration) => `aberta há ${duration}`,
  alertEdit: 'Editar ocorrência',
  alertAcknowledge: 'Confirmar ciência',
  alertWhy: 'Por que está resolvido nesta chamada?',
  alertUnacknowledged: 'Não confirmado.',
  alertsSettled: (count: number, time: string, reason: string) =>
    `${count === 1 ? '1 alerta confirmado' : `${count} alertas confirmados`} por você, ${time}: ${reason}`,
  alertsShow: 'Mostrar',
  alertAcknowledged: (title: string) => `Confirmado: ${title}`,
};
