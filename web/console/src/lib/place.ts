/** Its area and the site it stands at; a site that is called as the device is not said twice. */
export function place_text(area: string, site: string, device: string): string {
  return site && site !== device ? `${area} · ${site}` : area;
}
