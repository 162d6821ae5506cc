// Đang phát in Chromium against the real vangd and players (started by tests/scenarios/console_test.cpp).
// Environment: VANG_ADDRESS, VANG_LOGIN, VANG_PASSWORD, VANG_PID (of vangd), VANG_SHOTS (folder for screenshots).
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/console/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe_source = require('axe-core').source;

const address = process.env.VANG_ADDRESS;
const shots = process.env.VANG_SHOTS;
const vangd = Number(process.env.VANG_PID);
mkdirSync(shots, { recursive: true });

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const words = {
  vi: { signIn: 'Đăng nhập', wrong: 'Tên đăng nhập hoặc mật khẩu không đúng.', now: 'Đang phát', live: 'Trực tiếp', lost: 'Mất kết nối' },
  en: { signIn: 'Sign in', wrong: 'The login or the password is not right.', now: 'On air', live: 'Live', lost: 'Connection lost' },
};

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

async function open(language, size) {
  const context = await browser.newContext({ viewport: sizes[size], ignoreHTTPSErrors: true, locale: language === 'vi' ? 'vi-VN' : 'en-GB' });
  await context.addInitScript((chosen) => localStorage.setItem('vang.language', chosen), language);
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (said) => {
    // The browser itself logs the 401 that asking "who am I" brings before anyone signs in.
    if (said.type() === 'error' && !said.text().includes('401')) complaints.push(said.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith('blob:') && !url.startsWith('data:')) complaints.push(`left the origin: ${url}`);
  });
  return { context, page, complaints };
}

async function fits(page, where) {
  const [content, window_width] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(content <= window_width, `${where}: ${content} px wide in a window of ${window_width}`);
}

async function accessible(page, where) {
  await page.evaluate(axe_source);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`), [], where);
}

async function sign_in(page, said, password) {
  await page.locator('input[name=login]').fill(process.env.VANG_LOGIN);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
}

async function look_at_devices(page) {
  await page.locator('article').nth(3).waitFor();
  // Real pixels: the picture has the board's own size, and the meter a measurement.
  for (const [name, width, height] of [['Bảng UBND xã Lũng Cú', 192, 96], ['Bảng chợ Đồng Văn', 320, 160]]) {
    const tile = page.locator('article', { hasText: name });
    await tile.locator('img').waitFor();
    await page.waitForFunction((t) => document.querySelector(`img[alt*="${t}"]`)?.naturalWidth > 0, name);
    const size = await tile.locator('img').evaluate((img) => [img.naturalWidth, img.naturalHeight]);
    assert.deepEqual(size, [width, height], name);
  }
  const meter = page.locator('article', { hasText: 'Cụm loa thôn Lô Lô Chải' }).getByRole('meter');
  await page.waitForFunction(() => [...document.querySelectorAll('[role=meter]')].some((m) => /dBFS/.test(m.getAttribute('aria-valuetext'))));
  assert.ok(await meter.isVisible());
}

for (const language of ['vi', 'en']) {
  for (const size of Object.keys(sizes)) {
    const said = words[language];
    const { context, page, complaints } = await open(language, size);
    await page.goto(address);
    await page.getByRole('button', { name: said.signIn }).waitFor();
    await fits(page, `sign-in ${language} ${size}`);
    await accessible(page, `sign-in ${language} ${size}`);
    await page.screenshot({ path: `${shots}/sign-in-${language}-${size}.png` });

    await sign_in(page, said, 'not the password');
    await page.getByText(said.wrong).waitFor();
    await sign_in(page, said, process.env.VANG_PASSWORD);
    await page.getByRole('heading', { name: said.now }).waitFor();
    await page.getByText(said.live).waitFor();
    await look_at_devices(page);
    await fits(page, `now ${language} ${size}`);
    await accessible(page, `now ${language} ${size}`);
    await page.screenshot({ path: `${shots}/now-${language}-${size}.png`, fullPage: true });

    if (language === 'vi' && size === 'desktop') {
      // A centre that hangs: the socket stays open, nothing comes. Old data must not look live.
      process.kill(vangd, 'SIGSTOP');
      try {
        await page.getByText(said.lost).waitFor({ timeout: 40_000 });
        assert.equal(await page.locator('article .playing').count(), 0, 'nothing looks as if it played now');
        await page.screenshot({ path: `${shots}/now-stale.png`, fullPage: true });
      } finally {
        process.kill(vangd, 'SIGCONT');
      }
      await page.getByText(said.live).waitFor({ timeout: 40_000 });
      complaints.length = 0; // the lost socket is logged by the browser
    }
    assert.deepEqual(complaints, [], `${language} ${size}`);
    await context.close();
  }
}
await browser.close();
console.log('Đang phát: both languages, both sizes');
