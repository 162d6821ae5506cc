import { ask, post } from '../../../lib/api';
import type { Message, MessageAsk, PreparedMessage } from '../../../lib/contract';
import { sign, type HeldKey } from '../../../lib/key';

export const prepare_message = (wanted: MessageAsk, signal: AbortSignal) => ask<PreparedMessage>('POST', '/messages/prepare', { body: wanted, signal });

/** The signature is the approval. The same bytes signed again are the same message, so trying again does no harm. */
export async function approve(prepared: PreparedMessage, key: HeldKey): Promise<Message> {
  return post<Message>('/messages', { jws: await sign(key, 'vang-message', prepared.payload) });
}
