// Codes of what came out and why not, in words: outcomes and reasons of plays (playlists/orders/play.h), reasons of refusals
// (protocols/trust/refusal.h). The test reads those sources, so that no code is without words.
import type { Language } from './language.svelte';

type Said = Record<string, { vi: string; en: string }>;

export const outcomes: Said = {
  heard: { vi: 'đã nghe được', en: 'heard' },
  shown: { vi: 'đã hiển thị', en: 'shown' },
  sent_not_proven: { vi: 'đã gửi ra, chưa có bằng chứng', en: 'sent, not proven' },
  silent: { vi: 'không ra tiếng', en: 'silent' },
  dark: { vi: 'màn hình tối', en: 'dark' },
  other_output: { vi: 'phát ở đầu ra khác', en: 'came out elsewhere' },
  interrupted: { vi: 'bị ngắt', en: 'interrupted' },
  missed: { vi: 'bị lỡ', en: 'missed' },
  excused: { vi: 'được miễn', en: 'excused' },
};

export const play_reasons: Said = {
  restart: { vi: 'thiết bị khởi động lại', en: 'the device started again' },
  emergency: { vi: 'nhường lệnh khẩn cấp', en: 'an emergency cut in' },
  order: { vi: 'nhường một lệnh phát ngay', en: 'an announcement cut in' },
  higher_class: { vi: 'nhường mục lịch ưu tiên hơn', en: 'an entry of a higher class cut in' },
  stopped: { vi: 'có lệnh dừng', en: 'stopped by order' },
  expired: { vi: 'hết hiệu lực', en: 'it had expired' },
  programme_changed: { vi: 'chương trình đã thay đổi', en: 'the programme changed' },
  window_ended: { vi: 'hết khung giờ', en: 'its window ended' },
  busy: { vi: 'đang bận phát thứ khác', en: 'something else was playing' },
  missing_content: { vi: 'thiết bị thiếu nội dung', en: 'content was not on the device' },
  no_trusted_time: { vi: 'giờ của thiết bị chưa tin cậy', en: 'the device had no trusted time' },
  no_output: { vi: 'không có bảng hoặc loa để phát', en: 'there was no board or loudspeaker to play it' },
  storage: { vi: 'bộ nhớ đầy', en: 'the storage was full' },
};

export const refusals: Said = {
  too_large: { vi: 'Nội dung dài quá mức cho phép.', en: 'It is longer than allowed.' },
  malformed: { vi: 'Nội dung không đúng dạng.', en: 'It is not well formed.' },
  duplicate_member: { vi: 'Một mục được ghi hai lần nên có thể hiểu theo hai cách.', en: 'Something is said twice, so it could be read in two ways.' },
  bad_algorithm: { vi: 'Kiểu chữ ký không được chấp nhận.', en: 'The kind of signature is not accepted.' },
  critical_header: { vi: 'Cần một tính năng mà thiết bị không có.', en: 'It demands a feature the device does not have.' },
  wrong_type: { vi: 'Đây là loại nội dung khác với loại cần ở đây.', en: 'It is another kind of document than the one needed.' },
  unknown_key: { vi: 'Thiết bị không biết khóa ký, hoặc khóa đã bị thu hồi.', en: 'The device does not know the signing key, or it has been revoked.' },
  bad_signature: { vi: 'Chữ ký không đúng với nội dung.', en: 'The signature does not match the content.' },
  unsupported_version: { vi: 'Thiết bị chưa hiểu phiên bản này; cần cập nhật phần mềm.', en: 'The device does not know this version yet; its software needs an update.' },
  bad_payload: { vi: 'Nội dung thiếu mục bắt buộc hoặc có giá trị sai.', en: 'Something is missing in it or has a wrong value.' },
  key_not_valid_now: { vi: 'Khóa ký chưa có hiệu lực hoặc đã hết hạn.', en: 'The signing key is not valid yet, or no longer.' },
  not_entitled_kind: { vi: 'Người ký không có quyền ký loại này.', en: 'The signer has no right to sign this kind.' },
  not_entitled_area: { vi: 'Người ký không có quyền tại địa bàn này.', en: 'The signer has no right in this area.' },
  not_entitled_class: { vi: 'Người ký không có quyền dùng mức ưu tiên này.', en: 'The signer has no right to use this priority.' },
  old_version: { vi: 'Thiết bị đã có bản mới hơn.', en: 'The device holds a newer version already.' },
  old_epoch: { vi: 'Lệnh đến từ một trung tâm đã bị thay thế.', en: 'It comes from a centre that has been replaced.' },
  wrong_device: { vi: 'Nội dung dành cho thiết bị khác.', en: 'It is for another device.' },
  wrong_nonce: { vi: 'Đây không phải câu trả lời cho điều thiết bị vừa hỏi.', en: 'It is not the answer to what the device just asked.' },
  not_addressed: { vi: 'Thiết bị không thuộc phạm vi được gửi.', en: 'The device is outside of where it was sent.' },
  no_trusted_time: { vi: 'Thiết bị chưa có giờ tin cậy nên không xét được thời hạn.', en: 'The device has no trusted time, so it cannot judge the dates.' },
  not_yet_valid: { vi: 'Chưa đến lúc có hiệu lực.', en: 'It is too early for it to be valid.' },
  expired: { vi: 'Đã hết hiệu lực.', en: 'It has expired.' },
  start_window: { vi: 'Đã quá lúc được phép bắt đầu.', en: 'The time in which it may start has passed.' },
  repeated: { vi: 'Thiết bị đã nhận lệnh này trước đó.', en: 'The device has received it before.' },
  busy: { vi: 'Thiết bị bận phát nội dung ưu tiên hơn cho đến khi quá giờ bắt đầu.', en: 'The device was busy with something that comes first until it was too late.' },
  no_output: { vi: 'Thiết bị không có bảng hoặc loa mà lệnh cần.', en: 'The device has no board or loudspeaker that it asks for.' },
  storage: { vi: 'Thiết bị không ghi được vào bộ nhớ.', en: 'The device could not write to its storage.' },
  missing_content: { vi: 'Thiết bị chưa có đủ nội dung để phát.', en: 'The device lacks content it needs to play.' },
  unknown_order: { vi: 'Thiết bị không biết lệnh được nhắc đến.', en: 'The device does not know the announcement referred to.' },
};

// A code of a newer device is better shown as it is than hidden.
const said = (of: Said, code: string, language: Language) => of[code]?.[language] ?? code;

/** "bị ngắt: nhường lệnh khẩn cấp". */
export function outcome_text(outcome: string, reason: string, language: Language): string {
  const what = said(outcomes, outcome, language);
  return reason ? `${what}: ${said(play_reasons, reason, language)}` : what;
}

export const refusal_text = (reason: string, language: Language) => said(refusals, reason, language);

/** Why a device refused an order, or what ended its playing of it; '' when there is nothing to tell. */
export function receipt_text(stage: string, reason: string, language: Language): string {
  if (!reason) return '';
  if (stage === 'refused') return refusal_text(reason, language);
  return said(reason in outcomes ? outcomes : play_reasons, reason, language);
}

export type Tone = 'ok' | 'warn' | 'bad' | 'off';

/** How good an outcome is: proven, not proven, failed, or nobody's fault. */
export function outcome_tone(outcome: string): Tone {
  if (outcome === 'heard' || outcome === 'shown') return 'ok';
  if (outcome === 'silent' || outcome === 'dark' || outcome === 'missed') return 'bad';
  return outcome === 'excused' ? 'off' : 'warn';
}

export const tone_shape: Record<Tone, string> = { ok: '●', warn: '▲', bad: '■', off: '○' };
