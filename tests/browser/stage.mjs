// What every browser test stands on: Chromium, one context a person and size, and what each page must be: no wider than the window,
// no axe violation, no complaint in the console, no request that leaves the origin.
// Environment: VANG_ADDRESS, VANG_LOGIN, VANG_PASSWORD, VANG_SHOTS (folder for screenshots).
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/console/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe_source = require('axe-core').source;

export const address = process.env.VANG_ADDRESS;
const shots = process.env.VANG_SHOTS;
mkdirSync(shots, { recursive: true });

export const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
export const everywhere = ['vi', 'en'].flatMap((language) => Object.keys(sizes).map((size) => ({ language, size })));

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** A window of one person. `complaints` must be empty in the end; what a test provokes on purpose it takes out itself. */
export async function open(language, size) {
  const context = await browser.newContext({
    viewport: sizes[size],
    hasTouch: size === 'phone',
    ignoreHTTPSErrors: true,
    locale: language === 'vi' ? 'vi-VN' : 'en-GB',
  });
  await context.addInitScript((chosen) => localStorage.setItem('vang.language', chosen), language);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
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
  return { context, page, complaints, language, size };
}

export async function fits(page, where) {
  const [content, window_width] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(content <= window_width, `${where}: ${content} px wide in a window of ${window_width}`);
}

export async function accessible(page, where) {
  await page.evaluate(axe_source);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.html} ${n.failureSummary}`).join(' | ')}`), [], where);
}

/** What holds for every page, and its picture for people to look at. */
export async function proper({ page, language, size }, name) {
  const where = `${name} ${language} ${size}`;
  await fits(page, where);
  await accessible(page, where);
  await page.screenshot({ path: `${shots}/${name}-${language}-${size}.png`, fullPage: true });
}

export async function sign_in(page, login = process.env.VANG_LOGIN, password = process.env.VANG_PASSWORD) {
  await page.goto(address);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('nav').waitFor();
}

export const done = () => browser.close();
export { assert };
