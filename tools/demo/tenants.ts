import type { TenantSetUp } from '../../worker/tenants/service.ts';

/** A tenant of the local desk. Its origins and public keys follow the desk that it is on. */
export interface DemoTenant {
  /** Its short name: of its key file, of `--tenant`. */
  key: string;
  publishableKey: string;
  /** The externalId of the program that fills it. */
  integration: string;
  /** The externalId of the first clerk. */
  clerk: string;
  setUp: Omit<TenantSetUp, 'origins' | 'assertionKeys'>;
}

const euro = (country: string, rate: string) => ({ country, rate });

/** The tenant that the demo pages speak for. */
export const demoTenant: DemoTenant = {
  key: 'demo',
  publishableKey: 'pk_demo_halden',
  integration: 'integration',
  clerk: 'ines',
  setUp: {
    key: 'demo',
    name: 'Halden Cycles',
    language: 'en',
    country: 'FR',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    publishableKeys: ['pk_demo_halden'],
    agents: [
      { externalId: 'ines', name: 'Inês Carvalho', role: 'agent', language: 'en' },
      { externalId: 'tomasz', name: 'Tomasz Błaszczyk', role: 'agent', language: 'en' },
      { externalId: 'chloe', name: 'Chloé N’Guessan', role: 'agent', language: 'fr' },
      { externalId: 'marta', name: 'Marta Nowak', role: 'supervisor', language: 'en' },
      { externalId: 'henrik', name: 'Henrik Halden', role: 'admin', language: 'en' },
      { externalId: 'integration', name: 'Halden ERP', role: 'integration' },
    ],
    teams: [
      { name: 'Service Europe', members: ['ines', 'tomasz', 'chloe', 'marta'] },
      { name: 'Warranty', members: ['marta', 'tomasz'] },
    ],
    channels: [
      {
        name: 'Service Europe',
        currency: 'EUR',
        users: ['ines', 'tomasz', 'chloe', 'marta', 'henrik', 'integration'],
        paymentMethods: [
          { name: 'Card', kind: 'card' },
          { name: 'Gift card', kind: 'gift_card' },
          { name: 'Cash', kind: 'cash' },
          { name: 'Check', kind: 'check' },
        ],
        taxRates: [
          euro('FR', '0.2'),
          euro('DE', '0.19'),
          euro('NL', '0.21'),
          euro('BE', '0.21'),
          euro('IE', '0.23'),
          euro('GB', '0.2'),
          euro('CH', '0.081'),
          euro('PL', '0.23'),
          euro('IT', '0.22'),
          euro('ES', '0.21'),
          euro('GR', '0.24'),
          euro('SE', '0.25'),
          euro('TR', '0.2'),
          euro('VN', '0.1'),
          euro('JP', '0.1'),
          euro('UA', '0.2'),
          euro('EG', '0.14'),
          euro('BR', '0'),
        ],
      },
    ],
    priorities: [
      { name: 'Low', rank: 1 },
      { name: 'Normal', rank: 2, isDefault: true },
      { name: 'Raised', rank: 3 },
      { name: 'High', rank: 4, hotAlert: true },
      { name: 'Critical', rank: 5, hotAlert: true },
    ],
    subjects: [
      { name: 'Product' },
      { name: 'Frame and fork', parent: 'Product' },
      { name: 'Drivetrain', parent: 'Product' },
      { name: 'Battery and motor', parent: 'Product' },
      { name: 'Recall', parent: 'Product' },
      { name: 'Delivery' },
      { name: 'Delivery date or place', parent: 'Delivery' },
      { name: 'Damaged in transit', parent: 'Delivery' },
      { name: 'Wrong item', parent: 'Delivery' },
      { name: 'Missing item', parent: 'Delivery' },
      { name: 'Billing' },
      { name: 'Invoice', parent: 'Billing' },
      { name: 'Refund', parent: 'Billing' },
      { name: 'Payment dispute', parent: 'Billing' },
      { name: 'Return' },
      { name: 'Before buying' },
    ],
  },
};

/** A second company, so that there is somebody whose data must not be seen. */
export const ipeTenant: DemoTenant = {
  key: 'ipe',
  publishableKey: 'pk_demo_ipe',
  integration: 'integration',
  clerk: 'rosana',
  setUp: {
    key: 'ipe',
    name: 'Ipê Eletro',
    language: 'pt-BR',
    country: 'BR',
    currency: 'BRL',
    timeZone: 'America/Sao_Paulo',
    publishableKeys: ['pk_demo_ipe'],
    agents: [
      { externalId: 'rosana', name: 'Rosana Brandão', role: 'agent', language: 'pt-BR' },
      { externalId: 'caio', name: 'Caio Assunção', role: 'agent', language: 'pt-BR' },
      { externalId: 'ligia', name: 'Lígia Magalhães', role: 'supervisor', language: 'pt-BR' },
      { externalId: 'admin', name: 'Otávio Ipê', role: 'admin', language: 'pt-BR' },
      { externalId: 'integration', name: 'ERP Ipê', role: 'integration' },
    ],
    teams: [{ name: 'Atendimento', members: ['rosana', 'caio', 'ligia'] }],
    channels: [
      {
        name: 'Televendas',
        currency: 'BRL',
        users: ['rosana', 'caio', 'ligia', 'admin', 'integration'],
        paymentMethods: [
          { name: 'Cartão', kind: 'card' },
          { name: 'Vale-presente', kind: 'gift_card' },
          { name: 'Dinheiro', kind: 'cash' },
          { name: 'Cheque', kind: 'check' },
        ],
        taxRates: [
          { country: 'BR', rate: '0.17' },
          { country: 'BR', region: 'SP', rate: '0.18' },
          { country: 'BR', region: 'PE', rate: '0.205' },
        ],
      },
    ],
    priorities: [
      { name: 'Baixa', rank: 1 },
      { name: 'Normal', rank: 2, isDefault: true },
      { name: 'Elevada', rank: 3 },
      { name: 'Alta', rank: 4 },
      { name: 'Crítica', rank: 5, hotAlert: true },
    ],
    subjects: [
      { name: 'Produto' },
      { name: 'Defeito', parent: 'Produto' },
      { name: 'Garantia', parent: 'Produto' },
      { name: 'Instalação', parent: 'Produto' },
      { name: 'Entrega' },
      { name: 'Nota fiscal' },
      { name: 'Estorno' },
    ],
  },
};

export const tenants: readonly DemoTenant[] = [demoTenant, ipeTenant];
