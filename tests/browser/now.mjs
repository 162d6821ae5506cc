// Sign-in and Đang phát in Chromium against the real vangd and players (started by tests/scenarios/console_test.cpp).
// Environment: as stage.mjs, and VANG_PID (of vangd).
import assert from 'node:assert/strict';
import { address, browser, check, looks, open } from './stage.mjs';

const vangd = Number(process.env.VANG_PID);
const words = {
  vi: { signIn: 'Đăng nhập', wrong: 'Tên đăng nhập hoặc mật khẩu không đúng.', now: 'Đang phát', live: 'Trực tiếp', lost: 'Mất kết nối' },
  en: { signIn: 'Sign in', wrong: 'The login or the password is not right.', now: 'On air', live: 'Live', lost: 'Connection lost' },
};

async function enter(page, password) {
  await page.locator('input[name=login]').fill(process.env.VANG_LOGIN);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
}

/** Every device whose levels or pictures this page has asked for: each costs a SIM its data. */
function woken(page) {
  const ids = new Set();
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => {
    const { levels = [], pictures = [] } = JSON.parse(payload);
    for (const id of [...levels, ...pictures]) ids.add(id);
  }));
  return ids;
}

async function look_at_devices(page, size, ids) {
  await page.locator('article').nth(3).waitFor();
  await page.waitForFunction(() => document.querySelector('article img')?.naturalWidth > 0);
  if (size === 'phone') assert.ok(ids.size > 0 && ids.size < 4, `only what is on the screen is woken: ${[...ids]}`);
  // Real pixels: the picture has the board's own size, and the meter a measurement.
  for (const [name, width, height] of [['Bảng UBND xã Lũng Cú', 192, 96], ['Bảng chợ Đồng Văn', 320, 160]]) {
    const tile = page.locator('article', { hasText: name });
    await tile.scrollIntoViewIfNeeded();
    await tile.locator('img').waitFor();
    await page.waitForFunction((t) => document.querySelector(`img[alt*="${t}"]`)?.naturalWidth > 0, name);
    const size = await tile.locator('img').evaluate((img) => [img.naturalWidth, img.naturalHeight]);
    assert.deepEqual(size, [width, height], name);
  }
  const meter = page.locator('article', { hasText: 'Cụm loa thôn Lô Lô Chải' }).getByRole('meter');
  await meter.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => [...document.querySelectorAll('[role=meter]')].some((m) => /dBFS/.test(m.getAttribute('aria-valuetext'))));
  assert.ok(await meter.isVisible());
}

for (const { language, size } of looks) {
  const said = words[language];
  const { page, complaints, context } = await open({ language, size });
  const ids = woken(page);
  await page.goto(address);
  await page.getByRole('button', { name: said.signIn }).waitFor();
  await check(page, 'sign-in', { thoroughly: true });

  await enter(page, 'not the password');
  await page.getByText(said.wrong).waitFor();
  await enter(page, process.env.VANG_PASSWORD);
  await page.getByRole('heading', { name: said.now }).waitFor();
  await page.getByText(said.live).waitFor();
  await look_at_devices(page, size, ids);
  await check(page, 'now', { thoroughly: true });

  if (size === 'desktop') {
    // A centre that hangs: the socket stays open, nothing comes. Old data must not look live.
    process.kill(vangd, 'SIGSTOP');
    try {
      await page.getByText(said.lost).waitFor({ timeout: 40_000 });
      assert.equal(await page.locator('article .playing').count(), 0, 'nothing looks as if it played now');
      await check(page, 'now-stale');
    } finally {
      process.kill(vangd, 'SIGCONT');
    }
    await page.getByText(said.live).waitFor({ timeout: 40_000 });
    complaints.length = 0; // the lost socket is logged by the browser
  }
  assert.deepEqual(complaints, [], `${language} ${size}`);
  await context.close();
}
await browser.close();
console.log('Đang phát: as it should be');
