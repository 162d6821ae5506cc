// Foreign libraries on our documents and our link: npm jose verifies every exported document, npm nats is refused without credentials.
// Environment: VANG_DOCUMENTS (folder), VANG_LINK (host:port), VANG_CA (PEM).
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/console/package.json', import.meta.url));
const jose = require('jose');
const { connect } = require('nats');

const folder = process.env.VANG_DOCUMENTS;
const keys = jose.createLocalJWKSet(JSON.parse(readFileSync(`${folder}/keys.json`, 'utf8')));
const seen = {};
for (const file of readdirSync(folder).filter((name) => name.endsWith('.jws'))) {
  const jws = readFileSync(`${folder}/${file}`, 'utf8').trim();
  const { payload, protectedHeader } = await jose.compactVerify(jws, keys, { algorithms: ['EdDSA'] });
  assert.deepEqual(Object.keys(protectedHeader).sort(), ['alg', 'kid', 'typ'], file);
  assert.equal(JSON.parse(new TextDecoder().decode(payload)).v, 1, file);
  seen[protectedHeader.typ] = (seen[protectedHeader.typ] ?? 0) + 1;
  // One changed character of the payload, and nobody believes it.
  const [head, body, signature] = jws.split('.');
  const forged = `${head}.${body.slice(0, 10)}${body[10] === 'A' ? 'B' : 'A'}${body.slice(11)}.${signature}`;
  await assert.rejects(jose.compactVerify(forged, keys, { algorithms: ['EdDSA'] }), file);
}
for (const typ of ['vang-keyring', 'vang-placement', 'vang-order']) assert.ok(seen[typ] > 0, `no ${typ} among ${JSON.stringify(seen)}`);

const tls = { caFile: process.env.VANG_CA };
const servers = process.env.VANG_LINK;
await assert.rejects(connect({ servers, tls, reconnect: false, timeout: 10_000 }), /[Aa]uthorization|AUTHORIZATION/);
await assert.rejects(connect({ servers, tls, user: 'admin', pass: 'admin', reconnect: false, timeout: 10_000 }), /[Aa]uthorization|AUTHORIZATION/);
console.log(JSON.stringify(seen));
