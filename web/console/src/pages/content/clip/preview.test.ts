import { expect, test } from 'vitest';
import { preview_state } from './preview';

test('a preview is there, being made, or not to be had', () => {
  expect(preview_state(206, null)).toEqual({ state: 'ready' });
  expect(preview_state(503, '7')).toEqual({ state: 'being_made', wait_ms: 7000 });
  expect(preview_state(503, null)).toEqual({ state: 'being_made', wait_ms: 3000 });
  expect(preview_state(404, null)).toEqual({ state: 'none' });
});
