/** Hands `text` to the person as a file, without asking a server for it. */
export function save_file(name: string, media: string, text: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: media }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
