// The person's signing key: an Ed25519 pair made in this browser by WebCrypto, whose private half cannot be read out. It is kept
// in IndexedDB and enrolled with the controller, which puts the public half into the keyring that devices obey (docs/documents.md).
import { ask } from './api';
import type { Person, PersonKey } from './contract';

export interface HeldKey {
  /** RFC 7638 thumbprint of the public key. */
  kid: string;
  private_key: CryptoKey;
}

export function to_base64url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** RFC 7638 §3.2: SHA-256 over the required members in lexicographic order. */
export async function thumbprint(x: string): Promise<string> {
  const members = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x });
  return to_base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(members))));
}

/** Compact JWS (RFC 7515 §3.1) over a payload that is already base64url: exactly the bytes the server prepared. */
export async function sign(key: HeldKey, typ: string, payload: string): Promise<string> {
  const header = to_base64url(utf8(JSON.stringify({ alg: 'EdDSA', typ, kid: key.kid })));
  const input = `${header}.${payload}`;
  const signature = await crypto.subtle.sign('Ed25519', key.private_key, utf8(input));
  return `${input}.${to_base64url(new Uint8Array(signature))}`;
}

/** False in browsers from before Ed25519 (Chrome 137, Firefox 129, Safari 17) and on plain http. */
export async function can_sign(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']);
    return true;
  } catch {
    return false;
  }
}

/** The key of this person in this browser, if there is one and the controller still counts it. */
export async function held_key(person: Person): Promise<HeldKey | null> {
  const kept = await stored<HeldKey>('readonly', (keys) => keys.get(person.id));
  if (!kept) return null;
  return person.keys.some((key) => key.kid === kept.kid && key.revoked_ms === 0) ? kept : null;
}

/** Makes a key here and enrols it under `name`; from then on this browser signs for `person`. */
export async function make_key(person: Person, name: string, now_ms: number): Promise<HeldKey> {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  const x = to_base64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
  const key: HeldKey = { kid: await thumbprint(x), private_key: pair.privateKey };
  const claim = JSON.stringify({ v: 1, person: person.id, x, issued_ms: now_ms });
  const proof = await sign(key, 'vang-key-proof', to_base64url(utf8(claim)));
  // Kept before it is enrolled: a key that counts but that nobody holds would be a riddle in the keyring.
  await stored('readwrite', (keys) => keys.put(key, person.id));
  await ask<PersonKey>('POST', '/me/keys', { body: { x, name, proof } });
  return key;
}

export const forget_key = (person: string) => stored('readwrite', (keys) => keys.delete(person));

function stored<T>(mode: IDBTransactionMode, use: (keys: IDBObjectStore) => IDBRequest): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('vang', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('keys');
    opening.onerror = () => reject(opening.error as Error);
    opening.onsuccess = () => {
      const base = opening.result;
      const transaction = base.transaction('keys', mode);
      const request = use(transaction.objectStore('keys'));
      transaction.oncomplete = () => {
        base.close();
        resolve(request.result as T | undefined);
      };
      transaction.onabort = () => {
        base.close();
        reject(transaction.error as Error);
      };
    };
  });
}
