export const alerts = {
  alertsNew: (count: number, titles: string) =>
    count === 1 ? `Hot alert: ${titles}` : `${count} hot alerts: ${titles}`,
  alertsUnread: 'Hot alerts could not be read.',
  alertsShowAll: (count: number) => `Show all ${count}`,
  alertQuote: (text: string) => `“${text}”`,
  alertOpen: (duration: string) => `open ${duration}`,
  alertEdit: 'Edit case',
};

export type AlertsTerms = typeof alerts;
