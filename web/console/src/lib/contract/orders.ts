// What is announced now, and what came of it.
import type { Card, Preview } from './messages';
import type { Class, Detail, OutputKind } from './values';

export interface OrderAsk {
  kind: 'announce' | 'stop';
  class?: 'priority' | 'emergency';
  title?: string;
  lang?: string;
  text?: string;
  clip?: string;
  areas: string[];
  below?: boolean;
  outputs?: OutputKind[];
  tags?: string[];
  card?: Card;
  speech?: boolean;
  chime?: boolean;
  repeat?: number;
  volume_db?: number;
  not_before_ms?: number;
  start_window_ms?: number;
  expires_ms?: number;
  stops?: string[];
}

export interface Interruption {
  device: string;
  device_name: string;
  output: OutputKind;
  title: string;
  class: Class;
  resumes_ms: number;
  resume: 'continue' | 'restart' | 'drop';
}

export interface Scope {
  devices: number;
  reachable: number;
  pictures: number;
  sounds: number;
  unreachable: string[];
  interrupts: Interruption[];
  interrupts_total: number;
  waits_behind: string[];
  too_late: number;
}

export interface PreparedOrder {
  payload: string;
  hash: string;
  id: string;
  spoken: string;
  duration_ms: number;
  scope: Scope;
  notes: Detail[];
  previews: Preview[];
}

export interface OrderCounts {
  devices: number;
  received: number;
  started: number;
  finished: number;
  refused: number;
  silent: number;
}

export type OrderState = 'sent' | 'running' | 'finished' | 'stopped' | 'expired';

export interface Order {
  id: string;
  hash: string;
  kind: 'announce' | 'stop';
  class: Class;
  title: string;
  text: string;
  areas: string[];
  state: OrderState;
  by: string;
  kid: string;
  sent_ms: number;
  expires_ms: number;
  duration_ms: number;
  stops: string[];
  counts: OrderCounts;
}

export interface OrderDevice {
  device: string;
  name: string;
  area: string;
  online: boolean;
  stage: 'silent' | 'received' | 'started' | 'finished' | 'refused';
  reason: string;
  received_ms: number;
  started_ms: number;
  finished_ms: number;
  late_ms: number;
}

export interface OrderDetail extends Order {
  devices: OrderDevice[];
}
