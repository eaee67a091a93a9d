export { newAddressStatements, newContactStatements, newCustomerStatements } from './record-service.ts';
export type { NewAddress, NewContact, NewCustomer } from './records.ts';
export {
  addressOf,
  contactRef,
  customerRef,
  primaryDeliveryAddress,
  summaryChange,
  summaryChanges,
  type CustomerRef,
  type SummaryChange,
} from './reference-store.ts';
