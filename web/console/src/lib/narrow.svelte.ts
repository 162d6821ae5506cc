import { MediaQuery } from 'svelte/reactivity';

/** Phone layout, as the @media rules have it: where a table becomes a list of cards. */
export const narrow = new MediaQuery('(max-width: 1023px)');
