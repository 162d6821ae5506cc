/** UUID version 7 (RFC 9562 §5.7), which entries are named by: made here, so that a save sent twice adds an entry once. */
export function uuid7(now_ms: number, random = crypto.getRandomValues(new Uint8Array(16))): string {
  const bytes = random.slice();
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(now_ms / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
