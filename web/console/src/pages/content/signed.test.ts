import { expect, test } from 'vitest';
import { to_base64url } from '../../lib/key';
import { read_payload } from './signed';

test('the payload that is told is the one that is signed, marks and all', () => {
  const payload = { kind: 'notice', title: 'Thực hiện 5K – Đồng Văn?>', areas: ['02.026'], duration_ms: 10_000 };
  expect(read_payload(to_base64url(new TextEncoder().encode(JSON.stringify(payload))))).toEqual(payload);
});
