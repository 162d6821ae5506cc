import { expect, test } from 'vitest';
import { tags_from, tags_text } from './tags';

test('tags stand between blanks or commas', () => {
  expect(tags_from(' chợ, ubnd  chợ;')).toEqual(['chợ', 'ubnd']);
  expect(tags_from('  ')).toEqual([]);
  expect(tags_from(tags_text(['thon', 'cho']))).toEqual(['thon', 'cho']);
});
