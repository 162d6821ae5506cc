// The tree of areas, and what an import of a file did.
export interface Area {
  code: string;
  parent: string;
  name: string;
  level: string;
  /** How many areas stand directly below. */
  children: number;
}

export interface AreaLine extends Area {
  /** Own parent first, root last. */
  chain: Area[];
}

export interface ImportReport {
  dry_run: boolean;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
}
