import { expect, test } from 'vitest';
import { counts, read_rule, rule_text } from './rule';

test('a rule that the form has choices for comes back as it was', () => {
  const rules = ['FREQ=DAILY', 'FREQ=DAILY;INTERVAL=3', 'FREQ=WEEKLY;BYDAY=MO,FR', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', 'FREQ=MONTHLY;BYMONTHDAY=15', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO', 'FREQ=MONTHLY;BYDAY=-1FR'];
  for (const text of rules) expect(rule_text(read_rule(text)!), text).toBe(text);
});

test('order and small letters do not matter', () => {
  expect(read_rule(' byday=fr,mo;freq=weekly;wkst=mo ')).toMatchObject({ freq: 'weekly', days: ['mo', 'fr'] });
  expect(read_rule('FREQ=MONTHLY;BYDAY=+2TU')).toMatchObject({ nth: 2, nth_day: 'tu' });
});

test('a rule that the form could not give back is shown as its text', () => {
  const rules = [
    '', 'FREQ', 'FREQ=HOURLY', 'FREQ=YEARLY', 'FREQ=DAILY;COUNT=5', 'FREQ=DAILY;UNTIL=20261231', 'FREQ=DAILY;BYDAY=MO', 'FREQ=DAILY;BYMONTHDAY=1', 'FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=1MO', 'FREQ=WEEKLY;BYDAY=MO;WKST=SU',
    'FREQ=MONTHLY', 'FREQ=MONTHLY;BYMONTHDAY=1,15', 'FREQ=MONTHLY;BYMONTHDAY=-2', 'FREQ=MONTHLY;BYMONTHDAY=0', 'FREQ=MONTHLY;BYMONTHDAY=32', 'FREQ=MONTHLY;BYDAY=5MO', 'FREQ=MONTHLY;BYDAY=MO', 'FREQ=MONTHLY;BYDAY=1MO,3MO', 'FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=1FR',
    'FREQ=DAILY;INTERVAL=0', 'FREQ=DAILY;INTERVAL=100', 'FREQ=DAILY;INTERVAL=x', 'FREQ=DAILY;FREQ=WEEKLY',
  ];
  for (const text of rules) expect(read_rule(text), text).toBeNull();
});

test('a rule that counts is known', () => {
  expect(['FREQ=DAILY;COUNT=3', 'count=3;freq=daily', 'FREQ=DAILY'].map(counts)).toEqual([true, true, false]);
});
