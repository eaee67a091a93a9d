export { knownProducts, newProductStatements, productsOfIds, type NewProduct } from './import-store.ts';
