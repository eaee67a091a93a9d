export const alerts = {
  alertsNew: (count: number, titles: string) =>
    count === 1 ? `Hot alert: ${titles}` : `${count} hot alerts: ${titles}`,
  alertsUnread: 'Hot alerts could not be read.',
  alertsShowAll: (count: number) => `Show all ${count}`,
  alertQuote: (text: string) => `“${text}”`,
  alertOpen: (duration: string) => `open ${duration}`,
  alertEdit: 'Edit case',
  alertAcknowledge: 'Acknowledge',
  alertWhy: 'Why is it settled for this call?',
  alertUnacknowledged: 'Not acknowledged.',
  alertsSettled: (count: number, time: string, reason: string) =>
    `${count === 1 ? '1 hot alert' : `${count} hot alerts`} acknowledged by you, ${time}: ${reason}`,
  alertsShow: 'Show',
  alertAcknowledged: (title: string) => `Acknowledged: ${title}`,
};

export type AlertsTerms = typeof alerts;
