import { expect, test } from 'vitest';

// One thing has one word, everywhere.
const sources = import.meta.glob<string>('../**/words*.ts', { query: '?raw', import: 'default', eager: true });

test('a site is “điểm”, nowhere something else', () => {
  for (const [file, text] of Object.entries(sources)) expect(text, file).not.toMatch(/(điểm|nơi) đặt/i);
});

test('who announces chooses clips; files are what lies on a disk', () => {
  expect(sources['../pages/announce/words.ts']).not.toMatch(/tệp/i);
});
