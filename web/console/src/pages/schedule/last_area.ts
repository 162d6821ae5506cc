// The area whose schedule was looked at last in this browser: where somebody who has several begins.
const name = 'vang.schedule.area';

export const last_area = () => localStorage.getItem(name);
export const remember_area = (code: string) => localStorage.setItem(name, code);
