/** The store will not open, or not do what was asked. The message says what, why and what to do next. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}
