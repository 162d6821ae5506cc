// Two people announcing to one commune at once; an area that is removed while it is being announced to; a browser that cannot sign; and
// what other websites try with this one's visitors.
// Environment: as stage.mjs, VANG_COLLEAGUE and VANG_COLLEAGUE_PASSWORD (staff of 02.026.00715 who have not chosen a password yet),
// VANG_TURNS (file that gets the two orders of one turn, first and second). 02.026.00715 has two devices, 02.026.00718 none.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import https from 'node:https';
import { ask, id_of, look_at_it, order, sent_as, speaker, until, words, write } from './announcing.mjs';
import { address, administrator, browser, check, hold, open, sign_in } from './stage.mjs';

const hold_ms = 1300;

async function colleague() {
  const { page, context } = await open({ language: 'en', size: 'phone' });
  const who = { login: process.env.VANG_COLLEAGUE, password: process.env.VANG_COLLEAGUE_PASSWORD };
  await sign_in(page, who);
  await page.locator('input[name=old-password]').fill(who.password);
  who.password = `${who.password} của riêng tôi`;
  await page.locator('input[name=new-password]').fill(who.password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.locator('input[name=old-password]').waitFor({ state: 'detached' });
  await context.close();
  return speaker({ language: 'en', size: 'phone' }, who);
}

const send = async (who, button) => {
  await who.page.bringToFront(); // nothing is held in a tab that is not looked at
  await hold(who.page, button, hold_ms);
  await who.page.waitForURL(/\/lenh\//);
  return id_of(who.page);
};

async function at_once(mayor, officer) {
  await write(mayor.page, mayor.said, 'Chủ tịch xã mời bà con họp lúc 19 giờ tại nhà văn hóa. Xin nhắc lại, họp lúc 19 giờ.');
  await officer.page.getByLabel(officer.said.said).fill('Trạm y tế báo lịch tiêm chủng ngày mai.');
  const [first_button, second_button] = await Promise.all([look_at_it(mayor.page, mayor.said), look_at_it(officer.page, officer.said)]);
  const waits = officer.page.getByText('Plays after 1 announcement of the same or a higher rank');
  assert.equal(await waits.count(), 0, 'nothing sounds when both look');
  const first = await send(mayor, first_button);
  await waits.waitFor(); // the card tells what would happen now, not what was so a minute ago
  await check(officer.page, 'together-waits');
  const second = await send(officer, second_button);
  writeFileSync(process.env.VANG_TURNS, `${first}\n${second}\n`);
  await officer.page.getByText('Sent · priority').waitFor(); // received, but not its turn yet
  await officer.page.locator('.strip').getByText('Chủ tịch xã').waitFor(); // what is heard now is what its button stops
  await check(officer.page, 'together-second-waits');
  await mayor.page.getByText(mayor.said.heard(2)).waitFor({ timeout: 60_000 });
  await officer.page.getByText(officer.said.heard(2)).waitFor({ timeout: 60_000 });
  const done = (id) => until(`${id} is finished`, async () => {
    const found = await order(mayor.page, id);
    return found.counts.finished === 2 && found;
  });
  const [one, other] = [await done(first), await done(second)];
  for (const { counts } of [one, other]) assert.deepEqual(counts, { devices: 2, received: 2, started: 2, finished: 2, refused: 0, silent: 0 });
  assert.deepEqual([one.by, other.by], [one.by, 'Lò Thị Mai'], 'each under its own name');
  for (const device of one.devices) {
    const later = other.devices.find((also) => also.device === device.device);
    assert.ok(later.started_ms >= device.finished_ms, `${device.device}: one after the other`);
    assert.deepEqual([device.reason, later.reason], ['', ''], 'each to its end');
  }
  // What is over is not waited for, although it may be listed as open for a while.
  await officer.page.goto(`${address}/phat?kind=text`);
  await officer.page.getByLabel(officer.said.said).fill('Ai cũng xong rồi.');
  await look_at_it(officer.page, officer.said);
  assert.equal(await officer.page.getByText(/Plays after/).count(), 0);
  await officer.page.getByRole('button', { name: officer.said.change }).click();
  await officer.page.getByLabel(officer.said.said).waitFor();
}

async function an_area_vanishes({ page, said }, another) {
  const gone = [['ma le', /Má Lé/]];
  const here = ['lung cu', /Lũng Cú/];
  const remove = async () => assert.equal((await ask(another, 'DELETE', '/areas/02.026.00718')).status, 204);
  const bring_back = async () => {
    const file = 'code,parent,name,level\r\n02.026.00718,02.026,Xã Má Lé,commune\r\n';
    const status = await another.evaluate(async (csv) => {
      const { csrf } = await (await fetch('/api/v1/me')).json();
      return (await fetch('/api/v1/areas/import', { method: 'POST', headers: { 'X-CSRF-Token': csrf, 'Content-Type': 'text/csv' }, body: csv })).status;
    }, file);
    assert.equal(status, 200);
  };
  const title = 'Họp hai xã';
  // Between looking and sending.
  await page.goto(`${address}/phat?kind=text`);
  await write(page, said, `${title}.`, [here, ...gone]);
  const button = await look_at_it(page, said);
  await remove();
  await page.bringToFront();
  await hold(page, button, hold_ms);
  await page.getByText(/Xã Má Lé không còn nữa/).waitFor();
  await check(page, 'together-area-gone-sending');
  assert.equal((await sent_as(page, title)).length, 0, 'nothing is sent to a part of whom it was meant for');
  await page.getByRole('button', { name: said.change }).click();
  // Between writing and looking.
  await page.getByRole('button', { name: said.next }).click();
  await page.locator('.chip', { hasText: 'Xã Má Lé: không còn nữa' }).waitFor();
  await check(page, 'together-area-gone-writing');
  assert.equal(await page.getByLabel(said.said).inputValue(), `${title}.`);
  await page.getByRole('button', { name: 'Bỏ Xã Má Lé' }).click();
  const again = await look_at_it(page, said);
  await hold(page, again, hold_ms);
  await page.waitForURL(/\/lenh\//);
  await page.getByText(said.heard(2)).waitFor({ timeout: 60_000 });

  // The only one: an announcement to nobody is none.
  await bring_back();
  await page.goto(`${address}/phat?kind=text`);
  await write(page, said, 'Không gửi cho ai.', gone);
  await page.getByRole('button', { name: said.next }).click();
  await page.getByText('Không thiết bị nào nghe lệnh này').waitFor();
  assert.equal(await page.getByRole('button', { name: said.hold }).count(), 0);
  await check(page, 'together-nobody');
  await remove();
}

/** Ed25519 as browsers from before 2025 answer it. */
const without_ed25519 = () => {
  const no = () => Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));
  const is = (algorithm) => (algorithm?.name ?? algorithm) === 'Ed25519';
  for (const name of ['generateKey', 'importKey']) {
    const own = SubtleCrypto.prototype[name];
    SubtleCrypto.prototype[name] = function (...given) {
      return given.some(is) ? no() : own.apply(this, given);
    };
  }
};

async function cannot_sign(sounding) {
  for (const [look, cannot, update, removed] of [
    [{ language: 'vi', size: 'phone' }, /chưa ký được \(thiếu Ed25519\)/, /Hãy cập nhật trình duyệt/, false],
    [{ language: 'en', size: 'desktop' }, /cannot sign yet/, /Update the browser/, true],
  ]) {
    const { page, complaints, context } = await open(look);
    await context.addInitScript(removed ? () => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }) : without_ed25519);
    await sign_in(page);
    for (const path of ['/phat?kind=text', '/toi']) {
      await page.goto(address + path);
      await page.getByText(cannot).waitFor();
      await page.getByText(update).waitFor();
      if (!removed) await check(page, path === '/toi' ? 'unable-me' : 'unable');
    }
    // Everything that needs no signature still works.
    await page.goto(`${address}/thiet-bi`);
    await page.getByRole('link', { name: 'Cụm loa thôn Lô Lô Chải' }).waitFor();
    await page.goto(`${address}/noi-dung/soan`);
    await page.locator('#lack-title').fill('Thử');
    await page.goto(`${address}/lenh/${sounding}`);
    await page.locator('main h1').waitFor();
    // What sounds is stopped elsewhere: the strip says so and does not just fail.
    await page.goto(address);
    await page.locator('.strip').getByRole('button').click();
    await page.locator('.strip [role=alert]').getByText(cannot).waitFor();
    if (!removed) await check(page, 'unable-to-stop');
    assert.deepEqual(complaints, [], look.language);
    await context.close();
  }
}

