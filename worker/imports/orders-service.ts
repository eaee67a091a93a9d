import { newId } from '../../shared/ids.ts';
import type { ImportedOrder } from '../../shared/imports.ts';
import type { FieldError } from '../../shared/problems.ts';
import { canBeKept, knownOrders, newOrderStatements, type NewOrder } from '../orders/service.ts';
import { productsOfIds } from '../products/service.ts';
import { allOf, idsIn, idsOf, importedEvent, milliseconds, type Batch, type Prepared } from './batch-service.ts';
import { created, fieldError, judge, unknownUnless } from './judge.ts';
import { channelsOf } from '../channels/service.ts';
import { customersOfIds, knownAddresses, knownContacts } from '../customers/service.ts';
import { guardAbsent } from './store.ts';

/** An order that waits for its channel. */
type Unplaced = Omit<NewOrder, 'channel'> & { repeatedLine: number };

export async function prepareOrders(batch: Batch, rows: readonly ImportedOrder[]): Promise<Prepared> {
  const orders = await unplaced(batch, rows);
  const known = knownOrders(orders.map(({ id, number }) => ({ id, number })));
  const customers = customersOfIds(orders.map(({ customer }) => customer));
  const contacts = knownContacts(
    orders.flatMap(({ customer, contact: id }) => (id === null ? [] : [{ customer, id }])),
  );
  const addresses = knownAddresses(
    orders.flatMap(({ customer, deliverTo: id }) => (id === null ? [] : [{ customer, id }])),
  );
  const products = productsOfIds([...new Set(orders.flatMap(({ lines }) => lines.map(({ product }) => product)))]);
  const channels = channelsOf(batch.agent);
  return {
    queries: [...known, ...customers, ...contacts, ...addresses, ...products, channels],
    settle: (read) => {
      const there = {
        customers: idsIn(read, customers),
        contacts: idsIn(read, contacts),
        addresses: idsIn(read, addresses),
        products: new Set<string>(allOf(read, products)),
      };
      const places = read.all(channels);
      const placed = orders.flatMap((order) => {
        const channel = places.find(({ currency }) => currency === order.currency) ?? places[0];
        return channel === undefined ? [] : [{ ...order, channel: channel.id }];
      });
      if (placed.length < orders.length) throw new Error('the tenant has no channel for its orders');
      const verdicts = judge(placed, allOf(read, known), 'number', (order) => [
        ...unknownUnless(there.customers.has(order.customer), 'customer'),
        ...unknownUnless(order.contact === null || there.contacts.has(order.contact), 'contact'),
        ...unknownUnless(order.deliverTo === null || there.addresses.has(order.deliverTo), 'deliverTo'),
        ...order.lines.flatMap(({ product }, place) =>
          unknownUnless(there.products.has(product), `lines/${place}/product`),
        ),
        ...repeated(order),
        ...(canBeKept(order) ? [] : [fieldError('lines', 'too_large', 'comes to more than can be kept exactly')]),
      ]);
      const added = created(placed, verdicts);
      return {
        verdicts,
        guards: guardAbsent('orders', added),
        changes: newOrderStatements(
          added.map(({ repeatedLine: _, ...order }) => order),
          batch.now,
        ),
        events: added.map(({ id, customer, createdAt }) =>
          importedEvent(batch, { entityKind: 'order', entity: id, customer }, createdAt),
        ),
      };
    },
  };
}

async function unplaced(batch: Batch, rows: readonly ImportedOrder[]): Promise<Unplaced[]> {
  const lines = rows.flatMap((row) => row.lines.map((line) => ({ row, line })));
  const [orderId, customerId, contactId, addressId, productId, lineId] = await Promise.all([
    idsOf(
      batch,
      'order',
      rows.map(({ externalId }) => externalId),
    ),
    idsOf(
      batch,
      'customer',
      rows.map(({ customer }) => customer),
    ),
    idsOf(
      batch,
      'contact',
      rows.map(({ contact }) => contact),
    ),
    idsOf(
      batch,
      'address',
      rows.map(({ deliverTo }) => deliverTo),
    ),
    idsOf(
      batch,
      'product',
      lines.map(({ line }) => line.product),
    ),
    idsOf(
      batch,
      'line',
      lines.map(({ row, line }) => lineName(row, line)),
    ),
  ]);
  return rows.map((row) => {
    const placedAt = row.placedAt === null ? null : milliseconds(row.placedAt);
    const names = row.lines.map(({ externalId }) => externalId);
    return {
      id: orderId(row.externalId),
      number: row.number,
      customer: customerId(row.customer),
      contact: row.contact === null ? null : contactId(row.contact),
      takenBy: batch.agent,
      status: row.status,
      currency: row.currency,
      deliverTo: row.deliverTo === null ? null : addressId(row.deliverTo),
      placedAt,
      createdAt: placedAt ?? batch.now,
      tax: row.tax,
      statedTotal: row.total ?? null,
      lines: row.lines.map((line) => ({
        id: lineId(lineName(row, line)),
        product: productId(line.product),
        quantity: line.quantity,
        unitPrice: line.unitPrice,
        discountRate: line.discountRate,
      })),
      charges: row.charges.map((charge) => ({ id: newId('charge'), ...charge })),
      payments: row.payments.map((payment) => ({ id: newId('payment'), ...payment })),
      repeatedLine: names.findIndex((name, place) => names.indexOf(name) < place),
    };
  });
}

/** Lines are named within their order. */
function lineName(order: ImportedOrder, line: ImportedOrder['lines'][number]): string {
  return `${order.externalId}\n${line.externalId}`;
}

function repeated({ repeatedLine }: Unplaced): FieldError[] {
  if (repeatedLine < 0) return [];
  return [fieldError(`lines/${repeatedLine}/externalId`, 'invalid', 'names another line of the same order')];
}
