import { env } from 'cloudflare:workers';
import { Directory } from '../../../worker/auth/directory.ts';
import { newAddressStatements, newCustomerStatements } from '../../../worker/customers/service.ts';
import { newCaseStatements, type NewCase } from '../../../worker/cases/service.ts';
import { TenantDatabase } from '../../../worker/db/database.ts';
import { isId, type CustomerId, type Id, type IdKind, idPrefixes } from '../../../shared/ids.ts';
import { newDesk, type Desk } from './desk.ts';

const names = [
  'Aurélie Lefèvre',
  'Björn Håkansson',
  'João Gonçalves',
  'Zofia Wójcik',
  'Nguyễn Thị Khai',
  'Mehmet Yıldırım',
];

/** The n-th id of a kind: ids that tests can count on. */
export function idOfNumber<Kind extends IdKind>(kind: Kind, n: number): Id<Kind> {
  const id = `${idPrefixes[kind]}_${String(n).padStart(26, '0')}`;
  if (!isId(kind, id)) throw new TypeError(id);
  return id;
}

export interface ManyCustomers {
  /** The tenant that is asked; the others are there to be passed over. */
  desk: Desk;
  /** A customer with a thousand cases, half of them active. */
  busy: CustomerId;
}

/** Tenants with customers, addresses and cases, written by the services' own statements. */
export async function manyCustomers(
  tenants: number,
  customersEach: number,
  casesOfBusy: number,
): Promise<ManyCustomers> {
  const desks = await Promise.all(Array.from({ length: tenants }, () => newDesk()));
  for (const [place, desk] of desks.entries()) await fill(desk, place * customersEach, customersEach, place === 0);
  const [desk] = desks;
  if (desk === undefined) throw new Error('no tenant was asked for');
  const busy = idOfNumber('customer', 0);
  await addCases(desk, busy, casesOfBusy);
  return { desk, busy };
}

/** Addresses are only where somebody looks at them. */
async function fill(desk: Desk, from: number, count: number, withAddresses: boolean): Promise<void> {
  const tenant = await new Directory(env.DB).tenant(desk.tenant, 0);
  if (tenant === null) throw new Error('no tenant');
  const database = new TenantDatabase(env.DB, desk.tenant);
  const chunk = 1000;
  for (let start = from; start < from + count; start += chunk) {
    const numbers = Array.from({ length: Math.min(chunk, from + count - start) }, (_, place) => start + place);
    await database.write([
      ...newCustomerStatements(
        tenant,
        numbers.map((n) => ({
          id: idOfNumber('customer', n),
          number: `C-${String(n).padStart(6, '0')}`,
          kind: 'person',
          name: `${names[n % names.length] ?? ''} ${n}`,
          email: `person${n}@example.com`,
          phone: `+336${String(n).padStart(8, '0')}`,
          taxId: null,
          language: null,
          country: 'FR',
          createdAt: n,
        })),
      ),
      ...newAddressStatements(
        (withAddresses ? numbers : []).map((n) => ({
          id: idOfNumber('address', n),
          customer: idOfNumber('customer', n),
          purpose: 'delivery',
          primary: true,
          line1: 'Rue 1',
          line2: null,
          city: 'Lyon',
          region: null,
          postalCode: null,
          country: 'FR',
        })),
      ),
    ]);
  }
}

async function addCases(desk: Desk, customer: CustomerId, count: number): Promise<void> {
  const [owner, priority] = [await desk.id('agent', 'clerk'), await desk.id('priority', 'Normal')];
  const cases = Array.from({ length: count }, (_, n): NewCase => {
    const isActive = n % 2 === 0;
    return {
      hotAlert: false,
      resolution: null,
      activities: [],
      notes: [],
      columns: {
        id: idOfNumber('case', n),
        number: `CAS-${n}`,
        customer,
        contact: null,
        title: `Case ${n}`,
        description: null,
        state: isActive ? 'active' : 'cancelled',
        statusReason: isActive ? 'in_progress' : 'cancelled',
        priority,
        subject: null,
        product: null,
        productSerialNumber: null,
        origin: 'phone',
        type: null,
        owner,
        createdAt: n,
        updatedAt: n,
        closedAt: isActive ? null : n,
      },
    };
  });
  const database = new TenantDatabase(env.DB, desk.tenant);
  await database.write([...newCaseStatements(cases, Date.now())]);
}
