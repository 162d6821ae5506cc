// What every browser test stands on: Chromium, a page that notes every complaint, and what each page must be: no wider than the
// window, nothing cut off, no axe violation, no request that leaves the origin.
// Environment: VANG_ADDRESS, VANG_LOGIN, VANG_PASSWORD (of an administrator), VANG_SHOTS (folder for screenshots).
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/console/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe_source = require('axe-core').source;

export const address = process.env.VANG_ADDRESS;
export const administrator = { login: process.env.VANG_LOGIN, password: process.env.VANG_PASSWORD };
const shots = process.env.VANG_SHOTS;
mkdirSync(shots, { recursive: true });

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
/** How people live it: every flow runs once so, and `check` looks at each step in the other language as well. */
export const looks = [{ language: 'vi', size: 'phone' }, { language: 'en', size: 'desktop' }];

export const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// What every page showed when a test failed, for whoever looks for the cause.
process.on('uncaughtException', async (failure) => {
  console.error(failure);
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [number, page] of pages.entries()) await page.screenshot({ path: `${shots}/failed-${number}.png`, fullPage: true }).catch(() => {});
  process.exit(1);
});

// The browser itself logs each answer that says no; which of them are right the scripts check on the page. A network that
// was cut on purpose is logged as well.
const expected = /status of (401|403|404|409|412|413|422|503)|ERR_INTERNET_DISCONNECTED/;

/** A page of its own browser profile. `complaints` must be empty at the end. `origin`: where it goes instead of the centre itself. */
export async function open({ language, size }, origin = address) {
  const context = await browser.newContext({
    viewport: sizes[size],
    hasTouch: size === 'phone',
    ignoreHTTPSErrors: true,
    locale: language === 'vi' ? 'vi-VN' : 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await context.addInitScript((chosen) => {
    if (!localStorage.getItem('vang.language')) localStorage.setItem('vang.language', chosen);
  }, language);
  context.setDefaultTimeout(60_000); // a busy machine is slow, not wrong
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    if (dialog.type() === 'beforeunload') return; // who closes the tab answers it
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (said) => {
    if (said.type() === 'error' && !expected.test(said.text())) complaints.push(`${said.text()} ${said.location().url}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith('blob:') && !url.startsWith('data:')) complaints.push(`left the origin: ${url}`);
  });
  return { context, page, complaints };
}

export async function sign_in(page, { login, password } = administrator, to = address) {
  await page.goto(to);
  await page.locator('input[name=login]').fill(login);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.locator('main#content').waitFor();
}

async function fits(page, where) {
  const [content, window_width] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  assert.ok(content <= window_width, `${where}: ${content} px wide in a window of ${window_width}`);
}

// Text that its own box cuts off. What ends in an ellipsis or is for screen readers alone is cut on purpose.
async function whole(page, where) {
  const cut = await page.evaluate(() => [...document.querySelectorAll('body *')].filter((element) => {
    const style = getComputedStyle(element);
    const cuts = /hidden|clip/.test(style.overflowX + style.overflowY) && style.textOverflow !== 'ellipsis' && element.clientWidth > 1;
    return cuts && element.innerText?.trim() && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
  }).map((element) => element.outerHTML.slice(0, 300)));
  assert.deepEqual(cut, [], `${where}: text is cut off`);
}

async function accessible(page, where) {
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.html} ${n.failureSummary}`).join(' | ')}`), [], where);
}

// As when the language is chosen in another tab: nothing on the page may be lost by it, not even an open dialog.
function speak(page, language) {
  return page.evaluate(([key, newValue]) => dispatchEvent(new StorageEvent('storage', { key, newValue })), ['vang.language', language]);
}

// WCAG 1.4.10: a page read at 400 % on a desk is as wide as the smallest phone.
async function fits_the_narrowest(page, where) {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: size.height });
  await fits(page, `${where} at 320 px`);
  await page.setViewportSize(size);
}

async function accessible_in_the_dark(page, where) {
  await page.emulateMedia({ colorScheme: 'dark' });
  await accessible(page, where);
  await page.screenshot({ path: `${shots}/${where}.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'light' });
}

/**
 * In both languages: no sideways scrolling, no text cut off, no violation of WCAG 2.2 AA, and a picture of it for people to look at.
 * `thoroughly`: in dark colours as well, and a phone's page on the narrowest.
 */
export async function check(page, name, { thoroughly = false } = {}) {
  const size = page.viewportSize().width === sizes.phone.width ? 'phone' : 'desktop';
  const own = await page.evaluate(() => document.documentElement.lang);
  await page.evaluate(axe_source);
  for (const language of [own === 'vi' ? 'en' : 'vi', own]) {
    const where = `${name}-${language}-${size}`;
    await speak(page, language);
    await fits(page, where);
    await whole(page, where);
    await accessible(page, where);
    await page.screenshot({ path: `${shots}/${where}.png`, fullPage: true });
  }
  if (!thoroughly) return;
  if (size === 'phone') await fits_the_narrowest(page, name);
  await accessible_in_the_dark(page, `${name}-dark-${own}-${size}`);
}

/** Bytes of the console itself, compressed as they came, that the page has needed since it was loaded: of scripts, and of everything. */
export async function weight(page) {
  const came = await page.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(({ name, encodedBodySize }) => [name, encodedBodySize]));
  const sum = (entries) => entries.reduce((all, [, bytes]) => all + bytes, 0);
  const own = came.filter(([name]) => !name.includes('/api/'));
  return { scripts: sum(own.filter(([name]) => name.endsWith('.js'))), all: sum(own) };
}

/** Keeps the button down for as long as it asks for. */
export async function hold(page, button, ms = 1300) {
  await button.hover();
  await page.mouse.down();
  await page.waitForTimeout(ms);
  await page.mouse.up();
}

export const csv = (name, lines) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.map((line) => `${line}\r\n`).join('')) });
