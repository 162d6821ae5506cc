// What a new password must be (NIST SP 800-63B-4: long, nothing else); the server is the judge, this only says it earlier.
export const shortest_password = 15;

// 32 signs that are not mistaken for one another, so that 5 random bits choose one without favour.
const signs = 'abcdefghijkmnpqrstuvwxyz23456789';
const length = 20;

/** 20 random signs in groups of five, to be read out and typed: "ircfd-96and-xtxg4-3p9xf". */
export function make_password(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  const text = Array.from(bytes, (byte) => signs[byte % signs.length]).join('');
  return text.match(/.{5}/g)?.join('-') ?? text;
}

/** How many characters (as people count them) are missing; 0 = long enough. */
export const missing_characters = (password: string) => Math.max(0, shortest_password - [...password].length);
