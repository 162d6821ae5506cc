// What the server refuses of an entry, put at the field of the form it is about.
import type { Detail } from '../../../lib/contract';
import type { Field, Wrong } from './entry_form';

const at_members: [RegExp, Field][] = [
  [/^title/, 'title'],
  [/^messages/, 'messages'],
  [/^cycle/, 'messages'],
  [/^class/, 'class'],
  [/^when\/rule/, 'rule'],
  [/^when\/times/, 'times'],
  [/^when\/window/, 'window'],
  [/^when\/(every_s|most|share)/, 'fill'],
  [/^when\/from/, 'from'],
  [/^when\/until/, 'until'],
  [/^repeat/, 'repeat'],
  [/^volume_db/, 'volume'],
  [/^outputs/, 'outputs'],
  [/^where/, 'where'],
  [/^start/, 'starting'],
  [/^late_s/, 'late'],
  [/^(lose|postpone_to)/, 'lose'],
];
// Of checks that name the entry and not its member.
const of_codes: [RegExp, Field][] = [
  [/^(no_message|unknown_message|not_entitled_area|message_expired|bad_cycle)$/, 'messages'],
  [/^not_entitled_class$/, 'class'],
  [/^bad_repeat$/, 'repeat'],
  [/^bad_volume$/, 'volume'],
  [/^bad_rule/, 'rule'],
  [/^no_day$/, 'from'],
  [/^until_before_from$/, 'until'],
  [/^(no_time|duplicate_time)$/, 'times'],
  [/^empty_window$/, 'window'],
  [/^(bad_every|bad_share)$/, 'fill'],
  [/^bad_late$/, 'late'],
  [/^bad_postpone$/, 'lose'],
];

/** What the server says of the entry at `index`: at its field where it names one (`/entries/3/when/times/1`), else in `others`. */
export function at_fields(details: Detail[], index: number, of: (detail: Detail) => string): { wrong: Wrong; others: Detail[] } {
  const wrong: Wrong = {};
  const others: Detail[] = [];
  const start = `/entries/${index}`;
  for (const detail of details) {
    const pointer = detail.pointer ?? '';
    const member = pointer.startsWith(`${start}/`) ? pointer.slice(start.length + 1) : '';
    const at_code = pointer === start || /^messages(\/\d+)?$/.test(member) ? of_codes.find(([code]) => code.test(detail.code))?.[1] : undefined;
    const field = at_code ?? at_members.find(([pattern]) => pattern.test(member))?.[1];
    if (field) wrong[field] = wrong[field] ? `${wrong[field]} ${of(detail)}` : of(detail);
    else others.push(detail);
  }
  return { wrong, others };
}

/** Which of the times a pointer names, for a mark at the very one. */
export function times_named(details: Detail[], index: number): number[] {
  const pattern = new RegExp(`^/entries/${index}/when/times/(\\d+)$`);
  return details.flatMap((detail) => {
    const found = pattern.exec(detail.pointer ?? '');
    return found ? [Number(found[1])] : [];
  });
}
