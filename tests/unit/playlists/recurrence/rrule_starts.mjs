// What npm `rrule` makes of recurrence rules. A line in, `rule|start|from|until|most`, is a line out: the first `most` starts in
// [from, until) with commas between them, or `error: …`.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../../web/console/package.json', import.meta.url));
const { RRule } = require('rrule');

const date = (text) => new Date(text.replace(/(....)(..)(..)T(..)(..)(..)/, '$1-$2-$3T$4:$5:$6Z'));
const text = (at) => at.toISOString().replace(/[-:]|\.000Z$/g, '');

function starts(question) {
  const [rule, start, from, until, most] = question.split('|');
  const found = [];
  new RRule({ ...RRule.parseString(rule), dtstart: date(start) }, true).all((at) => {
    if (at >= date(until)) return false;
    if (at >= date(from)) found.push(text(at));
    return found.length < Number(most);
  });
  return found.join(',');
}

const answers = [];
for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  try {
    answers.push(starts(line));
  } catch (error) {
    answers.push(`error: ${error.message}`);
  }
}
console.log(answers.join('\n'));
