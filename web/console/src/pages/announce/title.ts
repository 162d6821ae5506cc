const longest = 60;
const enough = 14;

/** The beginning of what is read, whole sentences if they are short, else cut at a word: a title for whoever typed none. */
export function title_of(text: string): string {
  const flat = text.trim().replace(/\s+/g, ' ');
  let whole = '';
  for (const sentence of flat.split(/(?<=[.!?…])\s/u)) {
    whole = whole ? `${whole} ${sentence}` : sentence;
    if ([...whole].length >= enough) break;
  }
  whole = whole.replace(/[.…]+$/u, '');
  const letters = [...whole];
  if (letters.length <= longest) return whole;
  const cut = letters.slice(0, longest).join('');
  const blank = cut.lastIndexOf(' ');
  return `${cut.slice(0, blank > enough ? blank : cut.length).replace(/[\s,;:]+$/u, '')}…`;
}
