import { address_of, headers_for, problem_from } from './api';
import type { Clip } from './contract';

/** Sends a file as a clip without reading it into memory. `progress` is told 0 to 1. Throws like api.ts. */
export function upload_clip(file: File, progress: (share: number) => void, signal: AbortSignal): Promise<Clip> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${address_of('/clips')}?name=${encodeURIComponent(file.name.normalize('NFC').slice(0, 200))}`);
    const headers = headers_for('POST', { raw: { media: 'application/octet-stream', body: file } });
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => progress(event.total > 0 ? event.loaded / event.total : 0);
    request.onerror = () => reject(new TypeError('no answer'));
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as Clip);
      else reject(problem_from(request.status, request.responseText, request.getResponseHeader('Retry-After')));
    };
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}
