// An announcement made with the keyboard alone; one sent while the network fails before, after and instead of an answer; one whose
// receipts come in while the browser is cut off. Sent once, and told what is known.
// Environment: as stage.mjs, and VANG_PREVIEWS (as announcing.mjs). 02.026.00715 has exactly two devices, a board and a loudspeaker.
import assert from 'node:assert/strict';
import { id_of, keep, look_at_it, order, previews, sent_as, speaker, until, words, write } from './announcing.mjs';
import { cable } from './cable.mjs';
import { address, administrator, browser, check, hold, open, sign_in } from './stage.mjs';

const hold_ms = 1300;
/** A network that fails is logged by the browser; nothing else may be. */
const not_of_the_network = (complaints) => complaints.filter((said) => !/ERR_(FAILED|ABORTED|CONNECTION|SOCKET|EMPTY|INTERNET|NETWORK)/.test(said));
const orders_sent = (page) => {
  const keys = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/v1/orders')) keys.push(request.headers()['idempotency-key']);
  });
  return keys;
};

// The page may have given it up by itself.
const lose = (route) => route.abort('connectionreset').catch(() => {});

async function tab_to(page, what, matches) {
  for (let presses = 0; presses < 60; ++presses) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(matches)) return;
  }
  assert.fail(`Tab does not reach ${what}`);
}

async function hold_key(page, key, ms) {
  await page.keyboard.down(key);
  await page.waitForTimeout(ms);
  await page.keyboard.up(key);
}

const on = (words_on_it) => `${words_on_it}.test(document.activeElement.textContent)`;

async function by_keyboard() {
  const said = words.vi;
  const { page, complaints } = await open({ language: 'vi', size: 'desktop' });
  await sign_in(page);
  await tab_to(page, 'the announcement', on(/^\s*Phát ngay\s*$/));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: said.text }).waitFor();
  await tab_to(page, 'text', on(said.text));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: said.make }).waitFor();
  await tab_to(page, 'the key', on(/^Tạo khóa trên máy này$/));
  await page.keyboard.press('Space');
  await page.getByLabel(said.said).waitFor();
  await tab_to(page, 'the text', `document.activeElement.matches('textarea')`);
  await page.keyboard.type('Mời bà con họp thôn lúc 19 giờ.');
  await tab_to(page, 'the areas', `document.activeElement.matches('input[type=search]')`);
  await page.keyboard.type('lung cu');
  await page.getByRole('checkbox', { name: /Lũng Cú/ }).waitFor();
  await tab_to(page, 'the commune', `document.activeElement.matches('.offered input') && /Lũng Cú/.test(document.activeElement.parentElement.textContent)`);
  await page.keyboard.press('Space');
  await tab_to(page, 'the next step', on(/^Xem, nghe và gửi$/));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: said.hold }).waitFor();
  await page.waitForFunction(() => [...document.querySelectorAll('main img')].some((img) => img.naturalWidth > 0));
  const shown = await previews(page);
  await tab_to(page, 'the button that sends', on(said.hold));
  const keys = orders_sent(page);
  await check(page, 'keyboard-look');
  for (const key of ['Space', 'Enter']) {
    for (let press = 0; press < 2; ++press) await hold_key(page, key, 200);
  }
  assert.equal(keys.length, 0, 'short presses send nothing, however many');
  assert.ok(await page.evaluate(on(said.hold)), 'and the focus stays where it was');
  await hold_key(page, 'Space', hold_ms);
  await page.waitForURL(/\/lenh\//);
  assert.equal(keys.length, 1, 'holding Space sends once');
  keep(shown, id_of(page));
  await page.getByText(said.heard(2)).waitFor({ timeout: 60_000 });
  await until('it is finished on both', async () => (await order(page, id_of(page))).counts.finished === 2);
  assert.deepEqual(complaints, []);
  return page;
}

