import { search_key } from '../../../lib/format';

const longest = 40;
const shortest = 3;

/** An id out of a name: "Cụm loa thôn Lô Lô Chải" → "cum-loa-thon-lo-lo-chai". Empty when the name has too little in it. */
export function id_from(name: string): string {
  const words = search_key(name).split(/[^a-z0-9]+/).filter(Boolean);
  let id = '';
  for (const word of words) {
    const longer = id ? `${id}-${word}` : word;
    if (longer.length > longest) break;
    id = longer;
  }
  if (!id) id = (words[0] ?? '').slice(0, longest);
  return id.length < shortest ? '' : id;
}

export const is_id = (id: string) => /^[a-z0-9][a-z0-9-]{2,39}$/.test(id);
