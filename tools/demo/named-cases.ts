import { aurelie } from './named-customers.ts';
import { day, hour, type Clock, type Row } from './rows.ts';

export function namedCases(clock: Clock): Row<'cases'>[] {
  return [...aurelieCases(clock), ...otherCases(clock)];
}

function aurelieCases(clock: Clock): Row<'cases'>[] {
  return [
    {
      externalId: 'CAS-20418',
      number: 'CAS-20418',
      customer: aurelie,
      title: 'Cracked front fork on delivery; bike needed for Saturday’s market',
      description:
        'The crack runs from the left dropout to the brake mount. The bike is her stall’s only delivery vehicle.',
      priority: 'Critical',
      subject: 'Frame and fork',
      product: 'HC-FRK-20CF',
      origin: 'phone',
      type: 'problem',
      state: 'active',
      statusReason: 'in_progress',
      owner: 'ines',
      createdAt: clock.before(31 * hour),
      activities: [
        {
          externalId: 'CAS-20418-1',
          kind: 'email',
          subject: 'Photos of the fork',
          description:
            'Bonjour Madame, pourriez-vous nous envoyer deux photos de la patte gauche et le numéro gravé sous le boîtier ?',
          state: 'completed',
          durationMinutes: 3,
          createdAt: clock.before(4 * hour + 10),
        },
        {
          externalId: 'CAS-20418-2',
          kind: 'phone_call',
          subject: 'Call from customer',
          description: 'She sent four photos and will not ride the bike. Asks for a courier before Friday noon.',
          state: 'completed',
          durationMinutes: 6,
          createdAt: clock.before(21),
        },
        {
          externalId: 'CAS-20418-3',
          kind: 'phone_call',
          subject: 'Call back with the courier’s slot',
          state: 'open',
          dueAt: clock.after(28),
          createdAt: clock.before(18),
        },
        {
          externalId: 'CAS-20418-4',
          kind: 'task',
          subject: 'Send the photos to the fork’s supplier, Fourches Bérard & Fils',
          state: 'open',
          dueAt: clock.tomorrowAt(9),
          createdAt: clock.before(16),
        },
      ],
      notes: [
        {
          externalId: 'CAS-20418-n1',
          body: 'Recall 26-09. Courier pick-up only. Quality must confirm the batch before any fork leaves Lyon.',
          author: 'marta',
          createdAt: clock.before(hour + 42),
        },
      ],
    },
    {
      externalId: 'CAS-20377',
      number: 'CAS-20377',
      customer: aurelie,
      title: 'Second notice of payment dispute, CHF 2,180.00',
      priority: 'High',
      subject: 'Payment dispute',
      origin: 'email',
      type: 'problem',
      state: 'active',
      statusReason: 'on_hold',
      owner: 'tomasz',
      createdAt: clock.before(6 * day),
      notes: [
        {
          externalId: 'CAS-20377-n1',
          body: 'Finance answers; do not promise a refund.',
          createdAt: clock.before(22 * hour),
        },
      ],
    },
    {
      externalId: 'CAS-19902',
      number: 'CAS-19902',
      customer: aurelie,
      title: 'Brake pads delivered twice',
      priority: 'Normal',
      subject: 'Wrong item',
      product: 'HC-BRK-ORG',
      origin: 'email',
      type: 'request',
      state: 'resolved',
      owner: 'chloe',
      createdAt: clock.before(68 * day),
      closedAt: clock.before(66 * day),
      resolution: 'Second parcel kept against a €12.90 credit.',
      billableMinutes: 15,
      activities: [
        {
          externalId: 'CAS-19902-1',
          kind: 'phone_call',
          subject: 'Told her to keep the parcel',
          state: 'completed',
          durationMinutes: 25,
          createdAt: clock.before(66 * day + 20),
        },
      ],
    },
    {
      externalId: 'CAS-18830',
      number: 'CAS-18830',
      customer: aurelie,
      title: 'Opening hours of the Lyon workshop',
      priority: 'Low',
      subject: 'Before buying',
      origin: 'phone',
      type: 'question',
      state: 'cancelled',
      owner: 'ines',
      createdAt: clock.before(210 * day),
      closedAt: clock.before(210 * day - 9),
    },
  ];
}

