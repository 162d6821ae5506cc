// Values of the REST contract (web/openapi.yaml) as far as this console uses them; contract.test.ts holds them against it.
// Instants are ms since 1970 (UTC), 0 = none.
export type * from './values';
export type * from './people';
export type * from './areas';
export type * from './devices';
export type * from './now';
export type * from './clips';
export type * from './messages';
export type * from './programmes';
export type * from './orders';
export type * from './plays';
export type * from './service';