/** The network fails in every way in turn; it is asked again each time, with the same key. */
async function sent_through_a_failing_network({ page, said }) {
  const title = 'Họp thôn lúc mạng chập chờn';
  await write(page, said, `${title}.`);
  const send = await look_at_it(page, said);
  const keys = orders_sent(page);
  let seen;
  const looked_at = new Promise((done) => { seen = done; });
  const attempts = [
    () => {}, // swallowed: no answer ever
    async (route) => { await looked_at; await lose(route); }, // it never reached the server
    async (route) => { await route.fetch(); await lose(route); }, // it did; the answer was lost
  ];
  await page.route('**/api/v1/orders', (route) => (attempts.shift() ?? ((last) => last.continue()))(route));
  await hold(page, send, hold_ms);
  await page.getByText(said.unsure).waitFor();
  await check(page, 'network-unsure');
  seen();
  await page.waitForURL(/\/lenh\//);
  await page.unroute('**/api/v1/orders');
  assert.ok(keys.length >= 3, 'asked again until it is known'); // which the push may tell before an answer does
  assert.equal(new Set(keys).size, 1, 'one order, however often it was sent');
  assert.equal((await sent_as(page, title)).length, 1);
  await page.getByText(said.heard(2)).waitFor({ timeout: 60_000 });
}

/** Nobody knows whether it arrived, and the person goes on: the page finds it out as soon as it can. */
async function left_in_doubt({ page, said }, link) {
  const title = 'Lệnh tới nơi mà không có tiếng đáp';
  await page.goto(`${link.address}/phat?kind=text`);
  await write(page, said, `${title}.`);
  const send = await look_at_it(page, said);
  await page.route('**/api/v1/orders', async (route) => {
    link.cut(); // nothing comes back any more, but this one still gets through
    const { host, ':authority': authority, ...headers } = await route.request().allHeaders();
    const answer = await route.fetch({ url: `${address}/api/v1/orders`, headers: { ...headers, origin: address } });
    assert.equal(answer.status(), 201);
    await lose(route);
  }, { times: 1 });
  await hold(page, send, hold_ms);
  await page.getByText(said.unsure).waitFor();
  await page.getByRole('button', { name: said.giveUp }).click();
  await page.getByText(said.gaveUp).waitFor();
  await page.getByRole('button', { name: said.change }).click();
  await page.getByText(said.inDoubt).waitFor();
  await check(page, 'network-in-doubt');
  link.mend();
  await page.getByText(said.arrived).waitFor({ timeout: 30_000 });
  await check(page, 'network-arrived');
  assert.equal(await page.getByLabel(said.said).inputValue(), '', 'what was sent is not offered to be sent again');
  assert.equal((await sent_as(page, title)).length, 1);
  await page.locator('main [role=status] a').click();
  await page.getByText(said.heard(2)).waitFor({ timeout: 60_000 });
}

/** Sent, lost on the way, and the page loaded anew: what `late` gives then comes to the centre after all, byte for byte. */
async function lost_before_it_arrived({ page, said }, link, title) {
  await page.goto(`${link.address}/phat?kind=text`);
  await write(page, said, `${title}.`);
  let first;
  await page.route('**/api/v1/orders', async (route) => {
    first ??= { headers: await route.request().allHeaders(), data: route.request().postData() };
    await lose(route);
  });
  await hold(page, await look_at_it(page, said), hold_ms);
  await page.getByText(said.unsure).waitFor();
  await page.reload();
  await page.getByText(said.unseen).waitFor();
  await page.unroute('**/api/v1/orders');
  const { host, ':authority': authority, 'content-length': length, ...headers } = first.headers;
  return () => page.request.post(`${link.address}/api/v1/orders`, { headers, data: first.data });
}

async function sent_again_and_late({ page, said }, link) {
  const title = 'Lệnh tới muộn sau khi gửi lại';
  const late = await lost_before_it_arrived({ page, said }, link, title);
  // Another one in its place would make two.
  await page.getByLabel(said.said).fill(`${title}. Đã sửa.`);
  await page.getByText(said.otherFirst).waitFor();
  await page.getByRole('button', { name: said.next }).click();
  await page.getByRole('button', { name: said.change }).waitFor();
  const same = page.getByRole('button', { name: said.same });
  await same.waitFor();
  assert.equal(await page.getByRole('button', { name: said.hold }).count(), 0);
  await check(page, 'network-unseen');
  await hold(page, same, hold_ms);
  await page.waitForURL(/\/lenh\//);
  const answer = await late();
  assert.deepEqual([answer.status(), (await answer.json()).id], [201, id_of(page)], 'the late one is the same order');
  assert.equal((await sent_as(page, title)).length, 1);
  await page.goto(`${link.address}/phat?kind=text`);
  assert.equal(await page.getByLabel(said.said).inputValue(), `${title}. Đã sửa.`, 'what was changed since is kept');
}

async function given_up_and_late({ page, said }, link) {
  const title = 'Lệnh tới muộn sau khi bỏ';
  const late = await lost_before_it_arrived({ page, said }, link, title);
  await page.getByRole('button', { name: said.giveItUp }).click();
  await page.getByText(said.givenUp).waitFor();
  const answer = await late();
  assert.deepEqual([answer.status(), (await answer.json()).code], [422, 'stopped']);
  assert.equal((await sent_as(page, title)).length, 0);
  assert.equal(await page.getByLabel(said.said).inputValue(), `${title}.`);
  await look_at_it(page, said); // and another may be sent
}

/** Cut off while receipts are counted: old figures are called old, and the right ones come by themselves. */
async function counted_without_us(link, watch) {
  const said = words.en;
  const { page, complaints, context } = await speaker({ language: 'en', size: 'desktop' }, administrator, link.address);
  await write(page, said, 'Receipts come while the line is cut.');
  await hold(page, await look_at_it(page, said), hold_ms);
  await page.waitForURL(/\/lenh\//);
  const id = id_of(page);
  await page.getByRole('button', { name: said.stop }).waitFor();
  link.cut();
  await page.getByText(said.stale).waitFor();
  await check(page, 'network-stale');
  await until('the centre has every receipt', async () => (await order(watch, id)).counts.finished === 2);
  await page.getByText(said.stale).waitFor();
  link.mend();
  await page.getByText(said.heard(2)).waitFor({ timeout: 30_000 });
  await page.getByText(said.stale).waitFor({ state: 'detached' });
  // Received, played, finished, refused, silent: what came while the line was cut follows the mended line.
  const figures = async () => (await page.locator('main dl dd').allTextContents()).join(' ');
  await until('the page has counted again', async () => (await figures()) === '2 2 2 0 0');
  link.cut();
  await page.getByText(said.stale).waitFor();
  // Whoever signs out without the server knowing it would be found signed in by the next one here.
  await page.getByRole('button', { name: said.signOut }).click();
  await page.getByText(said.notSignedOut).waitFor();
  assert.deepEqual(not_of_the_network(complaints), []);
  await context.close();
}

const watch = await by_keyboard();
const link = await cable();
const one = await speaker({ language: 'vi', size: 'desktop' }, administrator, link.address);
await sent_through_a_failing_network(one);
await left_in_doubt(one, link);
await sent_again_and_late(one, link);
await given_up_and_late(one, link);
assert.deepEqual(not_of_the_network(one.complaints), []);
await one.context.close();
await counted_without_us(link, watch);
link.close();
await browser.close();
console.log('hardship: keyboard, network');
