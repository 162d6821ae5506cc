import { get, post, Problem } from '../../../lib/api';
import type { Device, DeviceToken, DeviceTokenAsk } from '../../../lib/contract';
import { drop_draft, keep_draft, kept_draft } from '../../../lib/drafts';
import { tags_from } from '../../../lib/tags';
import { id_from, is_id } from './suggest';

interface Written {
  name: string;
  /** Empty = the one suggested from the name. */
  id: string;
  area: string[];
  profile: string;
  site: string;
  site_id: string;
  tags: string;
  addresses: string;
}

const form = 'enrol';
const nothing: Written = { name: '', id: '', area: [], profile: '', site: '', site_id: '', tags: '', addresses: '' };

/** A device being described, kept in this browser until its string is made. Confined to the page that made it. */
export class EnrolForm {
  written = $state<Written>({ ...nothing });
  id = $derived(this.written.id || id_from(this.written.name));
  site_id = $derived(this.written.site_id || id_from(this.written.site) || this.id);

  constructor(readonly person: string) {
    this.written = { ...nothing, ...kept_draft<Written>(person, form) };
  }

  /** False if the browser refuses. */
  keep = () => keep_draft(this.person, form, this.written);

  clear() {
    this.written = { ...nothing };
    drop_draft(this.person, form);
  }

  wrong = $derived({ id: !is_id(this.id), area: this.written.area.length === 0, profile: !this.written.profile });

  asked(): DeviceTokenAsk {
    const { name, area, profile, site, tags, addresses } = this.written;
    const lines = addresses.split('\n').map((line) => line.trim()).filter(Boolean);
    return {
      id: this.id,
      name: name.trim(),
      area: area[0] ?? '',
      profile,
      site: { id: this.site_id, name: site.trim() || name.trim() },
      tags: tags_from(tags),
      ...(lines.length > 0 ? { addresses: lines } : {}),
    };
  }

  /** The device that has this id already; making a string for it would move it and let another box take its place. */
  async taken(): Promise<Device | null> {
    try {
      return await get<Device>(`/devices/${this.id}`);
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.status === 404) return null;
      throw thrown;
    }
  }

  make = () => post<DeviceToken>('/device-tokens', this.asked());
}
