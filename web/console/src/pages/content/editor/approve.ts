import { ask } from '../../../lib/api';
import type { Message, MessageAsk, PreparedMessage } from '../../../lib/contract';
import { sign, type HeldKey } from '../../../lib/key';
import { long_ms, work_ms } from '../../../lib/patience';

export const prepare_message = (wanted: MessageAsk, signal: AbortSignal) => ask<PreparedMessage>('POST', '/messages/prepare', { body: wanted, signal, within_ms: work_ms });

/** The signature is the approval. The same bytes signed again are the same message, so trying again does no harm. */
export async function approve(prepared: PreparedMessage, key: HeldKey): Promise<Message> {
  return ask<Message>('POST', '/messages', { body: { jws: await sign(key, 'vang-message', prepared.payload) }, within_ms: long_ms });
}
