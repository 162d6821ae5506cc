// What the server refuses of an entry, put at the field of the form it is about.
import type { Detail } from '../../lib/contract';
import type { Field, Wrong } from './entry_form';

const at_members: [RegExp, Field][] = [
  [/^title/, 'title'],
  [/^message/, 'message'],
  [/^class/, 'class'],
  [/^when\/days/, 'days'],
  [/^when\/times/, 'times'],
  [/^when\/window/, 'window'],
  [/^when\/from/, 'from'],
  [/^when\/until/, 'until'],
  [/^repeat/, 'repeat'],
  [/^volume_db/, 'volume'],
  [/^outputs/, 'outputs'],
  [/^tags/, 'tags'],
  [/^resume/, 'resume'],
];
// Of checks that name the entry and not its member.
const of_codes: Record<string, Field> = {
  no_message: 'message',
  unknown_message: 'message',
  not_entitled_area: 'message',
  not_entitled_class: 'class',
  message_expired: 'message',
  bad_repeat: 'repeat',
  bad_volume: 'volume',
  no_days: 'days',
  no_day: 'from',
  until_before_from: 'until',
  no_time: 'times',
  duplicate_time: 'times',
  empty_window: 'window',
};

/** What the server says of the entry at `index`: at its field where it names one (`/entries/3/when/times/1`), else in `others`. */
export function at_fields(details: Detail[], index: number, of: (detail: Detail) => string): { wrong: Wrong; others: Detail[] } {
  const wrong: Wrong = {};
  const others: Detail[] = [];
  const start = `/entries/${index}`;
  for (const detail of details) {
    const pointer = detail.pointer ?? '';
    const member = pointer.startsWith(`${start}/`) ? pointer.slice(start.length + 1) : '';
    const at_code = pointer === start || member === 'message' ? of_codes[detail.code] : undefined;
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
