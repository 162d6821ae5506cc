// What a User-Agent says that a person would recognise. Names only: versions mean nothing to them.
const programs: [RegExp, string][] = [
  [/^vangctl/, 'vangctl'],
  [/Edg(A|iOS)?\//, 'Edge'],
  [/coc_coc_browser|CocCoc/i, 'Cốc Cốc'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/OPR\//, 'Opera'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS|Chromium/, 'Chrome'],
  [/Safari/, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'Mac'],
  [/Linux|X11/, 'Linux'],
];

const first = (names: [RegExp, string][], agent: string) => names.find(([pattern]) => pattern.test(agent))?.[1];

/** "Chrome, Android"; an agent nobody knows is shown as it is, cut. */
export function agent_name(agent: string): string {
  return [first(programs, agent), first(systems, agent)].filter(Boolean).join(', ') || agent.slice(0, 40);
}