function otherCases(clock: Clock): Row<'cases'>[] {
  const active = (
    number: string,
    customer: string,
    title: string,
    priority: string,
    owner: string,
    minutesAgo: number,
    more: Partial<Row<'cases'>> = {},
  ): Row<'cases'> => ({
    externalId: number,
    number,
    customer,
    title,
    priority,
    owner,
    state: 'active',
    statusReason: 'in_progress',
    createdAt: clock.before(minutesAgo),
    ...more,
  });
  const note = (number: string, body: string, minutesAgo: number) => ({
    notes: [{ externalId: `${number}-n1`, body, createdAt: clock.before(minutesAgo) }],
  });
  return [
    active('CAS-20397', 'C-090233', 'Battery not charging below 5 °C', 'Raised', 'marta', 2 * day, {
      contact: 'C-090233-j.strauss@mueller-soehne.example',
      subject: 'Battery and motor',
      product: 'HC-BAT-500',
      type: 'problem',
    }),
    active('CAS-20421', 'C-098777', 'Fatura duplicada do pedido 88213', 'Raised', 'chloe', 5 * hour, {
      subject: 'Invoice',
      type: 'problem',
    }),
    active('CAS-20409', 'C-099310', 'Ritiro del reso non effettuato', 'High', 'tomasz', 26 * hour, {
      subject: 'Return',
      type: 'problem',
      ...note('CAS-20409', 'Third attempt today. If it fails again, she keeps the bags.', 3 * hour),
    }),
    active('CAS-20430', 'C-097502', 'Wrong key sent with U-lock', 'Normal', 'ines', 4 * hour, {
      subject: 'Wrong item',
      product: 'HC-LCK-U',
      type: 'problem',
    }),
    active('CAS-20388', 'C-101880', 'Remboursement non reçu (chèque-cadeau)', 'Normal', 'chloe', 3 * day, {
      subject: 'Refund',
      type: 'problem',
      statusReason: 'researching',
    }),
    active('CAS-20433', 'C-095520', 'Spoke kit missing from pallet 3 of 5', 'Raised', 'tomasz', 7 * hour, {
      subject: 'Missing item',
      product: 'HC-SPK-KIT',
      type: 'problem',
    }),
    active('CAS-20435', 'C-093001', 'Change delivery to the Basel depot', 'Normal', 'ines', 6 * hour, {
      contact: 'C-093001-u.caduff@velowerk.example',
      subject: 'Delivery date or place',
      type: 'request',
    }),
    active('CAS-20440', 'C-102440', 'Child seat recall: which serial numbers?', 'High', 'marta', 2 * hour, {
      subject: 'Recall',
      product: 'HC-SEAT-R',
      type: 'question',
      ...note('CAS-20440', 'Numbers from 26-04000 to 26-04999 are affected, no others.', hour),
    }),
    active('CAS-20441', 'C-101007', 'VAT number wrong on two invoices', 'Low', 'chloe', 90, {
      subject: 'Invoice',
      type: 'request',
    }),
    active('CAS-20436', 'C-096145', 'Saddle creaks after 40 km', 'Normal', 'ines', 5 * hour, {
      subject: 'Frame and fork',
      product: 'HC-SDL-TOUR',
      type: 'problem',
      statusReason: 'waiting_for_details',
    }),
    active('CAS-20360', 'C-100318', 'Refund to a closed bank account', 'Normal', 'ines', 8 * day, {
      subject: 'Refund',
      type: 'problem',
      statusReason: 'on_hold',
    }),
    active('CAS-20444', 'C-102911', 'Colour of replacement bell', 'Low', 'tomasz', 40, {
      subject: 'Before buying',
      product: 'HC-BELL-GRN',
      type: 'question',
    }),
  ];
}