/** One request by hand, as a browser on another website would send it with our cookie. */
const by_hand = (method, path, headers, body = '') => new Promise((done, failed) => {
  const to = new URL(address);
  const request = https.request({ host: to.hostname, port: to.port, path: `/api/v1${path}`, method, headers, rejectUnauthorized: false }, (answer) => {
    let text = '';
    answer.on('data', (piece) => { text += piece; });
    answer.on('end', () => done({ status: answer.statusCode, code: /"code":\s*"([a-z_]+)"/.exec(text)?.[1] ?? '' }));
  });
  request.on('upgrade', (answer, socket) => { socket.destroy(); done({ status: answer.statusCode, code: '' }); });
  request.on('error', failed);
  request.end(body);
});

async function from_elsewhere({ page, context }) {
  const cookies = await context.cookies(address);
  assert.ok(cookies.every((cookie) => cookie.httpOnly && cookie.secure && cookie.sameSite === 'Strict'), 'no script reads it, no other site sends it');
  const { csrf } = (await ask(page, 'GET', '/me')).json;
  const body = JSON.stringify({ kind: 'stop', areas: ['02'], stops: ['*'] });
  const mine = { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '), 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  const own = { ...mine, Origin: address, 'Sec-Fetch-Site': 'same-origin', 'X-CSRF-Token': csrf };
  const tries = async (headers) => by_hand('POST', '/orders/prepare', headers, body);
  assert.equal((await tries(own)).status, 200, 'our own page may');
  for (const [what, headers, code] of [
    ['a foreign Origin', { ...own, Origin: 'https://evil.example' }, 'foreign_origin'],
    ['a sandboxed page', { ...own, Origin: 'null' }, 'foreign_origin'],
    ['our name, another port', { ...own, Origin: 'https://127.0.0.1:1' }, 'foreign_origin'],
    ['another site', { ...own, 'Sec-Fetch-Site': 'cross-site' }, 'foreign_origin'],
    ['another host of the same site', { ...own, 'Sec-Fetch-Site': 'same-site' }, 'foreign_origin'],
    ['no CSRF token', { ...own, 'X-CSRF-Token': '' }, 'bad_csrf'],
    ['a guessed CSRF token', { ...own, 'X-CSRF-Token': `${csrf.slice(0, -1)}${csrf.endsWith('A') ? 'B' : 'A'}` }, 'bad_csrf'],
  ]) {
    assert.deepEqual(await tries(headers), { status: 403, code }, what);
  }
  const push = (origin) => by_hand('GET', '/push', {
    Cookie: mine.Cookie, ...(origin ? { Origin: origin } : {}), Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  });
  assert.equal((await push(address)).status, 101, 'our own page listens');
  for (const origin of ['https://evil.example', 'null', '']) assert.deepEqual(await push(origin), { status: 403, code: 'foreign_origin' }, `a socket of ${origin || 'nobody'}`);
  // And as a real browser on another website does it.
  const attacker = await context.newPage();
  await attacker.goto('about:blank');
  const intruder = 'loa-ke-la';
  const device = JSON.stringify({ id: intruder, name: 'Loa kẻ lạ', area: '02.026', profile: 'loa-48k', site: { id: 'ke-la', name: 'Kẻ lạ' } });
  await attacker.evaluate(([to, asked]) => fetch(`${to}/api/v1/device-tokens`, { method: 'POST', mode: 'no-cors', credentials: 'include', body: asked }).catch(() => {}), [address, device]);
  const came_in = async () => (await ask(page, 'GET', `/devices/${intruder}`)).status;
  assert.equal(await came_in(), 404, 'nothing of it is done');
  assert.equal((await by_hand('POST', '/device-tokens', { ...own, 'Content-Length': Buffer.byteLength(device) }, device)).status, 201);
  assert.equal(await came_in(), 200, 'the same of our own page is');
  assert.equal((await ask(page, 'POST', `/devices/${intruder}/retire`)).status, 200);
  const socket = await attacker.evaluate((to) => new Promise((done) => {
    const asked = new WebSocket(`${to.replace('https', 'wss')}/api/v1/push`);
    asked.onopen = () => done('open');
    asked.onerror = () => done('refused');
  }), address);
  assert.equal(socket, 'refused');
  await attacker.close();
}

const mayor = await speaker({ language: 'vi', size: 'desktop' }, administrator);
const officer = await colleague();
await at_once(mayor, officer);
const another = await mayor.context.newPage();
await another.goto(address);
await an_area_vanishes(mayor, another);
await from_elsewhere(mayor);

await officer.page.getByText('More options').click();
await officer.page.getByLabel('How many times').fill('20');
const sounding = await send(officer, await look_at_it(officer.page, officer.said));
await cannot_sign(sounding);
await mayor.page.goto(`${address}/lenh/${sounding}`);
await mayor.page.getByRole('button', { name: mayor.said.stop }).click();
await officer.page.getByText(officer.said.stopped).first().waitFor();
for (const { complaints } of [mayor, officer]) assert.deepEqual(complaints, []);
await browser.close();
console.log('hardship: together, areas, signing, other websites');
