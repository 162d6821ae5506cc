// What really came out.
import type { PlayItem } from './now';
import type { OutputKind } from './values';

export interface Play {
  device: string;
  chain: string;
  seq: number;
  boot: number;
  output: OutputKind;
  item: PlayItem;
  start_ms: number;
  end_ms: number;
  clock: 'trusted' | 'untrusted';
  amount: number;
  level_dbfs: number | null;
  peak_dbfs: number | null;
  outcome: string;
  reason: string;
}
