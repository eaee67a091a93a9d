export { logAccess } from './access-service.ts';
export { changeCustomer, createCustomer, getCustomer } from './customer-service.ts';
export {
  addAddress,
  addContact,
  addNote,
  changeContact,
  listAddresses,
  listContacts,
  listNotes,
} from './details-service.ts';
export { customersOfIds, knownAddresses, knownContacts, knownCustomers, type KnownCustomer } from './known-store.ts';
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
export { searchCustomers } from './search-service.ts';
