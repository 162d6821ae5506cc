import type { Component } from 'svelte';

type Loaded = { default: Component<Record<string, string>> };
interface Place {
  pattern: RegExp;
  /** Which entry of the navigation is the current one. */
  section: string;
  load: () => Promise<unknown>;
}

// Every page is a chunk of its own: a phone that announces loads no calendar.
const places: Place[] = [
  { pattern: /^\/$/, section: '/', load: () => import('../pages/now/Now.svelte') },
  { pattern: /^\/phat$/, section: '/phat', load: () => import('../pages/announce/Announce.svelte') },
  { pattern: /^\/lenh\/(?<id>[0-9a-f-]{36})$/, section: '/phat', load: () => import('../pages/orders/Order.svelte') },
  { pattern: /^\/lich$/, section: '/lich', load: () => import('../pages/schedule/Schedule.svelte') },
  { pattern: /^\/noi-dung$/, section: '/noi-dung', load: () => import('../pages/content/Content.svelte') },
  { pattern: /^\/noi-dung\/soan$/, section: '/noi-dung', load: () => import('../pages/content/Editor.svelte') },
  { pattern: /^\/noi-dung\/clip\/(?<sha256>[0-9a-f]{64})$/, section: '/noi-dung', load: () => import('../pages/content/ClipPage.svelte') },
  { pattern: /^\/noi-dung\/ban-tin\/(?<hash>[0-9a-f]{64})$/, section: '/noi-dung', load: () => import('../pages/content/MessagePage.svelte') },
  { pattern: /^\/thiet-bi$/, section: '/thiet-bi', load: () => import('../pages/devices/Devices.svelte') },
  { pattern: /^\/thiet-bi\/ghi-danh$/, section: '/thiet-bi', load: () => import('../pages/devices/Enrol.svelte') },
  { pattern: /^\/thiet-bi\/(?<id>[a-z0-9][a-z0-9-]{2,39})$/, section: '/thiet-bi', load: () => import('../pages/devices/DevicePage.svelte') },
  { pattern: /^\/quan-tri$/, section: '/quan-tri', load: () => import('../pages/admin/Admin.svelte') },
  { pattern: /^\/toi$/, section: '/toi', load: () => import('../pages/me/Me.svelte') },
];

export interface FoundPage {
  section: string;
  /** What the address names, as properties of the page. */
  given: Record<string, string>;
  load: () => Promise<Loaded>;
}

export function page_at(path: string): FoundPage | null {
  for (const place of places) {
    const match = place.pattern.exec(path);
    if (match) return { section: place.section, given: { ...match.groups }, load: place.load as () => Promise<Loaded> };
  }
  return null;
}
